"""What the lists of meetings and of decisions read. Every list has a fixed number of queries."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from django.db.models import Count, Prefetch, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from quanheng.office.accounts.models import User
from quanheng.office.meetings.models import Item, Meeting, Member, Question
from quanheng.office.pictures.bars import Bar, Part, bars
from quanheng.office.pictures.shapes import Key, Picture

State = Meeting.State
TONES = {
    State.DRAFT: "pending",
    State.AGENDA: "attention",
    State.HELD: "attention",
    State.SIGNED: "attention",
    State.CLOSED: "met",
    State.CANCELLED: "plain",
}
RESULTS = {
    Question.State.OPEN: "pending",
    Question.State.PASSED: "met",
    Question.State.FAILED: "missed",
    Question.State.DEFERRED: "attention",
}
"""The colours of states and results."""
MOST_BARS = 20


class Filter(NamedTuple):
    """What a list of meetings is narrowed to."""

    state: str = ""
    year: int | None = None
    unit: str = ""
    q: str = ""
    first: str = ""

    @property
    def any(self) -> bool:
        """Whether it narrows anything but the state."""
        return bool(self.year or self.unit or self.q or self.first)


class Row(NamedTuple):
    """A meeting in a list."""

    meeting: Meeting
    tone: str
    items: int
    asked: int
    settled: int
    entitled: int
    present: int | None


def asked_for(given: Mapping[str, str]) -> Filter:
    """The filter that an address names; what is not there is left out."""
    year = given.get("year", "")
    return Filter(
        given.get("state", "") if given.get("state") in State.values else "",
        int(year) if year.isdecimal() and len(year) == 4 else None,
        given.get("unit", "")[:60],
        given.get("q", "").strip()[:100],
        given.get("first", "") if given.get("first") in ("yes", "no") else "",
    )


def narrowed(filter: Filter, seen: QuerySet[Meeting]) -> QuerySet[Meeting]:
    """The meetings of every state that the filter keeps, of those that an account sees."""
    found = seen
    if filter.year:
        found = found.filter(year=filter.year)
    if filter.unit:
        found = found.filter(unit__code=filter.unit)
    if filter.first:
        found = found.filter(first=filter.first == "yes")
    if filter.q:
        found = found.filter(Q(unit__name__icontains=filter.q) | _titled(filter.q))
    return found


def _titled(words: str) -> Q:
    return Q(pk__in=Item.objects.filter(title__icontains=words).values("meeting"))


def totals(filter: Filter, seen: QuerySet[Meeting]) -> dict[str, int]:
    """How many meetings there are in each state; one query."""
    found = narrowed(filter, seen).order_by().values_list("state")
    numbers = dict(found.annotate(n=Count("pk")))
    return {"": sum(numbers.values()), **{one: numbers.get(one, 0) for one in State.values}}


def rows(meetings: Iterable[Meeting]) -> list[Row]:
    """Meetings with their numbers; four queries."""
    found = list(meetings)
    keys = [one.pk for one in found]
    items = _numbers(Item.objects.filter(meeting__in=keys), "meeting", all=Q())
    asked = _numbers(
        Question.objects.filter(item__meeting__in=keys),
        "item__meeting",
        all=Q(),
        settled=~Q(state=Question.State.OPEN),
    )
    members = _numbers(
        Member.objects.filter(meeting__in=keys),
        "meeting",
        all=Q(),
        here=Q(attendance=Member.Attendance.PRESENT),
    )
    none = {"all": 0, "settled": 0, "here": 0}
    return [
        Row(
            one,
            TONES[State(one.state)],
            items.get(one.pk, none)["all"],
            asked.get(one.pk, none)["all"],
            asked.get(one.pk, none)["settled"],
            members.get(one.pk, none)["all"],
            members.get(one.pk, none)["here"] if one.state not in Meeting.AHEAD else None,
        )
        for one in found
    ]


def _numbers(found: QuerySet[Any], by: str, **counted: Q) -> dict[int, dict[str, int]]:
    wanted = {name: Count("pk", filter=told) for name, told in counted.items()}
    return {one.pop(by): one for one in found.order_by().values(by).annotate(**wanted)}


def years(seen: QuerySet[Meeting]) -> list[int]:
    """The years in which there are meetings to see, the latest first; one query."""
    return list(seen.order_by("-year").values_list("year", flat=True).distinct())


class First(NamedTuple):
    """How many meetings of a unit were filed, and how many had the study item first."""

    name: str
    code: str
    held: int
    first: int

    @property
    def percent(self) -> int:
        """The share in whole percents, rounded down: 100 only where every meeting had it."""
        return self.first * 100 // self.held


def first_items(filter: Filter, seen: QuerySet[Meeting]) -> list[First]:
    """The filed meetings by unit, in the order of the tree; one query."""
    filed = narrowed(filter._replace(first=""), seen).filter(state=State.CLOSED).order_by()
    found = filed.values("unit__path", "unit__code", "unit__name").annotate(
        held=Count("pk"), good=Count("pk", filter=Q(first=True))
    )
    return [
        First(one["unit__name"], one["unit__code"], one["held"], one["good"])
        for one in sorted(found, key=lambda one: one["unit__path"])
    ]


def picture(lines: list[First], year: int | None) -> Picture:
    """Meetings with and without the study item first, by unit; each part leads to its list."""
    address = (
        reverse("meetings:index") + f"?state={State.CLOSED}" + (f"&year={year}" if year else "")
    )
    yes, no = _("第一议题落实"), _("未落实")
    return bars(
        "first-items",
        _("各单位第一议题落实情况"),
        [
            Bar(
                one.name,
                (
                    Part(one.first, "met", yes, f"{address}&unit={one.code}&first=yes"),
                    Part(one.held - one.first, "missed", no, f"{address}&unit={one.code}&first=no"),
                ),
                f"{address}&unit={one.code}",
            )
            for one in lines[:MOST_BARS]
        ],
        heads=(_("单位"), _("会议")),
        legend=[Key("met", yes), Key("missed", no)],
        width=620,
    )


class Sought(NamedTuple):
    """What the register of decisions is searched for."""

    q: str = ""
    year: int | None = None
    member: str = ""
    person: str = ""
    state: str = ""

    @property
    def any(self) -> bool:
        """Whether anything is asked for."""
        return any(self)


def sought(given: Mapping[str, str]) -> Sought:
    """What an address asks for."""
    year = given.get("year", "")
    return Sought(
        given.get("q", "").strip()[:100],
        int(year) if year.isdecimal() and len(year) == 4 else None,
        given.get("member", "").strip()[:60],
        given.get("person", "").strip()[:60],
        given.get("state", "") if given.get("state") in Question.State.values else "",
    )


def decisions(asked: Sought, user: User, seen: QuerySet[Meeting]) -> QuerySet[Question]:
    """Decisions of filed meetings that the account sees, the latest first.

    ``seen`` are the meetings that it sees. ``member`` and ``person`` are a name or code: of who
    took part, of whom it is about.
    """
    found = Question.objects.visible_to(user, meetings=seen)
    found = found.filter(item__meeting__state=State.CLOSED)
    if asked.q:
        found = found.filter(Q(text__icontains=asked.q) | Q(item__title__icontains=asked.q))
    if asked.year:
        found = found.filter(item__meeting__year=asked.year)
    if asked.person:
        found = found.filter(Q(person__name=asked.person) | Q(person__code=asked.person))
    if asked.member:
        named = Q(name=asked.member) | Q(person__code=asked.member)
        seated = Member.objects.filter(named).values("meeting")
        found = found.filter(item__meeting__in=seated)
    if asked.state:
        found = found.filter(state=asked.state)
    later = Prefetch("reopened_by", Question.objects.select_related("item__meeting__unit"))
    return (
        found.select_related("item__meeting__unit", "person", "reopens__item__meeting__unit")
        .prefetch_related("notes", later)
        .order_by("-item__meeting__day", "-item__meeting", "item__place", "place")
    )


def said_by(questions: Iterable[Question], asked: str) -> dict[int, Any]:
    """What a member, by name or code, said to each question; one query."""
    if not asked:
        return {}
    speech = Question._meta.get_field("speeches").related_model
    named = Q(member__name=asked) | Q(member__person__code=asked)
    found = speech._default_manager.filter(named, struck="", question__in=[q.pk for q in questions])
    return {one.question_id: one for one in found.select_related("member")}
