"""Ballots in any state, put there without being held: for tests of who gets where."""

from datetime import date

from quanheng.office.accounts.models import User
from quanheng.office.ballots.models import Ballot, Voter, VoterClass

PAPER = {"subjects": [{"key": "1", "name": "甲", "note": ""}]}


def somebody(number: int) -> User:
    """An account that has no role."""
    return User.objects.get_or_create(username=f"ballot-{number}")[0]


def ballot_in(unit_code: str, state: str, teller: User | None = None) -> Ballot:
    """A ballot of a unit; its people are nobody else in the test, but for the teller given."""
    held = dict.fromkeys(("entitled", "present", "handed", "returned", "valid"), 5)
    closed = {**held, "closed_on": date(2026, 1, 5), "counted": True} if state == "closed" else {}
    ballot = Ballot.objects.create(
        title=f"{unit_code}的投票", form="decision", unit_code=unit_code, unit_name=unit_code,
        organiser=somebody(1), first_teller=teller or somebody(2), second_teller=somebody(3),
        paper=PAPER, paper_hash="0" * 64, state=state, slips_printed=state != "issuing",
        created_on=date(2026, 1, 5), **closed,
    )  # fmt: skip
    VoterClass.objects.create(ballot=ballot, name="全体")
    return ballot


def voter_in(ballot: Ballot, user: User | None = None) -> Voter:
    """Somebody in its roll who was handed nothing."""
    return Voter.objects.create(
        ballot=ballot, voter_class=ballot.classes.get(), name="甲", user=user, present=True
    )
