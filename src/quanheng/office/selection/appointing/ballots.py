"""A ballot drawn up from a case: its names, its roll without relatives, and its counts."""

from datetime import date
from typing import NamedTuple

from django.db import transaction
from django.utils.translation import gettext as _

from quanheng.office.accounts.models import User
from quanheng.office.ballots.actions import draft_ballot, set_roll
from quanheng.office.ballots.models import Ballot
from quanheng.office.ballots.paper import Form
from quanheng.office.ballots.plan import ClassOf, Named, Plan
from quanheng.office.ballots.queries import result
from quanheng.office.procedures.actions import fill_sheet
from quanheng.office.procedures.facts import standing, typed
from quanheng.office.procedures.kin import relatives_of_each
from quanheng.office.procedures.known import lawful_for
from quanheng.office.procedures.models import Case
from quanheng.office.procedures.sheets import sheets_now
from quanheng.office.records.models import Tenure
from quanheng.office.records.queries.people import in_force
from quanheng.office.records.refusals import Refused
from quanheng.office.selection.appointing.actions import link_ballot
from quanheng.office.selection.models import CaseBallot

VOTES = "votes"
"""What a step asks about every nominee that a ballot can answer."""
CLASS = "领导干部"


class Drawn(NamedTuple):
    """A roll drawn up from the case, and whom it leaves out as a relative of a nominee."""

    roll: list[Named]
    kin: list[str]


def roll_of(case: Case, on: date) -> Drawn:
    """The leaders in post in the unit that the case is about and above it, without relatives.

    Whoever is put forward votes as everybody does; relatives of a nominee do not. Six queries.
    """
    assert case.unit is not None
    held = Tenure.objects.current().filter(
        in_force(on), unit__path__startswith=case.unit.path, leading=True
    )
    posts = list(held.select_related("person", "unit").order_by("unit__path", "level", "start"))
    codes = [one.person.code for one in posts]
    users = {
        one.person_code: one for one in User.objects.filter(is_active=True, person_code__in=codes)
    }
    those = [
        users.get(one.person.code) or User(name=one.person.name, person_code=one.person.code)
        for one in posts
    ]
    nominees = set(case.nominees.values_list("person", flat=True))
    roll: dict[int, Named] = {}
    kin = []
    for post, user, related in zip(posts, those, relatives_of_each(those), strict=True):
        if post.person_id in roll:
            continue
        if nominees & related - {post.person_id}:
            kin.append(post.person.name)
            continue
        place = f"{post.unit}{post.title}"
        roll[post.person_id] = Named(post.person.name, place, CLASS, user.get_username())
    return Drawn(list(roll.values()), kin)


@transaction.atomic
def hold_ballot(
    case: Case, title: str, tellers: tuple[User, User], *, phones: bool, by: User, on: date
) -> Ballot:
    """Draft a recommendation ballot with the names of the case, and its roll.

    Three entries: the ballot, its roll, and that it belongs to the case. Raises ``Refused`` where
    nobody is put forward yet, and for what the ballot itself refuses.
    """
    assert case.place is not None
    people = list(standing(case))
    if not people:
        raise Refused(_("还没有人选，请先登记。"))
    subjects = [{"key": one.person.code, "name": one.person.name, "note": ""} for one in people]
    places = typed_places(case, on)
    paper = {"subjects": subjects, "most": max(1, min(places, len(people))), "write_ins": 0}
    plan = Plan(
        title, Form.RECOMMENDATION, case.place.code, *tellers, paper, [ClassOf(CLASS)],
        phones=phones,
    )  # fmt: skip
    entry = draft_ballot(plan, by=by, on=on)
    ballot = Ballot.objects.get(pk=entry.about_key)
    set_roll(ballot, roll_of(case, on).roll, by=by, on=on)
    link_ballot(case, ballot, by=by, on=on)
    return ballot


def typed_places(case: Case, on: date) -> int:
    """How many places the motion of a case names; 1 where it does not."""
    procedure = lawful_for(case, on).procedure
    asks = {ask.name: ask for step in procedure.steps if step.name == "motion" for ask in step.asks}
    move = case.moves.filter(step="motion").order_by("-number").first()
    kept = move.answers.get("places") if move else None
    number = typed(asks["places"], kept) if kept and "places" in asks else None
    return int(number) if number else 1  # type: ignore[call-overload]


@transaction.atomic
def take_counts(linked: CaseBallot, *, by: User, on: date) -> int:
    """Enter the counts of a closed ballot about each nominee; for how many.

    One entry for each. Raises ``Refused`` while nothing is counted, and after the step.
    """
    case, ballot = linked.case, linked.ballot
    if not ballot.counted or linked.stay != case.stay:
        raise Refused(_("投票尚未计票，或这一步已经办完。"))
    votes = {one.subject.key: one.votes for one in result(ballot).standings}
    procedure = lawful_for(case, on).procedure
    asks = {ask.name: ask for ask in procedure.step(case.step).each}
    sheets = sheets_now(case)
    done = 0
    for nominee in standing(case):
        if nominee.person.code in votes and VOTES in asks:
            sheet = sheets.get(nominee.pk)
            kept = {
                name: typed(asks[name], value)
                for name, value in (sheet.answers if sheet else {}).items()
                if name in asks
            }
            answers = {**kept, VOTES: votes[nominee.person.code]}
            fill_sheet(nominee, answers, by=by, on=on)
            done += 1
    return done
