"""Opening, closing in two steps, ending without a count, and what is taken out afterwards."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from quanheng.office.accounts.models import User
from quanheng.office.ballots import closing
from quanheng.office.ballots.holding import NotNow, Refused, State, given, opened_for, taken
from quanheng.office.ballots.models import Ballot, TokenKey
from quanheng.office.ballots.sweeping import sweep_after_commit
from quanheng.office.ledger.actions import record
from quanheng.office.ledger.models import Entry

NOT_OPEN_YET = (State.DRAFT, State.ISSUING)


@transaction.atomic
def confirm_opening(ballot: Ballot, *, by: User, on: date) -> Entry:
    """The first teller, then the second, confirms that voting opens; with the second it does.

    From then on nobody gets a token any more: the keys that sign them are destroyed, and so is
    what phones sent, before the first ballot is cast.
    """
    ballot = taken(ballot, State.ISSUING)
    _ready(ballot)
    if not ballot.first_confirmed:
        if by.pk != ballot.first_teller_id:
            raise Refused(_("须由第一计票人先确认开始。"))
        ballot.first_confirmed = True
        ballot.save(update_fields=["first_confirmed"])
        return record(ballot, "opening confirmed", by=by, on=on)
    if by.pk != ballot.second_teller_id:
        raise Refused(_("第一计票人已确认，须由第二计票人确认开始。"))
    TokenKey.objects.filter(voter_class__ballot=ballot).update(sealed_private=None)
    ballot.voters.exclude(blinded=None).update(blinded=None)
    ballot.state, ballot.opened_on = State.OPEN, on
    ballot.save(update_fields=["state", "opened_on"])
    sweep_after_commit()
    return record(ballot, "voting opened", by=by, on=on, values={"paper": ballot.paper_hash})


def _ready(ballot: Ballot) -> None:
    if ballot.teller_keys.exclude(sealed_private=None).count() < 2:
        raise NotNow(_("两位计票人都要先设置口令。"))
    if ballot.slips and not ballot.slips_printed:
        raise NotNow(_("纸质票码尚未打印。"))


@transaction.atomic
def begin_closing(ballot: Ballot, passphrase: str, *, by: User, on: date) -> Entry:
    """The first teller ends the voting and takes the outer seal off every envelope.

    Nothing can be read yet. Raises ``Refused`` for a wrong passphrase.
    """
    ballot = taken(ballot, State.OPEN)
    if by.pk != ballot.first_teller_id:
        raise Refused(_("须由第一计票人结束投票。"))
    closing.freeze(ballot)
    closing.peel(ballot, by, passphrase)
    ballot.state = State.CLOSING
    ballot.save()
    sweep_after_commit()
    counts = ballot.counts()._asdict()
    return record(ballot, "voting ended", by=by, on=on, values={"counts": counts})


@transaction.atomic
def finish_closing(ballot: Ballot, passphrase: str, *, by: User, on: date) -> Entry:
    """The second teller takes the inner seal off; the votes are counted, the envelopes destroyed.

    With fewer ballots than the floor nothing is counted or kept. The entry has the fingerprint of
    the tallies (``closing.fingerprint``). Raises ``Refused`` for a wrong passphrase.
    """
    ballot = taken(ballot, State.CLOSING)
    if by.pk != ballot.second_teller_id:
        raise Refused(_("须由第二计票人开票。"))
    closing.count(ballot, by, passphrase)
    ballot.state, ballot.closed_on = State.CLOSED, on
    ballot.save()
    closing.forget_order(ballot)
    sweep_after_commit()
    values = {
        "counts": ballot.counts()._asdict(),
        "counted": ballot.counted,
        "tallies": closing.fingerprint(ballot),
    }
    return record(ballot, "votes counted", by=by, on=on, values=values)


@transaction.atomic
def void_ballot(ballot: Ballot, *, reason: str, by: User, on: date) -> Entry:
    """End a ballot without a count; what was cast and every key is destroyed unread."""
    given(reason)
    ballot = opened_for(
        ballot, *NOT_OPEN_YET, State.OPEN, State.CLOSING, by=by, on=on, tellers=True
    )
    closing.destroy(ballot)
    ballot.state, ballot.void_reason = State.VOID, reason.strip()[:300]
    ballot.save(update_fields=["state", "void_reason"])
    closing.forget_order(ballot)
    sweep_after_commit()
    return record(ballot, "ballot voided", by=by, on=on, reason=reason)


@transaction.atomic
def note_recount_export(ballot: Ballot, *, by: User, on: date) -> Entry:
    """Somebody takes the single votes out to count them by hand; the entry says of which count."""
    found = taken(ballot, State.CLOSED)
    if not found.counted:
        raise Refused(_("收回票数低于匿名下限，未予计票，没有可导出的内容。"))
    if by.pk not in (found.first_teller_id, found.second_teller_id):
        opened_for(ballot, State.CLOSED, by=by, on=on)
    values = {"tallies": closing.fingerprint(found)}
    return record(found, "recount exported", by=by, on=on, values=values)
