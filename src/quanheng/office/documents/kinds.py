"""What documents there are, of whom, and in which formats."""

from collections.abc import Mapping
from types import MappingProxyType

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    """The documents that are made of the personnel file."""

    APPOINTMENT = "appointment", _("干部任免审批表")
    EXTRACT = "extract", _("档案摘录")
    ROSTER = "roster", _("干部名册")


class Format(TextChoices):
    """The formats in which they are made."""

    PDF = "pdf", "PDF"
    DOCX = "docx", _("Word（.docx）")
    LRMX = "lrmx", _("任免审批表软件（.lrmx）")
    XLSX = "xlsx", _("Excel（.xlsx）")


FORMATS: Mapping[Kind, tuple[Format, ...]] = MappingProxyType(
    {
        Kind.APPOINTMENT: (Format.PDF, Format.DOCX, Format.LRMX),
        Kind.EXTRACT: (Format.PDF, Format.DOCX),
        Kind.ROSTER: (Format.PDF, Format.DOCX, Format.XLSX),
    }
)
"""The formats of each document, the usual one first."""

OF_PERSON = (Kind.APPOINTMENT, Kind.EXTRACT)
"""Documents about one person: of several people there are as many, in a zip."""

CONTENT_TYPES: Mapping[str, str] = MappingProxyType(
    {
        "pdf": "application/pdf",
        "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "lrmx": "application/xml",
        "zip": "application/zip",
    }
)
"""What browsers are told of a file, by its ending."""
