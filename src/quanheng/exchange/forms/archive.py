"""A zip that may be anything, or a folder: its members by name, inflated within limits.

What a zip says of itself is not trusted: members are counted while they are inflated. A zip that
is unsound as a whole is refused; a member that is unsound is named and left out.
"""

import io
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple, Protocol

from quanheng.exchange.forms.problems import FormRefused
from quanheng.norms.finding import Text

MEMBERS = 10_000
UNPACKED = 1 << 30
RATIO = 250
RATIO_FROM = 1 << 20
"""A member this large that shrinks more than this was made to exhaust memory."""

DIRECTORY = 8 << 20
CHUNK = 1 << 18

_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError)
_UTF8_NAME = 0x800
_ENCRYPTED = 0x1
_JUNK = ("__macosx/", ".ds_store", "thumbs.db", "desktop.ini")

DAMAGED = (
    "文件已损坏或不完整，请重新导出或重新传输后再导入。",
    "The file is damaged or incomplete: export or transfer it again.",
)


class Refused(NamedTuple):
    """A member left out, and why."""

    name: str
    message: Text


class Files(Protocol):
    """Named files, wherever they lie; names have ``/`` between folders."""

    names: tuple[str, ...]
    refused: tuple[Refused, ...]

    def chunks(self, name: str, limit: int) -> Iterator[bytes]:
        """The bytes of a file, piece by piece; ``FormRefused`` beyond the limit."""

    def read(self, name: str, limit: int) -> bytes:
        """The bytes of a file; ``FormRefused`` beyond the limit."""


class _Bounded(io.FileIO):
    """A file that never hands out a zip directory of absurd size at once."""

    def read(self, size: int | None = -1, /) -> bytes:
        if size is not None and size > DIRECTORY:
            raise zipfile.BadZipFile("directory too large")
        return super().read(-1 if size is None else size) or b""


class Archive:
    """The sound members of a zip; close it, or use it in a ``with``."""

    def __init__(self, source: Path | bytes) -> None:
        file = io.BytesIO(source) if isinstance(source, bytes) else _Bounded(source)
        try:
            self._zip = zipfile.ZipFile(file)
        except (*_BROKEN, ValueError, UnicodeError) as error:
            file.close()
            raise FormRefused(*DAMAGED) from error
        self._file = file
        self._unpacked = 0
        members = [info for info in self._zip.infolist() if not info.is_dir()]
        if len(members) > MEMBERS:
            self.close()
            raise FormRefused(
                f"压缩包内的文件超过 {MEMBERS} 个，请拆分为几个压缩包后再导入。",
                f"The zip holds more than {MEMBERS} files: split it into several.",
            )
        self._members, self.refused = _sorted_out(members)
        self.names = tuple(self._members)

    def __enter__(self) -> "Archive":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._zip.close()
        self._file.close()

    def chunks(self, name: str, limit: int) -> Iterator[bytes]:
        """The bytes of a member, piece by piece, counted over the whole zip."""
        info = self._members[name]
        seen = 0
        try:
            with self._zip.open(info) as member:
                while chunk := member.read(CHUNK):
                    seen += len(chunk)
                    self._unpacked += len(chunk)
                    _check(seen, info.compress_size, self._unpacked, limit)
                    yield chunk
        except _BROKEN as error:
            raise FormRefused(*DAMAGED) from error

    def read(self, name: str, limit: int) -> bytes:
        """The bytes of a member."""
        return b"".join(self.chunks(name, limit))


class Folder:
    """The files of a folder and its subfolders; links that lead out of it are left out."""

    def __init__(self, path: Path) -> None:
        self._path = path.resolve()
        names, refused = [], []
        for file in sorted(self._path.rglob("*")):
            name = file.relative_to(self._path).as_posix()
            if not file.resolve().is_relative_to(self._path):
                refused.append(Refused(name, UNSAFE))
            elif file.is_file() and not _is_junk(name):
                names.append(name)
            if len(names) > MEMBERS:
                raise FormRefused(
                    f"文件夹内的文件超过 {MEMBERS} 个，请分批导入。",
                    f"The folder holds more than {MEMBERS} files: import them in parts.",
                )
        self.names, self.refused = tuple(names), tuple(refused)

    def chunks(self, name: str, limit: int) -> Iterator[bytes]:
        """The bytes of a file, piece by piece."""
        seen = 0
        with (self._path / name).open("rb") as file:
            while chunk := file.read(CHUNK):
                seen += len(chunk)
                if seen > limit:
                    raise _too_large(limit)
                yield chunk

    def read(self, name: str, limit: int) -> bytes:
        """The bytes of a file."""
        return b"".join(self.chunks(name, limit))


UNSAFE = Text(
    "路径指向文件夹之外，可能有害，未读取。",
    "The path leads out of the folder and may be harmful: not read.",
)
ENCRYPTED = Text(
    "文件已加密，未读取；请取消压缩包密码后再导入。",
    "The file is encrypted and was not read: remove the password of the zip.",
)
REPEATED = Text(
    "与压缩包内另一文件同名，无法确定以哪个为准，均未读取。",
    "Another file of the zip has the same name; neither was read.",
)
PACKED = Text(
    "压缩方式不受支持，未读取；请用普通 zip 方式重新压缩。",
    "The packing method is not supported: pack it again as a plain zip.",
)


def is_zip(start: bytes) -> bool:
    """Whether a file that begins so is a zip."""
    return start.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def _sorted_out(
    members: list[zipfile.ZipInfo],
) -> tuple[dict[str, zipfile.ZipInfo], tuple[Refused, ...]]:
    named: dict[str, list[tuple[str, zipfile.ZipInfo]]] = {}
    for info in members:
        name = _name(info)
        if not _is_junk(name):
            named.setdefault(name.lower(), []).append((name, info))
    sound: dict[str, zipfile.ZipInfo] = {}
    refused = []
    for same in named.values():
        name, info = same[0]
        message = REPEATED if len(same) > 1 else _unsound(name, info)
        if message is None:
            sound[name] = info
        else:
            refused += [Refused(each, message) for each, _ in same]
    return sound, tuple(refused)


def _unsound(name: str, info: zipfile.ZipInfo) -> Text | None:
    parts = name.split("/")
    if name.startswith("/") or ".." in parts or ":" in parts[0] or "\0" in info.orig_filename:
        return UNSAFE
    if info.external_attr >> 16 & 0o170000 == 0o120000:
        return UNSAFE
    if info.flag_bits & _ENCRYPTED:
        return ENCRYPTED
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        return PACKED
    return None


def _name(info: zipfile.ZipInfo) -> str:
    """The name of a member; without the UTF-8 mark, Windows writes it in GBK."""
    name = info.filename
    if not info.flag_bits & _UTF8_NAME:
        raw = name.encode("cp437", "replace")
        for encoding in ("utf-8", "gb18030"):
            try:
                name = raw.decode(encoding)
                break
            except UnicodeDecodeError:
                continue
    return name.replace("\\", "/")


def _is_junk(name: str) -> bool:
    lowered = name.lower()
    return any(lowered.startswith(mark) or lowered.endswith("/" + mark) for mark in _JUNK) or (
        lowered in _JUNK or "/__macosx/" in lowered
    )


def _check(seen: int, packed: int, unpacked: int, limit: int) -> None:
    if unpacked > UNPACKED or (seen > RATIO_FROM and seen > RATIO * packed):
        raise FormRefused(
            "压缩包解压后过大或压缩异常，可能有害，请重新导出后再导入。",
            "The zip unpacks to far too much and may be harmful: export it again.",
        )
    if seen > limit:
        raise _too_large(limit)


def _too_large(limit: int) -> FormRefused:
    size = f"{limit >> 20} MB"
    return FormRefused(
        f"文件解压后超过 {size}，请检查文件。", f"The file unpacks to more than {size}: check it."
    )
