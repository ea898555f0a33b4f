"""Opening a file that may be anything: what is no sound xlsx is refused in one sentence.

Nothing the file says of itself is trusted. Members are inflated piece by piece and counted while
they are; every XML part is parsed with DTDs forbidden; no part is ever held in memory as a whole.
Together with the limits of ``xlsx`` on text and cells this bounds time and memory for any input.
"""

import io
import stat
import zipfile
import zlib
from collections.abc import Callable, Container, Iterator
from contextlib import contextmanager
from pathlib import Path
from xml.parsers.expat import ExpatError, ParserCreate, XMLParserType

from quanheng.exchange.problems import WorkbookRefused, file_refused

UNPACKED = 1 << 30
PARTS = 10_000
DIRECTORY = 8 << 20
TAGS = 120_000_000
"""More brackets than a gigabyte of cells needs; fewer than an attack of empty elements."""

RATIO = 250
RATIO_FROM = 16 << 20
"""A part this large that shrinks more than this was made to exhaust memory, not to be read."""

CHUNK = 1 << 18
LONGEST_TAG = 4 << 20
DEPTH = 64
XML_NAMES = 10_000
"""Parsers keep a tag until it ends and every name for ever: both are bounded."""

Start = Callable[[str, dict[str, str]], None]
End = Callable[[str], None]

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MALFORMED = (ExpatError, LookupError, ValueError)
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError)

NO_XLSX = (
    "文件不是 xlsx 工作簿，请用 Excel 或 WPS 另存为 .xlsx 后再导入。",
    "The file is not an xlsx workbook: save it as .xlsx in Excel or WPS and try again.",
)
DAMAGED = (
    "文件已损坏或不完整，请重新导出或重新传输后再导入。",
    "The file is damaged or incomplete: export or transfer it again.",
)
TOO_LARGE = (
    "文件解压后超过 1 GB 或压缩异常，请拆分为多个工作簿后再导入。",
    "The file unpacks to more than 1 GB or is packed abnormally: split it into several workbooks.",
)
DTD = (
    "文件的 XML 含有 DTD 或实体声明，xlsx 不允许，请用 Excel 或 WPS 另存后再导入。",
    "The file's XML has a DTD or entities, which xlsx forbids: save it anew in Excel or WPS.",
)
MALFORMED = (
    "文件内部的 XML 不合规范，请用 Excel 或 WPS 打开并另存为 .xlsx 后再导入。",
    "The XML inside the file is malformed: open it in Excel or WPS and save it as .xlsx.",
)


class _Bounded(io.FileIO):
    """A file that never hands out a zip directory of absurd size at once."""

    def read(self, size: int | None = -1, /) -> bytes:
        if size is not None and size > DIRECTORY:
            raise zipfile.BadZipFile("directory too large")
        return super().read(-1 if size is None else size) or b""


class Package:
    """The parts of an open xlsx; counts what it inflates, over all parts together."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._unpacked = 0
        self._tags = 0
        self._opened: set[str] = set()
        self.names = frozenset(archive.namelist())

    def chunks(self, name: str) -> Iterator[bytes]:
        """The bytes of a part, piece by piece."""
        packed = self._archive.getinfo(name).compress_size
        seen = 0
        self._opened.add(name)
        try:
            with self._archive.open(name) as member:
                while chunk := member.read(CHUNK):
                    seen += len(chunk)
                    self._unpacked += len(chunk)
                    if self._unpacked > UNPACKED or seen > max(RATIO_FROM, RATIO * packed):
                        raise file_refused(*TOO_LARGE)
                    yield chunk
        except _BROKEN as error:
            raise file_refused(*DAMAGED) from error

    def feed(self, name: str, parser: XMLParserType) -> Iterator[None]:
        """Parse a part; yields after each piece, so that what was read can be taken away."""
        fed = 0
        try:
            for chunk in self.chunks(name):
                fed += len(chunk)
                self._tags += chunk.count(b"<")
                parser.Parse(chunk, False)
                if self._tags > TAGS or fed - parser.CurrentByteIndex > LONGEST_TAG:
                    raise file_refused(*TOO_LARGE)
                if len(parser.intern) > XML_NAMES:
                    raise file_refused(*MALFORMED)
                yield
            parser.Parse(b"", True)
            yield
        except _MALFORMED as error:
            raise file_refused(*MALFORMED) from error

    def drain(self, later: Container[str]) -> None:
        """Check the parts not read so far, save those that are read ``later``."""
        for name in sorted(self.names - self._opened):
            if name not in later:
                self._drain(name)

    def _drain(self, name: str) -> None:
        """Count a part that is not read; if it is XML, see that it begins without a DTD."""
        reached: list[str] = []
        if not name.lower().endswith((".xml", ".rels", ".vml")):
            reached.append("not XML")
        parser = strict_parser(lambda element, _attributes: reached.append(element))
        prolog = 0
        for chunk in self.chunks(name):
            if reached:
                continue
            prolog += len(chunk)
            try:
                parser.Parse(chunk, False)
            except _MALFORMED as error:
                if not reached:
                    raise file_refused(*MALFORMED) from error
            if prolog > LONGEST_TAG and not reached:
                raise file_refused(*MALFORMED)


def strict_parser(start: Start | None = None, end: End | None = None) -> XMLParserType:
    """An XML parser that refuses DTDs before an entity is declared, and deep nesting."""
    depth = 0

    def refuse(*_: object) -> None:
        raise file_refused(*DTD)

    def down(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > DEPTH:
            raise ValueError("nested too deeply")
        if start is not None:
            start(name, attributes)

    def up(name: str) -> None:
        nonlocal depth
        depth -= 1
        if end is not None:
            end(name)

    parser = ParserCreate(intern={})
    parser.buffer_text = True
    parser.StartElementHandler = down
    parser.EndElementHandler = up
    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    return parser


@contextmanager
def open_package(path: str | Path) -> Iterator[Package]:
    """Open an xlsx. Raises ``WorkbookRefused`` with one sentence for anything else."""
    with _open_file(Path(path)) as file:
        try:
            archive = zipfile.ZipFile(file)
        except (*_BROKEN, ValueError, UnicodeError) as error:
            raise file_refused(*DAMAGED) from error
        with archive:
            _check_members(archive.infolist())
            try:
                yield Package(archive)
            except MemoryError as error:
                raise file_refused(*TOO_LARGE) from error


def _open_file(path: Path) -> _Bounded:
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise file_refused(
                f"“{path}”不是文件，请指定一个 .xlsx 文件。",
                f'"{path}" is not a file: name an .xlsx file.',
            )
        file = _Bounded(path)
    except FileNotFoundError as error:
        raise file_refused(
            f"找不到文件“{path}”，请检查路径。", f'There is no file "{path}": check the path.'
        ) from error
    except (OSError, ValueError) as error:
        raise file_refused(
            f"无法打开文件“{path}”，请检查路径和读取权限。",
            f'The file "{path}" cannot be opened: check its path and permissions.',
        ) from error
    try:
        _check_signature(file)
    except BaseException:
        file.close()
        raise
    return file


def _check_signature(file: _Bounded) -> None:
    start = file.read(DIRECTORY)
    file.seek(0)
    if start.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in start:
            raise _encrypted()
        raise file_refused(
            "文件是旧版 .xls 或已加密，请在 Excel 或 WPS 中打开，取消密码并另存为 .xlsx。",
            "The file is an old .xls or encrypted: open it, remove the password, save as .xlsx.",
        )
    if not start:
        raise file_refused("文件是空的，请重新导出。", "The file is empty: export it again.")
    if not start.startswith(b"PK\x03\x04"):
        raise file_refused(*NO_XLSX)


def _encrypted() -> WorkbookRefused:
    return file_refused(
        "文件已加密，请在 Excel 或 WPS 中取消打开密码后再导入。",
        "The file is encrypted: remove its password in Excel or WPS and try again.",
    )


def _check_members(members: list[zipfile.ZipInfo]) -> None:
    if len(members) > PARTS:
        raise file_refused(
            f"文件内部的部件超过 {PARTS} 个，请删去图片等附加内容后另存再导入。",
            f"The file has more than {PARTS} parts: remove pictures and the like, save it anew.",
        )
    if sum(member.file_size for member in members) > UNPACKED:
        raise file_refused(*TOO_LARGE)
    names = set()
    for member in members:
        name = member.filename.lower()
        odd = name in names or name.startswith("/") or "\\" in name or ".." in name.split("/")
        # ZipInfo cuts a name at a null byte; orig_filename still has it.
        if odd or "\0" in member.orig_filename:
            raise file_refused(
                "文件内部的部件重名或路径异常，请用 Excel 或 WPS 另存为 .xlsx 后再导入。",
                "The file's parts have repeated or unsafe names: save it anew in Excel or WPS.",
            )
        names.add(name)
        if member.flag_bits & 1:
            raise _encrypted()
        if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise file_refused(*NO_XLSX)
