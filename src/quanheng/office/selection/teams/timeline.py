"""The picture of the years to come: a row for each member, a mark for each event."""

from collections.abc import Sequence
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from quanheng.norms.dates import add_years
from quanheng.office.pictures.shapes import (
    Cell,
    Key,
    Label,
    Line,
    Mark,
    Picture,
    Rect,
    Table,
    length,
)
from quanheng.office.selection.teams.members import Member
from quanheng.office.selection.teams.vacancies import RETIREMENT, SECOND, TERM, Event

YEARS, PER_YEAR = 5, 132
ROW, HEAD, INSET = 26, 22, 10
TONES = {RETIREMENT: "award", TERM: "pending", SECOND: "missed"}
LATER = ("attention", "sanction")
"""Tones of the rungs of long service, the first and all further ones."""


def timeline(members: Sequence[Member], events: Sequence[Event], on: date) -> Picture:
    """What comes within five years; what has come already stands at the left edge."""
    last = add_years(on, YEARS)
    near = [event for event in events if event.day <= last]
    tones = tones_of(near)
    rows = {member.person.pk: at for at, member in enumerate(members)}
    bottom = HEAD + ROW * max(len(members), 1)
    return Picture(
        "vacancies",
        _("今后五年职位空缺的可能时间"),
        YEARS * PER_YEAR + 2 * INSET,
        bottom + 4,
        _table(near),
        rects=[_bar(one, near, at, on) for at, one in enumerate(members)],
        lines=[*_grid(on, bottom), Line(((INSET, HEAD - 4), (INSET, bottom)), "today")],
        marks=[_mark(one, rows[one.member.person.pk], tones[one.kind], on) for one in near],
        labels=_years(on),
        legend=_legend(near, tones),
        aside=[Label(0, _middle(at) + 4, str(one.person)) for at, one in enumerate(members)],
        aside_width=max([length(str(one.person)) for one in members], default=0) + 10,
    )


def tones_of(events: Sequence[Event]) -> dict[str, str]:
    """The tone of each kind of event; rungs of long service by their years."""
    rungs = sorted(
        {one.kind for one in events} - set(TONES), key=lambda kind: int(kind.split("-")[1])
    )
    return TONES | {kind: LATER[min(at, len(LATER) - 1)] for at, kind in enumerate(rungs)}


def _middle(row: int) -> int:
    return HEAD + ROW * row + ROW // 2


def _at(day: date, on: date) -> int:
    span = (add_years(on, YEARS) - on).days
    return INSET + round(max((day - on).days, 0) / span * YEARS * PER_YEAR)


def _bar(member: Member, events: Sequence[Event], row: int, on: date) -> Rect:
    """From today to the first event, or to the right edge."""
    days = [one.day for one in events if one.member.person.pk == member.person.pk]
    end = _at(min(days), on) if days else INSET + YEARS * PER_YEAR
    title = f"{member.person} {member.post.title}"
    return Rect(INSET, _middle(row) - 6, max(end - INSET, 1), 12, "leading", title)


def _mark(event: Event, row: int, tone: str, on: date) -> Mark:
    href = reverse("dashboards:person", args=[event.member.person.pk])
    title = f"{event.member.person} {event.label} {event.day:%Y.%m.%d}"
    return Mark(_at(event.day, on), _middle(row), tone, title, href)


def _grid(on: date, bottom: int) -> list[Line]:
    years = range(on.year + 1, on.year + YEARS + 1)
    return [Line(((x, HEAD - 4), (x, bottom))) for x in (_at(date(y, 1, 1), on) for y in years)]


def _years(on: date) -> list[Label]:
    years = range(on.year + 1, on.year + YEARS + 1)
    return [Label(_at(date(year, 1, 1), on), 12, str(year), "middle", "axis") for year in years]


def _legend(events: Sequence[Event], tones: dict[str, str]) -> list[Key]:
    labels = {event.kind: event.label for event in events}
    return [Key(tone, labels[kind]) for kind, tone in tones.items() if kind in labels]


def _table(events: Sequence[Event]) -> Table:
    heads = (_("时间"), _("姓名"), _("职务"), _("事由"))
    rows = tuple(
        (
            Cell(f"{one.day:%Y.%m.%d}"),
            Cell(str(one.member.person), reverse("dashboards:person", args=[one.member.person.pk])),
            Cell(one.member.post.title),
            Cell(one.label),
        )
        for one in events
    )
    return Table(heads, rows)
