"""What whoever is responsible does: measures, progress, evidence, the answer."""

import hashlib
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from quanheng.office.accounts.models import User
from quanheng.office.duties import papers
from quanheng.office.duties.actions.raising import cleaned
from quanheng.office.duties.filing import Held, at, hold, note, say, told
from quanheng.office.duties.lists import KINDS
from quanheng.office.duties.models import OPEN, Answer, Event, Evidence, Measure, Stage
from quanheng.office.duties.permission import need_work
from quanheng.office.duties.reminding import tell_raiser
from quanheng.office.ledger.actions import record
from quanheng.office.ledger.models import Entry
from quanheng.office.records.models import Duty
from quanheng.office.records.refusals import Overtaken, Refused

What = Event.What


def _begun(duty: Duty, by: User, on: date, *stages: Stage) -> Held:
    need_work(by, duty, on)
    held = hold(duty, by=by, on=on)
    need_work(by, held.duty, on)
    at(held, *(stages or OPEN))
    return held


@transaction.atomic
def set_measures(duty: Duty, measures: Sequence[str], *, by: User, on: date) -> Entry:
    """Say by which measures it is to be done, in order; one that stays keeps its day."""
    held = _begun(duty, by, on, Stage.ASSIGNED)
    wanted = cleaned(measures)
    if not wanted:
        raise Refused(_("请至少填写一条措施。"))
    done = {one.text: one.done_on for one in held.item.measures.all()}
    held.item.measures.all().delete()
    Measure.objects.bulk_create(
        Measure(item=held.item, place=place, text=text, done_on=done.get(text))
        for place, text in enumerate(wanted, start=1)
    )
    text = _("共%d条") % len(wanted)
    note(held.item, What.MEASURES, by=by, on=on, text=text)
    return record(held.item, "duty measures set", by=by, on=on, values=told(held, measures=wanted))


@transaction.atomic
def finish_measure(duty: Duty, place: int, *, by: User, on: date) -> Entry:
    """Say that a measure is carried out; raises ``Overtaken`` for one that is or is gone."""
    held = _begun(duty, by, on)
    measure = held.item.measures.filter(place=place, done_on=None).first()
    if measure is None:
        raise Overtaken(_("该措施已落实或已变更，请刷新页面。"))
    measure.done_on = on
    measure.save(update_fields=["done_on"])
    note(held.item, What.MEASURE, by=by, on=on, text=measure.text)
    return record(
        held.item, "duty measure done", by=by, on=on, values=told(held, measure=measure.text)
    )


@transaction.atomic
def note_progress(
    duty: Duty, text: str, *, percent: int | None = None, by: User, on: date
) -> Entry:
    """Write down how far it is."""
    held = _begun(duty, by, on)
    if not text.strip():
        raise Refused(_("请写明进展情况。"))
    note(held.item, What.PROGRESS, by=by, on=on, text=text, percent=percent)
    values = told(held, text=text.strip(), percent=percent)
    return record(held.item, "duty progress noted", by=by, on=on, values=values)


@transaction.atomic
def add_evidence(duty: Duty, title: str, *, file: File | None = None, by: User, on: date) -> Entry:
    """Add a paper: a document named by its number, or a file, which is kept sealed.

    Raises ``Refused`` for a file that is too large or of another kind.
    """
    held = _begun(duty, by, on, *OPEN, Stage.CLOSED)
    if not title.strip():
        raise Refused(_("请填写材料名称或文号。"))
    data = papers.read(file) if file is not None else None
    paper = Evidence(item=held.item, title=title.strip(), by=by, at=timezone.now())
    if file is not None and data is not None:
        paper.name = Path(file.name or "").name[-200:]
        paper.size, paper.sha256 = len(data), hashlib.sha256(data).hexdigest()
    paper.full_clean(exclude=["item", "by"])
    paper.save(force_insert=True)
    if data is not None:
        papers.keep(paper, data)
    note(held.item, What.EVIDENCE, by=by, on=on, text=paper.title)
    values = told(held, title=paper.title, name=paper.name, sha256=paper.sha256)
    return record(held.item, "duty evidence added", by=by, on=on, values=values)


@transaction.atomic
def answer_duty(duty: Duty, text: str, *, by: User, on: date) -> Entry:
    """Answer for it; the record says so, until somebody sends the answer back."""
    held = _begun(duty, by, on, Stage.ASSIGNED)
    if not text.strip():
        raise Refused(_("请写明办理结果。"))
    if KINDS[held.item.type].measures and not held.item.measures.exists():
        raise Refused(_("“%s”须先制定措施，再回复。") % held.item.type)
    answer = Answer(
        item=held.item,
        round=held.item.rounds,
        text=text.strip(),
        answered_by=by,
        answered_at=timezone.now(),
    )
    answer.full_clean(exclude=["item", "answered_by"])
    answer.save(force_insert=True)
    held = say(held, {"answered": on}, by=by)
    note(held.item, What.ANSWERED, by=by, on=on, text=text)
    tell_raiser(held.duty, held.item, "answered", by=by)
    values = told(held, text=answer.text)
    return record(held.item, "duty answered", by=by, on=on, values=values)
