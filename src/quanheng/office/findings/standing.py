"""Where one subject stands, worked out at this moment for any day: sentences, evidence, reasons.

Stored findings serve lists and counts; a page about one person or unit asks here.
"""

from collections.abc import Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import NamedTuple

from quanheng.norms import kinds
from quanheng.norms.finding import Evidence, Finding, Status, SubjectType, Text
from quanheng.norms.kinds import Row
from quanheng.norms.pack import Pack, Rule
from quanheng.norms.plain import Bench
from quanheng.norms.plain.explain import Explanation, explain, kinds_read, reads_beyond
from quanheng.norms.proposal import Unanswered
from quanheng.norms.records import Records
from quanheng.office.findings.evaluation import given, kept_kinds
from quanheng.office.findings.models import Finding as Kept
from quanheng.office.findings.models import Run
from quanheng.office.findings.places import places
from quanheng.office.law.statutes import packs_of, statutes
from quanheng.office.records import tables
from quanheng.office.records.models import Person, Unit

Subject = Person | Unit


class Live(NamedTuple):
    """What the law of a day says of a subject; ``packs`` are the documents of its ``place``."""

    findings: list[Finding]
    packs: tuple[Pack, ...]
    place: Unit | None


def packs_for(unit: Unit | None, on: date, known_at: datetime | None = None) -> tuple[Pack, ...]:
    """The documents that hold for a unit on a day, with the numbers it has set; none for None."""
    return packs_of(statutes(on, known_at=known_at).at(unit.path)) if unit else ()


def place_of(person: Person, on: date, known_at: datetime | None = None) -> Unit | None:
    """The unit at which a person counts on a day."""
    found = places(on, people=[person.pk], known_at=known_at).get(person.pk)
    return Unit.objects.get(pk=found) if found is not None else None


def of_person(person: Person, on: date, known_at: datetime | None = None) -> list[Finding]:
    """Everything the law of a day says of a person, by rule."""
    return live(person, on, known_at).findings


def of_unit(unit: Unit, on: date, known_at: datetime | None = None) -> list[Finding]:
    """Everything the law of a day says of a unit itself, by rule; see ``live``."""
    return live(unit, on, known_at).findings


def live(subject: Subject, on: date, known_at: datetime | None = None) -> Live:
    """Everything the law of a day says of a person, or of a unit itself, by rule.

    Of rules that compare a unit with others (``beyond``) the newest run is quoted, if it speaks
    of the day; of other days they are left out.
    """
    records, packs, place = _asked(subject, on, known_at)
    person = isinstance(subject, Person)
    dossier = (records.people if person else records.organs).get(subject.code)
    if dossier is None:
        return Live([], packs, place)
    kind = SubjectType.PERSON if person else SubjectType.UNIT
    apart = frozenset() if person else beyond(packs)
    rules = {rule for pack in packs for rule in pack.rules} - apart
    found = Bench(records, packs, on).findings(kind, dossier, rules)
    if isinstance(subject, Unit) and known_at is None:
        found += _quoted(subject, apart, on)
    return Live(sorted(found, key=lambda one: one.key), packs, place)


def beyond(packs: Sequence[Pack]) -> frozenset[str]:
    """The rules on units that cannot be answered from the unit's own file."""
    return frozenset(
        rule.id
        for pack in packs
        for rule in pack.rules.values()
        if rule.form.subject_type is SubjectType.UNIT and reads_beyond(rule.form)
    )


def _quoted(unit: Unit, rules: frozenset[str], on: date) -> list[Finding]:
    """What the newest run says of a unit by some rules, as far as it holds for the day."""
    run = Run.objects.latest_done()
    if run is None or on < run.on:
        return []
    kept = Kept.objects.current().filter(unit=unit, rule__in=rules)
    return [as_said(one) for one in kept if one.next_change_on is None or on < one.next_change_on]


def as_said(one: Kept) -> Finding:
    """A kept finding as the rules library says it."""
    return Finding(
        one.rule,
        one.clause,
        SubjectType(one.subject_type),
        one.code,
        one.name,
        Status(one.status),
        one.measured,
        one.required,
        Text(one.measure_zh, one.measure_en),
        one.national_status,
        one.next_change_on,
        one.window_start,
        one.window_end,
        one.due,
        tuple(Evidence(sheet, row) for sheet, row in one.evidence),
        Text(one.message_zh, one.message_en),
    )


def explained(
    subject: Subject, rule_id: str, on: date, known_at: datetime | None = None
) -> list[Explanation]:
    """How a rule's answer came about: rows that counted, rows left out, numbers in force.

    Empty where the rule does not hold for the subject's unit.
    """
    records, packs, _place = _asked(subject, on, known_at)
    for pack in packs:
        rule = pack.rules.get(rule_id)
        if rule is not None and _known(records, subject):
            kind = SubjectType.PERSON if isinstance(subject, Person) else SubjectType.UNIT
            found = explain(records, pack, rule, subject.code, on)
            return [one for one in found if _about(one, kind)]
    return []


def rule_of(packs: Sequence[Pack], rule_id: str) -> Rule | None:
    """A rule by its id."""
    return next((pack.rules[rule_id] for pack in packs if rule_id in pack.rules), None)


def _asked(
    subject: Subject, on: date, known_at: datetime | None
) -> tuple[Records, tuple[Pack, ...], Unit | None]:
    unit = place_of(subject, on, known_at) if isinstance(subject, Person) else subject
    packs = packs_for(unit, on, known_at)
    if isinstance(subject, Person):
        read = kinds_of(packs, SubjectType.PERSON)
        records = tables.of_person(subject, known_at=known_at, only=read)
    else:
        read = kinds_of(packs, SubjectType.UNIT)
        records = tables.of_unit(subject, known_at=known_at, only=read)
    return given(records, kept_kinds()), packs, unit


@lru_cache(maxsize=256)
def kinds_of(packs: tuple[Pack, ...], subject: SubjectType) -> frozenset[type[Row]]:
    """The kinds that the rules of some packs read of a person or a unit."""
    forms = [rule.form for pack in packs for rule in pack.rules.values()]
    read = {kinds.Person, kinds.Unit, kinds.Tenure}
    for form in forms:
        if form.subject_type is subject or isinstance(form, Unanswered):
            read |= kinds_read(form)
    return frozenset(read)


def _known(records: Records, subject: Subject) -> bool:
    return subject.code in (records.people if isinstance(subject, Person) else records.organs)


def _about(one: Explanation, kind: SubjectType) -> bool:
    """A rule speaks of one kind of subject, but for duties, which fall on people or on units."""
    return one.finding is None or one.finding.subject_type is kind
