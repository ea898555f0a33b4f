"""The growth file (成长档案): year by year what the file holds; nothing becomes a score."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from quanheng.office.records.influence import shown
from quanheng.office.records.models import (
    Activity,
    Appraisal,
    Award,
    Contact,
    Duty,
    Education,
    Evaluation,
    Observation,
    Person,
    Rank,
    Record,
    Secondment,
    Supervision,
    Tenure,
    Training,
)
from quanheng.office.records.showing import plainly

FEWEST = 5
"""Ballots below which a tally is not shown, so that nobody can tell who voted how."""
TALKS = ("谈心谈话", "任前廉政谈话", "述职述廉")
"""The types of 监督 that are talks."""
OFF_WORK = "脱产"
"""The way of training of which the days are summed."""


class Item(NamedTuple):
    """A line of a growth file: what, when, and where it is on file."""

    text: str
    href: str
    day: date | None = None
    quiet: str = ""


class Section(NamedTuple):
    """The lines of one kind in a year, with their sum in words where there is one."""

    title: str
    items: list[Item]
    sum: str = ""


class Year(NamedTuple):
    """A year of a growth file."""

    year: int
    sections: list[Section]


Found = tuple[int, Item]


def years_of(person: Person, on: date) -> list[Year]:
    """Every year of which the file says something, newest first; the number of queries is fixed."""
    held: dict[int, list[Section]] = defaultdict(list)
    for title, found in _found(person, on):
        by_year: dict[int, list[Item]] = defaultdict(list)
        for year, item in found:
            by_year[year].append(item)
        for year, items in by_year.items():
            held[year].append(Section(title, items))
    for year, sums in _trained(person, on).items():
        held[year] = [
            one._replace(sum=sums) if one.title == _("培训") else one for one in held[year]
        ]
    return [Year(year, held[year]) for year in sorted(held, reverse=True)]


def _found(person: Person, on: date) -> Iterator[tuple[str, Iterable[Found]]]:
    """The kinds in the order in which a year tells them."""
    yield _("任职"), _posts(person, on)
    yield _("职级"), _ranks(person, on)
    yield _("锻炼"), _practice(person, on)
    yield _("考核"), _grades(person, on)
    yield _("测评"), _tallies(person, on)
    yield _("奖惩"), _awards(person, on)
    yield _("培训"), _classes(person, on)
    yield _("学历学位"), _studies(person, on)
    yield _("包联"), _contacts(person, on)
    yield _("履行的责任"), _activities(person, on)
    yield _("办结的事项"), _duties(person)
    yield _("谈话"), _talks(person, on)
    yield _("日常了解"), _observations(person, on)


def _posts(person: Person, on: date) -> Iterator[Found]:
    held = Tenure.objects.current().filter(person=person, start__lte=on).select_related("unit")
    for one in held.order_by("start", "pk"):
        what = f"{one.unit} {one.title}"
        taken = _("任%(post)s") % {"post": what}
        yield one.start.year, Item(taken, _at(one), one.start, _level(one))
        if one.end is not None and one.end <= on:
            yield one.end.year, Item(_("免%(post)s") % {"post": what}, _at(one), one.end)


def _level(one: Tenure) -> str:
    told = str(one.get_level_display())  # type: ignore[attr-defined]
    return _("%(level)s，提拔") % {"level": told} if one.promoted else told


def _ranks(person: Person, on: date) -> Iterator[Found]:
    for one in Rank.objects.current().filter(person=person, start__lte=on).order_by("start"):
        yield one.start.year, Item(str(one.get_rank_display()), _at(one), one.start)  # type: ignore[attr-defined]


def _practice(person: Person, on: date) -> Iterator[Found]:
    held = Secondment.objects.current().filter(person=person, start__lte=on)
    for one in held.select_related("project").order_by("start", "pk"):
        words = [str(one.get_mode_display()), one.unit_name, one.project]  # type: ignore[attr-defined]
        text = " ".join(str(word) for word in words if word)
        last = min(one.end or on, on)
        span = f"{one.start:%Y.%m}–{f'{one.end:%Y.%m}' if one.end else ''}"
        quiet = f"{span} {one.grade or ''}".strip()
        for year in range(one.start.year, last.year + 1):
            yield year, Item(text, _at(one), one.start if year == one.start.year else None, quiet)


def _grades(person: Person, on: date) -> Iterator[Found]:
    held = Appraisal.objects.current().filter(person=person, year__lte=on.year)
    for one in held.order_by("type", "pk"):
        kind = one.get_type_display()  # type: ignore[attr-defined]
        grade = one.get_grade_display() if one.grade else _("不定等次")  # type: ignore[attr-defined]
        yield one.year, Item(f"{kind} {grade}", _at(one))


def _tallies(person: Person, on: date) -> Iterator[Found]:
    held = Evaluation.objects.current().filter(person=person, day__lte=on)
    for one in held.order_by("day", "pk"):
        kind = str(one.get_type_display())  # type: ignore[attr-defined]
        yield one.day.year, Item(kind, _at(one), one.day, _votes(one))


def _votes(one: Evaluation) -> str:
    if one.returned is not None and one.returned < FEWEST:
        return _("票数过少，不显示")
    votes = [
        (_("收回票"), one.returned),
        (_("优秀"), one.excellent),
        (_("称职"), one.competent),
        (_("基本称职"), one.basic),
        (_("不称职"), one.incompetent),
        (_("推荐票"), one.recommended),
    ]
    return _("，").join(f"{name} {plainly(count)}" for name, count in votes if count is not None)


def _awards(person: Person, on: date) -> Iterator[Found]:
    held = Award.objects.current().filter(person=person, day__lte=on)
    for one in held.order_by("day", "pk"):
        until = shown(one.influence_until, on) if one.influence_until else ""
        quiet = _("影响期至%(day)s") % {"day": until} if until else ""
        text = f"{one.get_type_display()} {one.name}"  # type: ignore[attr-defined]
        yield one.day.year, Item(text, _at(one), one.day, quiet)


def _classes(person: Person, on: date) -> Iterator[Found]:
    held = Training.objects.current().filter(person=person, end__lte=on)
    for one in held.order_by("end", "pk"):
        quiet = _("%(hours)s学时") % {"hours": plainly(one.hours)} if one.hours is not None else ""
        yield one.end.year, Item(one.name, _at(one), one.start, quiet)


def _trained(person: Person, on: date) -> dict[int, str]:
    """Each year's hours of classes, and the days off work; a class counts where it ended."""
    hours: dict[int, Decimal] = defaultdict(Decimal)
    days: Counter[int] = Counter()
    held = Training.objects.current().filter(person=person, end__lte=on)
    for start, end, counted, mode in held.values_list("start", "end", "hours", "mode"):
        hours[end.year] += counted or 0
        days[end.year] += (end - start).days + 1 if mode == OFF_WORK else 0
    return {year: _class_sum(hours[year], days[year]) for year in hours}


def _class_sum(hours: Decimal, days: int) -> str:
    told = _("%(hours)s学时") % {"hours": plainly(hours)}
    if days:
        told += _("，脱产") + ngettext("%(n)d天", "%(n)d天", days) % {"n": days}
    return told


def _studies(person: Person, on: date) -> Iterator[Found]:
    held = Education.objects.current().filter(person=person, end__lte=on)
    for one in held.order_by("end", "pk"):
        words = [one.school, one.speciality, one.level, one.degree]
        if one.end is not None:
            yield one.end.year, Item(" ".join(filter(None, words)), _at(one), one.end)


def _contacts(person: Person, on: date) -> Iterator[Found]:
    held = Contact.objects.current().filter(person=person, start__lte=on).select_related("unit")
    for one in held.order_by("start", "pk"):
        text = f"{one.get_type_display()} {one.unit}"  # type: ignore[attr-defined]
        yield one.start.year, Item(text, _at(one), one.start)


def _activities(person: Person, on: date) -> Iterator[Found]:
    """What was done, as numbers by type; the records themselves are on the file page."""
    held = Activity.objects.current().filter(person=person, day__lte=on).order_by("day")
    counted: Counter[tuple[int, str]] = Counter()
    for one in held.only("day", "type"):
        counted[one.day.year, str(one.get_type_display())] += 1  # type: ignore[attr-defined]
    href = reverse("records:person", args=[person.pk]) + "?kind=activity"
    for (year, name), number in sorted(counted.items()):
        times = ngettext("%(n)d次", "%(n)d次", number) % {"n": number}
        yield year, Item(f"{name} {times}", href)


def _duties(person: Person) -> Iterator[Found]:
    done = Duty.objects.current().filter(owner=person).exclude(closed=None)
    for one in done.order_by("closed", "pk"):
        late = one.deadline is not None and one.closed is not None and one.closed > one.deadline
        if one.closed is not None:
            quiet = _("逾期办结") if late else ""
            yield one.closed.year, Item(one.matter, _at(one), one.closed, quiet)


def _talks(person: Person, on: date) -> Iterator[Found]:
    held = Supervision.objects.current().filter(Q(type__in=TALKS), person=person, day__lte=on)
    for one in held.order_by("day", "pk"):
        text = str(one.get_type_display())  # type: ignore[attr-defined]
        yield one.day.year, Item(text, _at(one), one.day, one.result or "")


def _observations(person: Person, on: date) -> Iterator[Found]:
    held = Observation.objects.current().filter(person=person, day__lte=on)
    for one in held.order_by("day", "pk"):
        topic = str(one.get_topic_display())  # type: ignore[attr-defined]
        yield one.day.year, Item(f"{topic}：{one.note}", _at(one), one.day, one.observer)


def _at(record: Record) -> str:
    return reverse("records:record", args=[record._meta.model_name, record.pk])
