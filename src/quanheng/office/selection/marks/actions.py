"""Proposing, showing, answering, confirming, dropping and closing marks; entering lists."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from quanheng.norms.dates import add_years
from quanheng.office.accounts.models import User
from quanheng.office.accounts.powers import Power
from quanheng.office.ledger.actions import record
from quanheng.office.ledger.models import Entry
from quanheng.office.procedures.opening import place_of
from quanheng.office.records.models import Person, Unit
from quanheng.office.records.permission import over
from quanheng.office.records.refusals import Overtaken, Refused, given
from quanheng.office.selection.marks.permission import concerns, handles
from quanheng.office.selection.marks.proof import Rests, file_evidence, forget_evidence
from quanheng.office.selection.marks.telling import tell_handlers, tell_person
from quanheng.office.selection.marks.types import listing, terms_at, types_at
from quanheng.office.selection.models import Mark, Reply, WordList
from quanheng.office.workdays import add_working_days

State = Mark.State


@transaction.atomic
def propose_mark(
    person: Person, values: Mapping[str, Any], rests: Rests, *, by: User, on: date
) -> Entry:
    """Say of an official what is found, on evidence; the entry is about the new ``Mark``.

    ``values`` are ``type`` (a key of ``types_at``), ``facts``, ``happened_on``, ``source`` and
    ``attested``. Raises ``Denied`` without the power, ``Refused`` for a type that does not hold
    at the person's unit, without evidence, or about oneself or a relative.
    """
    handles(person, by=by, on=on)
    offered = {one.key: one for one in types_at(place_of(person, on), on)}
    type = offered.get(values.get("type", ""))
    if type is None:
        raise Refused(_("该干部所在单位未采纳含有此类型的文件，请选择列表中的类型。"))
    if values["happened_on"] is None or values["happened_on"] > on:
        raise Refused(_("请填写事实发生的日期，不能晚于今天。"))
    if not values.get("attested"):
        raise Refused(_("请确认材料不是匿名材料，也不涉及私生活。"))
    mark = Mark(
        person=person,
        clause=type.clause,
        type=type.label,
        favourable=type.favourable,
        words_id=type.words,
        facts=values["facts"].strip(),
        happened_on=values["happened_on"],
        source=values["source"],
        attested=True,
        proposed_by=by,
        proposed_on=on,
    )
    mark.full_clean(exclude=["person", "words", "proposed_by"])
    mark.save(force_insert=True)
    proofs = file_evidence(mark, rests, by=by, on=on)
    return record(mark, "mark proposed", by=by, on=on, values=_told(mark) | {"evidence": proofs})


def _told(mark: Mark) -> dict[str, Any]:
    """What the ledger says of a mark: not the facts, but their digest."""
    return {
        "person": mark.person.code,
        "clause": mark.clause,
        "favourable": mark.favourable,
        "facts_sha256": hashlib.sha256(mark.facts.encode()).hexdigest(),
    }


def _taken(mark: Mark, *states: str) -> Mark:
    """The mark, locked, provided it is in one of these states."""
    found = Mark.objects.select_for_update(of=("self",), no_key=True).get(pk=mark.pk)
    if found.state not in states:
        raise Overtaken(_("这条评价已由他人办理，请刷新页面。"))
    return found


@transaction.atomic
def show_mark(mark: Mark, *, by: User, on: date) -> Entry:
    """Show it to the person concerned, who may answer within the working days of the clause."""
    handles(mark.person, by=by, on=on)
    mark = _taken(mark, State.PROPOSED)
    terms = terms_at(place_of(mark.person, on), mark.clause, on)
    if terms is None:
        raise Refused(_("该干部所在单位已不再采纳这份文件，请撤下这条评价。"))
    mark.state, mark.shown_by, mark.shown_on = State.SHOWN, by, on
    mark.reply_due = add_working_days(on, terms.reply)
    mark.save(update_fields=["state", "shown_by", "shown_on", "reply_due"])
    tell_person(mark, "shown", by=by)
    values = _told(mark) | {"reply_due": mark.reply_due}
    return record(mark, "mark shown", by=by, on=on, values=values)


@transaction.atomic
def reply_to_mark(mark: Mark, kind: str, text: str, *, by: User, on: date) -> Entry:
    """What the person concerned says to it, before it is confirmed or while it holds."""
    concerns(mark.person, by=by)
    mark = _taken(mark, State.SHOWN, State.CONFIRMED)
    if mark.state == State.CONFIRMED and not mark.holds(on):
        raise Overtaken(_("这条评价已失效。"))
    if kind != Reply.Kind.AGREES and not text.strip():
        raise Refused(_("请写明情况或异议的理由。"))
    reply = Reply(mark=mark, kind=kind, text=text.strip(), by=by, on=on)
    reply.full_clean(exclude=["mark", "by"])
    reply.save(force_insert=True)
    if mark.state == State.SHOWN and mark.heard_on is None:
        mark.heard_on = on
        mark.save(update_fields=["heard_on"])
    tell_handlers(mark, "replied", by=by)
    return record(mark, "mark replied", by=by, on=on, values=_told(mark) | {"kind": kind})


@transaction.atomic
def confirm_mark(
    mark: Mark, decision: str, *, expires_on: date | None = None, by: User, on: date
) -> Entry:
    """Let it hold from today for a time: by another than who proposed it, after the hearing.

    Raises ``Refused`` before the person was heard of an adverse one, and for a time longer than
    the clause gives.
    """
    handles(mark.person, by=by, on=on)
    mark = _taken(mark, State.SHOWN)
    given(decision)
    if by.pk == mark.proposed_by_id:
        raise Refused(_("提出人不能确认自己提出的评价，请由他人确认。"))
    if not mark.may_be_decided(on):
        raise Refused(_("本人尚未说明，说明期限为%s；期满前不能确认不利评价。") % mark.reply_due)
    terms = terms_at(place_of(mark.person, on), mark.clause, on)
    if terms is None:
        raise Refused(_("该干部所在单位已不再采纳这份文件，请撤下这条评价。"))
    latest = add_years(on, terms.years)
    if expires_on is not None and not on < expires_on <= latest:
        raise Refused(_("失效日期应在今天之后、不晚于%s。") % latest)
    if mark.heard_on is None and mark.over(on):
        mark.heard_on, mark.lapsed = on, True
    mark.state, mark.decided_by, mark.decided_on = State.CONFIRMED, by, on
    mark.decision, mark.expires_on = decision.strip(), expires_on or latest
    mark.full_clean(exclude=["person", "words", "proposed_by", "shown_by", "decided_by"])
    mark.save()
    tell_person(mark, "confirmed", by=by)
    values = _told(mark) | {"expires_on": mark.expires_on, "lapsed": mark.lapsed}
    return record(mark, "mark confirmed", by=by, on=on, reason=decision.strip(), values=values)


@transaction.atomic
def drop_mark(mark: Mark, *, reason: str, by: User, on: date) -> Entry:
    """Do not adopt it: facts, evidence and answers are removed, that there was one stays."""
    handles(mark.person, by=by, on=on)
    given(reason)
    mark = _taken(mark, State.PROPOSED, State.SHOWN)
    values, known = _told(mark), mark.state == State.SHOWN
    forget_evidence(mark)
    mark.replies.all().delete()
    mark.state, mark.facts, mark.type, mark.happened_on = State.DROPPED, "", "", None
    mark.heard_on = None
    mark.save(update_fields=["state", "facts", "type", "happened_on", "heard_on"])
    if known:
        tell_person(mark, "dropped", by=by)
    return record(mark, "mark dropped", by=by, on=on, reason=reason.strip(), values=values)


@transaction.atomic
def close_mark(mark: Mark, *, reason: str, by: User, on: date) -> Entry:
    """End one in force as unfounded: from now on only the person concerned sees it."""
    handles(mark.person, by=by, on=on)
    given(reason)
    mark = _taken(mark, State.CONFIRMED)
    mark.state, mark.closed_by, mark.closed_on = State.CLOSED, by, on
    mark.closing = reason.strip()
    mark.save(update_fields=["state", "closed_by", "closed_on", "closing"])
    tell_person(mark, "closed", by=by)
    return record(mark, "mark closed", by=by, on=on, reason=reason.strip(), values=_told(mark))


@transaction.atomic
def answer_objection(reply: Reply, answer: str, *, by: User, on: date) -> Entry:
    """Say why a mark in force stays although the person objects; not by who proposed it."""
    mark = reply.mark
    handles(mark.person, by=by, on=on)
    given(answer)
    mark = _taken(mark, State.CONFIRMED)
    if by.pk == mark.proposed_by_id:
        raise Refused(_("提出人不能答复异议，请由他人复核。"))
    reply = Reply.objects.select_for_update(of=("self",), no_key=True).get(pk=reply.pk)
    if reply.kind != Reply.Kind.OBJECTS or reply.answered_by_id is not None:
        raise Overtaken(_("这条意见无须答复或已答复，请刷新页面。"))
    reply.answer, reply.answered_by, reply.answered_on = answer.strip(), by, on
    reply.save(update_fields=["answer", "answered_by", "answered_on"])
    tell_person(mark, "answered", by=by)
    return record(mark, "mark objection answered", by=by, on=on, values=_told(mark))


@transaction.atomic
def enter_words(
    unit: Unit,
    clause: str,
    to_use: Sequence[str],
    not_to_use: Sequence[str],
    *,
    source: str,
    since: date,
    by: User,
    on: date,
) -> Entry:
    """Enter the kinds to use and never to use, in the words of the unit's own measure.

    The entry is about the new ``WordList``. Raises ``Refused`` for more kinds than the clause
    has places, for one that stands twice, and without a source.
    """
    over(unit, Power.MANAGE_SELECTION, by=by, on=on)
    places = listing(on).get(clause)
    if places is None:
        raise Refused(_("这一条款没有须由单位录入的清单。"))
    if not source.strip():
        raise Refused(_("请填写依据的文号。"))
    lists = [[one.strip() for one in words if one.strip()] for words in (to_use, not_to_use)]
    together = [*lists[0], *lists[1]]
    if not together or any(len(words) > places for words in lists):
        raise Refused(_("每张清单请填写1到%d类。") % places)
    if len(set(together)) < len(together) or any(len(one) > 60 for one in together):
        raise Refused(_("每一类不超过60字，不能重复。"))
    if WordList.objects.filter(unit=unit, clause=clause, since__gte=since).exists():
        raise Refused(_("已有同日或更晚施行的清单，请改用更晚的施行日期。"))
    made = WordList.objects.create(
        unit=unit, clause=clause, since=since, to_use=lists[0], not_to_use=lists[1],
        source=source.strip(), entered_by=by, entered_at=timezone.now(),
    )  # fmt: skip
    values = {"unit": unit.code, "clause": clause, "to_use": lists[0], "not_to_use": lists[1]}
    return record(made, "mark words entered", by=by, on=on, values=values)
