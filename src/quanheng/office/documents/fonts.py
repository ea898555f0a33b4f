"""Which characters the fonts at hand can show, read from the fonts themselves."""

import struct
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pylopdf_fonts_zh_cn

PACKAGED = Path(pylopdf_fonts_zh_cn.__file__).parent
"""The folder of the fonts that come with the program."""

FILES = tuple(sorted(PACKAGED.glob("*.otf")))
WIDE = (3, 10)
"""Platform and encoding of a table that maps all of Unicode."""

SEGMENTED = 12
"""The format of such a table: runs of characters."""


@cache
def covered() -> frozenset[int]:
    """The characters that the packaged fonts show."""
    return frozenset(code for file in FILES for code in characters(file.read_bytes()))


def uncovered(text: str) -> str:
    """The characters of a text that the packaged fonts do not show, each once."""
    known = covered()
    return "".join(dict.fromkeys(one for one in text if ord(one) not in known and one > " "))


def characters(font: bytes) -> Iterator[int]:
    """The characters of an OpenType font; none if it does not map all of Unicode."""
    count = struct.unpack_from(">H", font, 4)[0]
    for at in range(count):
        tag, _check, start, _length = struct.unpack_from(">4sIII", font, 12 + 16 * at)
        if tag == b"cmap":
            yield from _mapped(font, start)


def _mapped(font: bytes, start: int) -> Iterator[int]:
    for at in range(struct.unpack_from(">H", font, start + 2)[0]):
        platform, encoding, offset = struct.unpack_from(">HHI", font, start + 4 + 8 * at)
        table = start + offset
        if (platform, encoding) != WIDE or struct.unpack_from(">H", font, table)[0] != SEGMENTED:
            continue
        for run in range(struct.unpack_from(">I", font, table + 12)[0]):
            first, last, _glyph = struct.unpack_from(">III", font, table + 16 + 12 * run)
            yield from range(first, last + 1)
