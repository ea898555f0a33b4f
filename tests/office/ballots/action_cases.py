"""What the actions of the ballots app do."""

from typing import Any

from quanheng.office.accounts.models import User
from quanheng.office.ballots import blind, codes
from quanheng.office.ballots.actions import (
    begin_closing,
    begin_issuing,
    change_ballot,
    check_in,
    confirm_opening,
    draft_ballot,
    finish_closing,
    give_token,
    move_check_in,
    note_recount_export,
    print_slips,
    set_passphrase,
    set_roll,
    undo_check_in,
    void_ballot,
)
from quanheng.office.ballots.casting import cast
from quanheng.office.ballots.counting import Basis, Threshold
from quanheng.office.ballots.models import Ballot, Voter
from quanheng.office.ballots.plan import ClassOf, Named
from quanheng.office.records.models import Unit
from tests.office.action_case import Case, World
from tests.office.ballots import meeting
from tests.office.ballots.meeting import FIRST, SECOND

ORGANISER, TELLER, OTHER = "organisation_officer", "auditor", "discipline_officer"
REASON = "登记有误"


def unit(world: World) -> str:
    assert world.district
    return str(Unit.objects.order_by("path")[0].code)


def told(world: World, by: str = ORGANISER) -> dict[str, Any]:
    return {"by": world.users[by], "on": world.on}


def planned(world: World, code: str, **more: Any) -> Any:
    return meeting.plan_for(world.users, code, **more)


def draft(world: World) -> Ballot:
    return meeting.drafted(world.users, unit(world))


def with_roll(world: World, **more: Any) -> Ballot:
    ballot = meeting.drafted(world.users, unit(world), **more)
    set_roll(ballot, meeting.roll_of((2, 6), ("head",)), **told(world))
    return ballot


def issuing(world: World) -> Ballot:
    return meeting.issuing(world.users, unit(world), logins=("head",), phones=True)


def printed(world: World) -> Ballot:
    ballot = issuing(world)
    meeting.print_all(ballot, world.users[ORGANISER])
    return ballot


def confirmed(world: World) -> Ballot:
    ballot = printed(world)
    confirm_opening(ballot, **told(world, TELLER))
    return ballot


def voting(world: World) -> Ballot:
    ballot, slips = meeting.opened(world.users, unit(world))
    for code in [code for made in slips.values() for code in made][:6]:
        cast(code, {"1": ["agree"]})
    return ballot


def closing(world: World) -> Ballot:
    ballot = voting(world)
    begin_closing(ballot, FIRST, **told(world, TELLER))
    return ballot


def closed(world: World) -> Ballot:
    ballot = closing(world)
    finish_closing(ballot, SECOND, **told(world, OTHER))
    return ballot


def voter(ballot: Ballot, place: int = 0) -> Voter:
    return ballot.voters.order_by("name")[place]


def codes_for(ballot: Ballot, more: int = 0) -> dict[int, list[str]]:
    return {
        kind.pk: codes.new_codes(codes.amount(kind.voters.count()) + more)
        for kind in ballot.classes.all()
    }


def present(world: World, slip: bool) -> Ballot:
    ballot = printed(world)
    check_in(voter(ballot), slip=slip, **told(world))
    return ballot


def unit_and_a_disabled_account(world: World) -> str:
    User.objects.filter(pk=world.users["petition_officer"].pk).update(is_active=False)
    world.users["petition_officer"].refresh_from_db()
    return unit(world)


HALF = Threshold(1, 2, Basis.VALID, strict=True)

CASES = [
    Case(
        "ballots.actions.draft_ballot",
        says="ballot drafted",
        before=unit_and_a_disabled_account,
        works=lambda world, code: draft_ballot(planned(world, code), **told(world)),
        refused=[
            lambda world, code: draft_ballot(planned(world, code), **told(world, "head")),
            lambda world, code: draft_ballot(planned(world, code), **told(world, TELLER)),
            lambda world, code: draft_ballot(planned(world, "没有"), **told(world)),
            lambda world, code: draft_ballot(planned(world, code, title=" "), **told(world)),
            lambda world, code: draft_ballot(planned(world, code, floor=4), **told(world)),
            lambda world, code: draft_ballot(planned(world, code, slips=False), **told(world)),
            lambda world, code: draft_ballot(planned(world, code, classes=()), **told(world)),
            lambda world, code: draft_ballot(planned(world, code, quorum=HALF), **told(world)),
            lambda world, code: draft_ballot(planned(world, code, warning=(1, 3)), **told(world)),
            lambda world, code: draft_ballot(planned(world, code, paper={}), **told(world)),
            lambda world, code: draft_ballot(
                planned(world, code, second_teller=world.users[TELLER]), **told(world)
            ),
            lambda world, code: draft_ballot(
                planned(world, code, first_teller=world.users[ORGANISER]), **told(world)
            ),
            lambda world, code: draft_ballot(
                planned(world, code, first_teller=world.users["petition_officer"]), **told(world)
            ),
            lambda world, code: draft_ballot(
                planned(world, code, classes=[ClassOf("甲"), ClassOf("甲")]), **told(world)
            ),
        ],
    ),
    Case(
        "ballots.actions.change_ballot",
        says="ballot changed",
        before=with_roll,
        works=lambda world, ballot: change_ballot(
            ballot,
            planned(world, ballot.unit_code, form="recommendation", title="民主推荐"),
            **told(world),
        ),
        refused=[
            lambda world, ballot: change_ballot(
                ballot, planned(world, ballot.unit_code), **told(world, OTHER)
            ),
            lambda world, ballot: change_ballot(
                ballot, planned(world, ballot.unit_code), **told(world, "head")
            ),
            lambda world, ballot: change_ballot(
                ballot, planned(world, ballot.unit_code, classes=[ClassOf("甲")]), **told(world)
            ),
        ],
    ),
    Case(
        "ballots.actions.set_roll",
        says="roll set",
        before=with_roll,
        works=lambda world, ballot: set_roll(
            ballot, meeting.roll_of((1, 5), ("official",)), **told(world)
        ),
        refused=[
            lambda world, ballot: set_roll(ballot, [], **told(world)),
            lambda world, ballot: set_roll(ballot, [Named("", "", "中层干部")], **told(world)),
            lambda world, ballot: set_roll(ballot, [Named("甲", "", "没有")], **told(world)),
            lambda world, ballot: set_roll(
                ballot, [Named("甲", "", "中层干部", "没有")], **told(world)
            ),
            lambda world, ballot: set_roll(
                ballot, [Named("甲", "", "中层干部")] * 2, **told(world)
            ),
            lambda world, ballot: set_roll(
                ballot,
                [Named("甲", "", "中层干部", "head"), Named("乙", "", "中层干部", "head")],
                **told(world),
            ),
            lambda world, ballot: set_roll(
                ballot, meeting.roll_of((1, 5)), **told(world, "official")
            ),
        ],
    ),
    Case(
        "ballots.actions.begin_issuing",
        says="issuing begun",
        before=lambda world: with_roll(world, phones=True),
        works=lambda world, ballot: begin_issuing(ballot, **told(world)),
        refused=[
            lambda world, ballot: begin_issuing(ballot, **told(world, TELLER)),
            lambda world, ballot: begin_issuing(ballot, **told(world, "head")),
        ],
    ),
    Case(
        "ballots.actions.set_passphrase",
        says="teller passphrase set",
        before=draft,
        works=lambda world, ballot: set_passphrase(ballot, FIRST, **told(world, TELLER)),
        refused=[
            lambda world, ballot: set_passphrase(ballot, FIRST, **told(world)),
            lambda world, ballot: set_passphrase(ballot, FIRST, **told(world, "head")),
            lambda world, ballot: set_passphrase(ballot, "short", **told(world, TELLER)),
            lambda world, ballot: set_passphrase(ballot, "a" * 20, **told(world, TELLER)),
            lambda world, ballot: begin_issuing(ballot, **told(world)),
            lambda world, ballot: note_recount_export(ballot, **told(world)),
        ],
    ),
    Case(
        "ballots.actions.set_passphrase",
        says="teller passphrase set",
        before=issuing,
        works=lambda world, ballot: set_passphrase(ballot, SECOND, **told(world, OTHER)),
        refused=[
            lambda world, ballot: confirm_opening(ballot, **told(world, TELLER)),
        ],
    ),
    Case(
        "ballots.actions.print_slips",
        says="slips printed",
        before=issuing,
        works=lambda world, ballot: print_slips(ballot, codes_for(ballot), **told(world)),
        refused=[
            lambda world, ballot: print_slips(ballot, codes_for(ballot, 1), **told(world)),
            lambda world, ballot: print_slips(ballot, {}, **told(world)),
            lambda world, ballot: print_slips(
                ballot, {key: ["A" * 17] for key in codes_for(ballot)}, **told(world)
            ),
            lambda world, ballot: print_slips(
                ballot, dict.fromkeys(codes_for(ballot), codes.new_codes(2)), **told(world)
            ),
            lambda world, ballot: print_slips(ballot, codes_for(ballot), **told(world, TELLER)),
        ],
    ),
    Case(
        "ballots.actions.check_in",
        says="voter checked in",
        before=printed,
        works=lambda world, ballot: check_in(voter(ballot), slip=True, **told(world)),
        refused=[
            lambda world, ballot: check_in(voter(ballot), slip=True, **told(world, "head")),
        ],
    ),
    Case(
        "ballots.actions.check_in",
        says="voter checked in",
        before=lambda world: present(world, slip=True),
        works=lambda world, ballot: check_in(voter(ballot, 1), slip=False, **told(world, TELLER)),
        refused=[
            lambda world, ballot: check_in(voter(ballot), slip=True, **told(world)),
            lambda world, ballot: check_in(voter(ballot), slip=False, **told(world)),
        ],
    ),
    Case(
        "ballots.actions.undo_check_in",
        says="check-in undone",
        before=lambda world: present(world, slip=False),
        works=lambda world, ballot: undo_check_in(voter(ballot), reason=REASON, **told(world)),
        refused=[
            lambda world, ballot: undo_check_in(voter(ballot), reason=" ", **told(world)),
            lambda world, ballot: undo_check_in(voter(ballot, 1), reason=REASON, **told(world)),
            lambda world, ballot: undo_check_in(
                voter(ballot), reason=REASON, **told(world, "head")
            ),
        ],
    ),
    Case(
        "ballots.actions.move_check_in",
        says="check-in moved",
        before=lambda world: present(world, slip=True),
        works=lambda world, ballot: move_check_in(
            voter(ballot), voter(ballot, 1), reason=REASON, **told(world)
        ),
        refused=[
            lambda world, ballot: move_check_in(
                voter(ballot), voter(ballot, 5), reason=REASON, **told(world)
            ),
            lambda world, ballot: move_check_in(
                voter(ballot, 1), voter(ballot), reason=REASON, **told(world)
            ),
            lambda world, ballot: move_check_in(
                voter(ballot), voter(ballot, 1), reason="", **told(world)
            ),
            lambda world, ballot: undo_check_in(voter(ballot), reason=REASON, **told(world)),
        ],
    ),
    Case(
        "ballots.actions.give_token",
        says="token given",
        before=issuing,
        works=lambda world, ballot: give_token(
            voter(ballot), b"\1" * blind.BYTES, **told(world, "head")
        ),
        refused=[
            lambda world, ballot: give_token(
                voter(ballot), b"\1" * blind.BYTES, **told(world, "official")
            ),
            lambda world, ballot: give_token(
                voter(ballot, 1), b"\1" * blind.BYTES, **told(world, "head")
            ),
            lambda world, ballot: give_token(voter(ballot), b"\1", **told(world, "head")),
        ],
    ),
    Case(
        "ballots.actions.confirm_opening",
        says="opening confirmed",
        before=printed,
        works=lambda world, ballot: confirm_opening(ballot, **told(world, TELLER)),
        refused=[
            lambda world, ballot: confirm_opening(ballot, **told(world, OTHER)),
            lambda world, ballot: confirm_opening(ballot, **told(world)),
        ],
    ),
    Case(
        "ballots.actions.confirm_opening",
        says="voting opened",
        before=confirmed,
        works=lambda world, ballot: confirm_opening(ballot, **told(world, OTHER)),
        refused=[
            lambda world, ballot: confirm_opening(ballot, **told(world, TELLER)),
            lambda world, ballot: set_passphrase(ballot, SECOND, **told(world, OTHER)),
        ],
    ),
    Case(
        "ballots.actions.begin_closing",
        says="voting ended",
        before=voting,
        works=lambda world, ballot: begin_closing(ballot, FIRST, **told(world, TELLER)),
        refused=[
            lambda world, ballot: begin_closing(ballot, SECOND, **told(world, TELLER)),
            lambda world, ballot: begin_closing(ballot, SECOND, **told(world, OTHER)),
            lambda world, ballot: finish_closing(ballot, SECOND, **told(world, OTHER)),
            lambda world, ballot: begin_closing(ballot, FIRST, **told(world)),
        ],
    ),
    Case(
        "ballots.actions.finish_closing",
        says="votes counted",
        before=closing,
        works=lambda world, ballot: finish_closing(ballot, SECOND, **told(world, OTHER)),
        refused=[
            lambda world, ballot: finish_closing(ballot, FIRST, **told(world, OTHER)),
            lambda world, ballot: finish_closing(ballot, FIRST, **told(world, TELLER)),
            lambda world, ballot: begin_closing(ballot, FIRST, **told(world, TELLER)),
        ],
    ),
    Case(
        "ballots.actions.void_ballot",
        says="ballot voided",
        before=voting,
        works=lambda world, ballot: void_ballot(ballot, reason=REASON, **told(world)),
        refused=[
            lambda world, ballot: void_ballot(ballot, reason="", **told(world)),
            lambda world, ballot: void_ballot(ballot, reason=REASON, **told(world, "head")),
        ],
    ),
    Case(
        "ballots.actions.note_recount_export",
        says="recount exported",
        before=closed,
        works=lambda world, ballot: note_recount_export(ballot, **told(world, TELLER)),
        refused=[
            lambda world, ballot: note_recount_export(ballot, **told(world, "head")),
            lambda world, ballot: void_ballot(ballot, reason=REASON, **told(world)),
        ],
    ),
]
