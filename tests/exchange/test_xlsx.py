"""The xlsx format in its odder shapes, as other programs write it."""

import datetime

import pytest
import xlsxwriter

from quanheng.exchange.guard import open_package
from quanheng.exchange.sheet import SheetReader, column_letters
from quanheng.exchange.xlsx import excel_date, read_book
from tests.exchange.books import repack

XLSX = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
SHEET = "xl/worksheets/sheet1.xml"


def plain(folder):
    path = folder / "plain.xlsx"
    book = xlsxwriter.Workbook(path)
    book.add_worksheet("一").write_string("A1", "x")
    book.close()
    return path


def rows_of(path):
    with open_package(path) as package:
        book = read_book(package)
        sheet = book.sheets[0]
        return list(SheetReader(book, sheet.name).rows(package, sheet.part))


def rows(folder, data, **parts):
    """The rows of a sheet given as XML, with other parts by their last name."""
    names = {
        "strings": "xl/sharedStrings.xml",
        "styles": "xl/styles.xml",
        "workbook": "xl/workbook.xml",
    }
    changes = {names[name]: text.encode() for name, text in parts.items()}
    changes[SHEET] = f"<worksheet {XLSX}><sheetData>{data}</sheetData></worksheet>".encode()
    return rows_of(repack(plain(folder), folder / "book.xlsx", changes))


def test_cells_without_references_follow_one_another(tmp_path):
    data = "<row><c><v>1</v></c><c/><c><v>3</v></c></row><row/><row><c><v>4</v></c></row>"
    assert rows(tmp_path, data) == [(1, {0: 1.0, 2: 3.0}), (3, {0: 4.0})]


def test_elements_with_a_prefix(tmp_path):
    sheet = (
        f'<x:worksheet {XLSX.replace("xmlns", "xmlns:x")}><x:sheetData><x:row r="1">'
        '<x:c r="B1" t="inlineStr"><x:is><x:t>a</x:t></x:is></x:c></x:row></x:sheetData>'
        "</x:worksheet>"
    )
    path = repack(plain(tmp_path), tmp_path / "book.xlsx", {SHEET: sheet.encode()})
    assert rows_of(path) == [(1, {1: "a"})]


def test_rich_text_without_its_phonetic_guide(tmp_path):
    strings = (
        f"<sst {XLSX}><si>\n<r><rPr><b/></rPr><t>张</t></r>\n<r><t xml:space='preserve'> 三</t>"
        "</r><rPh sb='0' eb='1'><t>zhang</t></rPh></si><si><t>_x0041_a_x000D_</t></si><si/></sst>"
    )
    data = '<row r="1">' + "".join(
        f'<c r="{letter}1" t="s"><v>{number}</v></c>' for number, letter in enumerate("ABC")
    )
    data += (
        '<c r="D1" t="inlineStr"><is><r><t>李</t></r><rPh><t>li</t></rPh><r><t>四</t></r></is></c>'
    )
    found = rows(tmp_path, data + "</row>", strings=strings)
    assert found == [(1, {0: "张 三", 1: "Aa\r", 3: "李四"})]


def test_formulas_keep_their_stored_value(tmp_path):
    data = (
        '<row r="1"><c r="A1"><f>B1</f><v>2</v></c><c r="B1" t="str"><f>C1</f><v>二</v></c>'
        '<c r="C1" t="str"><f>D1</f><v></v></c><c r="D1"><f>E1</f></c><c r="E1"><v>5</v></c>'
        '<c r="F1"><f>G1</f><v/></c></row><row r="2"><c r="A2"><f>B2</f></c></row>'
    )
    (_, first), (_, second) = rows(tmp_path, data)
    assert first.keys() == {0, 1, 3, 4, 5}
    assert (first[0], first[1], first[4]) == (2.0, "二", 5.0)
    assert {first[3].shown, first[5].shown, second[0].shown} == {"=…"}


def test_formulas_of_rules_outside_the_cells_are_none_of_the_sheet(tmp_path):
    after = "</sheetData><conditionalFormatting><f>1</f></conditionalFormatting><sheetData>"
    assert rows(tmp_path, f'<row r="1"><c r="A1"><v>1</v></c></row>{after}') == [(1, {0: 1.0})]


def test_errors_and_truth_values_are_no_blanks(tmp_path):
    data = (
        '<row r="1"><c r="A1" t="e"><v>#DIV/0!</v></c><c r="B1" t="b"><v>1</v></c>'
        '<c r="C1" t="b"><v>0</v></c><c r="D1" t="d"><v>2024-03-01T00:00:00</v></c>'
        '<c r="E1" t="d"><v>soon</v></c></row>'
    )
    ((_, found),) = rows(tmp_path, data)
    assert [found[at].shown for at in (0, 1, 2, 4)] == ["#DIV/0!", "TRUE", "FALSE", "soon"]
    assert found[3] == datetime.date(2024, 3, 1)


FORMATS = [
    ("yyyy-mm-dd", True),
    ("yyyy年m月d日", True),
    ('[$-804]yyyy"年"m"月"', True),
    ("[h]:mm", True),
    ("General", False),
    ("0.00", False),
    ('#,##0.00"days"', False),
    ("[Red]0.0_d", False),
    ("0\\d", False),
    ("G/通用格式", False),
]


@pytest.mark.parametrize(("code", "is_date"), FORMATS)
def test_date_formats(tmp_path, code, is_date):
    path = tmp_path / "dates.xlsx"
    book = xlsxwriter.Workbook(path)
    book.add_worksheet("一").write_number(0, 0, 45352.5, book.add_format({"num_format": code}))
    book.close()
    expected = datetime.date(2024, 3, 1) if is_date else 45352.5
    assert rows_of(path) == [(1, {0: expected})]


@pytest.mark.parametrize("number", [14, 22, 27, 31, 36, 57, 58])
def test_built_in_date_formats_western_and_chinese(tmp_path, number):
    styles = (
        f'<styleSheet {XLSX}><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>'
        f'<cellXfs><xf numFmtId="0"/><xf numFmtId="{number}"/></cellXfs></styleSheet>'
    )
    data = '<row r="1"><c r="A1" s="0"><v>45352</v></c><c r="B1" s="1"><v>45352</v></c></row>'
    day = datetime.date(2024, 3, 1)
    assert rows(tmp_path, data, styles=styles) == [(1, {0: 45352.0, 1: day})]


def test_days_counted_from_1904(tmp_path):
    path = tmp_path / "dates.xlsx"
    book = xlsxwriter.Workbook(path, {"date_1904": True})
    form = book.add_format({"num_format": "yyyy-mm-dd"})
    book.add_worksheet("一").write_datetime(0, 0, datetime.date(2024, 3, 1), form)
    book.close()
    assert rows_of(path) == [(1, {0: datetime.date(2024, 3, 1)})]


@pytest.mark.parametrize(
    ("serial", "day"),
    [
        (1, datetime.date(1900, 1, 1)),
        (59, datetime.date(1900, 2, 28)),
        (60, None),
        (61, datetime.date(1900, 3, 1)),
        (45352, datetime.date(2024, 3, 1)),
        (45351.9999999, datetime.date(2024, 3, 1)),
        (45352.9999, datetime.date(2024, 3, 1)),
        (0.5, None),
        (-1, None),
        (2958465, datetime.date(9999, 12, 31)),
        (2958465.9999999, None),
        (2958466, None),
        (float("inf"), None),
        (float("nan"), None),
    ],
)
def test_excel_dates(serial, day):
    assert excel_date(serial, since_1904=False) == day


@pytest.mark.parametrize(
    ("index", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (199, "GR"), (16383, "XFD")]
)
def test_column_letters(index, letters):
    assert column_letters(index) == letters
