"""People side by side: what their files say, each line with its record; no sum, no best."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from quanheng.norms import kinds
from quanheng.norms.dates import last_months
from quanheng.norms.eligibility.bars import SANCTIONS, influence
from quanheng.norms.eligibility.candidate import Candidate, months_served, spell
from quanheng.norms.eligibility.post import LEVEL_NAMES, Post, matter_of_post
from quanheng.norms.gate import Nominee
from quanheng.norms.kinds import MILLION, Row
from quanheng.norms.records import Records
from quanheng.office.accounts.models import User
from quanheng.office.accounts.roles import Power
from quanheng.office.language import said
from quanheng.office.records.models import RECORDS, Person
from quanheng.office.records.tables import of_people
from quanheng.office.selection.models import Mark
from quanheng.office.selection.search import showing
from quanheng.office.selection.search.asked import Asked
from quanheng.office.selection.search.queries import ABOUT_PEOPLE, looked_at, seen
from quanheng.packs import installed

YEARS, TRAINED = 3, 5
LONGEST = 19
"""Digits that a key never has."""
TRAINING = "?kind=training"
"""The records of one kind, on the page of a file."""


class Fact(NamedTuple):
    """A line of a cell; ``href`` leads to its record, ``tone`` colours a badge before it."""

    text: str
    href: str = ""
    badge: str = ""
    tone: str = ""
    quiet: bool = False


class Section(NamedTuple):
    """A row of the table: what it tells, and a cell for each person."""

    title: str
    cells: list[list[Fact]]


Cell = Callable[[Candidate], list[Fact]]


def chosen(user: User, keys: Sequence[str], codes: Sequence[str], most: int) -> list[Person]:
    """The people asked for, by key or by code, that an account may see, in the order of names."""
    named = [*codes, *(key for key in keys if not key.isdecimal())]
    numbers = [int(key) for key in keys if key.isdecimal() and len(key) < LONGEST]
    asked = Q(pk__in=numbers[:most]) | Q(code__in=named[:most])
    return list(seen(user, Power.SEE_TEAMS).filter(asked).order_by("pinyin", "pk")[:most])


def sections(people: Sequence[Person], asked: Asked, user: User, on: date) -> list[Section]:
    """The rows of the table; the number of queries does not depend on the people."""
    if not people:
        return []
    records = of_people([one.pk for one in people], only=ABOUT_PEOPLE)
    seats = [_candidate(one, records, on) for one in people]
    found = [
        Section(str(title), [_placed(cell(of), one) for of, one in zip(seats, people, strict=True)])
        for title, cell in cells()
    ]
    found.append(Section(_("有效评价和本人说明"), _marks(people, user, on)))
    if asked.post is not None:
        found.append(Section(_("对所选职务的资格条件"), _fit(people, asked, user, on, records)))
    return found


def cells() -> list[tuple[str, Cell]]:
    """What is told of everybody."""
    return [
        (_("现任职务"), _posts),
        (_("任现层次时间"), _level),
        (_("任职经历"), _career),
        (_("学历专业"), _schooling),
        (_("近三年年度考核"), _grades),
        (_("近五年培训"), _training),
        (_("表彰奖励"), _awards),
        (_("锻炼和项目"), _secondments),
        (_("影响期内的处理"), _in_effect),
    ]


def _placed(facts: list[Fact], person: Person) -> list[Fact]:
    """Lines that lead to a kind of record lead to the file of the person."""
    file = reverse("records:person", args=[person.pk])
    return [
        one._replace(href=file + one.href) if one.href.startswith("?") else one for one in facts
    ]


def _candidate(person: Person, records: Records, on: date) -> Candidate:
    """A file as it is seen; the post does not matter to what it says."""
    nominee = Nominee(person.code, person.name, {}, records)
    nowhere = Post("", "", kinds.Level.STAFF, False, False)
    return Candidate(matter_of_post(nowhere, on, [nominee], records), nowhere, nominee)


def _to(row: Row) -> str:
    """The page of a record."""
    return reverse("records:record", args=[RECORDS[type(row)]._meta.model_name, row.row])


def _unknown(who: str) -> list[Fact]:
    return [Fact(_("未入档，由%(who)s补充") % {"who": who}, quiet=True)]


def _named(label: str, text: str) -> str:
    return _("：").join((label, text))


def _days(start: date, end: date | None) -> str:
    return f"{start:%Y.%m}–{end:%Y.%m}" if end else f"{start:%Y.%m}–"


def _held(of: Candidate, row: kinds.Tenure) -> Fact:
    unit = of.unit(row.unit)
    place = unit.name if unit else row.unit
    return Fact(f"{_days(row.start, row.end)} {place} {row.title}", _to(row))


def _posts(of: Candidate) -> list[Fact]:
    held = sorted(of.serving, key=lambda row: (row.level, row.start))
    return [_held(of, row) for row in held] or _unknown(_("人事干部"))


def _career(of: Candidate) -> list[Fact]:
    past = [row for row in reversed(of.tenures) if row not in of.serving]
    return [_held(of, row) for row in past] or _unknown(_("人事干部"))


def _level(of: Candidate) -> list[Fact]:
    if of.level is None:
        return _unknown(_("人事干部"))
    rows = [row for row in of.tenures if row.level == of.level]
    months = months_served([(row.start, row.end) for row in rows], of.on)
    return [Fact(_named(_(LEVEL_NAMES[of.level]), said(spell(months))), _to(rows[0]))]


def _schooling(of: Candidate) -> list[Fact]:
    if of.person is None:
        return _unknown(_("人事干部"))
    told = (
        (_("全日制"), of.person.education),
        (_("在职"), of.person.inservice_education),
        (_("专业"), of.person.speciality),
        (_("熟悉领域"), of.person.familiar_field),
    )
    found = [Fact(_named(label, text), _to(of.person)) for label, text in told if text]
    return found or _unknown(_("人事干部"))


def _grades(of: Candidate) -> list[Fact]:
    found = []
    for year in range(of.on.year - 1, of.on.year - 1 - YEARS, -1):
        rows = of.of(
            kinds.Appraisal, lambda row, year=year: row.type == "年度" and row.year == year
        )
        if rows:
            ungraded = _("未定等次")
            found += [Fact(_named(str(year), row.grade or ungraded), _to(row)) for row in rows]
        else:
            told = _("%(year)s：未入档，由人事干部补充") % {"year": year}
            found.append(Fact(told, quiet=True))
    return found


def _training(of: Candidate) -> list[Fact]:
    window = last_months(of.on, 12 * TRAINED)
    rows = of.of(kinds.Training, lambda row: row.end in window)
    if not rows:
        return _unknown(_("人事干部"))
    hours = sum(row.hours or 0 for row in rows) / MILLION
    told = ngettext("%(count)s个班次", "%(count)s个班次", len(rows)) % {"count": len(rows)}
    blank = sum(row.hours is None for row in rows)
    found = [Fact(_("%(hours)g学时，%(classes)s") % {"hours": hours, "classes": told}, TRAINING)]
    if blank:
        found.append(Fact(_("其中%(count)s个班次学时未登记") % {"count": blank}, quiet=True))
    return found


def _awards(of: Candidate) -> list[Fact]:
    rows = of.of(kinds.Award, lambda row: row.type not in SANCTIONS and row.day <= of.on)
    found = [Fact(f"{row.day:%Y.%m} {row.name}", _to(row)) for row in reversed(rows)]
    return found or [Fact(_("档案中无"), quiet=True)]


def _secondments(of: Candidate) -> list[Fact]:
    rows = of.of(kinds.Secondment, lambda row: row.start <= of.on)
    found = [
        Fact(f"{_days(row.start, row.end)} {row.mode} {row.unit_name or ''}".strip(), _to(row))
        for row in reversed(rows)
    ]
    return found or [Fact(_("档案中无"), quiet=True)]


def _in_effect(of: Candidate) -> list[Fact]:
    """Admonitions and sanctions whose influence runs, or whose end is not on file."""
    months = installed()["national"].parameters["national:influence/admonition-months"]
    found = []
    for row, until in influence(of, int(months.number(of.on))):
        if until is not None and until <= of.on:
            continue
        name = row.name if isinstance(row, kinds.Award) else row.type
        told = _("影响期至%s") % f"{until:%Y.%m.%d}" if until else _("影响期未入档，由纪检补充")
        found.append(Fact(_("，").join((f"{row.day:%Y.%m.%d} {name}", told)), _to(row)))
    return found or [Fact(_("档案中无"), quiet=True)]


def _marks(people: Sequence[Person], user: User, on: date) -> list[list[Fact]]:
    """The marks in force that the account may see, each with what the person said; two queries."""
    found: dict[int, list[Fact]] = {one.pk: [] for one in people}
    seen = Mark.objects.visible_to(user, on).in_force(on).filter(person__in=found)
    for mark in seen.prefetch_related("replies").order_by("clause", "pk"):
        href = reverse("selection:mark", args=[mark.pk])
        found[mark.person_id].append(Fact(_named(_(mark.type), mark.facts), href))
        replies = [f"{one.get_kind_display()} {one.text}".strip() for one in mark.replies.all()]
        told = _("本人说明：%s") % (_("；").join(replies) or _("没有说明"))
        found[mark.person_id].append(Fact(told, quiet=True))
    nothing = [Fact(_("没有有效的评价"), quiet=True)]
    return [found[one.pk] or nothing for one in people]


def _fit(
    people: Sequence[Person], asked: Asked, user: User, on: date, records: Records
) -> list[list[Fact]]:
    """What does not hold for the post, or that everything does."""
    results, _post, _records = looked_at(people, asked, on, records)
    words, open_to = showing.verdict_words(), showing.revealed(people, user)
    found = []
    for one in results:
        tone, word = words[one.verdict]
        cell = [Fact("", badge=word, tone=tone)]
        for check in one.failing:
            line = showing.line(check, one.person.pk in open_to)
            cell.append(_told(line))
        found.append(cell)
    return found


def _told(line: showing.Line) -> Fact:
    told = _named(line.check.label, line.check.on_file)
    tone = "info" if line.kind == showing.ADVICE else line.kind
    return Fact(told, badge=line.word, tone=tone)
