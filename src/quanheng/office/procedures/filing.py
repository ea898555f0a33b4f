"""The records that a case leaves in the file."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from quanheng.norms.gate import Value
from quanheng.norms.kinds import LEVELS
from quanheng.norms.procedure import Filing, Given, Procedure
from quanheng.office.accounts.models import User
from quanheng.office.procedures.facts import facts_of, sheet_facts, standing
from quanheng.office.procedures.models import Case, Move
from quanheng.office.procedures.reading import Reading
from quanheng.office.procedures.supplying import supplied
from quanheng.office.records.models import RECORDS, Person, Record, Unit
from quanheng.office.records.shape import Place, places
from quanheng.office.records.writing import follow, write

SOURCE = "{case}号办理事项：{title}"


def file_results(
    case: Case, procedure: Procedure, move: Move, *, by: User, on: date
) -> dict[str, int]:
    """File what the outcome of a step says; a record filed before by the case is superseded.

    Returns the keys of the records about the subject by model; those about nominees are kept with
    each of them. Raises ``ValidationError`` for values that the file may not hold.
    """
    found: dict[str, int] = {}
    for filing in procedure.filings:
        if (filing.step, filing.outcome) != (move.step, move.outcome):
            continue
        facts = facts_of(case, procedure)
        if filing.each:
            _file_each(case, procedure, filing, facts, by=by)
        else:
            made = _file(case, filing, case.subject, facts, case.filed, procedure, by=by)
            found[made._meta.model_name or ""] = made.pk
    return found


def _file_each(
    case: Case, procedure: Procedure, filing: Filing, facts: Mapping[str, Value], *, by: User
) -> None:
    """File a record about everybody who is still put forward, or of whom it was said so."""
    more = supplied(Reading(case, procedure), procedure).nominees
    for nominee in standing(case).prefetch_related("sheets"):
        own = {**sheet_facts(nominee, procedure), **more.get(nominee.person.code, {})}
        if filing.when and own.get(filing.when) is not True:
            continue
        told = {**facts, **own}
        model = RECORDS[filing.kind]._meta.model_name or ""
        key = f"{filing.step}.{model}"
        filed = {model: nominee.filed[key]} if key in nominee.filed else {}
        made = _file(case, filing, nominee.person, told, filed, procedure, by=by)
        nominee.filed = {**nominee.filed, key: made.pk}
        nominee.save(update_fields=["filed"])


def _file(
    case: Case,
    filing: Filing,
    subject: Person | Unit,
    facts: Mapping[str, Value],
    filed: Mapping[str, int],
    procedure: Procedure,
    *,
    by: User,
) -> Record:
    model = RECORDS[filing.kind]
    fields = {place.column.name: place for place in places(filing.kind)}
    values: dict[str, Any] = {filing.subject: subject}
    if filing.place:
        values[fields[filing.place].field] = case.unit
    for column, told in filing.values:
        value: Any = facts[told.fact] if isinstance(told, Given) else told
        values[fields[column].field] = _stored(value, fields[column])
    source = SOURCE.format(case=case.pk, title=procedure.title.zh)
    key = filed.get(model._meta.model_name or "", 0)
    before = model.objects.filter(pk=key, known_until=None).first()
    made = write(model, values, by=by, source=source, instead_of=before)
    follow(made)
    return made


def _stored(value: Any, place: Place) -> Any:
    """A fact as the column of a record keeps it."""
    if place.target in (Person, Unit) and value is not None:
        return place.target.objects.get(code=value)
    if isinstance(value, Fraction):
        return Decimal(value.numerator) / Decimal(value.denominator)
    if place.column.name == "level" and isinstance(value, str):
        return LEVELS[value].value
    return value
