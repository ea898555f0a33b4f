"""Casting: once with each slip or token, wholly or not at all; what is counted is what was cast."""

from typing import Any

import pytest
from django.db import DatabaseError

from quanheng.office.accounts.conditions import Refused
from quanheng.office.accounts.models import User
from quanheng.office.ballots import blind, codes, queries, tokens
from quanheng.office.ballots.actions import (
    begin_closing,
    check_in,
    confirm_opening,
    finish_closing,
    give_token,
    move_check_in,
    set_passphrase,
    undo_check_in,
)
from quanheng.office.ballots.casting import (
    InvalidAnswers,
    NotOpen,
    UnknownCredential,
    UsedCredential,
    cast,
    paper_for,
)
from quanheng.office.ballots.holding import NotNow
from quanheng.office.ballots.models import Ballot, Envelope, Slip, SpentToken, Tally, Voter
from quanheng.office.ballots.paper import Problem
from quanheng.office.ledger.models import Entry
from tests.office.ballots import meeting
from tests.office.ballots.meeting import FIRST, ON, SECOND

pytestmark = pytest.mark.django_db


def every(slips: dict[int, list[str]]) -> list[str]:
    return [code for made in slips.values() for code in made]


ANSWERS: dict[str, tuple[dict[str, list[str]], str, str]] = {
    "recommendation": ({"pick": ["1", "+赵六"]}, "pick", "1"),
    "evaluation": ({"2-1": ["excellent"]}, "2-1", "excellent"),
    "decision": ({"1": ["agree"], "3": ["defer"]}, "1", "agree"),
    "mutual": ({"1-1": ["basic"]}, "1-1", "basic"),
    "projects": ({"pick": ["2"]}, "pick", "2"),
}


@pytest.mark.parametrize("form", ANSWERS)
def test_every_form_is_cast_and_counted(form: str, users: dict[str, User], unit: str) -> None:
    ballot, slips = meeting.opened(users, unit, form, sizes=(5, 6))
    answers, question, choice = ANSWERS[form]
    for code in every(slips)[:9]:
        cast(code, answers)
    ballot = meeting.close(ballot, users)
    assert ballot.counts() == (11, 11, 11, 9, 9)
    found = Tally.objects.filter(ballot=ballot, question=question, choice=choice)
    assert sum(found.values_list("votes", flat=True)) == 9
    assert queries.result(ballot).standings
    singles = list(queries.single_votes(ballot))
    assert sum(one.question == question and one.choice == choice for one in singles) == 9
    for asked in {one.question for one in singles} - {"pick"}:
        assert sum(one.question == asked for one in singles) == 9


def test_a_slip_votes_once(users: dict[str, User], unit: str) -> None:
    ballot, slips = meeting.opened(users, unit)
    code = every(slips)[0]
    receipt = cast(code, {"1": ["agree"]})
    assert receipt.hash == codes.digest(code)
    assert receipt.hash.startswith(receipt.hash_prefix)
    for again in (code, codes.grouped(code), code.lower()):
        with pytest.raises(UsedCredential):
            cast(again, {"1": ["disagree"]})
        with pytest.raises(UsedCredential):
            paper_for(again)
    assert ballot.envelopes.count() == 1


def test_a_token_votes_once(users: dict[str, User], unit: str) -> None:
    ballot = meeting.issuing(users, unit, logins=("head", "official"), phones=True)
    meeting.print_all(ballot, users["organisation_officer"])
    voters = list(ballot.voters.exclude(user=None).select_related("user"))
    made = [meeting.token_for(voter) for voter in voters]
    with pytest.raises(NotOpen):
        cast(made[0], {})
    meeting.open_voting(ballot, users)
    receipt = cast(made[0], {"1": ["agree"]})
    token = tokens.read(made[0])
    assert token
    assert receipt.hash == blind.digest(token.prepared)
    with pytest.raises(UsedCredential):
        cast(made[0], {"1": ["agree"]})
    assert paper_for(made[1])[0] == ballot
    assert (ballot.envelopes.count(), ballot.spent_tokens.count()) == (1, 1)


def test_strangers_and_forgers_are_refused(users: dict[str, User], unit: str) -> None:
    ballot = meeting.issuing(users, unit, logins=("head",), phones=True)
    meeting.print_all(ballot, users["organisation_officer"])
    voter = ballot.voters.select_related("user").get(user=users["head"])
    good = tokens.read(meeting.token_for(voter))
    meeting.open_voting(ballot, users)
    assert good
    other = ballot.classes.exclude(pk=voter.voter_class_id).get()
    signer = blind.new_key()
    client = blind.Client.ask(signer[0])
    forged = client.finalize(blind.sign(signer[1], client.blinded))
    fakes = [
        codes.new_codes(1)[0],
        "",
        "1" * 17,
        good._replace(voter_class=other.pk).written(),
        good._replace(voter_class=other.pk + 1000).written(),
        good._replace(prepared=bytes(64)).written(),
        good._replace(signature=bytes(384)).written(),
        tokens.Token(voter.voter_class_id, client.prepared, forged).written(),
        Slip.objects.all()[0].hash,
    ]
    for fake in fakes:
        with pytest.raises(UnknownCredential):
            cast(fake, {"1": ["agree"]})
        with pytest.raises(UnknownCredential):
            paper_for(fake)
    assert not Envelope.objects.exists()
    assert not SpentToken.objects.exists()
    cast(good.written(), {"1": ["agree"]})


def test_a_token_of_one_vote_is_worth_nothing_in_another(users: dict[str, User], unit: str) -> None:
    first = meeting.issuing(users, unit, logins=("head",), phones=True)
    second = meeting.issuing(users, unit, logins=("head",), phones=True)
    voter = first.voters.select_related("user").get(user=users["head"])
    token = tokens.read(meeting.token_for(voter))
    assert token
    there = second.classes.get(name=voter.voter_class.name)
    with pytest.raises(UnknownCredential):
        cast(token._replace(voter_class=there.pk).written(), {})


@pytest.mark.parametrize(
    ("answers", "found"),
    [
        ({"9": ["agree"]}, Problem.UNKNOWN_QUESTION),
        ({"1": ["excellent"]}, Problem.UNKNOWN_CHOICE),
        ({"1": ["agree", "defer"]}, Problem.TOO_MANY),
    ],
)
def test_answers_that_do_not_fit_leave_the_slip_good(
    answers: dict[str, list[str]], found: Problem, users: dict[str, User], unit: str
) -> None:
    ballot, slips = meeting.opened(users, unit)
    code = every(slips)[0]
    with pytest.raises(InvalidAnswers) as refused:
        cast(code, answers)
    assert refused.value.problem is found
    assert paper_for(code)[0] == ballot
    cast(code, {})
    assert ballot.envelopes.count() == 1


def test_a_ballot_that_cannot_be_written_leaves_the_slip_good(
    users: dict[str, User], unit: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, slips = meeting.opened(users, unit)
    code = every(slips)[0]

    def full(*_: Any, **__: Any) -> None:
        raise DatabaseError("the disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(Envelope.objects, "create", full)
        with pytest.raises(DatabaseError):
            cast(code, {})
    assert paper_for(code)


def test_nobody_votes_before_the_opening_or_after_the_end(
    users: dict[str, User], unit: str
) -> None:
    ballot = meeting.issuing(users, unit)
    code, *others = every(meeting.print_all(ballot, users["organisation_officer"]))
    with pytest.raises(NotOpen):
        cast(code, {})
    confirm_opening(ballot, by=users["auditor"], on=ON)
    with pytest.raises(NotOpen):
        cast(code, {})
    confirm_opening(ballot, by=users["discipline_officer"], on=ON)
    for other in others[:6]:
        cast(other, {})
    begin_closing(ballot, FIRST, by=users["auditor"], on=ON)
    with pytest.raises(NotOpen):
        cast(code, {})
    finish_closing(ballot, SECOND, by=users["discipline_officer"], on=ON)
    with pytest.raises(NotOpen):
        cast(code, {})


def test_casting_writes_no_entry(users: dict[str, User], unit: str) -> None:
    _, slips = meeting.opened(users, unit)
    before = Entry.objects.count()
    cast(every(slips)[0], {"1": ["agree"]})
    assert Entry.objects.count() == before


# Tokens are given out before voting, to the own phone, once


def test_a_repeated_request_gets_the_same_answer_and_another_one_none(
    users: dict[str, User], unit: str
) -> None:
    ballot = meeting.issuing(users, unit, logins=("head",), phones=True)
    voter = ballot.voters.select_related("user", "ballot").get(user=users["head"])
    key = voter.voter_class.token_key.public
    client = blind.Client.ask(key)
    give_token(voter, client.blinded, by=users["head"], on=ON)
    voter.refresh_from_db()
    assert tokens.signature_for(voter) == tokens.signature_for(voter)
    assert voter.present
    with pytest.raises(NotNow):
        give_token(voter, blind.Client.ask(key).blinded, by=users["head"], on=ON)
    with pytest.raises(Refused):
        check_in(voter, slip=True, by=users["organisation_officer"], on=ON)


def test_no_token_is_given_out_once_voting_is_open(users: dict[str, User], unit: str) -> None:
    ballot = meeting.issuing(users, unit, logins=("head", "official"), phones=True)
    meeting.print_all(ballot, users["organisation_officer"])
    voter = ballot.voters.select_related("user", "ballot").get(user=users["head"])
    meeting.token_for(voter)
    meeting.open_voting(ballot, users)
    late = ballot.voters.select_related("user", "ballot").get(user=users["official"])
    with pytest.raises(NotNow):
        give_token(late, b"\1" * blind.BYTES, by=users["official"], on=ON)
    voter.refresh_from_db()
    assert voter.blinded is None
    with pytest.raises(NotNow):
        tokens.signature_for(voter)
    assert not ballot.classes.exclude(token_key__sealed_private=None).exists()
    check_in(late, slip=True, by=users["organisation_officer"], on=ON)


# The door


def test_a_slip_ticked_for_the_wrong_person_is_put_right(users: dict[str, User], unit: str) -> None:
    ballot = meeting.issuing(users, unit)
    meeting.print_all(ballot, users["organisation_officer"])
    wrong, right = ballot.voters.filter(voter_class__name="中层干部")[:2]
    by = {"by": users["organisation_officer"], "on": ON}
    check_in(wrong, slip=True, **by)
    with pytest.raises(NotNow):
        undo_check_in(wrong, reason="点错", **by)
    move_check_in(wrong, right, reason="点错", **by)
    assert queries.progress(ballot) == (8, 1, 1, 1, 0)
    right.refresh_from_db()
    assert right.received == Voter.Received.SLIP


# Who sees which ballot


def test_a_ballot_is_seen_by_those_whose_it_is(users: dict[str, User], unit: str) -> None:
    ballot = meeting.issuing(users, unit, logins=("official",))
    seen = {name for name, user in users.items() if Ballot.objects.visible_to(user).exists()}
    assert seen == {"organisation_officer", "auditor", "discipline_officer"}
    held = {name for name, user in users.items() if Ballot.objects.held_by(user).exists()}
    assert held == {"organisation_officer"}
    voting = {name for name, user in users.items() if Ballot.objects.for_voter(user).exists()}
    assert voting == {"official"}
    users["personnel_officer"].grants.update(unit_code=ballot.unit_code)
    again = User.objects.get(pk=users["personnel_officer"].pk)
    assert Ballot.objects.visible_to(again).exists()
    again.grants.update(unit_code="DW901")
    assert not Ballot.objects.visible_to(User.objects.get(pk=again.pk)).exists()


def test_a_passphrase_may_be_set_anew_until_the_opening_is_confirmed(
    users: dict[str, User], unit: str
) -> None:
    ballot = meeting.issuing(users, unit)
    before = bytes(ballot.teller_keys.get(teller=users["auditor"]).public)
    set_passphrase(ballot, "another passphrase", by=users["auditor"], on=ON)
    assert bytes(ballot.teller_keys.get(teller=users["auditor"]).public) != before
