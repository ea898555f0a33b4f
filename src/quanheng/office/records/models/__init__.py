"""Units, people, and one small model for each kind of record."""

from quanheng.norms import kinds
from quanheng.office.records.models.anchors import Person, Programme, Unit
from quanheng.office.records.models.career import (
    Contact,
    Family,
    Particulars,
    Pay,
    Reserve,
    Secondment,
    Tenure,
    Training,
)
from quanheng.office.records.models.conduct import (
    Activity,
    Appraisal,
    Award,
    Evaluation,
    Supervision,
)
from quanheng.office.records.models.correction import Correction
from quanheng.office.records.models.credentials import (
    Education,
    Observation,
    Photo,
    ProfessionalTitle,
    Rank,
)
from quanheng.office.records.models.exports import Export
from quanheng.office.records.models.forms import FormFile
from quanheng.office.records.models.imports import ImportBatch, ImportChunk
from quanheng.office.records.models.organs import (
    Duty,
    Establishment,
    Post,
    ProgrammeParticulars,
    Rulebook,
    UnitParticulars,
)
from quanheng.office.records.models.record import Record, RecordQuerySet
from quanheng.office.records.models.sensitive import Health

__all__ = [
    "EXTRAS",
    "MODELS",
    "RECORDS",
    "Activity",
    "Appraisal",
    "Award",
    "Contact",
    "Correction",
    "Duty",
    "Education",
    "Establishment",
    "Evaluation",
    "Export",
    "Family",
    "FormFile",
    "Health",
    "ImportBatch",
    "ImportChunk",
    "Observation",
    "Particulars",
    "Pay",
    "Person",
    "Photo",
    "Post",
    "ProfessionalTitle",
    "Programme",
    "ProgrammeParticulars",
    "Rank",
    "Record",
    "RecordQuerySet",
    "Reserve",
    "Rulebook",
    "Secondment",
    "Supervision",
    "Tenure",
    "Training",
    "Unit",
    "UnitParticulars",
]

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
    if model.kind is not None
}
"""The model of each record kind, in the order of the workbook's sheets."""

EXTRAS: tuple[type[Record], ...] = (
    Education,
    ProfessionalTitle,
    Rank,
    Observation,
    Photo,
    Post,
    Establishment,
)
"""Record models that the workbook has no sheet for."""

MODELS: dict[str, type[Record]] = {
    model._meta.model_name or "": model for model in (*RECORDS.values(), *EXTRAS)
}
"""Every record model by its name, as it stands in addresses and in the ledger."""
