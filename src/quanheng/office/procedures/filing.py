"""The records that a case leaves in the file."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from quanheng.norms.procedure import Filing, Given, Procedure
from quanheng.office.accounts.models import User
from quanheng.office.procedures.facts import facts_of
from quanheng.office.procedures.models import Case, Move
from quanheng.office.records.models import RECORDS, Person, Record, Unit
from quanheng.office.records.shape import places
from quanheng.office.records.writing import follow, write

SOURCE = "{case}号办理事项：{title}"


def file_results(
    case: Case, procedure: Procedure, move: Move, *, by: User, on: date
) -> dict[str, int]:
    """File what the outcome of a step says; a record filed before by the case is superseded.

    Returns the keys of the records by model. Raises ``ValidationError`` for values that the file
    may not hold.
    """
    found: dict[str, int] = {}
    for filing in procedure.filings:
        if (filing.step, filing.outcome) == (move.step, move.outcome):
            made = _file(case, procedure, filing, by=by)
            follow(made)
            found[made._meta.model_name or ""] = made.pk
    return found


def _file(case: Case, procedure: Procedure, filing: Filing, *, by: User) -> Record:
    model = RECORDS[filing.kind]
    facts = facts_of(case, procedure)
    values: dict[str, Any] = {filing.subject: case.subject}
    fields = {place.column.name: place for place in places(filing.kind)}
    for column, told in filing.values:
        value = facts[told.fact] if isinstance(told, Given) else told
        place = fields[column]
        if place.target in (Person, Unit) and value is not None:
            value = place.target.objects.get(code=value)
        elif isinstance(value, Fraction):
            value = Decimal(value.numerator) / Decimal(value.denominator)
        values[place.field] = value
    source = SOURCE.format(case=case.pk, title=procedure.title.zh)
    before = model.objects.filter(
        pk=case.filed.get(model._meta.model_name or "", 0), known_until=None
    ).first()
    return write(model, values, by=by, source=source, instead_of=before)
