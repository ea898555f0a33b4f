"""Excel out and in: what goes out reads back, what comes in is compared and applied whole."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile

from quanheng.exchange.workbook import read_workbook
from quanheng.norms import kinds
from quanheng.office.duties import actions, queries
from quanheng.office.duties.models import Event, Item, Listed, Upload
from quanheng.office.duties.reading import Outcome, compared
from quanheng.office.duties.sheet import as_workbook
from quanheng.office.records.models import Duty
from quanheng.office.records.refusals import Refused
from quanheng.office.records.tables import read
from tests.office.action_case import World
from tests.office.duties import making as cases
from tests.office.duties.making import told


def out(world: World) -> bytes:
    officer = world.users["organisation_officer"]
    found = queries.in_order(Listed.objects.current().visible_to(officer, on=world.on).staged())
    return as_workbook(queries.rows(found, officer, world.on), world.on)


def lines(world: World, *rows: kinds.Duty, role: str = "organisation_officer") -> Any:
    return compared(cases.book(*rows).read(), by=world.users[role], on=world.on)


def test_what_goes_out_reads_back(world: World, tmp_path: Path) -> None:
    cases.closed(world)
    path = tmp_path / "清单.xlsx"
    path.write_bytes(out(world))
    loaded = read_workbook(path)
    found = {(row.type, row.number): row for row in loaded.records.of(kinds.Duty)}
    current = Duty.objects.filter(known_until=None)
    for row in read(kinds.Duty, current):
        back = found.pop((row.type, row.number))
        assert {name: getattr(back, name) for name in NAMES} == {
            name: getattr(row, name) for name in NAMES
        }
    assert not found
    assert {one.column for one in loaded.warnings} >= {"办理阶段", "措施"}


NAMES = [column.name for column in kinds.columns(kinds.Duty)]


def test_what_goes_out_and_in_again_changes_nothing(world: World) -> None:
    cases.closed(world)
    preview = compared(out(world), by=world.users["organisation_officer"], on=world.on)
    assert preview.count(Outcome.SAME) == len(preview.lines) > 100


@pytest.mark.parametrize(
    ("said", "column"),
    [
        ({"owner": "没有这个人"}, "责任人编码"),
        ({"lead_unit": "没有"}, "牵头单位编码"),
        ({"lead_unit": None}, "牵头单位编码"),
        ({"type": "批示"}, "清单类型"),
    ],
)
def test_a_refused_row_says_where_and_what_to_do(world: World, said: Any, column: str) -> None:
    role = "petition_officer" if "type" in said else "personnel_officer"
    line = lines(world, cases.row(world, **said), role=role).lines[0]
    assert line.outcome is Outcome.REFUSED
    assert f"工作表“清单”第 2 行“{column}”列：" in line.refusal and "请" in line.refusal


def test_a_row_that_cannot_be_read_says_where(world: World) -> None:
    bad = cases.row(world, deadline=date(2020, 1, 1))
    preview = lines(world, cases.row(world, number="2026-500"), bad)
    assert [one.outcome for one in preview.lines] == [Outcome.NEW, Outcome.REFUSED]
    assert "第 3 行“截止日期”列" in preview.lines[1].refusal


@pytest.mark.parametrize("name", ["answered", "closed"])
def test_verification_is_not_passed_by(world: World, name: str) -> None:
    duty = cases.imported(world, type="积案", source_list="信访", number="2026-001", deadline=None)
    said = {"source": "信访", "matter": duty.matter, name: date(2026, 1, 6)}
    line = lines(world, cases.row(world, **said)).lines[0]
    assert line.outcome is Outcome.REFUSED and "系统内办理" in line.refusal


def test_new_and_changed_rows_are_written_in_one_go(world: World) -> None:
    old = cases.imported(world, type="积案", source_list="信访", number="2026-001", deadline=None)
    rows = [cases.row(world, matter="改后"), cases.row(world, number="2026-002")]
    upload = cases.uploaded(world, *rows)
    actions.apply_upload(upload, **told(world))
    upload.refresh_from_db()
    assert (upload.added, upload.changed, upload.state) == (1, 1, Upload.State.APPLIED)
    line = Duty.objects.get(type="积案", number="2026-001", known_until=None)
    assert line.supersedes == old and line.matter == "改后"
    assert Event.objects.get(what="changed").item == Item.objects.get(record=line)
    with pytest.raises(Refused):
        actions.apply_upload(upload, **told(world))


def test_nothing_is_written_when_one_row_fails_meanwhile(world: World) -> None:
    rows = [cases.row(world, number="2026-601"), cases.row(world, number="2026-602")]
    upload = cases.uploaded(world, *rows)
    cases.imported(world, type="积案", source_list="信访", number="2026-602", answered=world.on)
    with pytest.raises(Refused):
        actions.apply_upload(upload, **told(world))
    assert not Duty.objects.filter(number="2026-601").exists()


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", "清单".encode(), b"\x00" * 100])
def test_what_is_no_workbook_is_refused(world: World, data: bytes) -> None:
    with pytest.raises(Refused):
        actions.upload_sheet(ContentFile(data, "清单.xlsx"), **told(world))
    assert not Upload.objects.exists()
