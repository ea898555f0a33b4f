"""Casting a ballot: the one change of state that writes no entry in the ledger, on purpose.

An entry has a time, an account and a place in a sequence; each of them would help to say who cast
which ballot when. What is kept instead: that the slip or token was used, and the sealed envelope,
in one transaction, under random keys. Nothing here logs, reads a clock, or knows who is asking.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from django.db import IntegrityError, connection, transaction

from quanheng.office.ballots import blind, codes, sealing, tokens
from quanheng.office.ballots.models import Ballot, Envelope, Slip, SpentToken, TokenKey, VoterClass
from quanheng.office.ballots.paper import Problem, pack, problem
from quanheng.office.ballots.tellers import INNER, OUTER, about

SHOWN = 8
"""Letters of a hash that are easy to compare."""


class CastRefused(Exception):  # noqa: N818  the closed set of refusals are its subclasses
    """A ballot was not taken; nothing was changed."""


class UnknownCredential(CastRefused):
    """No such slip, or a token that was not signed for this vote."""


class UsedCredential(CastRefused):
    """The slip or token has voted before."""


class NotOpen(CastRefused):
    """Voting has not opened, or has ended."""


class InvalidAnswers(CastRefused):
    """The answers do not fit the paper; ``problem`` says how."""

    def __init__(self, found: Problem) -> None:
        super().__init__(found.value)
        self.problem = found


class Receipt(NamedTuple):
    """With what a voter finds the ballot among those counted; it says nothing of the choices."""

    hash_prefix: str
    hash: str


class _Credential(NamedTuple):
    """A slip (its hash) or a token that verifies, with what it belongs to."""

    hash: str
    voter_class: VoterClass
    slip: bool


def paper_for(credential: str) -> tuple[Ballot, VoterClass]:
    """The ballot that a slip's code or a token is for, provided it can be cast now.

    Raises ``UnknownCredential``, ``UsedCredential``, ``NotOpen``. Nothing is written.
    """
    known = _known(credential)
    ballot = known.voter_class.ballot
    if ballot.state != Ballot.State.OPEN:
        raise NotOpen
    used = Slip.objects.filter(used=True) if known.slip else SpentToken.objects.all()
    if used.filter(hash=known.hash).exists():
        raise UsedCredential
    return ballot, known.voter_class


def cast(credential: str, answers: Mapping[str, Sequence[str]]) -> Receipt:
    """Take a ballot: once for each credential, wholly or not at all.

    When this returns, the ballot is on disk. Raises the subclasses of ``CastRefused``.
    """
    known = _known(credential)
    ballot = known.voter_class.ballot
    asked = ballot.asked()
    if found := problem(asked, answers):
        raise InvalidAnswers(found)
    sealed = _sealed(ballot, known.voter_class.pk, pack(asked, answers))
    try:
        with transaction.atomic():
            _hold_open(ballot)
            _use(ballot, known)
            Envelope.objects.create(ballot=ballot, voter_class=known.voter_class, sealed=sealed)
    except IntegrityError as error:
        raise UsedCredential from error
    return Receipt(known.hash[:SHOWN], known.hash)


def _known(credential: str) -> _Credential:
    if code := codes.typed(credential):
        slips = Slip.objects.select_related("voter_class__ballot").filter(hash=codes.digest(code))
        if slip := slips.first():
            return _Credential(slip.hash, slip.voter_class, slip=True)
        raise UnknownCredential
    token = tokens.read(credential)
    if token is None:
        raise UnknownCredential
    keys = TokenKey.objects.select_related("voter_class__ballot")
    key = keys.filter(voter_class=token.voter_class).first()
    if key is None or not blind.verified(key.public, token.prepared, token.signature):
        raise UnknownCredential
    return _Credential(blind.digest(token.prepared), key.voter_class, slip=False)


def _sealed(ballot: Ballot, kind: int, packed: bytes) -> bytes:
    """The answers in two seals: the first teller's outside, the second's inside."""
    keys = dict(ballot.teller_keys.values_list("teller", "public"))
    try:
        first, second = keys[ballot.first_teller_id], keys[ballot.second_teller_id]
    except KeyError as error:
        raise NotOpen from error
    inner = sealing.seal(second, packed, about(ballot, kind, INNER))
    return sealing.seal(first, inner, about(ballot, kind, OUTER))


def _hold_open(ballot: Ballot) -> None:
    """Make sure that the ballot is open and stays so until this one is in."""
    held = "FOR SHARE" if connection.vendor == "postgresql" else ""
    table = connection.ops.quote_name(Ballot._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT state FROM {table} WHERE id = %s {held}", [ballot.pk])
        row = cursor.fetchone()
    if row is None or row[0] != Ballot.State.OPEN:
        raise NotOpen


def _use(ballot: Ballot, known: _Credential) -> None:
    if known.slip:
        if not Slip.objects.filter(hash=known.hash, used=False).update(used=True):
            raise UsedCredential
        return
    SpentToken.objects.create(hash=known.hash, ballot=ballot)
