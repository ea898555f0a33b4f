"""Bytes to text: the encodings that forms come in, and the characters that do not belong."""

import codecs
import re

from quanheng.exchange.forms.problems import FormRefused

LARGEST_FILE = 12 << 20
"""Bytes of the largest form, its photo included."""

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_BARE_UTF16 = ((b"<\0", "utf-16-le"), (b"\0<", "utf-16-be"))
_DECLARED = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']""")
_CHINESE = frozenset({"gb2312", "gbk", "gb18030", "gb_2312-80", "936", "cp936", "ms936"})

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_INVISIBLE = re.compile("[\xad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]")
_REFERENCE = re.compile(r"&#(?:x([0-9A-Fa-f]{1,8})|([0-9]{1,10}));")
_HAN_GAP = re.compile(r"(?<=[\u3400-\u9fff])[ \t\u3000\xa0]+(?=[\u3400-\u9fff])")


def check_size(size: int) -> None:
    """Raise ``FormRefused`` for a file that is empty or too large to be a form."""
    if size > LARGEST_FILE:
        raise FormRefused(
            "文件超过 12 MB，不是任免审批表，请检查文件或缩小照片后再导入。",
            "The file exceeds 12 MB and is no form: check it, or make its photo smaller.",
        )
    if not size:
        raise FormRefused("文件是空的，请重新导出。", "The file is empty: export it again.")


def decode_xml(data: bytes) -> str:
    """The text of an XML file, whatever it says its encoding is, without illegal characters.

    UTF-8 and UTF-16 with or without a byte order mark, and the GB encodings. Raises
    ``FormRefused`` if the bytes are none of them.
    """
    text = _decoded(data, encoding_of(data))
    text = _ILLEGAL.sub("", text)
    return _REFERENCE.sub(_legal_reference, text)


def decode_gb(data: bytes) -> str:
    """The text of a file in GB18030 (UTF-8 if it has a byte order mark)."""
    utf8 = data.startswith(codecs.BOM_UTF8)
    return _ILLEGAL.sub("", _decoded(data, "utf-8" if utf8 else "gb18030"))


def one_line(text: str) -> str:
    """Text of a field on one line, without invisible characters and surrounding space."""
    return " ".join(_visible(text).replace("\xa0", " ").replace("\u3000", " ").split())


def person_name(text: str) -> str:
    """A name without the space that editors put between its characters."""
    return _HAN_GAP.sub("", one_line(text))


def many_lines(text: str) -> str:
    """Text of a field of several lines, without blank lines around and space after lines."""
    text = _visible(text).replace("\r\n", "\n").replace("\r", "\n").replace("\x85", "\n")
    lines = [line.replace("\xa0", " ").rstrip() for line in text.split("\n")]
    while lines and not lines[0]:
        lines.pop(0)
    while lines and not lines[-1]:
        lines.pop()
    return "\n".join(lines)


def legal(text: str) -> str:
    """Text without the characters that no XML file may hold."""
    return _ILLEGAL.sub("", text)


def encoding_of(data: bytes) -> str:
    """The encoding that the first bytes of an XML file speak of."""
    for mark, encoding in (*_BOMS, *_BARE_UTF16):
        if data.startswith(mark):
            return encoding
    declared = _DECLARED.match(data.lstrip()[:300])
    name = declared[1].decode().lower() if declared else "utf-8"
    return "gb18030" if name in _CHINESE else "utf-8"


def _visible(text: str) -> str:
    return _INVISIBLE.sub("", legal(text))


def _decoded(data: bytes, encoding: str) -> str:
    # Some editors declare one encoding and write the other.
    for attempt in (encoding, "gb18030" if encoding == "utf-8" else "utf-8"):
        try:
            return data.decode(attempt).removeprefix("\ufeff")
        except UnicodeDecodeError:
            continue
    raise FormRefused(
        "文件的文字编码无法识别，请用任免表软件打开并重新保存后再导入。",
        "The file's text encoding is not known: open it in its editor and save it again.",
    )


def _legal_reference(match: re.Match[str]) -> str:
    code = int(match[1], 16) if match[1] else int(match[2])
    if code > 0x10FFFF or _ILLEGAL.fullmatch(chr(code)):
        return ""
    return match[0]
