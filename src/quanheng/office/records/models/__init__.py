"""Units, people, and one small model for each kind of record."""

from quanheng.norms import kinds
from quanheng.office.records.models.anchors import Person, Programme, Unit
from quanheng.office.records.models.file import (
    Activity,
    Appraisal,
    Award,
    Contact,
    Duty,
    Evaluation,
    Family,
    Particulars,
    Pay,
    ProgrammeParticulars,
    Reserve,
    Rulebook,
    Secondment,
    Supervision,
    Tenure,
    Training,
    UnitParticulars,
)
from quanheng.office.records.models.record import Record, RecordQuerySet

RECORDS: dict[type[kinds.Row], type[Record]] = {
    model.kind: model
    for model in (
        UnitParticulars,
        Particulars,
        Tenure,
        Training,
        Appraisal,
        Evaluation,
        Activity,
        Supervision,
        Award,
        ProgrammeParticulars,
        Secondment,
        Reserve,
        Family,
        Duty,
        Contact,
        Rulebook,
        Pay,
    )
}
"""The model of each record kind, in the order of the workbook's sheets."""

__all__ = ["RECORDS", "Person", "Programme", "Record", "RecordQuerySet", "Unit", *()]
__all__ += [model.__name__ for model in RECORDS.values()]
