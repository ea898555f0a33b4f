"""Corrections of key facts by two persons, and the procedure by which an official asks for one."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.files.base import File
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quanheng.office.accounts.models import User
from quanheng.office.accounts.powers import Power
from quanheng.office.ledger.actions import record
from quanheng.office.ledger.models import Entry
from quanheng.office.records.actions.records import take_back
from quanheng.office.records.models import MODELS, Correction, Record
from quanheng.office.records.permission import over
from quanheng.office.records.refusals import Overtaken, Refused, given
from quanheng.office.records.values import differing, label_of, plain, restored, value_of
from quanheng.office.records.writing import follow, locked, rewrite

State = Correction.State
ALREADY = gettext_lazy("这条记录已有一项待审核的更正，请先处理完毕。")


@transaction.atomic
def propose_correction(
    line: Record,
    changes: Mapping[str, Any],
    *,
    reason: str,
    evidence: str = "",
    evidence_file: File | None = None,
    by: User,
    on: date,
) -> Entry:
    """Propose other values for a record; nothing changes until another person confirms.

    Raises ``Refused`` for no change, without reason or evidence, or when one is pending already.
    """
    over(line, Power.PROPOSE_CORRECTION, by=by, on=on)
    not_own(line, by)
    line = locked(line)
    made = _drafted(line, changes, reason=reason, evidence=evidence, evidence_file=evidence_file)
    return _proposed(made, by=by, on=on)


@transaction.atomic
def propose_retraction(
    line: Record,
    *,
    reason: str,
    evidence: str = "",
    evidence_file: File | None = None,
    by: User,
    on: date,
) -> Entry:
    """Propose to take back a record that holds key facts; another person confirms."""
    over(line, Power.PROPOSE_CORRECTION, by=by, on=on)
    not_own(line, by)
    line = locked(line)
    made = _drafted(line, {}, reason=reason, evidence=evidence, evidence_file=evidence_file)
    made.retracts = True
    return _proposed(made, by=by, on=on)


@transaction.atomic
def request_correction(
    line: Record,
    changes: Mapping[str, Any],
    *,
    reason: str,
    evidence: str = "",
    evidence_file: File | None = None,
    by: User,
    on: date,
) -> Entry:
    """Ask, as the official concerned, for other values in the own file."""
    over(line, Power.SEE_FILE, by=by, on=on)
    if by.person_code is None or by.person_code != line.person.code:  # type: ignore[attr-defined]
        raise Refused(_("只能就本人档案申请更正。"))
    line = locked(line)
    made = _drafted(line, changes, reason=reason, evidence=evidence, evidence_file=evidence_file)
    made.state, made.requested_by, made.requested_at = State.REQUESTED, by, timezone.now()
    made.save(force_insert=True)
    return record(made, "correction requested", by=by, on=on, reason=reason, values=_told(made))


@transaction.atomic
def propose_requested(correction: Correction, *, evidence: str, by: User, on: date) -> Entry:
    """Take up what the official asked for, with the evidence that was examined."""
    made = _open(correction, State.REQUESTED)
    over(made.person, Power.PROPOSE_CORRECTION, by=by, on=on)
    line = locked(record_of(made))
    not_own(line, by)
    _still_holds(made, line)
    if evidence:
        made.evidence = f"{made.evidence}；{evidence}" if made.evidence else evidence
    return _proposed(made, by=by, on=on)


@transaction.atomic
def confirm_correction(correction: Correction, *, by: User, on: date, decision: str = "") -> Entry:
    """Confirm, as another person than who proposed it; the record is superseded.

    Raises ``Refused`` for one's own proposal or file, ``Overtaken`` when the file no longer says
    what the proposal set out from.
    """
    made = _open(correction, State.PROPOSED)
    _other_person(made, by=by, on=on)
    line = locked(_current(record_of(made)))
    _still_holds(made, line)
    _decide(made, State.CONFIRMED, decision, by=by)
    if made.retracts:
        return take_back(line, by=by, on=on, reason=made.reason)
    after = {
        name: restored(type(line), name, change["after"], made.person_id)
        for name, change in made.changes.items()
    }
    new = rewrite(line, after, by=by, source=(made.evidence or line.source)[:200])
    follow(new)
    values = {**_told(made), "supersedes": line.pk, "becomes": new.pk}
    return record(
        made, "correction confirmed", by=by, on=on, reason=decision or made.reason, values=values
    )


@transaction.atomic
def refuse_correction(correction: Correction, *, by: User, on: date, decision: str) -> Entry:
    """Decide that the file stays as it is, and say why."""
    given(decision)
    made = _open(correction, *Correction.OPEN)
    _other_person(made, by=by, on=on)
    _decide(made, State.REFUSED, decision, by=by)
    return record(made, "correction refused", by=by, on=on, reason=decision, values=_told(made))


@transaction.atomic
def withdraw_correction(correction: Correction, *, by: User, on: date) -> Entry:
    """Take back one's own proposal or request before it is decided."""
    made = _open(correction, *Correction.OPEN)
    author = made.proposed_by if made.state == State.PROPOSED else made.requested_by
    if author != by:
        raise Refused(_("只有提出人可以撤回。"))
    made.state = State.WITHDRAWN
    made.save(update_fields=["state"])
    return record(made, "correction withdrawn", by=by, on=on, values=_told(made))


def record_of(correction: Correction) -> Record:
    """The record that a correction is about."""
    found: Record = MODELS[correction.model].objects.get(pk=correction.record)
    return found


def _current(line: Record) -> Record:
    """The record that stands where this one stood."""
    while (later := type(line).objects.filter(supersedes=line.pk).first()) is not None:
        line = later
    return line


def not_own(line: Record, by: User) -> None:
    """Raise ``Refused`` for the own file; whoever it concerns asks instead."""
    if by.person_code is not None and line.person.code == by.person_code:  # type: ignore[attr-defined]
        raise Refused(_("本人档案的更正请用“申请更正”，由他人办理。"))


def _drafted(
    line: Record,
    changes: Mapping[str, Any],
    *,
    reason: str,
    evidence: str,
    evidence_file: File | None,
) -> Correction:
    """A correction of a locked record, not yet saved."""
    given(reason)
    person = line.person_id  # type: ignore[attr-defined]
    return Correction(
        person_id=person,
        model=line._meta.model_name,
        record=line.pk,
        changes={
            name: {
                "before": plain(value_of(line, name), name, person),
                "after": plain(value, name, person),
            }
            for name, value in differing(line, changes).items()
        },
        reason=reason,
        evidence=evidence,
        evidence_file=evidence_file or "",
    )


def _proposed(made: Correction, *, by: User, on: date) -> Entry:
    if not made.changes and not made.retracts:
        raise Refused(_("没有任何改动，无须更正。"))
    if not made.evidence and not made.evidence_file:
        raise Refused(_("请写明依据或上传佐证材料。"))
    made.state, made.proposed_by, made.proposed_at = State.PROPOSED, by, timezone.now()
    try:
        with transaction.atomic():
            made.save()
    except IntegrityError as error:
        raise Refused(str(ALREADY)) from error
    return record(made, "correction proposed", by=by, on=on, reason=made.reason, values=_told(made))


def _open(correction: Correction, *states: str) -> Correction:
    """The correction, locked; raises ``Overtaken`` when it is not in one of the states."""
    made = Correction.objects.select_for_update().get(pk=correction.pk)
    if made.state not in states:
        raise Overtaken(_("该更正现为“%s”，不能再办理。") % made.get_state_display())
    return made


def _other_person(made: Correction, *, by: User, on: date) -> None:
    over(made.person, Power.CONFIRM_CORRECTION, by=by, on=on)
    if by in (made.proposed_by, made.requested_by):
        raise Refused(_("提出人不能审核自己提出的更正，请由另一人审核。"))
    if by.person_code is not None and by.person_code == made.person.code:
        raise Refused(_("不能审核本人档案的更正。"))


def _still_holds(made: Correction, line: Record) -> None:
    """Raise ``Overtaken`` unless the record still says what the correction set out from."""
    for name, change in made.changes.items():
        before = restored(type(line), name, change["before"], made.person_id)
        if value_of(line, name) != before:
            raise Overtaken(
                _("“%s”在提出更正之后已有变动，请撤回后重新提出。") % label_of(type(line), name)
            )


def _decide(made: Correction, state: str, decision: str, *, by: User) -> None:
    made.state, made.decision = state, decision
    made.decided_by, made.decided_at = by, timezone.now()
    made.save(update_fields=["state", "decision", "decided_by", "decided_at"])


def _told(made: Correction) -> dict[str, Any]:
    return {
        "person": made.person.code,
        "record": [made.model, made.record],
        "changes": made.changes,
        "retracts": made.retracts,
        "evidence": made.evidence,
        "evidence_file": made.evidence_file.name or "",
    }
