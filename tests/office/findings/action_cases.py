"""What the actions on evaluations, reminders, views and feeds do."""

from typing import Any

from quanheng.office.accounts.roles import Role
from quanheng.office.findings import actions
from quanheng.office.findings.models import Finding, SavedView
from tests.office.action_case import Case, World

OFFICER = Role.ORGANISATION_OFFICER.value
AUDITOR = Role.AUDITOR.value
HEAD = Role.HEAD.value
TOKEN = "x" * 40


def told(world: World, role: str = OFFICER) -> dict[str, Any]:
    return {"by": world.users[role], "on": world.on}


def owed(world: World) -> list[int]:
    """A finding about the official, who has an account."""
    world.fixture("evaluated")
    code = world.users[Role.OFFICIAL.value].person_code
    found = Finding.objects.current().filter(code=code, status__in=("missed", "pending"))
    if not found:
        Finding.objects.current().filter(code=code)[:1].get()
        Finding.objects.filter(code=code, until_run=None).update(status="missed", severity=0)
    return [Finding.objects.current().filter(code=code, status__in=("missed", "pending"))[0].pk]


CASES = [
    Case(
        "findings.actions.order_evaluation",
        says="evaluation ordered",
        works=lambda world: actions.order_evaluation(**told(world)),
        refused=[lambda world: actions.order_evaluation(**told(world, AUDITOR))],
    ),
    Case(
        "findings.actions.remind_people",
        says="reminder sent",
        before=owed,
        works=lambda world, keys: actions.remind_people(keys, note="请尽快", **told(world)),
        refused=[
            lambda world, keys: actions.remind_people(keys, note="", **told(world, HEAD)),
            lambda world, keys: actions.remind_people([], note="", **told(world)),
            lambda world, keys: actions.remind_people([*keys, 0], note="", **told(world)),
        ],
    ),
    Case(
        "findings.actions.save_view",
        says="view saved",
        works=lambda world: actions.save_view("本年", "status=missed", **told(world)),
        refused=[
            lambda world: actions.save_view(" ", "", **told(world)),
            lambda world: actions.save_view("甲", "x" * 1001, **told(world)),
            lambda world: actions.save_view("甲", "", **told(world, "system_admin")),
        ],
    ),
    Case(
        "findings.actions.delete_view",
        says="view deleted",
        before=lambda world: SavedView.objects.get(
            pk=actions.save_view("本年", "", **told(world)).about_key
        ),
        works=lambda world, view: actions.delete_view(view, **told(world)),
        refused=[lambda world, view: actions.delete_view(view, **told(world, AUDITOR))],
    ),
    Case(
        "findings.actions.open_feed",
        says="calendar opened",
        works=lambda world: actions.open_feed(TOKEN, **told(world)),
        refused=[
            lambda world: actions.open_feed("short", **told(world)),
            lambda world: actions.open_feed(TOKEN, **told(world, "security_admin")),
        ],
    ),
    Case(
        "findings.actions.end_feed",
        says="calendar closed",
        before=lambda world: actions.open_feed(TOKEN, **told(world)),
        works=lambda world, _: actions.end_feed(**told(world)),
        refused=[lambda world, _: actions.end_feed(**told(world, AUDITOR))],
    ),
]
