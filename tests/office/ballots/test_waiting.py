"""What of the votes waits for an account."""

import pytest

from quanheng.office.accounts.models import User
from quanheng.office.ballots.models import Ballot, Voter
from quanheng.office.ballots.waiting import waiting
from tests.office.ballots.scenes import ballot_in, somebody, voter_in

pytestmark = pytest.mark.django_db


def told(user: User) -> dict[str, int]:
    return {title: count for title, count, _url, _status in waiting(user)}


@pytest.mark.parametrize(
    ("state", "voter", "teller"),
    [
        ("draft", {}, {}),
        ("issuing", {"待领票的投票": 1}, {"由您计票的投票": 1}),
        ("open", {"正在进行、您在名册上的投票": 1}, {"由您计票的投票": 1}),
        ("closing", {}, {"由您计票的投票": 1}),
        ("closed", {}, {}),
    ],
)
def test_voters_and_tellers(
    unit: str, state: str, voter: dict[str, int], teller: dict[str, int]
) -> None:
    counting, voting, nobody = somebody(101), somebody(102), somebody(103)
    ballot = ballot_in(unit, state, counting)
    Ballot.objects.update(phones=True)
    voter_in(ballot, voting)
    assert told(voting) == voter
    assert told(counting) == teller
    assert told(nobody) == {}


def test_who_has_a_ballot_fetches_none(unit: str) -> None:
    voting = somebody(102)
    voter_in(ballot_in(unit, "issuing"), voting)
    Ballot.objects.update(phones=True)
    Voter.objects.update(received=Voter.Received.SLIP)
    assert told(voting) == {}
