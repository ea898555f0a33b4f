"""What was entered in a case: checked against what the step asks, kept as JSON, read back."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from quanheng.norms.gate import Matter, Value
from quanheng.norms.gate import Nominee as Proposed
from quanheng.norms.kinds import Row
from quanheng.norms.procedure import Ask, Kind, Procedure, Step
from quanheng.norms.records import Records
from quanheng.office.language import said
from quanheng.office.procedures.models import Case, Nominee
from quanheng.office.procedures.reading import TAKEN, Reading
from quanheng.office.procedures.supplying import Supplied, supplied
from quanheng.office.records.models import Person, Unit
from quanheng.office.records.tables import of_person, of_unit
from quanheng.office.workdays import working_days_between

DAY = timedelta(days=1)


def entered(
    asks: Sequence[Ask], answers: Mapping[str, Any], *, whole: bool = True
) -> dict[str, Any]:
    """The answers as JSON keeps them; with ``whole`` none that is required may be missing.

    Raises ``ValidationError`` by field: what is missing, unknown, or of the wrong kind.
    """
    problems: dict[str, str] = {}
    kept: dict[str, Any] = {}
    for name in sorted(set(answers) - {ask.name for ask in asks}):
        problems[name] = _("这一步没有“%s”这一项。") % name
    for ask in asks:
        value = answers.get(ask.name)
        if value is None or value == "":
            if ask.required and whole:
                problems[ask.name] = _("请填写“%s”。") % said(ask.label)
            continue
        plain = _plain(ask, value)
        if plain is None:
            problems[ask.name] = _("“%s”填写有误，请更正。") % said(ask.label)
        else:
            kept[ask.name] = plain
    if problems:
        raise ValidationError(problems)
    return kept


def _plain(ask: Ask, value: Any) -> str | bool | None:
    """A value as JSON keeps it; None when it is not of the kind that is asked for."""
    if ask.kind is Kind.DATE:
        return value.isoformat() if isinstance(value, date) else None
    if ask.kind is Kind.NUMBER:
        number = isinstance(value, int | Decimal | Fraction) and not isinstance(value, bool)
        return str(Fraction(value)) if number else None
    if ask.kind is Kind.YES_NO:
        return value if isinstance(value, bool) else None
    if ask.kind is Kind.PERSON:
        return value.code if isinstance(value, Person) else None
    if ask.kind is Kind.UNIT:
        return value.code if isinstance(value, Unit) else None
    if ask.kind is Kind.CHOICE:
        return value if value in {name for name, _label in ask.choices} else None
    return value if isinstance(value, str) else None


def typed(ask: Ask, kept: Any) -> Value:
    """What JSON keeps, as gates read it."""
    if kept is None or kept == "":
        return None
    if ask.kind is Kind.DATE:
        return date.fromisoformat(kept)
    if ask.kind is Kind.NUMBER:
        return Fraction(kept)
    found: Value = kept
    return found


def facts_of(case: Case, procedure: Procedure, more: Mapping[str, Any] | None = None) -> dict:
    """Everything entered so far by ``step.field``; the latest entry of a step counts.

    ``more`` are answers to the step in which the case now stands.
    """
    read = Reading(case, procedure)
    return entered_in(read, procedure, more) | dict(supplied(read, procedure).facts)


def entered_in(
    read: Reading, procedure: Procedure, more: Mapping[str, Any] | None = None
) -> dict[str, Value]:
    """As ``facts_of``, without what other rooms tell."""
    latest = {move.step: move.answers for move in read.moves if move.kind in TAKEN}
    if more is not None:
        latest[read.case.step] = more
    return {
        f"{step.name}.{ask.name}": typed(ask, latest.get(step.name, {}).get(ask.name))
        for step in procedure.steps
        for ask in step.asks
    }


def records_of(case: Case, people: Iterable[Nominee], only: Collection[type[Row]]) -> Records:
    """The records of some kinds, as they stand: of the subject, and of those put forward.

    One query for each kind.
    """
    if not only:
        return Records({})
    if case.person is not None:
        return of_person(case.person, only=only)
    assert case.unit is not None
    keys = [one.person_id for one in people]
    return of_unit(case.unit, only=only, leaders_above=True, people=keys)


def matter_of(
    read: Reading, procedure: Procedure, on: date, more: Mapping[str, Any] | None = None
) -> Matter:
    """A case as gates see it."""
    case, told = read.case, supplied(read, procedure)
    people = read.standing if procedure.entry else []
    records = records_of(case, people, kinds_read(procedure.step(case.step)))
    return Matter(
        on,
        case.subject.code,
        {**entered_in(read, procedure, more), **told.facts},
        {f"{one.step}.{one.name}" for one in read.papers},
        procedure.names,
        records,
        tuple(_proposed(one, procedure, told, records) for one in people),
        working_days,
        procedure.wordings,
    )


def working_days(first: date, last: date) -> int:
    """The working days from one day to another, both included."""
    return working_days_between(first - DAY, last)


def kinds_read(step: Step) -> frozenset[type[Row]]:
    """The kinds of record that the gates of a step look at."""
    asked = (one for gate in step.gates for one in gate.conditions if one.reads)
    return frozenset(kind for one in asked for kind in one.kinds)


def standing(case: Case) -> "QuerySet[Nominee]":
    """Those who are still put forward, in the order in which they were."""
    return case.nominees.filter(out_on=None).select_related("person").order_by("pk")


def _proposed(nominee: Nominee, procedure: Procedure, told: Supplied, records: Records) -> Proposed:
    """Somebody put forward as gates see them."""
    code = nominee.person.code
    facts = {**sheet_facts(nominee, procedure), **told.nominees.get(code, {})}
    return Proposed(code, nominee.person.name, facts, records)


def sheet_facts(nominee: Nominee, procedure: Procedure) -> dict[str, Value]:
    """Everything entered about a nominee by ``step.field``; the latest sheet of a step counts.

    For a step that takes replies, also whether the person ``replied``, and the last day for it,
    ``heard_by``.
    """
    latest = {sheet.step: sheet for sheet in nominee.sheets.all()}
    found: dict[str, Value] = {}
    for step in procedure.steps:
        sheet = latest.get(step.name)
        for ask in step.each:
            kept = sheet.answers.get(ask.name) if sheet else None
            found[f"{step.name}.{ask.name}"] = typed(ask, kept)
        if step.replies is not None and sheet is not None:
            found[f"{step.name}.replied"] = sheet.replied_on is not None
            found[f"{step.name}.heard_by"] = sheet.reply_by
    return found
