"""Marks and notes at each stage, for tests."""

from datetime import date
from typing import Any

from django.core.files.base import ContentFile

from quanheng.office.accounts.models import User
from quanheng.office.accounts.roles import Role
from quanheng.office.ledger.models import Entry
from quanheng.office.records.models import Evaluation, Person, Record, Tenure
from quanheng.office.records.writing import write
from quanheng.office.selection.marks import actions
from quanheng.office.selection.marks.notes import actions as notes
from quanheng.office.selection.marks.proof import Document, Rests
from quanheng.office.selection.models import Mark, OrganisationNote
from tests.office.action_case import World
from tests.office.procedures.desk import another, follow

OFFICER, OFFICIAL, HEAD = "organisation_officer", "official", "head"
PACKS = ("zhejiang-2015", "kunming-2019", "hangzhou-2017", "qingshanhu-2009")
LION, IDLE = "zhejiang-2015:3.2/for/狮子型", "zhejiang-2015:3.2/against/太平官"
LATE = date(2026, 2, 27)
"""After the ten working days that follow 5 January."""


def told(world: World, role: str = OFFICER, on: date | None = None) -> dict[str, Any]:
    return {"by": user(world, role), "on": on or world.on}


def user(world: World, role: str) -> User:
    """An account by role; ``second`` is another organisation officer."""
    if role != "second":
        return world.users[role]
    found = User.objects.filter(username="organisation_officer-2").first()
    return found or another(Role.ORGANISATION_OFFICER)


def person(world: World) -> Person:
    assert world.district
    follow(*PACKS)
    user(world, "second")
    return Person.objects.get(code=world.users[OFFICIAL].person_code)


def post(of: Person) -> Record:
    return Tenure.objects.current().filter(person=of).order_by("-pk")[0]


def rests(of: Person) -> Rests:
    return Rests([post(of)])


def document() -> Document:
    return Document("考察材料〔2026〕1号", ContentFile(b"%PDF-1.4", name="材料.pdf"))


def values(type: str = LION, **more: Any) -> dict[str, Any]:
    said = {"type": type, "facts": "牵头化解拆迁积案", "happened_on": date(2025, 11, 3)}
    return {**said, "source": "vetting", "attested": True, **more}


def propose(world: World, of: Person, type: str = LION, role: str = OFFICER, **more: Any) -> Entry:
    proof = more.pop("rests", None) or rests(of)
    return actions.propose_mark(of, values(type, **more), proof, **told(world, role))


def proposed(world: World, type: str = LION, **more: Any) -> Mark:
    return Mark.objects.get(pk=propose(world, person(world), type, **more).about_key)


def again(mark: Mark) -> Mark:
    return Mark.objects.get(pk=mark.pk)


def shown(world: World, type: str = LION) -> Mark:
    mark = proposed(world, type)
    actions.show_mark(mark, **told(world))
    return again(mark)


def answered(world: World, type: str = IDLE, kind: str = "objects") -> Mark:
    mark = shown(world, type)
    actions.reply_to_mark(mark, kind, "情况不符", **told(world, OFFICIAL))
    return again(mark)


def confirmed(world: World, type: str = LION) -> Mark:
    mark = answered(world, type) if type == IDLE else shown(world, type)
    actions.confirm_mark(mark, "属实", **told(world, "second"))
    return again(mark)


def objected(world: World) -> Mark:
    mark = confirmed(world, IDLE)
    actions.reply_to_mark(mark, "objects", "请复核", **told(world, OFFICIAL))
    return again(mark)


def vote(world: World, of: Person | None = None) -> Evaluation:
    about = of or person(world)
    said = {"person": about, "day": date(2025, 12, 20), "type": "民主推荐", "recommended": 3}
    made = write(Evaluation, said, by=user(world, OFFICER), source="")
    assert isinstance(made, Evaluation)
    return made


def note(world: World, role: str = OFFICER, **more: Any) -> Entry:
    about = more.get("of") or person(world)
    proof = more.get("rests") or rests(about)
    reason = more.get("reason", "敢抓敢管，得罪少数人")
    return notes.propose_note(about, more["vote"], reason, proof, **told(world, role))


def noted(world: World) -> OrganisationNote:
    made = note(world, vote=vote(world))
    return OrganisationNote.objects.get(pk=made.about_key)
