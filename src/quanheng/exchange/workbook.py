"""Reading the exchange workbook: every problem at once, or the records it holds."""

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

from quanheng.exchange.cells import BadCell, Raw, Unreadable, clean, is_truth, parser, shown
from quanheng.exchange.guard import Package, open_package
from quanheng.exchange.headers import (
    UNKNOWN_COLUMN,
    header_name,
    missing_column,
    unknown_column,
    unknown_sheet,
)
from quanheng.exchange.layout import NOTES
from quanheng.exchange.problems import Problem, Problems, WorkbookRefused, file_refused
from quanheng.exchange.sheet import Cells, SheetReader, column_letters
from quanheng.exchange.validation import REFERRED, RowChecks, UnitLine, tree_faults
from quanheng.exchange.xlsx import Book, Sheet, read_book
from quanheng.norms.finding import Text
from quanheng.norms.kinds import KINDS, SHEETS, Column, Row, Unit, columns
from quanheng.norms.records import Records

PROGRESS_EVERY = 5_000
REMEMBERED = 100_000

Progress = Callable[[str, int, int], None]
"""Called with a sheet's name, the rows read or written so far, and how many there may be."""

REQUIRED = Text("必填，请补充", "required: fill it in")
NUMERIC = Text(
    "数字编码已按整数读入；前导零可能已丢失，请将该列设为文本",
    "a numeric code was read as its whole number; leading zeros may be lost, format it as text",
)
DUPLICATE_HEADER = Text("表头重复，请只保留一列", "the header is repeated: keep one such column")
DUPLICATE_SHEET = Text("工作表重名，请只保留一个", "the sheet is repeated: keep one of them")
NO_WORKSHEET = Text("应为普通工作表", "expected an ordinary worksheet")
NO_HEADER = Text("第 1 行应为表头", "row 1 must hold the headers")


class Loaded(NamedTuple):
    """A workbook as read: its records, warnings, and the problems of the rows left out."""

    records: Records
    warnings: Problems
    skipped: Problems


def read_workbook(
    path: str | Path, *, skip_bad_rows: bool = False, progress: Progress | None = None
) -> Loaded:
    """The records of an exchange workbook.

    Raises ``WorkbookRefused`` with every problem of the workbook, and its warnings. With
    ``skip_bad_rows`` rows with problems, and rows that refer to them, are left out and listed;
    what is wrong with the file, a sheet or a header still refuses it all.
    """
    with open_package(path) as package:
        intake = _Intake(package, read_book(package), skip_bad_rows, progress)
        try:
            rows = intake.read()
        except WorkbookRefused as refused:
            for problem in refused.problems:
                intake.problems.add(problem)
            raise WorkbookRefused(intake.problems, intake.warnings) from refused
    if intake.structural or (len(intake.problems) and not skip_bad_rows):
        raise WorkbookRefused(intake.problems, intake.warnings)
    return Loaded(Records(rows), intake.warnings, intake.problems)


class _Intake:
    """One reading of a workbook."""

    def __init__(
        self, package: Package, book: Book, skip_bad_rows: bool, progress: Progress | None
    ) -> None:
        self.package = package
        self.book = book
        self.skip = skip_bad_rows
        self.progress = progress
        self.problems = Problems(keep=None) if skip_bad_rows else Problems()
        self.warnings = Problems()
        self.structural = False
        self.codes: dict[str, set[str]] = {}
        self.repeated: set[type[Row]] = set()

    def read(self) -> dict[type[Row], list[Row]]:
        sheets = self._known_sheets()
        if not sheets and not self.structural:
            raise file_refused(
                "文件中没有任何已知的工作表，请使用“quanheng template”生成的模板。",
                "The file has no known sheet: use the workbook that “quanheng template” writes.",
            )
        self.package.drain({sheet.part for sheet in sheets.values() if sheet.part})
        return {
            kind: _SheetIntake(self, kind).read(sheets[kind]) for kind in KINDS if kind in sheets
        }

    def refuse(self, problem: Problem) -> None:
        """Note a problem that no skipping of rows can cure."""
        self.structural = True
        self.problems.add(problem)

    def _known_sheets(self) -> dict[type[Row], Sheet]:
        known: dict[type[Row], Sheet] = {}
        absent = SHEETS.keys() - {clean(sheet.name) for sheet in self.book.sheets}
        for sheet in self.book.sheets:
            name = clean(sheet.name)
            kind = SHEETS.get(name)
            if kind is None:
                if name != NOTES:
                    said = unknown_sheet(shown(name), sorted(absent))
                    self.warnings.add(Problem(shown(name), None, None, None, said))
            elif kind in known:
                self.repeated.add(kind)
                self.refuse(Problem(name, None, None, None, DUPLICATE_SHEET))
            elif sheet.part is None:
                self.refuse(Problem(name, None, None, None, NO_WORKSHEET))
            else:
                known[kind] = sheet
        return known


class _Field(NamedTuple):
    """A column as it stands in this sheet; ``at`` is None where it is absent."""

    column: Column
    at: int | None
    parse: Callable[[Raw], Any]
    remembered: dict[Raw, Any]


_UNREAD = object()


class _SheetIntake:
    """The reading of one sheet: header, rows, and what rows must satisfy."""

    def __init__(self, intake: _Intake, kind: type[Row]) -> None:
        self._intake = intake
        self._kind = kind
        self._columns = columns(kind)
        self._names = [column.name for column in self._columns]
        self._checks = RowChecks(kind, intake.codes)
        self._rows: list[Row] = []
        self._tree: list[UnitLine] = []
        self._fields: list[_Field] = []
        self._complete = True
        # Codes of bad rows are unknown ones if such rows are left out. Where a column is missing no
        # row is sound; the workbook is refused for it, and not for the rows that refer to these.
        self._all_count = not intake.skip
        self._keyed = kind.sheet in REFERRED and kind not in intake.repeated
        self._nameless = 0
        self._indexes: set[int] = set()
        self._filled: set[int] = set()

    def read(self, sheet: Sheet) -> list[Row]:
        """The rows without a problem; problems and warnings go to the intake."""
        assert sheet.part is not None
        reader = SheetReader(self._intake.book, self._kind.sheet)
        with closing(reader.rows(self._intake.package, sheet.part)) as found:
            if self._header(found):
                self._body(found, reader)
        if self._tree:
            self._check_tree()
        return self._rows

    def _header(self, found: Iterator[tuple[int, Cells]]) -> bool:
        number, cells = next(found, (1, {}))
        if number != 1 or not cells:
            self._intake.refuse(Problem(self._kind.sheet, 1, None, None, NO_HEADER))
            return False
        unreadable = 0
        written: dict[str, tuple[int, str]] = {}
        for index, raw in sorted(cells.items()):
            header = header_name(shown(raw))
            if header:
                self._indexes.add(index)
            if isinstance(raw, BadCell) and not is_truth(raw):
                place = f"({column_letters(index)})"
                problem = Problem(self._kind.sheet, 1, place, raw.shown, raw.expected)
                self._intake.refuse(problem)
                unreadable += 1
            elif header in written:
                self._intake.refuse(Problem(self._kind.sheet, 1, header, None, DUPLICATE_HEADER))
                self._keyed = self._keyed and header != self._columns[0].header
            elif header:
                written[header] = (index, shown(raw))
        self._match(written, unreadable)
        return True

    def _match(self, written: dict[str, tuple[int, str]], unreadable: int) -> None:
        """Match the headers found with the columns of the kind."""
        sheet = self._kind.sheet
        known = {column.header for column in self._columns}
        absent = [column for column in self._columns if column.header not in written]
        missing = [column for column in absent if column.required]
        spare = [as_written for header, (_, as_written) in written.items() if header not in known]
        self._complete = not missing
        self._all_count = bool(missing) or not self._intake.skip
        # A header that cannot be read may be the one that is missing.
        for column in missing if len(missing) > unreadable else []:
            expected = missing_column(column.header, spare)
            self._intake.refuse(Problem(sheet, 1, column.header, None, expected))
        for column in self._columns:
            index, _ = written.get(column.header, (None, ""))
            self._fields.append(_Field(column, index, parser(column), {}))
        for header in spare:
            expected = unknown_column(header, [column.header for column in absent])
            self._intake.warnings.add(Problem(sheet, 1, header, None, expected))
        if self._keyed and self._fields[0].at is not None:
            self._intake.codes[sheet] = set()

    def _body(self, found: Iterator[tuple[int, Cells]], reader: SheetReader) -> None:
        progress = self._intake.progress
        indexes = {field.at for field in self._fields if field.at is not None}
        count = 0
        for number, cells in found:
            self._filled.update(cells)
            if indexes.isdisjoint(cells):
                continue
            self._row(number, cells)
            count += 1
            if progress is not None and count % PROGRESS_EVERY == 0:
                progress(self._kind.sheet, count, max(reader.expected - 1, count))
        if progress is not None:
            progress(self._kind.sheet, count, count)
        self._forget_codes()
        for index in sorted(self._filled - self._indexes):
            place = f"({column_letters(index)})"
            self._intake.warnings.add(Problem(self._kind.sheet, 1, place, None, UNKNOWN_COLUMN))

    def _forget_codes(self) -> None:
        """If no row had a code that can be read, nothing is known of the codes referred to."""
        if self._nameless and self._all_count and not self._intake.codes.get(self._kind.sheet):
            self._intake.codes.pop(self._kind.sheet, None)

    def _row(self, number: int, cells: Cells) -> None:
        values: list[Any] = []
        sound = self._complete
        for field in self._fields:
            raw = cells.get(field.at)  # type: ignore[arg-type]
            value = None
            if raw is not None:
                value = field.remembered.get(raw, _UNREAD)
                if value is _UNREAD:
                    value = self._parse(number, field, raw)
            if value is None and field.column.required and field.at is not None:
                value = self._blank(number, field.column)
            if value is _UNREAD:
                sound = False
                value = None
            values.append(value)
        sound = self._check(number, values, cells) and sound
        counts = sound or self._all_count
        codes = self._intake.codes.get(self._kind.sheet)
        if codes is not None and counts:
            if values[0] is None:
                self._nameless += 1
            else:
                codes.add(values[0])
        if self._kind is Unit and counts:
            by_name = dict(zip(self._names, values, strict=True))
            self._tree.append(UnitLine(number, *(by_name[name] for name in UnitLine._fields[1:])))
        if sound:
            self._rows.append(self._kind(row=number, **dict(zip(self._names, values, strict=True))))

    def _parse(self, number: int, field: _Field, raw: Raw) -> Any:
        """A cell's value, or ``_UNREAD`` after noting the problem."""
        column = field.column
        try:
            value = field.parse(raw)
        except Unreadable as error:
            self._problem(number, column, shown(raw), error.expected)
            return _UNREAD
        if column.type == "code" and isinstance(raw, float):
            self._intake.warnings.add(
                Problem(self._kind.sheet, number, column.header, shown(raw), NUMERIC)
            )
        elif len(field.remembered) < REMEMBERED:
            field.remembered[raw] = value
        return value

    def _blank(self, number: int, column: Column) -> Any:
        self._problem(number, column, "", REQUIRED)
        return _UNREAD

    def _check(self, number: int, values: list[Any], cells: Cells) -> bool:
        faults = self._checks.faults(values)
        repeated = self._checks.repeated(values, number)
        if repeated is not None:
            faults.append(repeated)
        for fault in faults:
            field = self._fields[fault.column]
            raw = None if field.at is None else cells.get(field.at)
            self._problem(number, field.column, shown(raw), fault.expected)
        return not faults

    def _problem(self, number: int, column: Column, value: str, expected: Text) -> None:
        self._intake.problems.add(Problem(self._kind.sheet, number, column.header, value, expected))

    def _check_tree(self) -> None:
        codes = self._intake.codes.get(self._kind.sheet)
        if codes is None:
            return
        by_name = {column.name: column for column in self._columns}
        out: set[int] = set()
        for line, name, expected in tree_faults(self._tree, cascade=self._intake.skip):
            self._problem(line.row, by_name[name], getattr(line, name), expected)
            out.add(line.row)
            if self._intake.skip and line.code is not None:
                codes.discard(line.code)
        self._rows = [row for row in self._rows if row.row not in out]
