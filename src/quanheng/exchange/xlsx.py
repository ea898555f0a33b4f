"""The xlsx format as far as the exchange workbook needs it: what the sheets of a file share.

The format is parsed here, as a stream, so that memory follows the records and not the file: a
shared string is held once however often it is used, stray cells and formulas without a stored
value are seen where they stand, and an error cell is never taken for a blank one.
"""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from posixpath import join, normpath
from typing import NamedTuple
from xml.parsers.expat import XMLParserType

from quanheng.exchange.guard import (
    CHUNK,
    MALFORMED,
    NO_XLSX,
    TOO_LARGE,
    Package,
    Start,
    strict_parser,
)
from quanheng.exchange.problems import WorkbookRefused, file_refused

STRINGS = 5_000_000
CHARACTERS = 300_000_000
LONGEST_TEXT = 32_767
SMALL = 32 << 20

_HALF_SECOND = 1 / 172_800


class Sheet(NamedTuple):
    """A sheet of the workbook: its name, and the part that holds it if it is a worksheet."""

    name: str
    part: str | None


class TextLimit:
    """Gathers character data; bounds one text, and all texts of the workbook together."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self._characters = 0

    def take(self, text: str) -> str:
        """A finished text, counted."""
        self._characters += len(text)
        if len(text) > LONGEST_TEXT or self._characters > CHARACTERS:
            raise self.exceeded()
        return unescape(text)

    def check(self) -> None:
        """Refuse unfinished text that no cell can hold; called after each piece of the file."""
        if sum(map(len, self.pieces)) > 4 * LONGEST_TEXT:
            raise self.exceeded()

    def exceeded(self) -> WorkbookRefused:
        """The refusal of a file with more or longer text than a workbook can hold."""
        return file_refused(
            f"文件中的文字过多，或有单元格超过 {LONGEST_TEXT} 个字符，请拆分或精简后再导入。",
            f"The file has too much text, or a cell of more than {LONGEST_TEXT} characters:"
            " split or shorten it.",
        )


class Book(NamedTuple):
    """What the sheets of a workbook share."""

    sheets: tuple[Sheet, ...]
    strings: list[str]
    date_styles: frozenset[str]
    since_1904: bool
    limit: TextLimit


def read_book(package: Package) -> Book:
    """The sheets, shared strings and date styles of a workbook; all other parts are checked."""
    workbook = _workbook_part(package)
    if workbook not in package.names:
        raise file_refused(*NO_XLSX)
    folder, _, file = workbook.rpartition("/")
    relations = _relations(package, join(folder, "_rels", file + ".rels"), folder)
    listed, since_1904 = _sheets(package, workbook)
    sheets = []
    for title, relation in listed:
        kind, part = relations.get(relation, ("", ""))
        readable = kind == "worksheet" and part in package.names
        sheets.append(Sheet(title, part if readable else None))
    targets = dict(relations.values())
    strings, styles = targets.get("sharedStrings", ""), targets.get("styles", "")
    limit = TextLimit()
    return Book(
        tuple(sheets),
        _shared_strings(package, strings, limit) if strings in package.names else [],
        _date_styles(package, styles) if styles in package.names else frozenset(),
        since_1904,
        limit,
    )


def _sheets(package: Package, workbook: str) -> tuple[list[tuple[str, str]], bool]:
    """The names and relation ids of the sheets, and whether days are counted from 1904."""
    listed: list[tuple[str, str]] = []
    epoch: list[str] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        name = name.rpartition(":")[2]
        if name == "sheet":
            listed.append((attributes.get("name", ""), _relation_id(attributes)))
        elif name == "workbookPr":
            epoch.append(attributes.get("date1904", "0"))

    _scan(package, workbook, start)
    return listed, epoch[:1] in (["1"], ["true"])


def _scan(package: Package, part: str, start: Start) -> None:
    _read(package, part, strict_parser(start))


def _read(package: Package, part: str, parser: XMLParserType) -> None:
    """Parse a part that is small in any honest file."""
    for pieces, _ in enumerate(package.feed(part, parser)):
        if pieces * CHUNK > SMALL:
            raise file_refused(*TOO_LARGE)


def _relation_id(attributes: Mapping[str, str]) -> str:
    return next((value for name, value in attributes.items() if name.endswith(":id")), "")


def _relations(package: Package, part: str, folder: str) -> dict[str, tuple[str, str]]:
    """Relation id to the last word of its type and the part it leads to, inside the file."""
    found: dict[str, tuple[str, str]] = {}

    def start(name: str, attributes: dict[str, str]) -> None:
        if attributes.get("TargetMode") != "External" and "Id" in attributes:
            kind = attributes.get("Type", "").rpartition("/")[2]
            target = normpath(join("/", folder, attributes.get("Target", ""))).lstrip("/")
            found[attributes["Id"]] = (kind, target)

    if part in package.names:
        _scan(package, part, start)
    return found


def _workbook_part(package: Package) -> str:
    if "[Content_Types].xml" not in package.names:
        raise file_refused(*NO_XLSX)
    types: dict[str, str] = {}

    def start(name: str, attributes: dict[str, str]) -> None:
        if "PartName" in attributes:
            types[attributes["PartName"].lstrip("/")] = attributes.get("ContentType", "")

    _scan(package, "[Content_Types].xml", start)
    roots = _relations(package, "_rels/.rels", "")
    workbook = dict(roots.values()).get("officeDocument", "xl/workbook.xml")
    if "macroEnabled" in types.get(workbook, ""):
        raise file_refused(
            "文件带有宏（.xlsm），请另存为不带宏的 .xlsx 后再导入。",
            "The file has macros (.xlsm): save it as .xlsx without macros and try again.",
        )
    if not types.get(workbook, "").endswith("spreadsheetml.sheet.main+xml"):
        raise file_refused(*NO_XLSX)
    return workbook


_BUILTIN_DATES = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}
_LITERAL = re.compile(r'"[^"]*"|\\.|[_*].|\[(?!(?:h+|m+|s+)\])[^\]]*\]', re.IGNORECASE | re.DOTALL)


def _date_styles(package: Package, part: str) -> frozenset[str]:
    """The cell styles that show a number as a date or a time."""
    codes: dict[str, bool] = {}
    dates: set[str] = set()
    formats: list[None] = []
    inside: list[bool] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        name = name.rpartition(":")[2]
        if name == "numFmt":
            code = _LITERAL.sub("", attributes.get("formatCode", "")[:1000])
            codes[attributes.get("numFmtId", "")] = re.search("[ymdhs]", code, re.I) is not None
        elif name == "cellXfs":
            inside.append(True)
        elif name == "xf" and inside:
            number = attributes.get("numFmtId", "0")
            if codes.get(number, number.isdecimal() and int(number) in _BUILTIN_DATES):
                dates.add(str(len(formats)))
            formats.append(None)
            if len(formats) > 100_000:
                raise file_refused(*MALFORMED)

    def end(name: str) -> None:
        if name.rpartition(":")[2] == "cellXfs":
            inside.clear()

    _read(package, part, strict_parser(start, end))
    return frozenset(dates)


_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")


def unescape(text: str) -> str:
    """Text with the ``_x000D_`` escapes of xlsx resolved."""
    return _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text


def _shared_strings(package: Package, part: str, limit: TextLimit) -> list[str]:
    strings: list[str] = []
    current: list[str] = []
    phonetic: list[bool] = []

    def start(name: str, _attributes: dict[str, str]) -> None:
        limit.pieces.clear()
        if name.rpartition(":")[2] == "rPh":
            phonetic.append(True)

    def end(name: str) -> None:
        name = name.rpartition(":")[2]
        if name == "t" and not phonetic:
            current.append("".join(limit.pieces))
            if len(current) > LONGEST_TEXT:
                raise limit.exceeded()
        elif name == "rPh":
            phonetic.clear()
        elif name == "si":
            strings.append(limit.take("".join(current)))
            current.clear()
            if len(strings) > STRINGS:
                raise limit.exceeded()

    parser = strict_parser(start, end)
    parser.CharacterDataHandler = limit.pieces.append
    for _ in package.feed(part, parser):
        limit.check()
    return strings


def excel_date(serial: float, since_1904: bool) -> date | None:
    """The day of an Excel date; ``None`` for what is no day (29 February 1900 included)."""
    if not 0 <= serial < 2_958_466:
        return None
    day = int(serial + _HALF_SECOND) + (1462 if since_1904 else 0)
    if day < 1 or day == 60 or day > 2_958_465:
        return None
    return date(1899, 12, 31 if day < 60 else 30) + timedelta(days=day)
