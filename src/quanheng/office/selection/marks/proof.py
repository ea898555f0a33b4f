"""Filing the evidence of marks and notes: records of the file, documents kept sealed."""

import hashlib
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from django.core.files.base import File
from django.utils import timezone
from django.utils.translation import gettext as _

from quanheng.office.accounts.models import User
from quanheng.office.duties import papers
from quanheng.office.records.models import MODELS, Person, Record
from quanheng.office.records.refusals import Refused
from quanheng.office.selection.marks.queries import RECORDS
from quanheng.office.selection.models import Mark, MarkEvidence, OrganisationNote


class Document(NamedTuple):
    """A document and its file."""

    title: str
    file: File


class Rests(NamedTuple):
    """What a mark rests on."""

    records: Sequence[Record] = ()
    documents: Sequence[Document] = ()


def file_evidence(
    about: Mark | OrganisationNote, rests: Rests, *, by: User, on: date
) -> list[dict[str, object]]:
    """Keep the evidence; returns what the ledger says of it.

    Raises ``Refused`` for none, for a record about somebody else or of a private kind.
    """
    if not rests.records and not rests.documents:
        raise Refused(_("请至少提供一项依据：档案记录或文件。"))
    for record in rests.records:
        _fits(record, about.person)
    told: list[dict[str, object]] = []
    for record in rests.records:
        kind = record._meta.model_name or ""
        _made(about, by, record_kind=kind, record_key=record.pk)
        told.append({"record": kind, "key": record.pk})
    for document in rests.documents:
        told.append(_kept(about, document, by))
    return told


def _fits(record: Record, person: Person) -> None:
    kind = record._meta.model_name or ""
    if kind not in RECORDS or type(record) is not MODELS[kind]:
        raise Refused(_("“%s”不能作为评价的依据。") % record._meta.verbose_name)
    subject = getattr(record, "owner_id" if kind == "duty" else "person_id", None)
    if subject != person.pk or record.known_until is not None:
        raise Refused(_("所选记录不是该干部的现行记录，请重新选择。"))


def _kept(about: Mark | OrganisationNote, document: Document, by: User) -> dict[str, object]:
    title = document.title.strip()
    if not title:
        raise Refused(_("请填写文件名称或文号。"))
    data = papers.read(document.file)
    digest = hashlib.sha256(data).hexdigest()
    name = Path(document.file.name or "").name[-200:]
    made = _made(about, by, title=title, name=name, size=len(data), sha256=digest)
    papers.keep(made, data)
    return {"title": title, "sha256": digest}


def _made(about: Mark | OrganisationNote, by: User, **values: object) -> MarkEvidence:
    subject = {"mark": about} if isinstance(about, Mark) else {"note": about}
    made = MarkEvidence(**subject, by=by, at=timezone.now(), **values)
    made.full_clean(exclude=["mark", "note", "by"])
    made.save(force_insert=True)
    return made


def forget_evidence(about: Mark | OrganisationNote) -> None:
    """Remove the evidence of what was not adopted, with its files."""
    for one in about.evidence.all():
        papers.forget(one)
    about.evidence.all().delete()
