"""Evaluating subjects by the law of the unit at which they count."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from typing import NamedTuple

from django.db.models import Exists

from quanheng.norms import kinds
from quanheng.norms.finding import Finding, Status, SubjectType
from quanheng.norms.kinds import KINDS, Row
from quanheng.norms.plain import Bench
from quanheng.norms.plain.explain import kinds_read
from quanheng.norms.proposal import Unanswered
from quanheng.norms.records import Dossier, Records
from quanheng.office.findings.models import Finding as Kept
from quanheng.office.law.statutes import Law, Statutes, Variant, pack_of, packs_of
from quanheng.office.ledger.models import Head
from quanheng.office.records.models import RECORDS
from quanheng.packs import installed

Horizon = Kept.Horizon
ALWAYS = frozenset({kinds.Person, kinds.Unit, kinds.Tenure, kinds.Project, kinds.Reserve})
"""What tells whom rules on units, pools and programmes are about."""


class Said(NamedTuple):
    """A finding, the horizon it speaks of, and the unit at which it counts (by code)."""

    finding: Finding
    horizon: int
    place: str | None


def horizons(on: date) -> dict[int, date]:
    """The day of each horizon, seen from a day."""
    return {
        Horizon.TODAY: on,
        Horizon.THIS_YEAR: date(on.year, 12, 31),
        Horizon.NEXT_YEAR: date(on.year + 1, 12, 31),
    }


def kept_kinds() -> frozenset[type[Row]]:
    """The kinds of which anything is on file; the others are unknown, not empty. One query.

    Whatever is on file has an entry in the ledger, so that its head is there to ask beside.
    """
    on_file = {
        kind.sheet: Exists(RECORDS[kind].objects.current().order_by().values("pk"))
        for kind in KINDS
    }
    found = Head.objects.annotate(**on_file).values(*on_file).first() or {}
    return frozenset(kind for kind in KINDS if found.get(kind.sheet))


def given(records: Records, kept: Collection[type[Row]]) -> Records:
    """The records without the kinds that nobody keeps."""
    return Records({kind: records.of(kind) for kind in records if kind in kept})


def people_said(
    records: Records,
    places: Mapping[str, tuple[str, str]],
    law: Mapping[int, Statutes],
) -> Iterator[Said]:
    """What is to be said of people: ``places`` has the path and code of each one's unit, by code.

    ``law`` is that of each horizon's day.
    """
    today: dict[tuple[str, str], Status] = {}
    for horizon, statutes in law.items():
        for at, codes in _by_law(places, statutes).items():
            bench = Bench(records, packs_of(at), statutes.on)
            for code in codes:
                dossier = records.people.get(code)
                if dossier is None:
                    continue
                found = _found(bench, SubjectType.PERSON, dossier, horizon)
                yield from _worth_saying(found, horizon, places[code][1], today)


def _by_law(places: Mapping[str, tuple[str, str]], statutes: Statutes) -> dict[Law, list[str]]:
    """People by the law that holds for them."""
    of_path: dict[str, Law] = {}
    groups: dict[Law, list[str]] = defaultdict(list)
    for code, (path, _unit) in places.items():
        if path not in of_path:
            of_path[path] = statutes.at(path)
        groups[of_path[path]].append(code)
    return groups


def _found(bench: Bench, kind: SubjectType, dossier: Dossier, horizon: int) -> list[Finding]:
    """Everything of today; of later days the proposals."""
    if horizon == Horizon.TODAY:
        return bench.findings(kind, dossier)
    return [one for one in bench.proposals(kind, dossier) if one.rule not in unanswered()]


@cache
def unanswered() -> frozenset[str]:
    """The rules on items nobody has answered: of days to come they would list every open item."""
    return frozenset(
        rule.id
        for pack in installed().values()
        for rule in pack.rules.values()
        if isinstance(rule.form, Unanswered)
    )


def _worth_saying(
    found: Iterable[Finding],
    horizon: int,
    place: str | None,
    today: dict[tuple[str, str], Status],
) -> Iterator[Said]:
    """Of later days only what does not stand today, or at a nearer one."""
    for finding in found:
        key = (finding.rule, finding.subject)
        if horizon == Horizon.TODAY:
            today[key] = finding.status
        elif today.get(key) is Status.ATTENTION:
            continue
        else:
            today[key] = Status.ATTENTION  # said of the nearest horizon only
        yield Said(finding, horizon, place)


def units_said(
    records: Records, paths: Mapping[str, str], law: Mapping[int, Statutes]
) -> Iterator[Said]:
    """What is to be said of units, and of pools and programmes; ``paths`` are those of all units.

    Pools and programmes belong to no unit: the law of the topmost units holds for them, and they
    count at the first of these.
    """
    roots = sorted(code for code, path in paths.items() if path.count("/") == 1)
    top = roots[0] if roots else None
    today: dict[tuple[str, str], Status] = {}
    for horizon, statutes in law.items():
        where: dict[Variant, set[str]] = defaultdict(set)
        for code, path in paths.items():
            for variant in statutes.at(path):
                where[variant].add(code)
        for variant, codes in where.items():
            bench = Bench(records, [pack_of(variant)], statutes.on)
            of_top = not codes.isdisjoint(roots)
            for kind, dossiers in bench.subjects().items():
                if kind is SubjectType.PERSON or (kind is not SubjectType.UNIT and not of_top):
                    continue
                for code, dossier in dossiers.items():
                    place = code if kind is SubjectType.UNIT else top
                    if kind is not SubjectType.UNIT or code in codes:
                        found = _found(bench, kind, dossier, horizon)
                        yield from _worth_saying(found, horizon, place, today)


def kinds_of_units(law: Iterable[Statutes], paths: Iterable[str]) -> frozenset[type[Row]]:
    """The kinds that rules on units, pools and programmes read; the largest are often not."""
    variants = {variant for one in law for path in paths for variant in one.at(path)}
    forms = [rule.form for variant in variants for rule in pack_of(variant).rules.values()]
    read: set[type[Row]] = set(ALWAYS)
    for form in forms:
        if form.subject_type is not SubjectType.PERSON or isinstance(form, Unanswered):
            read |= kinds_read(form)
    return frozenset(read)
