"""A paper as files: official papers, and the appointment form with what is proposed."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from quanheng.exchange.forms.when import of_month
from quanheng.office.documents import typesetting, word
from quanheng.office.documents.appointment import photo_of, printed
from quanheng.office.documents.official import official_docx, official_pdf
from quanheng.office.records.importing.forms.giving import form_for
from quanheng.office.selection.models import CasePaper, PaperKind
from quanheng.office.selection.papers.building import document_of
from quanheng.office.selection.papers.details import Details
from quanheng.office.selection.papers.files import Format
from quanheng.office.selection.papers.reading import Candidate, Reading

Made = Mapping[Format, bytes]


def drawn(
    read: Reading, kind: PaperKind, paper: CasePaper, about: Candidate | None, on: date
) -> Made:
    """The files of a paper."""
    details = Details(paper.details)
    if kind is PaperKind.APPOINTMENT_FORM:
        assert about is not None
        return _appointment_form(read, details, about, on)
    document = document_of(kind, read, details, paper.reference, about)
    return {Format.PDF: official_pdf(document), Format.DOCX: official_docx(document)}


def _appointment_form(read: Reading, details: Details, about: Candidate, on: date) -> Made:
    """干部任免审批表 with what is proposed; neither identity number nor family is revealed."""
    form = replace(
        form_for(about.person, on, ()),
        proposed_post=read.post,
        post_to_leave=details.about("leave", about.person.name),
        reason=details.text("reason"),
        reporting_unit=details.text("organ"),
        filled_by=details.text("filler"),
        filled_on=of_month(details.day("day") or on),
        age_counted_on=of_month(on),
    )
    data, photo = printed(form), photo_of(form)
    return {
        Format.PDF: typesetting.pdf("appointment", data, photo),
        Format.DOCX: word.docx("appointment", data, photo),
    }
