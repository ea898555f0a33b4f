"""Documents as files: of one person, or one list of many people."""

from collections.abc import Collection, Sequence
from datetime import date

from quanheng.exchange.forms.lrmx import write_lrmx
from quanheng.exchange.forms.model import Form
from quanheng.office.accounts.models import AccessLog
from quanheng.office.documents import typesetting, word
from quanheng.office.documents.appointment import photo_of, printed
from quanheng.office.documents.extract import extract
from quanheng.office.documents.kinds import Format, Kind
from quanheng.office.documents.roster import roster, workbook
from quanheng.office.records.importing.forms.giving import form_for
from quanheng.office.records.models import Person

What = AccessLog.What


def document_of(
    person: Person, kind: str, form: str, *, on: date, parts: Collection[What] = ()
) -> bytes:
    """A document about one person, of masked parts those that were revealed."""
    if kind == Kind.EXTRACT:
        told = extract(person, on, parts)
        return typesetting.pdf(kind, told) if form == Format.PDF else word.docx(kind, told)
    filled = form_for(person, on, parts)
    return write_lrmx(filled) if form == Format.LRMX else appointment(filled, form)


def appointment(form: Form, into: str) -> bytes:
    """干部任免审批表 on paper: PDF, or .docx."""
    draw = typesetting.pdf if into == Format.PDF else word.docx
    return draw(Kind.APPOINTMENT, printed(form), photo_of(form))


def roster_of(people: Sequence[Person], form: str, *, of: str, on: date) -> bytes:
    """干部名册 of people, in one of its formats."""
    told = roster(people, of=of, on=on)
    if form == Format.XLSX:
        return workbook(told)
    return typesetting.pdf("roster", told) if form == Format.PDF else word.docx("roster", told)


def first_page(person: Person, *, on: date) -> bytes:
    """A picture of the first page of a person's form, without any masked part."""
    form = form_for(person, on, ())
    return typesetting.pages(Kind.APPOINTMENT, printed(form), photo_of(form))[0]
