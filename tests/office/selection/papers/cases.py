"""What the actions on papers do."""

from typing import Any

from quanheng.office.procedures.models import Case as Procedure
from quanheng.office.records.models import Person, Tenure, Unit
from quanheng.office.selection.models import CasePaper, PaperKind
from quanheng.office.selection.papers import actions
from quanheng.office.selection.papers.files import Format
from tests.office.action_case import Case, World
from tests.office.selection.papers.scenes import case_at

ROOM = "selection.papers.actions"
OFFICER = "organisation_officer"
LETTER = {"organ": "组织部", "mark": "云组", "addressee": "区纪委监委"}


def told(world: World, role: str = OFFICER) -> dict[str, Any]:
    return {"by": world.users[role], "on": world.on}


def case(world: World) -> Procedure:
    """A case in the step of the discipline officer, with two people put forward."""
    assert world.district
    held = Tenure.objects.current().filter(end=None)
    people = list(Person.objects.filter(pk__in=held.values("person")).order_by("-code")[:2])
    unit = Unit.objects.exclude(parent=None).order_by("code")[0]
    return case_at("integrity", unit=unit, officer=world.users[OFFICER], people=people)


def letter(world: World, found: Procedure, role: str = OFFICER, **more: Any) -> Any:
    return actions.make_paper(
        found, PaperKind.INTEGRITY_LETTER, {**LETTER, **more}, **told(world, role)
    )


def paper(world: World) -> CasePaper:
    entry = letter(world, case(world))
    return CasePaper.objects.select_related("case").get(pk=entry.about_key)


def withdrawn(world: World) -> CasePaper:
    """A paper of a case from which the auditor is kept away."""
    made = paper(world)
    made.case.recusals.create(
        user=world.users["auditor"], reason="同学", by=world.users[OFFICER], on=world.on
    )
    return made


def fetch(world: World, made: CasePaper, role: str) -> Any:
    return actions.fetch_paper(made, Format.PDF, **told(world, role))


CASES = [
    Case(
        f"{ROOM}.make_paper",
        says="case paper made",
        before=case,
        works=letter,
        refused=[
            lambda world, found: letter(world, found, "auditor"),
            lambda world, found: letter(world, found, "system_admin"),
            lambda world, found: letter(world, found, contact="360101197906150024"),
            lambda world, found: actions.make_paper(found, PaperKind.COUNT, {}, **told(world)),
            lambda world, found: actions.make_paper(found, PaperKind.MATERIAL, {}, **told(world)),
        ],
    ),
    Case(
        f"{ROOM}.fetch_paper",
        says="case paper fetched",
        before=paper,
        works=lambda world, made: fetch(world, made, "auditor"),
        refused=[
            lambda world, made: actions.fetch_paper(made, Format.PDF, **told(world, "official")),
            lambda world, made: actions.fetch_paper(
                made, Format.DOCX, **told(world, "system_admin")
            ),
        ],
    ),
    Case(
        f"{ROOM}.fetch_paper",
        says="case paper fetched",
        before=withdrawn,
        works=lambda world, made: actions.fetch_paper(made, Format.DOCX, **told(world)),
        refused=[
            lambda world, made: actions.fetch_paper(made, Format.PDF, **told(world, "auditor"))
        ],
    ),
]
