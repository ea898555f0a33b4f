"""Runs: everyone is evaluated, or those whose records, or whose clocks, have changed."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import islice

from django.apps import apps
from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from quanheng.norms.finding import SubjectType
from quanheng.norms.kinds import KINDS, Row
from quanheng.norms.records import Records
from quanheng.office.accounts.models import User
from quanheng.office.alone import alone
from quanheng.office.findings.evaluation import (
    given,
    horizons,
    kept_kinds,
    kinds_of_units,
    people_said,
    units_said,
)
from quanheng.office.findings.keeping import Anchors, Tally, forget, forget_old, keep
from quanheng.office.findings.models import Finding, Run
from quanheng.office.findings.places import places
from quanheng.office.findings.tallies import keep_standings
from quanheng.office.law.statutes import Statutes, fingerprints, statutes
from quanheng.office.ledger.actions import record
from quanheng.office.ledger.models import Entry, Head
from quanheng.office.records.importing.progress import Reporter, clear
from quanheng.office.records.models import RECORDS, Person, Record, Unit
from quanheng.office.records.tables import of_people, read

CHUNK = 1_000
"""People who are read and evaluated at once."""
FEW = 20_000
"""Up to so many people, every run evaluates the units as well."""
CLOSING = ("record retracted", "record corrected", "correction confirmed")
"""Entries after which a record may stand no longer; they name it, or the correction."""
OVERLAP = timedelta(minutes=10)
"""A change is looked at again when it was recorded so shortly before the last run."""
Told = Callable[[int, int], None]


@dataclass
class Evaluation:
    """A run under way: the law of each horizon, the units, and what has changed so far."""

    run: Run
    law: Mapping[int, Statutes]
    paths: Mapping[str, str]
    units: Mapping[str, int]
    kept: frozenset[type[Row]]
    tally: Tally = field(default_factory=Tally)

    @property
    def codes(self) -> Mapping[int, str]:
        """The code of each unit, by key."""
        return {pk: code for code, pk in self.units.items()}


@transaction.atomic
def begin(kind: str, *, by: User, on: date) -> Run:
    """A new run; one that was broken off is undone. To be called by one process at a time."""
    now = timezone.now()
    for broken in Run.objects.select_for_update().filter(state=Run.State.RUNNING):
        forget(broken)
        broken.state = Run.State.FAILED
        broken.save(update_fields=["state"])
    size = Head.objects.values_list("size", flat=True).first() or 0
    return Run.objects.create(kind=kind, on=on, known_at=now, ordered_by=by, ledger_size=size)


def run_evaluation(kind: str, *, by: User, on: date) -> Run:
    """Evaluate everyone, or those whose records have changed, and let the pages show it.

    Before the first full run there is nothing to follow: then everyone is evaluated. A run that
    fails leaves what stood before. Raises ``Busy`` while another process runs one.
    """
    with alone("evaluation", wait=False):
        return _run(kind, by=by, on=on)


def _run(kind: str, *, by: User, on: date) -> Run:
    last = Run.objects.latest_done()
    run = begin(Run.Kind.FULL if last is None else kind, by=by, on=on)
    reporter = Reporter(f"run-{run.pk}")
    reporter.begin("evaluate")
    try:
        if last is None or run.kind == Run.Kind.FULL:
            evaluate_all(run, reporter.tell)
            forget_old(on)
        else:
            evaluate_changed(run, last, reporter.tell)
    except Exception:
        forget(run)
        Run.objects.filter(pk=run.pk).update(state=Run.State.FAILED)
        raise
    finally:
        clear(f"run-{run.pk}")
    return run


def evaluate_all(run: Run, told: Told) -> None:
    """Evaluate everyone and keep what has changed."""
    evaluation = _prepared(run)
    keys = list(Person.objects.order_by("pk").values_list("pk", flat=True))
    for done, chunk in enumerate(_chunks(keys)):
        told(done * CHUNK, len(keys))
        _keep_people(evaluation, chunk)
    told(len(keys), len(keys))
    _keep_units(evaluation)
    _finish(evaluation, len(keys), None)


def evaluate_changed(run: Run, last: Run, told: Told) -> None:
    """Evaluate the people whose records have changed since the last run, or whose clock is due.

    Units, pools and programmes are evaluated too, all of them, for some rules rank them against
    each other; but where there are more than ``FEW`` people that waits for the next full run.
    """
    evaluation = _prepared(run)
    since = last.known_at - OVERLAP
    keys = sorted(changed_people(since, last.ledger_size) | people_due(run.on))
    touched = set(
        Finding.objects.filter(until_run=None, person__in=keys).values_list("place", flat=True)
    )
    for done, chunk in enumerate(_chunks(keys)):
        told(done * CHUNK, len(keys))
        touched |= _keep_people(evaluation, chunk)
    told(len(keys), len(keys))
    small = Person.objects.count() <= FEW
    if small:
        _keep_units(evaluation)
    _finish(evaluation, len(keys), None if small else touched - {None})


def changed_people(since: datetime, ledger_size: int = 0) -> set[int]:
    """The keys of people of whom a record was filed after a moment, or closed since an entry.

    New records are found by their time; one that was closed without a successor, by what the
    ledger says since it had ``ledger_size`` entries.
    """
    found: set[int] = set()
    for kind in KINDS:
        model = RECORDS[kind]
        for name in _whose(model):
            rows = model.objects.filter(recorded_at__gt=since).exclude(**{name: None})
            found.update(rows.values_list(f"{name}_id", flat=True))
    return found | _closed_since(ledger_size)


def _whose(model: type[Model]) -> list[str]:
    """The fields by which a record names the people that it is about."""
    fields = {one.name for one in model._meta.fields}
    return [name for name in ("person", "owner") if name in fields]


def _closed_since(ledger_size: int) -> set[int]:
    """The people whose records or corrections the ledger names since an entry."""
    entries = Entry.objects.filter(number__gte=ledger_size, about_kind__startswith="records.")
    keys: dict[str, list[str]] = defaultdict(list)
    for kind, key in entries.filter(action__in=CLOSING).values_list("about_kind", "about_key"):
        keys[kind].append(key)
    found: set[int] = set()
    for kind, some in keys.items():
        model = apps.get_model(kind)
        for name in _whose(model):
            rows = model._base_manager.filter(pk__in=some).exclude(**{name: None})
            found.update(rows.values_list(f"{name}_id", flat=True))
    return found


def people_due(on: date) -> set[int]:
    """The keys of people of whom a finding may change by a day without any new record."""
    rows = Finding.objects.filter(until_run=None, next_change_on__lte=on, person__isnull=False)
    return set(rows.order_by().values_list("person", flat=True).distinct())


def _prepared(run: Run) -> Evaluation:
    law = {horizon: statutes(day) for horizon, day in horizons(run.on).items()}
    rows = list(Unit.objects.values_list("code", "pk", "path"))
    evaluation = Evaluation(
        run,
        law,
        {code: path for code, _pk, path in rows},
        {code: pk for code, pk, _path in rows},
        kept_kinds(),
    )
    laws = {one.at(path) for one in law.values() for path in evaluation.paths.values()}
    run.packs = fingerprints(laws)
    return evaluation


def _keep_people(evaluation: Evaluation, chunk: Collection[int]) -> set[int | None]:
    """Evaluate some people; the keys of the units at which they count."""
    run, codes = evaluation.run, evaluation.codes
    people = dict(Person.objects.filter(pk__in=chunk).values_list("code", "pk"))
    at = places(run.on, people=chunk)
    where = {
        code: (evaluation.paths[codes[at[pk]]], codes[at[pk]])
        for code, pk in people.items()
        if pk in at
    }
    records = given(of_people(chunk), evaluation.kept)
    said = people_said(records, where, evaluation.law)
    before = Finding.objects.filter(until_run=None, person__in=chunk)
    anchors = Anchors(people, evaluation.units)
    evaluation.tally.add(keep(run, before.iterator(), said, anchors))
    return set(at.values())


def _keep_units(evaluation: Evaluation) -> None:
    """Evaluate units, pools and programmes."""
    read_by_units = kinds_of_units(evaluation.law.values(), evaluation.paths.values())
    records = Records(
        {
            kind: read(kind, current(RECORDS[kind])) if kind in read_by_units else ()
            for kind in KINDS
            if kind in evaluation.kept
        }
    )
    said = units_said(records, evaluation.paths, evaluation.law)
    before = Finding.objects.filter(until_run=None).exclude(subject_type=SubjectType.PERSON.value)
    anchors = Anchors({}, evaluation.units)
    evaluation.tally.add(keep(evaluation.run, before.iterator(), said, anchors))


def current(model: type[Record]) -> "Iterable[Record]":
    """The records of a kind as they stand."""
    return model.objects.get_queryset().current()


@transaction.atomic
def _finish(evaluation: Evaluation, people: int, units: Collection[int] | None) -> None:
    """Count, and let the pages show what the run says."""
    run, tally = evaluation.run, evaluation.tally
    keep_standings(run, units)
    run.people, run.opened, run.closed = people, tally.opened, tally.closed
    run.moved, run.finished_at, run.state = tally.moved, timezone.now(), Run.State.DONE
    run.save()
    values = {name: getattr(run, name) for name in ("kind", "packs", "people", "opened", "closed")}
    record(run, "evaluation made", by=run.ordered_by, on=run.on, values=values)


def _chunks(keys: Iterable[int]) -> Iterator[list[int]]:
    rest = iter(keys)
    while chunk := list(islice(rest, CHUNK)):
        yield chunk
