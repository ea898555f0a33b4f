"""Corrections of key facts by two persons: what changes in the file and in the correction.

Called by the steps of the procedure (``procedures.corrections``), inside their transaction; nothing
here writes the ledger.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from django.core.files.base import File
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quanheng.office.accounts.models import User
from quanheng.office.accounts.powers import Power
from quanheng.office.records.models import MODELS, Correction, Record
from quanheng.office.records.permission import over
from quanheng.office.records.refusals import Overtaken, Refused, given
from quanheng.office.records.values import differing, label_of, plain, restored, value_of
from quanheng.office.records.writing import close, follow, locked, moment_after, rewrite

State = Correction.State
ALREADY = gettext_lazy("这条记录已有一项待审核的更正，请先处理完毕。")


class Grounds(NamedTuple):
    """Why a record should be corrected, and on what that rests."""

    reason: str
    evidence: str = ""
    evidence_file: File | None = None


def propose(
    line: Record, changes: Mapping[str, Any], grounds: Grounds, *, by: User, on: date
) -> Correction:
    """Propose other values for a record; nothing changes until another person confirms.

    Raises ``Refused`` for no change, without reason or evidence, or when one is pending already.
    """
    return _proposed(_drafted_by_officer(line, changes, grounds, by=by, on=on), by=by)


def propose_retraction(line: Record, grounds: Grounds, *, by: User, on: date) -> Correction:
    """Propose to take back a record that holds key facts."""
    made = _drafted_by_officer(line, {}, grounds, by=by, on=on)
    made.retracts = True
    return _proposed(made, by=by)


def request(
    line: Record, changes: Mapping[str, Any], grounds: Grounds, *, by: User, on: date
) -> Correction:
    """Ask, as the official concerned, for other values in the own file."""
    over(line, Power.SEE_FILE, by=by, on=on)
    if by.person_code is None or by.person_code != line.person.code:  # type: ignore[attr-defined]
        raise Refused(_("只能就本人档案申请更正。"))
    made = _drafted(locked(line), changes, grounds)
    made.state, made.requested_by, made.requested_at = State.REQUESTED, by, timezone.now()
    made.save(force_insert=True)
    return made


def take_up(correction: Correction, *, evidence: str, by: User, on: date) -> Correction:
    """Take up what the official asked for, with the evidence that was examined."""
    made = _open(correction, State.REQUESTED)
    over(made.person, Power.PROPOSE_CORRECTION, by=by, on=on)
    line = locked(record_of(made))
    not_own(line, by)
    _still_holds(made, line)
    if evidence:
        made.evidence = f"{made.evidence}；{evidence}" if made.evidence else evidence
    return _proposed(made, by=by)


def confirm(correction: Correction, *, decision: str, by: User, on: date) -> dict[str, Any]:
    """Confirm, as another person than who proposed it; the record is superseded or taken back.

    Returns what the ledger should tell. Raises ``Refused`` for one's own proposal or file,
    ``Overtaken`` when the file no longer says what the proposal set out from.
    """
    made = _open(correction, State.PROPOSED)
    _other_person(made, by=by, on=on)
    line = locked(_current(record_of(made)))
    _still_holds(made, line)
    _decide(made, State.CONFIRMED, decision, by=by)
    if made.retracts:
        close(line, moment_after(line))
        return {**told(made), "retracted": line.pk}
    after = {
        name: restored(type(line), name, change["after"], made.person_id)
        for name, change in made.changes.items()
    }
    new = rewrite(line, after, by=by, source=(made.evidence or line.source)[:200])
    follow(new)
    return {**told(made), "supersedes": line.pk, "becomes": new.pk}


def refuse(correction: Correction, *, decision: str, by: User, on: date) -> dict[str, Any]:
    """Decide that the file stays as it is, and say why; returns what the ledger should tell."""
    given(decision)
    made = _open(correction, *Correction.OPEN)
    _other_person(made, by=by, on=on)
    _decide(made, State.REFUSED, decision, by=by)
    return told(made)


def withdraw(correction: Correction) -> dict[str, Any]:
    """Take a proposal or request back before it is decided; returns what the ledger should tell."""
    made = _open(correction, *Correction.OPEN)
    made.state = State.WITHDRAWN
    made.save(update_fields=["state"])
    return told(made)


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


def _drafted_by_officer(
    line: Record, changes: Mapping[str, Any], grounds: Grounds, *, by: User, on: date
) -> Correction:
    """A correction of somebody else's file, by whoever has the power over it."""
    over(line, Power.PROPOSE_CORRECTION, by=by, on=on)
    not_own(line, by)
    return _drafted(locked(line), changes, grounds)


def _drafted(line: Record, changes: Mapping[str, Any], grounds: Grounds) -> Correction:
    """A correction of a locked record, not yet saved."""
    given(grounds.reason)
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
        reason=grounds.reason,
        evidence=grounds.evidence,
        evidence_file=grounds.evidence_file or "",
    )


def _proposed(made: Correction, *, by: User) -> Correction:
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
    return made


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


def told(made: Correction) -> dict[str, Any]:
    """What the ledger keeps of a correction."""
    return {
        "person": made.person.code,
        "record": [made.model, made.record],
        "changes": made.changes,
        "retracts": made.retracts,
        "evidence": made.evidence,
        "evidence_file": made.evidence_file.name or "",
    }
