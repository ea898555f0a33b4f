"""Where and when posts of a team fall vacant, and why: quota, retirement, terms, long service."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from django.utils.translation import gettext as _

from quanheng.norms.dates import add_years
from quanheng.norms.retirement import Retirement, Schedules, retirement
from quanheng.office.language import said
from quanheng.office.records.models import UnitParticulars
from quanheng.office.selection.teams.law import NATIONAL, Rung
from quanheng.office.selection.teams.members import Member

HORIZONS = (0, 1, 3, 5)
"""Years ahead that the page counts up to; 0 is today."""
RETIREMENT, TERM, SECOND = "retirement", "term", "second_term"


class Event(NamedTuple):
    """Something by which a post may fall vacant on a day; ``clause`` is what says so."""

    member: Member
    kind: str
    label: str
    day: date
    note: str
    clause: str


class Seats(NamedTuple):
    """Posts of a kind: how many there may be (None: not on file), and how many are held."""

    chief: bool
    quota: int | None
    held: int

    @property
    def title(self) -> str:
        """Heads or deputies."""
        return _("正职") if self.chief else _("副职")

    @property
    def vacant(self) -> int | None:
        """Posts that are free; None while the quota is not on file."""
        return None if self.quota is None else max(self.quota - self.held, 0)

    @property
    def over(self) -> int:
        """Posts held beyond the quota."""
        return 0 if self.quota is None else max(self.held - self.quota, 0)


class Count(NamedTuple):
    """A reason, and how many people it concerns up to each horizon."""

    kind: str
    label: str
    clause: str
    numbers: tuple[int, ...]


def seats_of(members: Sequence[Member], facts: UnitParticulars | None) -> list[Seats]:
    """Heads and deputies of a team against the quota on file."""
    chiefs = sum(one.post.chief for one in members)
    quotas = (facts.chief_quota, facts.deputy_quota) if facts else (None, None)
    return [
        Seats(True, _whole(quotas[0]), chiefs),
        Seats(False, _whole(quotas[1]), len(members) - chiefs),
    ]


def _whole(quota: object) -> int | None:
    return None if quota is None else int(quota)  # type: ignore[call-overload,no-any-return]


def retires(member: Member, schedules: Schedules) -> Retirement | None:
    """When a member retires; None while the birth is not on file."""
    facts = member.facts
    if facts is None or not facts.sex:
        return None
    return retirement(facts.birth, schedules.of(facts.sex, member.post.level))


def events_of(member: Member, rungs: Iterable[Rung], schedules: Schedules) -> list[Event]:
    """Everything by which the post of a member may fall vacant, whenever that is."""
    found = []
    due = retires(member, schedules)
    if due is not None:
        note = _flexible(due)
        clause = f"{NATIONAL}:retirement"
        found.append(Event(member, RETIREMENT, _("达到退休年龄"), due.statutory, note, clause))
    if member.post.term_end is not None:
        found.append(_term(member, member.post.term_end))
    for rung in rungs:
        label = _("任现职满%(years)d年") % {"years": rung.years}
        day = add_years(member.post.start, rung.years)
        kind = f"years-{rung.years}"
        found.append(Event(member, kind, label, day, said(rung.label), rung.clause))
    return found


def _flexible(due: Retirement) -> str:
    if due.earliest == due.statutory:
        return ""
    return _("本人自愿可自%(month)s起提前") % {"month": f"{due.earliest:%Y.%m}"}


def _term(member: Member, day: date) -> Event:
    """The end of a term; that of a second one where an earlier term of the post is on file."""
    if any(one.term_end for one in member.before):
        return Event(member, SECOND, _("第二个任期届满"), day, "", "")
    return Event(member, TERM, _("任期届满"), day, "", "")


def all_events(
    members: Iterable[Member], rungs: Sequence[Rung], schedules: Schedules
) -> list[Event]:
    """The events of a team, by day; who is unknown in some respect has no event of that kind."""
    found = [event for one in members for event in events_of(one, rungs, schedules)]
    return sorted(found, key=lambda event: (event.day, event.member.post.level, event.kind))


def within(events: Iterable[Event], on: date, years: int) -> list[Event]:
    """Those that have come, or come within some years."""
    last = add_years(on, years)
    return [event for event in events if event.day <= last]


def _place(kind: str) -> tuple[int, int]:
    """Retirement and terms first, then long service by its years."""
    named = (RETIREMENT, TERM, SECOND)
    return (named.index(kind), 0) if kind in named else (len(named), int(kind.split("-")[1]))


def counts(events: Sequence[Event], on: date) -> list[Count]:
    """How many people each kind of reason concerns up to each horizon; all together last."""
    found: dict[str, tuple[str, str]] = {}
    for event in events:
        found.setdefault(event.kind, (event.label, event.clause))
    near = [within(events, on, years) for years in HORIZONS]
    rows = [
        Count(
            kind,
            label,
            clause,
            tuple(len({one.member.person.pk for one in part if one.kind == kind}) for part in near),
        )
        for kind, (label, clause) in sorted(found.items(), key=lambda item: _place(item[0]))
    ]
    everyone = tuple(len({one.member.person.pk for one in part}) for part in near)
    return [*rows, Count("", _("合计（人，不重复）"), "", everyone)] if rows else []
