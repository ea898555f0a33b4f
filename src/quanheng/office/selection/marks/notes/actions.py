"""Proposing, confirming and dropping notes of the organisation beside votes."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from quanheng.office.accounts.models import User
from quanheng.office.ledger.actions import record
from quanheng.office.ledger.models import Entry
from quanheng.office.procedures.models import Case
from quanheng.office.records.models import Evaluation, Person
from quanheng.office.records.refusals import Overtaken, Refused, given
from quanheng.office.selection.marks.permission import handles
from quanheng.office.selection.marks.proof import Rests, file_evidence, forget_evidence
from quanheng.office.selection.models import OrganisationNote

State = OrganisationNote.State


@transaction.atomic
def propose_note(
    person: Person,
    vote: Evaluation | Case,
    reason: str,
    rests: Rests,
    *,
    voted_on: date | None = None,
    by: User,
    on: date,
) -> Entry:
    """Write beside a vote why the organisation judges otherwise, on evidence.

    The entry is about the new ``OrganisationNote``. ``voted_on`` is asked of a case only. Raises
    ``Refused`` for a vote about somebody else, without evidence, or about oneself or a relative.
    """
    handles(person, by=by, on=on)
    given(reason)
    day = _day_of(vote, person, voted_on, on)
    note = OrganisationNote(
        person=person,
        evaluation=vote if isinstance(vote, Evaluation) else None,
        case=vote if isinstance(vote, Case) else None,
        voted_on=day,
        reason=reason.strip(),
        proposed_by=by,
        proposed_on=on,
    )
    note.full_clean(exclude=["person", "evaluation", "case", "proposed_by"])
    note.save(force_insert=True)
    proofs = file_evidence(note, rests, by=by, on=on)
    values = {
        "person": person.code,
        "vote": {str(vote._meta.model_name): vote.pk},
        "evidence": proofs,
    }
    return record(note, "organisation note proposed", by=by, on=on, values=values)


def _day_of(vote: Evaluation | Case, person: Person, voted_on: date | None, on: date) -> date:
    """The day of a vote; raises ``Refused`` for one about somebody else or still to come."""
    about = person.pk == vote.person_id
    if isinstance(vote, Case):
        about = about or vote.nominees.filter(person=person).exists()
    if not about:
        raise Refused(_("所选投票与该干部无关，请重新选择。"))
    day = vote.day if isinstance(vote, Evaluation) else voted_on
    if day is None or day > on:
        raise Refused(_("请填写投票日期，不能晚于今天。"))
    return day


def _waiting(note: OrganisationNote) -> OrganisationNote:
    found = OrganisationNote.objects.select_for_update(of=("self",), no_key=True).get(pk=note.pk)
    if found.state != State.PROPOSED:
        raise Overtaken(_("这条组织评价已由他人办理，请刷新页面。"))
    return found


@transaction.atomic
def confirm_note(note: OrganisationNote, decision: str, *, by: User, on: date) -> Entry:
    """Let it stand beside the vote; by another than who proposed it."""
    handles(note.person, by=by, on=on)
    given(decision)
    note = _waiting(note)
    if by.pk == note.proposed_by_id:
        raise Refused(_("提出人不能确认自己提出的组织评价，请由他人确认。"))
    note.state, note.decided_by, note.decided_on = State.CONFIRMED, by, on
    note.decision = decision.strip()
    note.save(update_fields=["state", "decided_by", "decided_on", "decision"])
    values = {"person": note.person.code}
    return record(note, "organisation note confirmed", by=by, on=on, reason=decision, values=values)


@transaction.atomic
def drop_note(note: OrganisationNote, *, reason: str, by: User, on: date) -> Entry:
    """Do not adopt it; its text and evidence are removed."""
    handles(note.person, by=by, on=on)
    given(reason)
    note = _waiting(note)
    forget_evidence(note)
    note.state, note.decided_by, note.decided_on = State.DROPPED, by, on
    note.reason = ""
    note.save(update_fields=["state", "decided_by", "decided_on", "reason"])
    values = {"person": note.person.code}
    return record(note, "organisation note dropped", by=by, on=on, reason=reason, values=values)
