"""Items of action lists at each stage, workbooks and caps, for tests."""

from datetime import date
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.core.files.base import ContentFile

from quanheng.exchange.export import write_workbook
from quanheng.norms import kinds
from quanheng.norms.records import Records
from quanheng.office.accounts.roles import Role
from quanheng.office.duties import actions
from quanheng.office.duties.models import Evidence, Item, Upload
from quanheng.office.ledger.models import Entry
from quanheng.office.records.actions import add_record
from quanheng.office.records.models import Duty, Person, Unit
from tests.office.action_case import World

OFFICER, PERSONNEL = Role.ORGANISATION_OFFICER.value, Role.PERSONNEL_OFFICER.value
OFFICIAL, AUDITOR, DISCIPLINE = Role.OFFICIAL.value, Role.AUDITOR.value, "discipline_officer"
PETITION, HEAD = Role.PETITION_OFFICER.value, Role.HEAD.value


def told(world: World, role: str = OFFICER, **more: Any) -> dict[str, Any]:
    return {"by": world.users[role], "on": world.on, **more}


def person(world: World) -> Person:
    assert world.district
    return Person.objects.get(code=world.users[OFFICIAL].person_code)


def place(world: World) -> Unit:
    return Unit.objects.get(code=world.users[PERSONNEL].grants.get().unit_code)


def values(world: World, **more: Any) -> dict[str, Any]:
    """An instruction for the official, in the unit of the officers of the tests."""
    return {
        "type": "批示",
        "matter": "落实安全生产批示",
        "source_list": "市级批示：2026年3号",
        "owner": person(world),
        "lead_unit": place(world),
        "assigned": world.on,
        "deadline": date(2026, 3, 1),
        **more,
    }


def raised(world: World, role: str = OFFICER, **more: Any) -> Entry:
    measures = more.pop("measures", ("排查隐患", "落实整改"))
    return actions.raise_duty(values(world, **more), measures=measures, **told(world, role))


def now(item: Item) -> Duty:
    """What the file says now of an item."""
    return Duty.objects.get(type=item.type, number=item.number, known_until=None)


def item(world: World, **more: Any) -> Item:
    return Item.objects.get(pk=raised(world, **more).about_key)


def assigned(world: World, **more: Any) -> Duty:
    return now(item(world, **more))


def answered(world: World, by: str = OFFICIAL, **more: Any) -> Duty:
    duty = assigned(world, **more)
    actions.answer_duty(duty, "已全部整改", **told(world, by))
    return now(Item.objects.get(number=duty.number, type=duty.type))


def verified(world: World, **more: Any) -> Duty:
    duty = answered(world, **more)
    actions.verify_duty(duty, passed=True, **told(world))
    found = Item.objects.get(number=duty.number, type=duty.type)
    for one in found.measures.all():
        actions.finish_measure(duty, one.place, **told(world, OFFICIAL))
    return now(found)


def evidence(world: World, duty: Duty) -> Evidence:
    actions.add_evidence(duty, "整改报告", **told(world, OFFICIAL))
    return Evidence.objects.get(item__number=duty.number, item__type=duty.type)


def ready(world: World, **more: Any) -> tuple[Duty, Evidence]:
    """Verified, with evidence and a day to look back: it can be closed."""
    duty = verified(world, **more)
    actions.plan_look_back(duty, date(2026, 6, 1), **told(world))
    return duty, evidence(world, duty)


def close(world: World, made: tuple[Duty, Evidence], role: str = OFFICER, **more: Any) -> Entry:
    return actions.close_duty(made[0], **{"proof": made[1], **more}, **told(world, role))


def closed(world: World, **more: Any) -> Duty:
    made = ready(world, **more)
    close(world, made)
    return now(Item.objects.get(number=made[0].number, type=made[0].type))


def last_year(world: World, **more: Any) -> Duty:
    return assigned(world, assigned=date(2025, 3, 1), deadline=date(2025, 12, 1), **more)


def book(*rows: kinds.Duty) -> ContentFile:
    """A workbook with the sheet 清单."""
    data = BytesIO()
    write_into(data, rows)
    return ContentFile(data.getvalue(), name="清单.xlsx")


def write_into(data: BytesIO, rows: tuple[kinds.Duty, ...]) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "list.xlsx"
        write_workbook(Records({kinds.Duty: list(rows)}), path)
        data.write(path.read_bytes())


def row(world: World, **more: Any) -> kinds.Duty:
    owner, unit = person(world).code, place(world).code
    said = {
        "type": "积案",
        "number": "2026-001",
        "matter": "化解某积案",
        "source": "信访",
        "row": 2,
    }
    told_of = {"lead_unit": unit, "owner": owner, "assigned": world.on}
    blank = {"deadline": None, "closed": None, "answered": None}
    return kinds.Duty(**{**said, **told_of, **blank, **more})


def uploaded(world: World, *rows: kinds.Duty) -> Upload:
    file = book(*(rows or (row(world),)))
    return Upload.objects.get(pk=actions.upload_sheet(file, **told(world)).about_key)


def burden(world: World, unit: Unit, role: str = OFFICER, **more: Any) -> Entry:
    said = {"cap": 30, "counted": 12, "source": "区委2026年1号", **more}
    return actions.note_burden(unit, 2026, said.pop("what", "文件"), **said, **told(world, role))


def root(world: World) -> Unit:
    assert world.district
    return Unit.objects.get(parent=None)


def imported(world: World, **more: Any) -> Duty:
    """A record of the file that nobody has followed."""
    columns = {**values(world), "number": "2026-900", **more}
    entry = add_record(Duty, columns, **told(world))
    return Duty.objects.get(pk=entry.about_key)
