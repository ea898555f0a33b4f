"""Official papers of an appointment: plain data in, PDF, .docx or pictures out."""

from quanheng.office.documents.official.appointing import (
    AppointmentNotice,
    AppointmentRequest,
    Asked,
    Change,
    PublicNotice,
)
from quanheng.office.documents.official.deciding import (
    BallotCount,
    BallotSlip,
    Decided,
    ItemRecord,
    MeetingRecord,
    Spoken,
)
from quanheng.office.documents.official.drawing import (
    PaperRefused,
    official_docx,
    official_pages,
    official_pdf,
)
from quanheng.office.documents.official.generic import Official, Section, Table
from quanheng.office.documents.official.inspecting import (
    InspectionNotice,
    InspectionReport,
    Verified,
)
from quanheng.office.documents.official.integrity import (
    IntegrityLetter,
    IntegrityOpinion,
    IntegrityReply,
)
from quanheng.office.documents.official.motion import (
    MotionRecord,
    PlannedStep,
    Sounding,
    WorkPlan,
)
from quanheng.office.documents.official.people import Announced, Contact, Fact, Named
from quanheng.office.documents.official.recommending import (
    RecommendationForm,
    RecommendationSummary,
    Recommended,
)
from quanheng.office.documents.official.sheet import Document, Head

__all__ = [
    "Announced",
    "AppointmentNotice",
    "AppointmentRequest",
    "Asked",
    "BallotCount",
    "BallotSlip",
    "Change",
    "Contact",
    "Decided",
    "Document",
    "Fact",
    "Head",
    "InspectionNotice",
    "InspectionReport",
    "IntegrityLetter",
    "IntegrityOpinion",
    "IntegrityReply",
    "ItemRecord",
    "MeetingRecord",
    "MotionRecord",
    "Named",
    "Official",
    "PaperRefused",
    "PlannedStep",
    "PublicNotice",
    "RecommendationForm",
    "RecommendationSummary",
    "Recommended",
    "Section",
    "Sounding",
    "Spoken",
    "Table",
    "Verified",
    "WorkPlan",
    "official_docx",
    "official_pages",
    "official_pdf",
]
