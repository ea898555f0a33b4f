"""What the pages of the masked parts read."""

from datetime import date
from typing import NamedTuple

from django.db.models import Model
from django.utils.translation import gettext as _

from quanheng.office.accounts.models import AccessLog, User
from quanheng.office.records.identity import index_of, opened
from quanheng.office.records.models import Family, Particulars, Person
from quanheng.office.records.models.sensitive import Health
from quanheng.office.records.sensitive.actions import NEEDED
from quanheng.office.records.sensitive.sealing import open_note

What = AccessLog.What


class Part(NamedTuple):
    """A masked part of a file, as its page offers it."""

    what: str
    title: str
    filled: bool


class Line(NamedTuple):
    """One revealed line: what it is, and what it says."""

    title: str
    value: str


def parts(person: Person, user: User, on: date) -> list[Part]:
    """The masked parts of a file that an account may ask to see."""
    held: dict[What, type[Model]] = {
        What.IDENTITY: Particulars,
        What.FAMILY: Family,
        What.HEALTH: Health,
    }
    found = []
    for what, power in NEEDED.items():
        if Person.objects.visible_to(user, power, on).filter(pk=person.pk).exists():
            rows = held[what].objects.current().filter(person=person)  # type: ignore[attr-defined]
            if what is What.IDENTITY:
                rows = rows.exclude(id_number_sealed=None)
            found.append(Part(what.value, str(what.label), rows.exists()))
    return found


def lines(person: Person, what: What) -> list[Line]:
    """What a masked part says; call it only after ``reveal`` has written who asks and why."""
    if what is What.IDENTITY:
        stored = Particulars.objects.current().filter(person=person)
        numbers = [opened(row.id_number_sealed, person.pk) for row in stored]
        return [Line(_("身份证号"), number) for number in numbers if number]
    if what is What.FAMILY:
        family = Family.objects.current().filter(person=person).order_by("pk")
        return [Line(f"{row.relation} {row.name}", described(row)) for row in family]
    notes = Health.objects.current().filter(person=person).order_by("-day")
    return [Line(row.day.strftime("%Y.%m.%d"), open_note(row)) for row in notes]


def described(member: Family) -> str:
    """A family member in one line, without name and relation."""
    born = member.birth.strftime("%Y.%m") if member.birth else None
    trade = _("经商办企业") if member.in_business else None
    return "，".join(part for part in (born, member.politics, member.work, trade) if part) or "—"


def of_number(number: str, user: User, on: date) -> Person | None:
    """The person with an identity number, if the account may see that person's number."""
    found = Particulars.objects.current().filter(id_number_index=index_of(number.strip()))
    may_see = Person.objects.visible_to(user, NEEDED[What.IDENTITY], on)
    return may_see.filter(pk__in=found.values("person")).first()
