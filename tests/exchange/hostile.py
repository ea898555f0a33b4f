"""Files that are no honest workbook, each made by a function that writes it into a folder."""

import random
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import xlsxwriter

from tests.exchange.books import repack

Make = Callable[[Path], Path]
FILES: dict[str, tuple[Make, str | None]] = {}
"""By name: how to make the file, and a word of the sentence it ends in (None: it is read)."""

SHEET = "xl/worksheets/sheet1.xml"
STRINGS = "xl/sharedStrings.xml"
HEAD = ["人员编码", "姓名", "性别", "出生年月", "民族"]
LINE = ["P1", "甲", "男", "1975.03"]
XLSX = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def hostile(word: str | None) -> Callable[[Make], Make]:
    def register(make: Make) -> Make:
        FILES[make.__name__] = (make, word)
        return make

    return register


def honest(folder: Path) -> Path:
    """A workbook with one official; its strings are shared."""
    path = folder / "honest.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("干部")
    sheet.write_row(0, 0, HEAD)
    sheet.write_row(1, 0, LINE)
    book.close()
    return path


def changed(folder: Path, name: str, data: bytes | None) -> Path:
    return repack(honest(folder), folder / "hostile.xlsx", {name: data})


def part(folder: Path, name: str) -> bytes:
    with zipfile.ZipFile(honest(folder)) as archive:
        return archive.read(name)


def with_rows(folder: Path, rows: str, *, before: str = "", end: str = "") -> Path:
    """The honest workbook with its rows 2 and on replaced."""
    sheet = part(folder, SHEET).decode()
    top = sheet[: sheet.index("</row>") + 6]
    data = before + top + rows + (end or "</sheetData></worksheet>")
    return changed(folder, SHEET, data.encode())


def cells(row: int, *texts: str) -> str:
    inner = "".join(
        f'<c r="{chr(65 + at)}{row}" t="inlineStr"><is><t>{text}</t></is></c>'
        for at, text in enumerate(texts)
    )
    return f'<row r="{row}">{inner}</row>'


@hostile("文字过多")
def bomb_of_spaces(folder):
    return with_rows(folder, " " * (80 << 20))


@hostile("解压")
def bomb_in_a_part_that_is_not_read(folder):
    return changed(folder, "xl/media/picture.png", bytes(80 << 20))


@hostile("不合规范")
def bomb_of_empty_cells(folder):
    return with_rows(folder, '<row r="2">' + "<c/>" * (16 << 20) + "</row>")


def lie(path: Path, name: str, size: int) -> Path:
    """Let the directory declare another unpacked size for a member."""
    data = bytearray(path.read_bytes())
    at = data.index(b"PK\x01\x02")
    while data[at + 46 : at + 46 + len(name)] != name.encode():
        at = data.index(b"PK\x01\x02", at + 4)
    data[at + 24 : at + 28] = struct.pack("<I", size)
    path.write_bytes(data)
    return path


@hostile("解压")
def size_declared_beyond_the_limit(folder):
    return lie(honest(folder), SHEET, 0x7FFFFFFF)


@hostile("损坏")
def size_declared_too_small(folder):
    return lie(with_rows(folder, " " * (1 << 20)), SHEET, 100)


@hostile("不是 xlsx")
def zip_in_a_zip(folder):
    path = folder / "hostile.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.write(honest(folder), "inner.xlsx")
    return path


ENTITIES = "<!DOCTYPE x [<!ENTITY a 'ha'>" + "".join(
    f"<!ENTITY {new} '{f'&{old};' * 10}'>" for old, new in zip("abcdefgh", "bcdefghi", strict=True)
)


@hostile("DTD")
def entity_bomb_in_the_sheet(folder):
    return with_rows(folder, cells(2, "&i;"), before=ENTITIES + "]>")


@hostile("DTD")
def external_entity_in_the_strings(folder):
    bad = '<!DOCTYPE sst [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    sst = f"{bad}<sst {XLSX}><si><t>&x;</t></si></sst>"
    return changed(folder, STRINGS, sst.encode())


@hostile("DTD")
def dtd_in_a_part_that_is_not_read(folder):
    return changed(folder, "docProps/app.xml", b"<!DOCTYPE x SYSTEM 'http://localhost/'><x/>")


@hostile("DTD")
def dtd_in_utf_16(folder):
    text = "<?xml version='1.0' encoding='UTF-16'?><!DOCTYPE x []><x/>"
    return changed(folder, "docProps/core.xml", text.encode("utf-16"))


@hostile("DTD")
def dtd_in_the_relations(folder):
    return changed(folder, "_rels/.rels", b"<!DOCTYPE x []><Relationships/>")


@hostile("GS2")
def sixteen_thousand_columns(folder):
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("干部")
    sheet.append(HEAD)
    sheet.append(["x"] * 16_384)
    book.save(folder / "hostile.xlsx")
    return folder / "hostile.xlsx"


@hostile(None)
def dimension_that_lies(folder):
    sheet = part(folder, SHEET).replace(b'"A1:E2"', b'"A1:XFD1048576"')
    assert b"XFD1048576" in sheet
    return changed(folder, SHEET, sheet)


@hostile(None)
def formats_without_values_to_the_last_cell(folder):
    return with_rows(folder, cells(2, *LINE) + '<row r="1048576"><c r="XFD1048576" s="0"/></row>')


@hostile("XFD1048576")
def stray_cell_in_the_last_corner(folder):
    return with_rows(folder, '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')


@hostile("第 1048576 行")
def stray_row(folder):
    return with_rows(folder, cells(2, *LINE) + cells(1_048_576, *LINE))


@hostile("第 1048577 行")
def row_beyond_the_last(folder):
    return with_rows(folder, cells(1_048_577, *LINE))


@hostile("损坏")
def cut_in_half(folder):
    path = honest(folder)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    return path


@hostile("损坏")
def bits_flipped(folder):
    path = honest(folder)
    data = bytearray(path.read_bytes())
    for at in range(200, 600):
        data[at] ^= 0x55
    path.write_bytes(data)
    return path


@hostile("不合规范")
def xml_cut_off(folder):
    return with_rows(folder, "<row r='2'><c r='A2'", end=" ")


@hostile("加密")
def encrypted_by_office(folder):
    path = folder / "hostile.xlsx"
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000)
    path.write_bytes(ole + "EncryptedPackage".encode("utf-16-le") + bytes(2000))
    return path


@hostile(".xls")
def old_xls(folder):
    path = folder / "hostile.xlsx"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4000))
    return path


@hostile("加密")
def encrypted_member(folder):
    path = honest(folder)
    data = bytearray(path.read_bytes())
    data[data.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(data)
    return path


@hostile("不是 xlsx")
def csv_renamed(folder):
    path = folder / "hostile.xlsx"
    path.write_text("人员编码，姓名\nP1，甲\n", encoding="utf-8")
    return path


@hostile("空的")
def empty(folder):
    path = folder / "hostile.xlsx"
    path.touch()
    return path


@hostile("损坏")
def zeros_after_a_zip_signature(folder):
    path = folder / "hostile.xlsx"
    path.write_bytes(b"PK\x03\x04" + bytes(50 << 20))
    return path


@hostile("不合规范")
def raw_control_characters(folder):
    return with_rows(folder, cells(2, "P1\x01", *LINE[1:]))


@hostile("重名")
def members_twice(folder):
    path = honest(folder)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(SHEET.upper(), b"<worksheet/>")
    return path


@hostile("路径")
def member_outside_the_folder(folder):
    return changed(folder, "../../outside.xml", b"<x/>")


@hostile("路径")
def member_with_backslashes(folder):
    return changed(folder, "xl\\..\\outside.xml", b"<x/>")


@hostile("不是 xlsx")
def types_of_a_word_file(folder):
    types = part(folder, "[Content_Types].xml").replace(b"spreadsheetml.sheet", b"word.document")
    return changed(folder, "[Content_Types].xml", types)


@hostile("宏")
def workbook_with_macros(folder):
    types = part(folder, "[Content_Types].xml").replace(
        b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
        b"application/vnd.ms-excel.sheet.macroEnabled.main+xml",
    )
    return changed(folder, "[Content_Types].xml", types)


@hostile("不是 xlsx")
def without_a_workbook_part(folder):
    return changed(folder, "xl/workbook.xml", None)


@hostile("普通工作表")
def without_the_sheet_part(folder):
    return changed(folder, SHEET, None)


@hostile("32767")
def giant_shared_string(folder):
    text = "".join(random.Random(1).choices("甲乙丙丁戊己庚辛壬癸", k=3_000_000))
    return changed(folder, STRINGS, f"<sst {XLSX}><si><t>{text}</t></si></sst>".encode())


@hostile(None)
def one_long_string_in_every_row(folder):
    strings = "".join(f"<si><t>{text}</t></si>" for text in (*HEAD, "长" * 32_000))
    lines = "".join(
        f'<row r="{row}"><c r="A{row}"><v>{row}</v></c><c r="B{row}" t="s"><v>5</v></c>'
        f'<c r="C{row}" t="inlineStr"><is><t>男</t></is></c><c r="D{row}"><v>197503</v></c></row>'
        for row in range(2, 100_002)
    )
    path = with_rows(folder, lines)
    return repack(path, folder / "long.xlsx", {STRINGS: f"<sst {XLSX}>{strings}</sst>".encode()})


@hostile("部件")
def too_many_parts(folder):
    path = honest(folder)
    with zipfile.ZipFile(path, "a") as archive:
        for number in range(10_001):
            archive.writestr(f"xl/media/{number}", b"")
    return path


@hostile("不是 xlsx")
def packed_by_another_method(folder):
    path = honest(folder)
    with zipfile.ZipFile(path, "a", zipfile.ZIP_BZIP2) as archive:
        archive.writestr("xl/media/1", bytes(1000))
    return path


def noise(size: int) -> str:
    return random.Random(1).randbytes(size // 2).hex()


@hostile("解压")
def comment_without_end(folder):
    return with_rows(folder, f"<!-- {noise(24 << 20)} -->")


@hostile("不合规范")
def prolog_without_end(folder):
    return changed(folder, "docProps/app.xml", f"<!-- {noise(24 << 20)} --><x/>".encode())


@hostile("不合规范")
def elements_within_elements(folder):
    return with_rows(folder, "<a>" * 100_000)


@hostile("不合规范")
def every_element_by_another_name(folder):
    return with_rows(folder, "".join(f"<a{number}/>" for number in range(300_000)))


@hostile("不合规范")
def string_that_is_not_there(folder):
    return with_rows(folder, '<row r="2"><c r="A2" t="s"><v>99</v></c></row>')


@hostile("不合规范")
def cell_in_the_wrong_row(folder):
    return with_rows(folder, '<row r="2"><c r="A7"><v>1</v></c></row>')


@hostile("不合规范")
def rows_out_of_order(folder):
    return with_rows(folder, cells(3, *LINE) + cells(2, *LINE))


@hostile("不合规范")
def number_that_is_none(folder):
    return with_rows(folder, '<row r="2"><c r="A2"><v>nan</v></c></row>')


@hostile("另有 1 处")
def formulas_without_values(folder):
    rows = "".join(f'<row r="{row}"><c r="D{row}"><f>1</f></c></row>' for row in range(2, 53))
    return with_rows(folder, rows)


@hostile("重名")
def sheet_twice(folder):
    book = part(folder, "xl/workbook.xml").decode()
    start, stop = book.index("<sheet "), book.index("</sheets>")
    doubled = book[:stop] + book[start:stop] + book[stop:]
    return changed(folder, "xl/workbook.xml", doubled.encode())
