"""The roll as text: a line for each member, the head marked by an asterisk; and a roll to begin."""

import re
from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from quanheng.office.meetings.actions.drafting import MOST, Seat
from quanheng.office.meetings.models import Meeting, Member
from quanheng.office.records.models import Person, Tenure, Unit
from quanheng.office.records.refusals import Refused

HEAD = "*"
BETWEEN = re.compile(r"[\s,，、;；]+")


def seats_of(text: str, unit: Unit, on: date) -> list[Seat]:
    """The members that a text lists: ``*`` for the head, then a code or name, then the post.

    A code, or a name that one person serving in or above the unit bears, stands for that person;
    any other name is a member without a file. Raises ``Refused`` for a code that nobody has.
    """
    wanted = [line.strip() for line in text.splitlines() if line.strip()]
    parts = [BETWEEN.split(line.lstrip(HEAD + "＊").strip(), maxsplit=1) for line in wanted]
    people = _people([one[0] for one in parts], unit, on)
    found = []
    for line, (word, *rest) in zip(wanted, parts, strict=True):
        person = people.get(word)
        if person is None and word.isascii():
            raise Refused(_("没有编码为“%s”的干部，请核对名册。") % word)
        name = person.name if person is not None else word
        found.append(Seat(name, person, " ".join(rest), line[0] in HEAD + "＊"))
    return found


def _people(words: list[str], unit: Unit, on: date) -> dict[str, Person]:
    """The people meant, by the code or name that was written; two queries."""
    found = {one.code: one for one in Person.objects.filter(code__in=words)}
    codes = unit.path.rstrip("/").split("/")
    serving = Tenure.objects.current().filter(
        unit__code__in=codes, start__lte=on, person__name__in=words
    )
    named: dict[str, set[Person]] = {}
    for one in serving.select_related("person"):
        if one.end is None or one.end > on:
            named.setdefault(one.person.name, set()).add(one.person)
    return found | {name: people.pop() for name, people in named.items() if len(people) == 1}


def text_of(members: Iterable[Member]) -> str:
    """A roll as text."""
    return "\n".join(
        f"{HEAD if one.head else ''}{one.person.code if one.person else one.name}"
        f"{'，' + one.post if one.post else ''}"
        for one in members
    )


def proposed(unit: Unit, kind: str, on: date) -> str:
    """A roll to begin with: that of the last meeting of the kind, else who now leads the unit."""
    last = Meeting.objects.filter(unit=unit, kind=kind).order_by("-day", "-pk").first()
    if last is not None:
        return text_of(last.members.select_related("person"))
    held = Tenure.objects.current().filter(unit=unit, leading=True, start__lte=on)
    leading = held.exclude(end__lte=on).select_related("person").order_by("-chief", "level", "pk")
    lines, seen = [], set()
    for one in leading[:MOST]:
        if one.person_id not in seen:
            mark = HEAD if one.chief and not seen else ""
            lines.append(f"{mark}{one.person.code}，{one.title}")
            seen.add(one.person_id)
    return "\n".join(lines)
