import datetime
import tempfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from python_calamine import load_workbook

from quanheng.exchange.export import write_workbook
from quanheng.exchange.workbook import read_workbook
from quanheng.norms.kinds import KINDS, MILLION, Person, Training, Unit
from quanheng.norms.records import Records
from tests.exchange.strategies import records

DAY = datetime.date(2024, 3, 1)


def training(row, **values):
    return Training(row=row, person="007", name="班", mode="脱产", start=DAY, end=DAY, **values)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(records())
def test_what_is_written_reads_back(written):
    if not list(written):
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "book.xlsx"
        write_workbook(written, path)
        loaded = read_workbook(path)
    assert loaded.records == written
    assert not loaded.warnings.lines()


def test_rows_are_numbered_anew(tmp_path):
    write_workbook(Records({Training: [training(7), training(40)]}), tmp_path / "book.xlsx")
    again = read_workbook(tmp_path / "book.xlsx").records
    assert again == Records({Training: [training(2), training(3)]})


def test_every_kind_may_be_there_without_rows(tmp_path):
    nothing = Records({kind: [] for kind in KINDS})
    write_workbook(nothing, tmp_path / "book.xlsx")
    assert read_workbook(tmp_path / "book.xlsx").records == nothing


def test_the_same_records_give_the_same_bytes(tmp_path):
    for name in ("a.xlsx", "b.xlsx"):
        write_workbook(Records({Training: [training(2)]}), tmp_path / name)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_text_that_looks_like_a_formula_stays_text(tmp_path):
    row = Unit(row=2, code="=1+1", name="+cmd|' /C calc'!A0", category="党委", location="@x")
    write_workbook(Records({Unit: [row]}), tmp_path / "book.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "book.xlsx")["单位"]
    assert {sheet.cell(2, column).data_type for column in (1, 2, 8)} == {"s"}
    assert read_workbook(tmp_path / "book.xlsx").records == Records({Unit: [row]})


@pytest.mark.parametrize("text", ["_x0041_", "<&>\"'", "a  b", "𠮷野", "1e5", "007"])
def test_text_that_looks_like_something_else_stays_as_it_is(tmp_path, text):
    row = Unit(row=2, code=text, name=text, category="党委")
    write_workbook(Records({Unit: [row]}), tmp_path / "book.xlsx")
    assert read_workbook(tmp_path / "book.xlsx").records == Records({Unit: [row]})


def test_other_readers_see_the_same(tmp_path):
    row = training(2, hours=40_500_000, credits=3 * MILLION, host="市")
    write_workbook(Records({Training: [row]}), tmp_path / "book.xlsx")
    expected = ["007", "班", "脱产", DAY, DAY, 40.5, 3.0, "市"]
    sheet = load_workbook(tmp_path / "book.xlsx").get_sheet_by_name("培训")
    assert sheet.to_python()[1] == expected


def test_a_text_too_long_for_a_cell_is_an_error_and_leaves_the_old_file(tmp_path):
    path = tmp_path / "book.xlsx"
    path.write_bytes(b"old")
    with pytest.raises(ValueError, match="32767"):
        write_workbook(Records({Training: [training(2, host="长" * 32_768)]}), path)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_that_is_not_there_is_an_error(tmp_path):
    with pytest.raises(OSError):
        write_workbook(Records({}), tmp_path / "none" / "book.xlsx")


def test_progress_is_told(tmp_path):
    told = []
    rows = {
        Person: [],
        Training: [training(number) for number in range(5001)],
    }
    write_workbook(Records(rows), tmp_path / "book.xlsx", progress=lambda *step: told.append(step))
    assert told == [("干部", 0, 0), ("培训", 5000, 5001), ("培训", 5001, 5001)]
