"""Making papers of a case, and taking them out."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from quanheng.office.accounts.models import User
from quanheng.office.ledger.actions import record
from quanheng.office.ledger.models import Entry
from quanheng.office.meetings.models import Question
from quanheng.office.procedures.models import Case
from quanheng.office.procedures.moving import locked, must_see, told
from quanheng.office.records.models import Person
from quanheng.office.records.refusals import Refused
from quanheng.office.selection.models import CasePaper, PaperCount, PaperKind
from quanheng.office.selection.papers import files
from quanheng.office.selection.papers.building import WITHOUT_NAMES, named_on
from quanheng.office.selection.papers.drawing import drawn
from quanheng.office.selection.papers.files import Format, digest
from quanheng.office.selection.papers.kinds import PAPERS, makeable
from quanheng.office.selection.papers.packing import MADE, told_of
from quanheng.office.selection.papers.permission import may_make
from quanheng.office.selection.papers.reading import Candidate, Reading, reading_of


@transaction.atomic
def make_paper(
    case: Case,
    kind: PaperKind,
    details: Mapping[str, Any],
    *,
    by: User,
    on: date,
    person: Person | None = None,
) -> Entry:
    """Make a paper of a case, as PDF and as .docx; a new version where there is one already.

    Raises ``Refused`` for whoever may not, while the case has not come so far, and for a paper
    that would hold an identity number.
    """
    case, procedure = locked(case, Case.State.OPEN, Case.State.DONE, on=on)
    must_see(case, by, on)
    if not may_make(case, procedure, kind, by, on):
        raise Refused(_("这份文书由办理该步骤的人员或负责此程序的人员制作。"))
    read = _read(case, kind, on)
    if not makeable(kind, case, procedure, met=read.outcome is not None):
        raise Refused(_("事项尚未办到这一步，还不能制作这份文书。"))
    about = _about(read, kind, person)
    if kind is PaperKind.MINUTES:
        _must_see_minutes(case, by, on)
    paper = _numbered(case, kind, about, details, on)
    with translation.override(settings.LANGUAGE_CODE):
        made = drawn(read, kind, paper, about, on)
    paper.people = [one.person.code for one in named_on(kind, read, about)]
    paper.made_on, paper.made_at, paper.made_by = on, timezone.now(), by
    paper.pdf_sha256, paper.docx_sha256 = (digest(made[one]) for one in Format)
    paper.full_clean()
    paper.save(force_insert=True)
    for form, data in made.items():
        files.keep(paper, form, data)
    return record(paper, MADE, by=by, on=on, values=told(case, **told_of(paper)))


@transaction.atomic
def fetch_paper(paper: CasePaper, form: Format, *, by: User, on: date) -> Entry:
    """Write down that somebody who sees the case takes out one of its papers."""
    must_see(paper.case, by, on)
    if paper.kind == PaperKind.MINUTES:
        _must_see_minutes(paper.case, by, on)
    values = told(paper.case, **told_of(paper), format=form.value)
    return record(paper, "case paper fetched", by=by, on=on, values=values)


def _read(case: Case, kind: PaperKind, on: date) -> Reading:
    """The case as its papers say it: in Chinese, whoever makes them."""
    with translation.override(settings.LANGUAGE_CODE):
        return reading_of(case, on, minutes=kind is PaperKind.MINUTES)


def _about(read: Reading, kind: PaperKind, person: Person | None) -> Candidate | None:
    """The candidate whom a paper is about; none where it is about all."""
    if not PAPERS[kind].each and not named_on(kind, read, None) and kind not in WITHOUT_NAMES:
        raise Refused(_("还没有人选，不能制作这份文书。"))
    if not PAPERS[kind].each:
        return None
    for one in read.candidates:
        if person is not None and one.person.pk == person.pk:
            return one
    raise Refused(_("请选择仍在人选之列的一名人选。"))


def _must_see_minutes(case: Case, by: User, on: date) -> None:
    """Raise ``Refused`` for whoever may not see all that was said of the case in meetings."""
    label = case._meta.label_lower
    asked = Question.objects.filter(item__matter_kind=label, item__matter_key=str(case.pk))
    if asked.count() != asked.visible_to(by, on).count():
        raise Refused(_("会议记录只给可以查看该会议的人员。"))


def _numbered(
    case: Case, kind: PaperKind, about: Candidate | None, details: Mapping[str, Any], on: date
) -> CasePaper:
    """A new paper with its number: that of the version before, or the next of the year."""
    person = about.person if about else None
    before = CasePaper.objects.filter(case=case, kind=kind, person=person).order_by("version")
    last = before.last()
    if last is not None:
        year, number, version = last.year, last.number, last.version + 1
    else:
        year, number, version = on.year, _next(kind, on.year), 1
    mark = str(details.get("mark") or "").strip()
    return CasePaper(
        case=case,
        kind=kind,
        person=person,
        year=year,
        number=number,
        version=version,
        reference=f"{mark}〔{year}〕{number}号" if mark else "",
        step=case.step if case.running else "",
        stay=case.stay,
        details=dict(details),
    )


def _next(kind: PaperKind, year: int) -> int:
    """The next number of a kind of paper in a year; nobody else is given the same."""
    PaperCount.objects.get_or_create(kind=kind, year=year)
    count = PaperCount.objects.select_for_update().get(kind=kind, year=year)
    count.last += 1
    count.save(update_fields=["last"])
    return count.last
