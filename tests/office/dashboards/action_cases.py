"""What the actions on the roster do."""

from datetime import timedelta
from typing import Any

from quanheng.office.accounts.roles import Role
from quanheng.office.dashboards.models import ColumnSet, RosterExport
from quanheng.office.dashboards.reports.actions import give_out_unit_report
from quanheng.office.dashboards.roster import actions, making
from quanheng.office.dashboards.roster.asked import Asked
from quanheng.office.records.models import Unit
from tests.office.action_case import Case, World

OFFICER = Role.ORGANISATION_OFFICER.value
HEAD = Role.HEAD.value
REASON = {"reason": "班子分析研判"}


def told(world: World, role: str = OFFICER, **more: Any) -> dict[str, Any]:
    """Who acts, and when."""
    return {"by": world.users[role], "on": world.on, **more}


def root(world: World) -> Unit:
    """The topmost unit."""
    assert world.district
    return Unit.objects.filter(parent=None).get()


def kept(world: World) -> ColumnSet:
    """A shared set of columns."""
    entry = actions.save_column_set("学历", ["name", "degree"], shared=True, **told(world))
    return ColumnSet.objects.get(pk=entry.about_key)


def ordered(world: World) -> RosterExport:
    """A roster that is not made yet."""
    entry = actions.order_roster(Asked(world.on), queued=False, **told(world, **REASON))
    return RosterExport.objects.get(pk=entry.about_key)


def ready(world: World) -> tuple[RosterExport, RosterExport]:
    """A roster that lies ready, and one that does not."""
    assert world.district
    export = ordered(world)
    making.make(export, **told(world))
    return RosterExport.objects.get(pk=export.pk), ordered(world)


def made(world: World) -> actions.Made:
    """A roster made at once."""
    return actions.Made(Asked(world.on), 40, "0" * 64)


CASES = [
    Case(
        "dashboards.roster.actions.save_column_set",
        says="column set saved",
        works=lambda world: actions.save_column_set(
            "学历", ["name", "degree"], shared=False, **told(world)
        ),
        refused=[
            lambda world: actions.save_column_set(" ", ["name"], shared=False, **told(world)),
            lambda world: actions.save_column_set("学历", ["?"], shared=False, **told(world)),
        ],
    ),
    Case(
        "dashboards.roster.actions.save_column_set",
        says="column set saved",
        before=kept,
        works=lambda world, one: actions.save_column_set(
            "学历", ["name", "school"], shared=False, **told(world)
        ),
    ),
    Case(
        "dashboards.roster.actions.delete_column_set",
        says="column set deleted",
        before=kept,
        works=lambda world, one: actions.delete_column_set(one, **told(world)),
        refused=[lambda world, one: actions.delete_column_set(one, **told(world, HEAD))],
    ),
    Case(
        "dashboards.roster.actions.export_roster",
        says="roster exported",
        works=lambda world: actions.export_roster(made(world), **told(world, **REASON)),
        refused=[
            lambda world: actions.export_roster(made(world), **told(world, reason=" ")),
            lambda world: actions.export_roster(made(world), **told(world, HEAD, **REASON)),
        ],
    ),
    Case(
        "dashboards.roster.actions.order_roster",
        says="roster ordered",
        works=lambda world: actions.order_roster(Asked(world.on), **told(world, **REASON)),
        refused=[
            lambda world: actions.order_roster(Asked(world.on), **told(world, reason="")),
            lambda world: actions.order_roster(Asked(world.on), **told(world, HEAD, **REASON)),
        ],
    ),
    Case(
        "dashboards.roster.actions.fetch_roster",
        says="roster fetched",
        before=ready,
        works=lambda world, two: actions.fetch_roster(two[0], **told(world)),
        refused=[
            lambda world, two: actions.fetch_roster(
                two[0], **told(world, Role.PERSONNEL_OFFICER.value)
            ),
            lambda world, two: actions.fetch_roster(
                two[0], by=world.users[OFFICER], on=world.on + timedelta(days=8)
            ),
            lambda world, two: actions.fetch_roster(two[1], **told(world)),
        ],
    ),
    Case(
        "dashboards.reports.actions.give_out_unit_report",
        says="findings exported",
        before=root,
        works=lambda world, unit: give_out_unit_report(unit, count=1, **told(world, **REASON)),
        refused=[
            lambda world, unit: give_out_unit_report(unit, count=1, reason="", **told(world)),
            lambda world, unit: give_out_unit_report(unit, count=1, **told(world, HEAD, **REASON)),
        ],
    ),
]
