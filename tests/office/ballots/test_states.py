"""Every action in every state: what is not its turn is refused, whoever asks."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction

from quanheng.office.accounts.conditions import Refused
from quanheng.office.accounts.models import User
from quanheng.office.ballots import actions, blind, codes
from quanheng.office.ballots.casting import cast
from quanheng.office.ballots.models import Ballot, Voter
from tests.office.ballots import meeting
from tests.office.ballots.meeting import FIRST, SECOND

pytestmark = pytest.mark.django_db
ON = date(2026, 1, 5)
STATES = ("draft", "issuing", "printed", "confirmed", "open", "closing", "closed", "void")


@pytest.fixture(params=STATES)
def state(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def ballot(state: str, users: dict[str, User], unit: str) -> Ballot:
    """A ballot that has come as far as the state; issuing has three steps."""
    organiser, first, second = meeting.organiser(users), meeting.first(users), meeting.second(users)
    made = meeting.drafted(users, unit, phones=True)
    actions.set_roll(made, meeting.roll_of((2, 6), ("head",)), by=organiser, on=ON)
    slips: dict[int, list[str]] = {}

    def void() -> None:
        actions.void_ballot(made, reason="有误", by=organiser, on=ON)

    def vote() -> None:
        for code in [code for of_class in slips.values() for code in of_class][:6]:
            cast(code, {"1": ["agree"]})

    steps: dict[str, list[Callable[[], Any]]] = {
        "issuing": [
            lambda: actions.begin_issuing(made, by=organiser, on=ON),
            lambda: actions.set_passphrase(made, FIRST, by=first, on=ON),
            lambda: actions.set_passphrase(made, SECOND, by=second, on=ON),
        ],
        "printed": [lambda: slips.update(meeting.print_all(made, organiser))],
        "confirmed": [lambda: actions.confirm_opening(made, by=first, on=ON)],
        "open": [lambda: actions.confirm_opening(made, by=second, on=ON), vote],
        "closing": [lambda: actions.begin_closing(made, FIRST, by=first, on=ON)],
        "closed": [lambda: actions.finish_closing(made, SECOND, by=second, on=ON)],
    }
    for name, doing in steps.items():
        if state == "draft" or (state == "void" and name == "closing"):
            break
        for step in doing:
            step()
        if name == state:
            break
    if state == "void":
        void()
    made.refresh_from_db()
    return made


def plan(users: dict[str, User], ballot: Ballot) -> Any:
    return meeting.plan_for(users, ballot.unit_code, phones=True)


def slips_for(ballot: Ballot) -> dict[int, list[str]]:
    return {kind.pk: codes.new_codes(2) for kind in ballot.classes.all()}


def voter(ballot: Ballot) -> Voter:
    return ballot.voters.select_related("ballot").get(user__username="head")


TURNS: dict[str, tuple[Callable[..., Any], set[str]]] = {
    "change_ballot": (lambda b, p, **t: actions.change_ballot(b, p, **t), {"draft"}),
    "set_roll": (lambda b, _, **t: actions.set_roll(b, meeting.roll_of((2, 6)), **t), {"draft"}),
    "begin_issuing": (lambda b, _, **t: actions.begin_issuing(b, **t), {"draft"}),
    "set_passphrase": (
        lambda b, _, **t: actions.set_passphrase(b, FIRST, **t),
        {"draft", "issuing", "printed"},
    ),
    "print_slips": (lambda b, _, **t: actions.print_slips(b, slips_for(b), **t), {"issuing"}),
    "check_in": (
        lambda b, _, **t: actions.check_in(voter(b), slip=True, **t),
        {"printed", "confirmed", "open"},
    ),
    "give_token": (
        lambda b, _, **t: actions.give_token(voter(b), b"\1" * blind.BYTES, **t),
        {"issuing", "printed", "confirmed"},
    ),
    "confirm_opening": (
        lambda b, _, **t: actions.confirm_opening(b, **t),
        {"printed", "confirmed"},
    ),
    "begin_closing": (lambda b, _, **t: actions.begin_closing(b, FIRST, **t), {"open"}),
    "finish_closing": (lambda b, _, **t: actions.finish_closing(b, SECOND, **t), {"closing"}),
    "void_ballot": (
        lambda b, _, **t: actions.void_ballot(b, reason="有误", **t),
        set(STATES) - {"closed", "void"},
    ),
    "note_recount_export": (lambda b, _, **t: actions.note_recount_export(b, **t), {"closed"}),
}


def test_only_the_action_whose_turn_it_is_does_anything(
    state: str, ballot: Ballot, users: dict[str, User]
) -> None:
    """Each action is tried by every account; one of them succeeds if it is its turn, else none."""
    planned = plan(users, ballot)
    for name, (act, turns) in TURNS.items():
        done = []
        for role, user in users.items():
            try:
                with transaction.atomic():
                    act(ballot, planned, by=user, on=ON)
                    done.append(role)
                    transaction.set_rollback(True)
            except (Refused, PermissionDenied):
                continue
        assert bool(done) is (state in turns), f"{name} in {state}: {done}"
        assert set(done) <= MAY[name], f"{name} in {state}: {done}"


OFFICER, HEAD, ONE, TWO = "organisation_officer", "head", "auditor", "discipline_officer"
MAY = {
    **{key: {OFFICER} for key in ("change_ballot", "set_roll", "begin_issuing", "print_slips")},
    **{key: {OFFICER, ONE, TWO} for key in ("check_in", "void_ballot", "note_recount_export")},
    **{key: {ONE, TWO} for key in ("set_passphrase", "confirm_opening")},
    "give_token": {HEAD},
    "begin_closing": {ONE},
    "finish_closing": {TWO},
}


def test_every_action_has_its_turn() -> None:
    assert {*TURNS, "draft_ballot", "undo_check_in", "move_check_in"} == set(actions.__all__)
