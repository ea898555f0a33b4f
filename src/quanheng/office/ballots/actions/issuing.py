"""Handing out: slips and check-in at the door, tokens on phones, the tellers' passphrases."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from quanheng.office.accounts.models import User
from quanheng.office.accounts.vault import place, seal_bytes
from quanheng.office.ballots import blind, codes, sealing
from quanheng.office.ballots.holding import NotNow, Refused, State, given, opened_for, taken
from quanheng.office.ballots.models import Ballot, Slip, TellerKey, TokenKey, Voter, VoterClass
from quanheng.office.ballots.tellers import TOKEN_KEY, owner_of
from quanheng.office.ledger.actions import record
from quanheng.office.ledger.models import Entry

Received = Voter.Received


@transaction.atomic
def begin_issuing(ballot: Ballot, *, by: User, on: date) -> Entry:
    """Settle paper, rules and roll for good, and begin to hand out.

    From now on nothing of them changes; the paper has its fingerprint.
    """
    ballot = opened_for(ballot, State.DRAFT, by=by, on=on)
    people = {kind: kind.voters.count() for kind in ballot.classes.all()}
    if sum(people.values()) < ballot.floor:
        raise Refused(_("名册不足%d人，低于匿名下限，不能以此方式投票。") % ballot.floor)
    if not all(people.values()):
        raise Refused(_("有的类别没有投票人，请补充名册或删除该类别。"))
    if not ballot.slips and ballot.voters.filter(user=None).exists():
        raise Refused(
            _("只用手机投票时，名册中每个人都要有账户；请补充登录名，或同时使用纸质票码。")
        )
    if ballot.phones:
        _make_token_keys(list(people))
    ballot.state, ballot.paper_hash = State.ISSUING, ballot.asked().fingerprint()
    ballot.save(update_fields=["state", "paper_hash"])
    values = {
        "title": ballot.title,
        "paper": ballot.paper_hash,
        "voters": {kind.name: number for kind, number in people.items()},
    }
    return record(ballot, "issuing begun", by=by, on=on, values=values)


def _make_token_keys(classes: Sequence[VoterClass]) -> None:
    for kind in classes:
        public, private = blind.new_key()
        sealed = seal_bytes(private, place(TOKEN_KEY, "private", kind.pk))
        TokenKey.objects.create(voter_class=kind, public=public, sealed_private=sealed)


@transaction.atomic
def set_passphrase(ballot: Ballot, passphrase: str, *, by: User, on: date) -> Entry:
    """A teller's key pair, sealed under a passphrase that only the teller knows.

    May be done anew until the first teller confirms the opening. A passphrase that is lost cannot
    be replaced later: the vote is held again.
    """
    ballot = taken(ballot, State.DRAFT, State.ISSUING)
    if by.pk not in (ballot.first_teller_id, ballot.second_teller_id):
        raise Refused(_("只有本次投票的计票人可以设置口令。"))
    if ballot.first_confirmed:
        raise NotNow(_("第一计票人已确认开始，口令不能再改。"))
    if len(passphrase) < sealing.LEAST or len(set(passphrase)) < sealing.LEAST // 2:
        raise Refused(_("口令至少%d个字符，不要只重复几个字符。") % sealing.LEAST)
    pair = sealing.new_pair(passphrase, owner_of(ballot, by))
    TellerKey.objects.update_or_create(
        ballot=ballot, teller=by,
        defaults={"public": pair.public, "sealed_private": pair.sealed_private},
    )  # fmt: skip
    values = {"public": pair.public.hex()}
    return record(ballot, "teller passphrase set", by=by, on=on, values=values)


@transaction.atomic
def print_slips(ballot: Ballot, slips: Mapping[int, Sequence[str]], *, by: User, on: date) -> Entry:
    """Keep the hashes of codes that the caller made (``codes.new_codes``), by key of the class.

    Done once; only the answer to this request has the codes. ``codes.amount`` says how many.
    """
    ballot = opened_for(ballot, State.ISSUING, by=by, on=on)
    if not ballot.slips:
        raise Refused(_("本次投票不使用纸质票码。"))
    if ballot.slips_printed:
        raise NotNow(_("票码已打印过，不能再次打印。如已遗失，请作废本次投票后重新组织。"))
    classes = {kind.pk: kind for kind in ballot.classes.all()}
    every = [code for made in slips.values() for code in made]
    fits = set(slips) == set(classes) and all(
        len(slips[pk]) <= codes.amount(kind.voters.count()) for pk, kind in classes.items()
    )
    if not fits or len(set(every)) < len(every) or any(codes.typed(code) != code for code in every):
        raise Refused(_("票码与名册不符，请重新打印。"))
    rows = [
        Slip(ballot=ballot, voter_class=classes[pk], hash=codes.digest(code))
        for pk, made in slips.items()
        for code in made
    ]
    Slip.objects.bulk_create(sorted(rows, key=lambda row: row.hash), batch_size=500)
    ballot.slips_printed = True
    ballot.save(update_fields=["slips_printed"])
    values = {"slips": {classes[pk].name: len(made) for pk, made in slips.items()}}
    return record(ballot, "slips printed", by=by, on=on, values=values)


@transaction.atomic
def check_in(voter: Voter, *, slip: bool, by: User, on: date) -> Entry:
    """Somebody is there and, with ``slip``, draws a slip of the own class.

    Refused to whoever has had a slip or a token before. The entry is about the voter, and says
    nothing of what comes after.
    """
    ballot = opened_for(voter.ballot, State.ISSUING, State.OPEN, by=by, on=on, tellers=True)
    voter = _locked(voter)
    if slip and not (ballot.slips and ballot.slips_printed):
        raise Refused(_("票码尚未打印，或本次投票不使用纸质票码。"))
    if slip and voter.received != Received.NONE:
        raise NotNow(_("此人已领票（%s），不能重复领票。") % voter.get_received_display())
    if not slip and voter.present:
        raise NotNow(_("此人已经报到。"))
    voter.present = True
    voter.received = Received.SLIP if slip else voter.received
    voter.save(update_fields=["present", "received"])
    return record(voter, "voter checked in", by=by, on=on, values={"slip": slip})


@transaction.atomic
def undo_check_in(voter: Voter, *, reason: str, by: User, on: date) -> Entry:
    """Take back that somebody is there, as long as nothing was handed out.

    A slip cannot be taken back: nobody can tell which one it was. One that was ticked for the
    wrong person is put right by ``move_check_in``.
    """
    opened_for(voter.ballot, State.ISSUING, State.OPEN, by=by, on=on, tellers=True)
    given(reason)
    voter = _locked(voter)
    if voter.received != Received.NONE or not voter.present:
        raise NotNow(_("此人未报到，或已领票；领错票的请用“改记他人”。"))
    voter.present = False
    voter.save(update_fields=["present"])
    return record(voter, "check-in undone", by=by, on=on, reason=reason)


@transaction.atomic
def move_check_in(voter: Voter, to: Voter, *, reason: str, by: User, on: date) -> Entry:
    """Put right that a slip was ticked for ``voter`` which ``to``, of the same class, was handed.

    The number of slips handed out stays.
    """
    opened_for(voter.ballot, State.ISSUING, State.OPEN, by=by, on=on, tellers=True)
    given(reason)
    voter, to = _locked(voter), _locked(to)
    if voter.ballot_id != to.ballot_id or voter.voter_class_id != to.voter_class_id:
        raise Refused(_("只能改记给同一投票、同一类别的人。"))
    if voter.received != Received.SLIP or to.received != Received.NONE:
        raise NotNow(_("只能把已领的纸质票改记给尚未领票的人。"))
    voter.present, voter.received = False, Received.NONE
    to.present, to.received = True, Received.SLIP
    Voter.objects.bulk_update([voter, to], ["present", "received"])
    return record(voter, "check-in moved", by=by, on=on, reason=reason, values={"to": str(to.pk)})


@transaction.atomic
def give_token(voter: Voter, blinded: bytes, *, by: User, on: date) -> Entry:
    """Promise a voter's own phone the signature of what it sent; whoever asks counts as present.

    ``tokens.signature_for`` then gives it, again and again for the same ``blinded``. Raises
    ``Refused`` for another voter's row, ``NotNow`` once a slip or another token was given.
    """
    ballot = taken(voter.ballot, State.ISSUING)
    voter = _locked(voter)
    if voter.user_id is None or voter.user_id != by.pk:
        raise Refused(_("只能为自己领票。"))
    if not ballot.phones:
        raise Refused(_("本次投票不使用手机投票。"))
    if voter.received != Received.NONE:
        raise NotNow(_("您已领过票（%s），不能重复领票。") % voter.get_received_display())
    if len(blinded) != blind.BYTES:
        raise Refused(_("领票请求不完整，请刷新页面重试。"))
    voter.present, voter.received, voter.blinded = True, Received.TOKEN, blinded
    voter.save(update_fields=["present", "received", "blinded"])
    return record(voter, "token given", by=by, on=on)


def _locked(voter: Voter) -> Voter:
    return Voter.objects.select_for_update(no_key=True).get(pk=voter.pk)
