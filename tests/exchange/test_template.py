import openpyxl
import pytest

from quanheng.exchange.layout import NOTES
from quanheng.exchange.template import write_template
from quanheng.exchange.workbook import read_workbook
from quanheng.norms.kinds import KINDS, columns


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    path = tmp_path_factory.mktemp("template") / "template.xlsx"
    write_template(path)
    return path


@pytest.fixture(scope="module")
def book(template):
    return openpyxl.load_workbook(template)


def test_it_reads_back_without_a_word(template):
    loaded = read_workbook(template)
    assert list(loaded.records) == list(KINDS)
    assert len(loaded.records) == 0
    assert not loaded.warnings.lines()


def test_sheets(book):
    assert book.sheetnames == [NOTES, *(kind.sheet for kind in KINDS)]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_a_sheet_is_ready_to_be_filled_in(book, kind):
    sheet = book[kind.sheet]
    described = columns(kind)
    assert sheet.freeze_panes == "A2"
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.print_title_rows == "$1:$1"
    fills = {True: set(), False: set()}
    for cell, column in zip(sheet[1], described, strict=True):
        assert cell.value == column.header + ("*" if column.required else "")
        assert column.note_zh in cell.comment.text
        assert column.note_en[1:] in cell.comment.text
        assert ("必填" if column.required else "选填") in cell.comment.text
        fills[column.required].add(cell.fill.fgColor.rgb)
    assert not fills[True] & fills[False]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_coded_columns_have_their_list(book, kind):
    offered = {
        str(rule.sqref).split(":")[0]: rule.formula1.strip('"').split(",")
        for rule in book[kind.sheet].data_validations.dataValidation
    }
    for cell, column in zip(book[kind.sheet][1], columns(kind), strict=True):
        choices = ["是", "否"] if column.type == "yes_no" else list(column.choices)
        assert offered.get(f"{cell.column_letter}2", []) == choices


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_codes_and_dates_are_kept_as_typed(book, kind):
    groups = book[kind.sheet].column_dimensions.values()
    for number, column in enumerate(columns(kind), start=1):
        kept = next(group.number_format for group in groups if group.min <= number <= group.max)
        if column.type in ("code", "date", "month"):
            assert kept == "@"
        if column.type == "number":
            assert kept == "General"


def test_the_notes_name_every_column(book):
    named = {(line[0], line[1]) for line in book[NOTES].values}
    for kind in KINDS:
        for column in columns(kind):
            assert (kind.sheet, column.header + ("*" if column.required else "")) in named
