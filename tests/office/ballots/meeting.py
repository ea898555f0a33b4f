"""A meeting at which a vote is held: what tests of ballots share."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from quanheng.office.accounts.models import User
from quanheng.office.ballots import blind, codes, tokens
from quanheng.office.ballots.actions import (
    begin_closing,
    begin_issuing,
    check_in,
    confirm_opening,
    draft_ballot,
    finish_closing,
    give_token,
    print_slips,
    set_passphrase,
    set_roll,
)
from quanheng.office.ballots.models import Ballot, TokenKey, Voter
from quanheng.office.ballots.plan import ClassOf, Named, Plan

ON = date(2026, 1, 5)
FIRST = "first teller's passphrase"
SECOND = "second teller's passphrase"
NAMES = ("甲", "乙", "丙")
PAPERS: Mapping[str, Mapping[str, Any]] = {
    "recommendation": {"most": 2, "write_ins": 1},
    "evaluation": {"dimensions": ["德", "能"]},
    "decision": {},
    "mutual": {"dimensions": [""]},
    "projects": {"most": 2},
}
CLASSES = (ClassOf("班子成员", 3), ClassOf("中层干部", 1))


def organiser(users: Mapping[str, User]) -> User:
    return users["organisation_officer"]


def first(users: Mapping[str, User]) -> User:
    return users["auditor"]


def second(users: Mapping[str, User]) -> User:
    return users["discipline_officer"]


def plan_for(users: Mapping[str, User], unit: str, form: str = "decision", **more: Any) -> Plan:
    subjects = [{"key": str(key), "name": name} for key, name in enumerate(NAMES, 1)]
    told: dict[str, Any] = {
        "title": "干部任用票决",
        "form": form,
        "unit_code": unit,
        "first_teller": first(users),
        "second_teller": second(users),
        "paper": {"subjects": subjects, **PAPERS[form]},
        "classes": CLASSES,
    }
    return Plan(**{**told, **more})


def roll_of(sizes: Sequence[int], logins: Sequence[str] = ()) -> list[Named]:
    """So many of each class; the first ones have accounts."""
    every = [kind.name for kind, size in zip(CLASSES, sizes, strict=True) for _ in range(size)]
    return [
        Named(f"投票人{place}", "某局", name, logins[place] if place < len(logins) else "")
        for place, name in enumerate(every)
    ]


def drafted(users: Mapping[str, User], unit: str, form: str = "decision", **more: Any) -> Ballot:
    entry = draft_ballot(plan_for(users, unit, form, **more), by=organiser(users), on=ON)
    return Ballot.objects.get(pk=entry.about_key)


def issuing(
    users: Mapping[str, User],
    unit: str,
    form: str = "decision",
    *,
    sizes: Sequence[int] = (2, 6),
    logins: Sequence[str] = (),
    **more: Any,
) -> Ballot:
    """A ballot for which slips and tokens may be handed out, with both passphrases set."""
    ballot = drafted(users, unit, form, **more)
    set_roll(ballot, roll_of(sizes, logins), by=organiser(users), on=ON)
    begin_issuing(ballot, by=organiser(users), on=ON)
    set_passphrase(ballot, FIRST, by=first(users), on=ON)
    set_passphrase(ballot, SECOND, by=second(users), on=ON)
    ballot.refresh_from_db()
    return ballot


def print_all(ballot: Ballot, by: User) -> dict[int, list[str]]:
    """Slips for everybody and some to spare; returns the codes by class."""
    made = {
        kind.pk: codes.new_codes(codes.amount(kind.voters.count())) for kind in ballot.classes.all()
    }
    print_slips(ballot, made, by=by, on=ON)
    return made


def open_voting(ballot: Ballot, users: Mapping[str, User]) -> Ballot:
    confirm_opening(ballot, by=first(users), on=ON)
    confirm_opening(ballot, by=second(users), on=ON)
    ballot.refresh_from_db()
    return ballot


def opened(
    users: Mapping[str, User], unit: str, form: str = "decision", **more: Any
) -> tuple[Ballot, dict[int, list[str]]]:
    """An open ballot with its slips, by class; everybody has drawn one."""
    ballot = issuing(users, unit, form, **more)
    slips = print_all(ballot, organiser(users))
    for voter in ballot.voters.filter(received=Voter.Received.NONE):
        check_in(voter, slip=True, by=organiser(users), on=ON)
    return open_voting(ballot, users), slips


def token_for(voter: Voter) -> str:
    """What the voter's phone does: ask, take the blinding off, keep the token."""
    key = TokenKey.objects.get(voter_class=voter.voter_class_id)
    client = blind.Client.ask(key.public)
    assert voter.user is not None
    give_token(voter, client.blinded, by=voter.user, on=ON)
    voter.refresh_from_db()
    signature = client.finalize(tokens.signature_for(voter))
    return tokens.Token(voter.voter_class_id, client.prepared, signature).written()


def close(ballot: Ballot, users: Mapping[str, User]) -> Ballot:
    begin_closing(ballot, FIRST, by=first(users), on=ON)
    finish_closing(ballot, SECOND, by=second(users), on=ON)
    ballot.refresh_from_db()
    return ballot
