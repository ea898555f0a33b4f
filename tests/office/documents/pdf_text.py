"""Reading back the text of a PDF that Typst has set: enough of the format for that."""

import re
import zlib

OBJECT = re.compile(rb"(\d+) 0 obj\s(.*?)endobj", re.S)
STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.S)
PLAIN = rb"\\.|[^\\()]"
NESTED = rb"(?:%b|\((?:%b)*\))*" % (PLAIN, PLAIN)
SHOWN = re.compile(rb"/(f\d+) [\d.]+ Tf|\((%b)\)|(?<!<)<([0-9A-Fa-f]+)>" % NESTED, re.S)
"""A choice of a font, or a string; brackets that match stand in a string as they are."""

ESCAPED = re.compile(rb"\\([0-7]{3}|.)", re.S)
LETTERS = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def text_of(data: bytes) -> str:
    """The text of all pages, in the order in which it was drawn, without blanks."""
    return "".join(page for page in texts_of_pages(data))


def texts_of_pages(data: bytes) -> list[str]:
    objects = {int(found[1]): found[2] for found in OBJECT.finditer(data)}
    pages = [body for body in objects.values() if re.search(rb"/Type/Page\b", body)]
    return [_page(body, objects) for body in pages]


def _page(page: bytes, objects: dict[int, bytes]) -> str:
    resources = objects[_number(rb"/Resources (\d+)", page)]
    fonts = {
        found[1]: _characters(objects[int(found[2])], objects)
        for found in re.finditer(rb"/(f\d+) (\d+) 0 R", resources)
    }
    said, font = [], b""
    for found in SHOWN.finditer(_stream(objects[_number(rb"/Contents (\d+)", page)])):
        if found[1]:
            font = found[1]
            continue
        if found[3]:
            codes = bytes.fromhex(found[3].decode())
        else:
            codes = ESCAPED.sub(lambda one: _letter(one[1]), found[2])
        said += [fonts[font].get(codes[at : at + 2], "�") for at in range(0, len(codes), 2)]
    return "".join("".join(said).split())


def _characters(font: bytes, objects: dict[int, bytes]) -> dict[bytes, str]:
    table = _stream(objects[_number(rb"/ToUnicode (\d+)", font)])
    pairs = re.findall(rb"<([0-9A-F]{4})> <([0-9A-F]+)>\n", table)
    return {
        bytes.fromhex(code.decode()): bytes.fromhex(char.decode()).decode("utf-16-be")
        for code, char in pairs
    }


def _stream(body: bytes) -> bytes:
    found = STREAM.search(body)
    assert found is not None
    return zlib.decompress(found[1]) if b"FlateDecode" in body[: found.start()] else found[1]


def _letter(escape: bytes) -> bytes:
    return bytes([int(escape, 8)]) if len(escape) == 3 else LETTERS.get(escape, escape)


def _number(pattern: bytes, body: bytes) -> int:
    found = re.search(pattern, body)
    assert found is not None
    return int(found[1])
