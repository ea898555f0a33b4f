"""What this app keeps; one module per room."""

from quanheng.office.selection.models.appointing import CaseBallot, Objection
from quanheng.office.selection.models.evidence import MarkEvidence
from quanheng.office.selection.models.marks import Mark, OrganisationNote, Reply, WordList
from quanheng.office.selection.models.papers import CasePaper, PaperCount, PaperKind
from quanheng.office.selection.models.pools import Pool, PoolEntry, PoolReview
from quanheng.office.selection.models.reviews import (
    LeavingCheck,
    PriorReport,
    Rectification,
    RegulationCheck,
    Review,
    ReviewCount,
    TitleList,
)
from quanheng.office.selection.models.teams import (
    ExchangeLine,
    FieldNeed,
    FieldStep,
    PostFit,
    PostNeed,
    TeamAnalysis,
    TeamTarget,
)

__all__ = [
    "CaseBallot",
    "CasePaper",
    "ExchangeLine",
    "FieldNeed",
    "FieldStep",
    "LeavingCheck",
    "Mark",
    "MarkEvidence",
    "Objection",
    "OrganisationNote",
    "PaperCount",
    "PaperKind",
    "Pool",
    "PoolEntry",
    "PoolReview",
    "PostFit",
    "PostNeed",
    "PriorReport",
    "Rectification",
    "RegulationCheck",
    "Reply",
    "Review",
    "ReviewCount",
    "TeamAnalysis",
    "TeamTarget",
    "TitleList",
    "WordList",
]
