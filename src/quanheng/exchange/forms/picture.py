"""The photo on a form: that it is a picture, of which kind, and of a sensible size."""

from base64 import b64decode, b64encode
from binascii import Error

from quanheng.exchange.forms.problems import FormRefused

LARGEST = 5 << 20
"""Bytes of the largest photo."""

PIXELS = 40_000_000
"""The most pixels: a small file can unpack to a picture that fills the memory."""

_SIGNATURES = (
    (b"\xff\xd8\xff", "jpeg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"BM", "bmp"),
)
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


def picture_type(data: bytes) -> str | None:
    """``jpeg``, ``png``, ``gif`` or ``bmp`` by the first bytes; ``None`` if it is none of them."""
    return next((name for start, name in _SIGNATURES if data.startswith(start)), None)


def picture_size(data: bytes) -> tuple[int, int] | None:
    """Width and height in pixels as the head of the picture says; ``None`` if it says nothing."""
    kind = picture_type(data)
    if kind == "png" and len(data) >= 24 and data[12:16] == b"IHDR":
        return int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big")
    if kind == "gif" and len(data) >= 10:
        return int.from_bytes(data[6:8], "little"), int.from_bytes(data[8:10], "little")
    if kind == "bmp" and len(data) >= 26:
        width = int.from_bytes(data[18:22], "little", signed=True)
        return abs(width), abs(int.from_bytes(data[22:26], "little", signed=True))
    return _jpeg_size(data) if kind == "jpeg" else None


def checked_picture(data: bytes) -> bytes:
    """The picture itself. Raises ``FormRefused`` if it is none or too large."""
    if len(data) > LARGEST:
        raise too_large()
    if picture_type(data) is None:
        raise FormRefused(
            "照片不是 JPEG、PNG、BMP 或 GIF 图片，请重新插入照片后再导入。",
            "The photo is no JPEG, PNG, BMP or GIF picture: insert it again and try again.",
        )
    size = picture_size(data)
    if size is None or not all(size):
        raise FormRefused(
            "照片已损坏或不完整，请重新插入照片后再导入。",
            "The photo is damaged or incomplete: insert it again and try again.",
        )
    if size[0] * size[1] > PIXELS:
        raise too_large()
    return data


def picture_of(text: str) -> bytes | None:
    """The picture that a base64 text holds; ``None`` for a blank.

    Raises ``FormRefused`` for what is no base64, no picture, or too large.
    """
    text = "".join(text.split())
    if text.startswith("data:"):
        text = text.partition(",")[2]
    if not text:
        return None
    if len(text) > LARGEST // 3 * 4 + 8:
        raise too_large()
    try:
        data = b64decode(text, validate=True)
    except (Error, ValueError) as error:
        raise FormRefused(
            "照片的 Base64 编码有误，请用任免表软件打开并重新保存后再导入。",
            "The photo is not valid base64: open the form in its editor and save it again.",
        ) from error
    return checked_picture(data)


def picture_text(data: bytes | None) -> str:
    """The picture as base64 on one line; ``""`` without one."""
    return "" if data is None else b64encode(data).decode()


def too_large() -> FormRefused:
    """The refusal of a photo that is too large."""
    return FormRefused(
        "照片超过 5 MB 或 4000 万像素，请缩小后再导入。",
        "The photo exceeds 5 MB or 40 million pixels: make it smaller and try again.",
    )


def _jpeg_size(data: bytes) -> tuple[int, int] | None:
    at = 2
    while at + 9 <= len(data):
        if data[at] != 0xFF:
            return None
        marker = data[at + 1]
        if marker in _FRAMES:
            height = int.from_bytes(data[at + 5 : at + 7], "big")
            return int.from_bytes(data[at + 7 : at + 9], "big"), height
        if marker == 0xFF:
            at += 1
        elif marker == 0x01 or 0xD0 <= marker <= 0xD9:
            at += 2
        else:
            at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    return None
