"""What the page of an appointment's case shows beside its steps."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.timezone import localdate

from quanheng.norms.procedure import Procedure
from quanheng.office.accounts.models import User
from quanheng.office.accounts.powers import Power, powers_of
from quanheng.office.meetings.asking import agenda_in, items_about, outcome_in
from quanheng.office.procedures.facts import entered_in
from quanheng.office.procedures.known import procedures
from quanheng.office.procedures.models import Case, Nominee
from quanheng.office.procedures.reading import Reading
from quanheng.office.procedures.words import Answer, answers
from quanheng.office.records.models import Tenure
from quanheng.office.selection.appointing.actions import NOTICED
from quanheng.office.selection.appointing.others import seen_of
from quanheng.office.selection.models import CaseBallot, Objection
from quanheng.office.selection.papers.queries import panel_of

FEWEST, MOST = 2, 5
"""People who stand side by side."""
POST = ("title", "level", "leading", "chief", "role", "places", "term")
SOUGHT = ("title", "level", "chief", "role", "term", "leaving")


class Voted(NamedTuple):
    """How a meeting voted on one nominee."""

    person: str
    agree: int | None
    disagree: int | None
    defer: int | None
    passed: bool | None


def shown(read: Reading, user: User) -> Mapping[str, Any]:
    """The post, other cases for it, the meeting and its votes, ballots, objections, links."""
    case, procedure = read.case, procedures()[read.case.procedure]
    standing, items = read.standing, read.once(items_about)
    outcome, on_agenda = outcome_in(items), agenda_in(items)
    names = {one.person.code: one.person.name for one in read.people}
    votes = outcome.decisions.items() if outcome else ()
    post = _post(read, procedure)
    others = seen_of(read, user) if case.running else []
    return {
        "case": case,
        "post": post,
        "leaders": _leaders(case) if case.unit_id and case.running and not post else [],
        "others": others,
        "same_post": any(one.same for one in others),
        "outcome": outcome,
        "votes": [
            Voted(names.get(code, code), one.agree, one.disagree, one.defer, one.passed)
            for code, one in votes
        ],
        "on_agenda": on_agenda,
        "to_meet": case.running and case.step == "decide" and not (on_agenda or outcome),
        "ballots": list(CaseBallot.objects.filter(case=case).select_related("ballot")),
        "objections": objections_in(read),
        "compare": _compare(standing, user),
        "search": _search(read, procedure, user),
        "desk": reverse("selection:desk", args=[case.pk]),
        **panel_of(case, met=outcome is not None, people=[one.person for one in standing]),
    }


def objections_in(read: Reading) -> list[Objection]:
    """Everything that came in on the public notice, with those whom it is about.

    One query; none before the case came to its notice.
    """
    reached = {read.case.step, *(move.step for move in read.moves)}
    return [] if reached.isdisjoint(NOTICED) else read.once(_objections)


def _objections(case: Case) -> list[Objection]:
    found = Objection.objects.filter(nominee__case=case)
    return list(found.select_related("nominee__person", "by", "settled_by"))


def _post(read: Reading, procedure: Procedure) -> list[Answer]:
    """The post as the motion states it."""
    step = next((one for one in procedure.steps if one.name == "motion"), None)
    told = read.last("motion")
    return answers(step, {name: told[name] for name in POST if name in told}, {})


def _leaders(case: Case) -> list[Tenure]:
    """Who leads the unit now, heads first: the motion names the post and who leaves it."""
    held = Tenure.objects.current().filter(unit=case.unit_id, leading=True, end=None)
    return list(held.select_related("person").order_by("-chief", "level", "start", "pk"))


def _compare(standing: Sequence[Nominee], user: User) -> str:
    """Those who still stand side by side, for whoever may see that."""
    codes = [one.person.code for one in standing]
    if len(codes) < FEWEST or Power.SEE_TEAMS not in powers_of(user, localdate()):
        return ""
    return reverse("selection:compare") + "?" + urlencode([("code", one) for one in codes[:MOST]])


def _search(read: Reading, procedure: Procedure, user: User) -> str:
    """The search for candidates, with the post of the case filled in, for whoever may search."""
    if read.case.unit is None or Power.MANAGE_SELECTION not in powers_of(user, localdate()):
        return ""
    facts = entered_in(read, procedure)
    told = {name: facts.get(f"motion.{name}") for name in SOUGHT}
    asked = {name: "yes" if one is True else one for name, one in told.items() if one}
    return reverse("selection:search") + "?" + urlencode({"unit": read.case.unit.code, **asked})
