"""What was entered in a case: checked against what the step asks, kept as JSON, read back."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from quanheng.norms.gate import Matter, Value
from quanheng.norms.gate import Nominee as Proposed
from quanheng.norms.procedure import Ask, Kind, Procedure, Step
from quanheng.norms.records import Records
from quanheng.office.language import said
from quanheng.office.procedures.models import Case, Move, Nominee
from quanheng.office.procedures.supplying import supplied
from quanheng.office.records.models import Person, Unit
from quanheng.office.records.tables import of_people, of_person, of_unit
from quanheng.office.workdays import working_days_between

TAKEN = (Move.Kind.TAKEN, Move.Kind.LAPSED)
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
    latest: dict[str, Mapping[str, Any]] = {}
    if case.pk is not None:
        for move in case.moves.filter(kind__in=TAKEN).order_by("number"):
            latest[move.step] = move.answers
    if more is not None:
        latest[case.step] = more
    return {
        f"{step.name}.{ask.name}": typed(ask, latest.get(step.name, {}).get(ask.name))
        for step in procedure.steps
        for ask in step.asks
    } | dict(supplied(case, procedure).facts)


def records_of(case: Case) -> Records:
    """The records of the subject, as they stand."""
    if case.person is not None:
        return of_person(case.person)
    assert case.unit is not None
    return of_unit(case.unit, leaders_above=True)


def matter_of(
    case: Case, procedure: Procedure, on: date, more: Mapping[str, Any] | None = None
) -> Matter:
    """The case as gates see it."""
    papers = case.papers.filter(removed_at=None).values_list("step", "name")
    step = procedure.step(case.step)
    reads = _reads(step)
    return Matter(
        on,
        case.subject.code,
        facts_of(case, procedure, more),
        {f"{step}.{name}" for step, name in papers},
        procedure.names,
        records_of(case) if reads else Records({}),
        nominees_of(case, procedure, reads=reads) if procedure.entry else (),
        working_days,
        procedure.wordings,
    )


def working_days(first: date, last: date) -> int:
    """The working days from one day to another, both included."""
    return working_days_between(first - DAY, last)


def _reads(step: Step) -> bool:
    """Whether a gate of a step looks at the file."""
    return any(one.reads for gate in step.gates for one in gate.conditions)


def standing(case: Case) -> "QuerySet[Nominee]":
    """Those who are still put forward, in the order in which they were."""
    return case.nominees.filter(out_on=None).select_related("person").order_by("pk")


def nominees_of(case: Case, procedure: Procedure, *, reads: bool) -> tuple[Proposed, ...]:
    """Those still put forward as gates see them; with ``reads`` with their files."""
    if case.pk is None:
        return ()
    people = list(standing(case).prefetch_related("sheets"))
    more = supplied(case, procedure).nominees
    records = of_people([one.person_id for one in people]) if reads else Records({})
    return tuple(
        Proposed(
            one.person.code,
            one.person.name,
            {**sheet_facts(one, procedure), **more.get(one.person.code, {})},
            records,
        )
        for one in people
    )


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
