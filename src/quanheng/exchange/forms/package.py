"""The national exchange package as files: ``gwyinfo.xml``, ``Table/*.xml`` and ``Photos``.

Rows are kept as they stand, so that what this program does not understand is not lost when a
package is written again. What the rows mean is in ``national``.
"""

from codecs import getincrementaldecoder
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from xml.sax.saxutils import quoteattr

from quanheng.exchange.forms.archive import Archive, Files, Folder
from quanheng.exchange.forms.decoding import LARGEST_FILE, decode_xml, encoding_of, legal
from quanheng.exchange.forms.markup import Attributes, feed, malformed, parse_tree
from quanheng.exchange.forms.picture import LARGEST, checked_picture
from quanheng.exchange.forms.problems import FormRefused, Remark
from quanheng.exchange.forms.zipping import write_zip
from quanheng.norms.finding import Text

INFO = "gwyinfo.xml"
LARGEST_TABLE = 256 << 20
ALL_PHOTOS = 512 << 20
ROWS = 1_000_000
CELLS = 10_000_000
DEPTH = 4
"""Rows, cells and levels of one package, all tables together."""

TableRow = Mapping[str, str]


class _Row(Mapping[str, str]):
    """A row that shares the names of its columns with those like it."""

    __slots__ = ("_index", "_values")

    def __init__(self, index: Mapping[str, int], values: tuple[str, ...]) -> None:
        self._index = index
        self._values = values

    def __getitem__(self, key: str) -> str:
        return self._values[self._index[key]]

    def __iter__(self) -> Iterator[str]:
        return iter(self._index)

    def __len__(self) -> int:
        return len(self._values)

    def __repr__(self) -> str:
        return repr(dict(self))


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """A package: what it says of itself, its rows by table, its photos by file name.

    ``remarks`` name what was left out or not understood while reading.
    """

    info: Mapping[str, str] = field(default_factory=dict)
    tables: Mapping[str, Sequence[TableRow]] = field(default_factory=dict)
    photos: Mapping[str, bytes] = field(default_factory=dict)
    remarks: tuple[Remark, ...] = ()

    def rows(self, table: str) -> Sequence[TableRow]:
        """The rows of a table; none if it is absent."""
        return self.tables.get(table, ())


class _Table:
    """Collects ``<xml><data><row …/></data></xml>`` while it is read."""

    def __init__(self) -> None:
        self.rows: list[TableRow] = []
        self.cells = 0
        self.root = ""
        self._depth = 0
        self._columns: dict[tuple[str, ...], Mapping[str, int]] = {}

    def start(self, tag: str, attributes: Attributes) -> None:
        self._depth += 1
        if self._depth == 1:
            self.root = tag
        self.cells += len(attributes)
        if self._depth > DEPTH or self.cells > CELLS or len(self.rows) >= ROWS:
            raise _beyond()
        if tag.lower() == "row":
            # A name in a namespace cannot be written again and none is known.
            named = {key.upper(): value for key, value in attributes.items() if "{" not in key}
            index = self._columns.setdefault(
                tuple(named), {key: at for at, key in enumerate(named)}
            )
            self.rows.append(_Row(index, tuple(map(legal, named.values()))))

    def end(self, _tag: str) -> None:
        self._depth -= 1

    def data(self, text: str) -> None:
        pass

    def close(self) -> None:
        pass


def is_package(names: Sequence[str]) -> bool:
    """Whether files of these names are a package."""
    return any(PurePosixPath(name).name.lower() == INFO for name in names)


def read_package(source: Path | bytes) -> Package:
    """The package in a folder or zip. Raises ``FormRefused`` with one sentence if it is none."""
    if isinstance(source, Path) and source.is_dir():
        return _read(Folder(source))
    if isinstance(source, Path) and not source.is_file():
        raise FormRefused(
            f"找不到文件“{source.name}”，请检查路径。",
            f'There is no file "{source.name}": check the path.',
        )
    with Archive(source) as archive:
        return _read(archive)


def write_package(package: Package) -> bytes:
    """The package as a zip."""
    return write_zip(package_files(package))


def package_files(package: Package) -> dict[str, bytes]:
    """The files of the package by name, for a folder or a zip."""
    files = {INFO: _info_bytes(package)}
    for table, rows in package.tables.items():
        files[f"Table/{table}.xml"] = _table_bytes(rows)
    for name, data in package.photos.items():
        files[f"Photos/{name}"] = data
    return files


def _read(files: Files) -> Package:
    base, info_name = _base(files.names)
    info, listed = _info(files.read(info_name, LARGEST_FILE))
    remarks = [Remark(name, message) for name, message in files.refused]
    tables: dict[str, Sequence[TableRow]] = {}
    photos: list[str] = []
    for name in files.names:
        path = PurePosixPath(name.removeprefix(base))
        place = path.parent.name.lower()
        if place == "table" and path.suffix.lower() == ".xml":
            tables[path.stem.upper()] = _table(files, name)
        elif place == "photos":
            photos.append(name)
        elif name != info_name:
            remarks.append(Remark(name, _OTHER))
    if "A01" not in tables:
        raise FormRefused(
            "交换包中没有人员基本信息表 Table/A01.xml，请重新导出。",
            "The package has no Table/A01.xml with the people: export it again.",
        )
    _check_size(tables)
    pictures, unsound = _photos(files, photos)
    remarks += [*unsound, *_absent(listed, tables)]
    ordered = _in_order(tables, listed)
    return Package(info=info, tables=ordered, photos=pictures, remarks=tuple(remarks))


def _photos(files: Files, names: Sequence[str]) -> tuple[dict[str, bytes], list[Remark]]:
    """The photos by file name, and why some were left out."""
    found: dict[str, bytes] = {}
    remarks = []
    size = 0
    for name in names:
        try:
            data = checked_picture(files.read(name, LARGEST))
        except FormRefused as refused:
            remarks.append(Remark(name, refused.message))
            continue
        size += len(data)
        if size > ALL_PHOTOS:
            raise FormRefused(
                "交换包的照片合计超过 512 MB，请分几个交换包导入。",
                "The photos of the package exceed 512 MB: import it in parts.",
            )
        found[PurePosixPath(name).name] = data
    return found, remarks


_OTHER = Text("不是交换包的文件，未读取。", "This file is not part of a package: not read.")


def _base(names: Sequence[str]) -> tuple[str, str]:
    """Where the package begins (zips often hold one outer folder), and its ``gwyinfo.xml``."""
    places = [name for name in names if PurePosixPath(name).name.lower() == INFO]
    if not places:
        raise FormRefused(
            "没有找到 gwyinfo.xml，不是全国公务员数据交换包，请检查文件。",
            "There is no gwyinfo.xml: this is no national exchange package.",
        )
    if len(places) > 1:
        raise FormRefused(
            "含有几个 gwyinfo.xml，请把各交换包分开导入。",
            "There are several gwyinfo.xml: import the packages one by one.",
        )
    return places[0][: -len(INFO)], places[0]


def _check_size(tables: Mapping[str, Sequence[TableRow]]) -> None:
    rows = sum(map(len, tables.values()))
    if rows > ROWS or sum(len(row) for table in tables.values() for row in table) > CELLS:
        raise _beyond()


def _info(data: bytes) -> tuple[dict[str, str], list[str]]:
    """What a package says of itself, and the tables that it lists."""
    root = parse_tree(decode_xml(data))
    info = {
        node.attributes["name"]: node.attributes.get("value", "")
        for node in root.children
        if node.name == "node" and "name" in node.attributes
    }
    listed = [
        item.attributes["name"].upper()
        for node in root.children
        if node.name == "tablelist"
        for item in node.children
        if "name" in item.attributes
    ]
    return info, listed


def _table(files: Files, name: str) -> Sequence[TableRow]:
    target = _Table()
    try:
        feed(_texts(files.chunks(name, LARGEST_TABLE)), target)
        if target.root.lower() != "xml":
            raise malformed()
    except FormRefused as refused:
        where = PurePosixPath(name).name
        zh, en = refused.message
        raise FormRefused(f"{where}：{zh}", f"{where}: {en}") from refused
    return tuple(target.rows)


def _texts(chunks: Iterator[bytes]) -> Iterator[str]:
    """The text of a table, piece by piece, without the characters that XML forbids."""
    decoder = None
    for chunk in chunks:
        if decoder is None:
            decoder = getincrementaldecoder(encoding_of(chunk))()
            yield legal(decoder.decode(chunk)).removeprefix("\ufeff")
        else:
            yield legal(decoder.decode(chunk))


def _absent(listed: Sequence[str], tables: Mapping[str, object]) -> Iterator[Remark]:
    for name in listed:
        if name not in tables:
            yield Remark(
                name,
                Text(
                    f"gwyinfo.xml 列出了表 {name}，但包中没有，按无此表处理。",
                    f"gwyinfo.xml lists the table {name}, which is not there: taken as absent.",
                ),
            )


def _in_order(
    tables: Mapping[str, Sequence[TableRow]], listed: Sequence[str]
) -> dict[str, Sequence[TableRow]]:
    names = dict.fromkeys([*(name for name in listed if name in tables), *sorted(tables)])
    return {name: tables[name] for name in names}


def _beyond() -> FormRefused:
    return FormRefused(
        f"超过 {ROWS} 行、{CELLS} 格或 {DEPTH} 层，请分几个交换包导入。",
        f"More than {ROWS} rows, {CELLS} cells or {DEPTH} levels: import it in parts.",
    )


_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


def _info_bytes(package: Package) -> bytes:
    lines = [
        f"  <node name={_quoted(name)} value={_quoted(value)}/>"
        for name, value in package.info.items()
    ]
    lines += ["  <tablelist>"]
    lines += [f"    <tablelist name={_quoted(name)}/>" for name in package.tables]
    return (_HEAD + "\n".join(["<root>", *lines, "  </tablelist>", "</root>", ""])).encode()


def _table_bytes(rows: Sequence[TableRow]) -> bytes:
    lines = ["<xml>", "  <data>"]
    for row in rows:
        cells = "".join(f" {key}={_quoted(value)}" for key, value in row.items())
        lines.append(f"    <row{cells}/>")
    return (_HEAD + "\n".join([*lines, "  </data>", "</xml>", ""])).encode()


def _quoted(value: str) -> str:
    """A value as an attribute that keeps its line breaks."""
    return quoteattr(legal(value), {"\n": "&#10;", "\r": "&#13;", "\t": "&#9;"})
