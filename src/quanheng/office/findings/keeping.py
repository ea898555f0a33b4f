"""Keeping what an evaluation says: new findings are opened, changed and gone ones are closed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Q
from django.urls import reverse

from quanheng.norms.dates import add_years
from quanheng.norms.finding import Finding as Found
from quanheng.norms.finding import SubjectType
from quanheng.norms.proposal import Influence
from quanheng.office.findings.evaluation import Said
from quanheng.office.findings.models import Finding, Run
from quanheng.office.inbox.sending import withdraw
from quanheng.packs import installed

AT_ONCE = 2_000
YEARS_KEPT = 5
KEY = ("rule", "subject_type", "code", "horizon")
SAME = ("status", "measured", "required", "due", "next_change_on", "evidence", "place_id", "name")
"""A finding that is equal in these stands; its sentence speaks of the day on which it was made."""


@dataclass
class Tally:
    """What a run changed: findings opened and closed, and statuses that moved."""

    opened: int = 0
    closed: int = 0
    moved: int = 0

    def add(self, other: "Tally") -> None:
        """Count in another part."""
        self.opened += other.opened
        self.closed += other.closed
        self.moved += other.moved


@dataclass(frozen=True)
class Anchors:
    """The keys of people and units, by code."""

    people: Mapping[str, int]
    units: Mapping[str, int]


@transaction.atomic
def keep(run: Run, before: Iterable[Finding], said: Iterable[Said], anchors: Anchors) -> Tally:
    """Bring the findings that stood of some subjects in line with what is said of them now."""
    standing = {_values(one, KEY): one for one in before}
    closing, opening, tally = [], [], Tally()
    for one in said:
        new = _made(run, one, anchors)
        old = standing.pop(_values(new, KEY), None)
        if old is not None:
            if _values(old, SAME) == _values(new, SAME):
                continue
            closing.append(old.pk)
            new.was = old.status
        tally.moved += old is None or old.status != new.status
        opening.append(new)
    tally.moved += len(standing)
    closing += [one.pk for one in standing.values()]
    for start in range(0, len(closing), AT_ONCE):
        part = Finding.objects.filter(pk__in=closing[start : start + AT_ONCE])
        part.update(until_run=run)
    Finding.objects.bulk_create(opening, batch_size=AT_ONCE)
    tally.opened, tally.closed = len(opening), len(closing)
    return tally


@transaction.atomic
def forget(run: Run) -> None:
    """Undo what a run that was broken off has kept so far."""
    Finding.objects.filter(since_run=run).delete()
    Finding.objects.filter(until_run=run).update(until_run=None)
    run.standings.all().delete()


@transaction.atomic
def forget_old(on: date) -> int:
    """Remove closed findings whose time is over; how many there were.

    They are kept for ``YEARS_KEPT``; those that told of a mark (an influence period) go with the
    first full run after the day on which they closed, for a mark that has ended is over. What
    people were told of them goes too.
    """
    marks = [
        rule.id
        for pack in installed().values()
        for rule in pack.rules.values()
        if isinstance(rule.form, Influence)
    ]
    old = Q(until_run__on__lt=add_years(on, -YEARS_KEPT)) | Q(until_run__on__lt=on, rule__in=marks)
    gone = list(Finding.objects.filter(old).values_list("pk", flat=True))
    for start in range(0, len(gone), AT_ONCE):
        part = gone[start : start + AT_ONCE]
        withdraw([reverse("findings:finding", args=[key]) for key in part])
        Finding.objects.filter(pk__in=part).delete()
    return len(gone)


def _values(one: Finding, names: tuple[str, ...]) -> tuple[object, ...]:
    return tuple(getattr(one, name) for name in names)


def _made(run: Run, said: Said, anchors: Anchors) -> Finding:
    """A finding as it is kept."""
    found = said.finding
    pack = found.rule.partition(":")[0]
    return Finding(
        since_run=run,
        horizon=said.horizon,
        rule=found.rule,
        pack=pack,
        clause=found.clause,
        subject_type=found.subject_type.value,
        code=found.subject,
        name=found.name,
        person_id=anchors.people[found.subject] if _about(found, SubjectType.PERSON) else None,
        unit_id=anchors.units[found.subject] if _about(found, SubjectType.UNIT) else None,
        place_id=anchors.units[said.place] if said.place else None,
        status=found.status.value,
        severity=found.status.severity,
        measured=_number(found.measured),
        required=_number(found.required),
        measure_zh=found.measure_unit.zh,
        measure_en=found.measure_unit.en,
        national=found.national_status.value if found.national_status else "",
        due=found.due,
        order_day=found.due or date.max,
        next_change_on=found.next_change_on,
        window_start=found.window_start,
        window_end=found.window_end,
        evidence=[[one.sheet, one.row] for one in found.evidence],
        message_zh=found.message.zh,
        message_en=found.message.en,
    )


def _about(found: Found, kind: SubjectType) -> bool:
    return found.subject_type is kind


def _number(value: int | float | None) -> float | None:
    return None if value is None else float(value)
