"""One worksheet as a stream of rows of raw cells."""

import re
from collections.abc import Generator
from datetime import date

from quanheng.exchange.cells import TRUTH, BadCell, Raw
from quanheng.exchange.guard import DEPTH, Package, strict_parser
from quanheng.exchange.problems import WorkbookRefused, file_refused
from quanheng.exchange.xlsx import Book, excel_date
from quanheng.norms.finding import Text

ROWS = 1_048_576
COLUMNS = 200
EXCEL_COLUMNS = 16_384
GAP = 10_000
"""A row this far below the row before it is a stray one."""

REMEMBERED = 200_000
LONGEST_NUMBER = 64

UNSTORED = Text(
    "公式没有存储结果，请在 Excel 或 WPS 中打开并保存，或直接填写数值",
    "the formula has no stored value: open and save the file in Excel, or enter the value",
)
ERROR = Text("单元格是错误值，请更正或清空", "the cell holds an error: correct or clear it")
NO_DATE = Text("不是有效的日期，请改正", "not a valid date: correct it")

Cells = dict[int, Raw]


def column_letters(index: int) -> str:
    """The letters of a column; 0 is A."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


_INDEX = {column_letters(index): index for index in range(COLUMNS)}
_REFERENCE = re.compile("([A-Z]{1,3})([1-9][0-9]{0,6})")
_NUMBER = re.compile(r"[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?")
_WORDS = frozenset({"row", "c", "v", "f", "is", "t", "rPh"})


class SheetReader:
    """Reads a worksheet; ``expected`` is the last row it announces, known once reading began."""

    def __init__(self, book: Book, name: str) -> None:
        self.expected = 0
        self._book = book
        self._name = name
        self._found: list[tuple[int, Cells]] = []
        self._pieces = book.limit.pieces
        self._numbers: dict[str, Raw] = {}
        self._dates: dict[str, Raw] = {}
        self._cells: Cells = {}
        self._row = self._last_used = 0
        self._row_text = ""
        self._column = -1
        self._type = "n"
        self._style = "0"
        self._formula = self._phonetic = False
        self._inline: list[str] = []
        self._depth = 0
        self._parser = strict_parser(self._outside)
        self._outer = (self._parser.StartElementHandler, self._parser.EndElementHandler)

    def rows(self, package: Package, part: str) -> Generator[tuple[int, Cells], None, None]:
        """The rows that are not blank: Excel row number, and cells by column (0 is A).

        Raises ``WorkbookRefused`` for stray cells, too many columns and malformed sheets.
        """
        for _ in package.feed(part, self._parser):
            yield from self._found
            self._found.clear()
            self._book.limit.check()

    def _outside(self, name: str, attributes: dict[str, str]) -> None:
        name = name.rpartition(":")[2]
        if name == "dimension":
            last = _REFERENCE.fullmatch(attributes.get("ref", "").rpartition(":")[2])
            self.expected = min(int(last[2]), ROWS) if last else 0
        elif name == "sheetData":
            self._parser.StartElementHandler = self._start
            self._parser.EndElementHandler = self._end
            self._parser.CharacterDataHandler = self._pieces.append

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._pieces.clear()
        self._depth += 1
        if self._depth > DEPTH:
            raise ValueError("nested too deeply")
        if name not in _WORDS:
            name = name.rpartition(":")[2]
        if name == "c":
            if self._formula:
                self._unstored()
            self._type = attributes.get("t", "n")
            self._style = attributes.get("s", "0")
            reference = attributes.get("r")
            if reference is None:
                self._column += 1
                if self._column >= EXCEL_COLUMNS:
                    raise ValueError("too many cells in a row")
            else:
                column = _INDEX.get(reference.removesuffix(self._row_text))
                self._column = self._far(reference) if column is None else column
        elif name == "row":
            self._begin_row(attributes.get("r"))
        elif name == "f":
            self._formula = True
        elif name == "is":
            self._inline.clear()
        elif name == "rPh":
            self._phonetic = True

    def _end(self, name: str) -> None:
        self._depth -= 1
        if name not in _WORDS:
            name = name.rpartition(":")[2]
        if name == "v":
            self._value("".join(self._pieces))
        elif name == "t":
            if not self._phonetic:
                self._inline.append("".join(self._pieces))
        elif name == "is":
            self._formula = False
            self._put(self._book.limit.take("".join(self._inline)))
        elif name == "row":
            self._finish_row()
        elif name == "rPh":
            self._phonetic = False
        elif name == "sheetData":
            self._parser.StartElementHandler, self._parser.EndElementHandler = self._outer
            self._parser.CharacterDataHandler = None
            self._pieces.clear()

    def _begin_row(self, number: str | None) -> None:
        row = self._row + 1 if number is None else int(number)
        if row > ROWS:
            raise self._stray(f"第 {row} 行", f"row {row}")
        if row <= self._row or self._cells:
            raise ValueError("rows out of order")
        self._row = row
        self._row_text = str(row)
        self._column = -1

    def _finish_row(self) -> None:
        if self._formula:
            self._unstored()
        if self._cells:
            if self._row - self._last_used > GAP:
                raise self._stray(f"第 {self._row} 行", f"row {self._row}")
            self._last_used = self._row
            self._found.append((self._row, self._cells))
            self._cells = {}

    def _far(self, reference: str) -> int:
        """The column of a cell beyond those used; it may be blank and merely have a format."""
        match = _REFERENCE.fullmatch(reference)
        if match is None or int(match[2]) != self._row:
            raise ValueError("a cell in the wrong row")
        column = 0
        for letter in match[1]:
            column = column * 26 + ord(letter) - 64
        if column > EXCEL_COLUMNS:
            raise ValueError("no such column")
        return column - 1

    def _value(self, text: str) -> None:
        formula, self._formula = self._formula, False
        kind = self._type
        if not text:
            if formula and kind != "str":
                self._unstored()
        elif kind == "n":
            remembered = self._dates if self._style in self._book.date_styles else self._numbers
            value = remembered.get(text)
            self._put(self._number(text, remembered) if value is None else value)
        elif kind == "s":
            if not text.isdecimal():
                raise ValueError("no string number")
            self._put(self._book.strings[int(text)])
        elif kind in ("str", "inlineStr"):
            self._put(self._book.limit.take(text))
        else:
            self._put(_special(kind, text))

    def _number(self, text: str, remembered: dict[str, Raw]) -> Raw:
        if len(text) > LONGEST_NUMBER or _NUMBER.fullmatch(text.strip()) is None:
            raise ValueError("no number")
        value: Raw = float(text)
        if remembered is self._dates:
            value = excel_date(float(text), self._book.since_1904) or BadCell(text, NO_DATE)
        if len(remembered) < REMEMBERED:
            remembered[text] = value
        return value

    def _unstored(self) -> None:
        self._formula = False
        self._put(BadCell("=…", UNSTORED))

    def _put(self, value: Raw) -> None:
        if isinstance(value, str) and (not value or value.isspace()):
            return
        if self._column >= COLUMNS:
            letters = column_letters(self._column)
            raise self._stray(f"{letters}{self._row} 单元格", f"cell {letters}{self._row}")
        if self._column in self._cells:
            raise ValueError("two values in one cell")
        self._cells[self._column] = value

    def _stray(self, zh: str, en: str) -> WorkbookRefused:
        return file_refused(
            f"工作表“{self._name}”在{zh}有数据，超出 {ROWS} 行、{COLUMNS} 列的范围或远离其余数据，"
            "请清除多余单元格后再导入。",
            f"Sheet {self._name} has data in {en}, beyond {ROWS} rows and {COLUMNS} columns or far"
            " from all other data: clear stray cells and try again.",
        )


def _special(kind: str, text: str) -> Raw:
    """A truth value, an error, or a date in ISO form."""
    if kind == "b":
        return BadCell("TRUE" if text.strip() in ("1", "true") else "FALSE", TRUTH)
    if kind == "e":
        return BadCell(text, ERROR)
    if kind != "d":
        raise ValueError("no such cell type")
    try:
        return date.fromisoformat(text.strip()[:10])
    except ValueError:
        return BadCell(text, NO_DATE)
