"""What becomes of the kept forms when their import is written or dropped."""

from datetime import date

from quanheng.norms import kinds
from quanheng.office.accounts.models import User
from quanheng.office.accounts.powers import Power
from quanheng.office.records.importing.comparing import Comparison
from quanheng.office.records.importing.forms.actions import apply_form
from quanheng.office.records.importing.outcomes import Outcome
from quanheng.office.records.models import FormFile, ImportBatch, Person


def apply_forms(
    batch: ImportBatch, comparison: Comparison, *, by: User, on: date
) -> dict[str, int]:
    """Apply the forms of the people whose rows were written; how many, and how many were left.

    Part of the transaction in which the rows are written.
    """
    people = comparison.rows.get(kinds.Person, ())
    taken = {found.row.code for found in people if found.outcome != Outcome.CONFLICT}  # type: ignore[attr-defined]
    within = Person.objects.visible_to(by, Power.IMPORT_RECORDS, on)
    done = left = 0
    for kept in batch.forms.filter(news=True, applied_at=None).defer("form_sealed"):
        reached = by.is_system or within.filter(code=kept.code).exists()
        if kept.code in taken and reached:
            apply_form(kept, by=by, on=on)
            done += 1
        else:
            left += 1
    return {"applied": done, "left": left} if done or left else {}


def brings_news(batch: ImportBatch) -> bool:
    """Whether an import has a form that is not on file yet."""
    return batch.forms.filter(news=True).exists()


def forget_forms(batch: ImportBatch) -> None:
    """Drop the forms of an import that is not written."""
    FormFile.objects.filter(batch=batch, applied_at=None).delete()
