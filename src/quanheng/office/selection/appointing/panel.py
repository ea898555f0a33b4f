"""What the page of an appointment's case shows beside its steps."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from django.urls import reverse
from django.utils.http import urlencode

from quanheng.norms.procedure import Procedure
from quanheng.office.meetings.asking import outcomes_of
from quanheng.office.meetings.models import Item, Meeting
from quanheng.office.procedures.facts import facts_of
from quanheng.office.procedures.known import procedures
from quanheng.office.procedures.models import Case
from quanheng.office.procedures.words import Answer, answers
from quanheng.office.records.models import Tenure
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


def shown(case: Case) -> Mapping[str, Any]:
    """The post, the meeting and its votes, the ballots, the objections, links to search."""
    procedure = procedures()[case.procedure]
    nominees = list(case.nominees.select_related("person").order_by("pk"))
    standing = [one for one in nominees if one.out_on is None]
    outcome = outcomes_of(case)
    names = {one.person.code: one.person.name for one in nominees}
    votes = outcome.decisions.items() if outcome else ()
    post = _post(case, procedure)
    on_agenda = _agenda(case)
    return {
        "case": case,
        "post": post,
        "leaders": _leaders(case) if case.unit_id and case.running and not post else [],
        "outcome": outcome,
        "votes": [
            Voted(names.get(code, code), one.agree, one.disagree, one.defer, one.passed)
            for code, one in votes
        ],
        "on_agenda": on_agenda,
        "to_meet": case.running and case.step == "decide" and not (on_agenda or outcome),
        "ballots": list(CaseBallot.objects.filter(case=case).select_related("ballot")),
        "objections": list(
            Objection.objects.filter(nominee__case=case).select_related(
                "nominee__person", "by", "settled_by"
            )
        ),
        "compare": _compare([one.person.code for one in standing]),
        "search": _search(case, procedure),
        "desk": reverse("selection:desk", args=[case.pk]),
        **panel_of(case, met=outcome is not None, people=[one.person for one in standing]),
    }


def _post(case: Case, procedure: Procedure) -> list[Answer]:
    """The post as the motion states it."""
    step = next((one for one in procedure.steps if one.name == "motion"), None)
    move = case.moves.filter(step="motion").order_by("-number").first()
    told = move.answers if move else {}
    return answers(step, {name: told[name] for name in POST if name in told}, {})


def _leaders(case: Case) -> list[Tenure]:
    """Who leads the unit now, heads first: the motion names the post and who leaves it."""
    held = Tenure.objects.current().filter(unit=case.unit_id, leading=True, end=None)
    return list(held.select_related("person").order_by("-chief", "level", "start", "pk"))


def _agenda(case: Case) -> Meeting | None:
    """The meeting, not yet over, on whose agenda the case stands."""
    label = case._meta.label_lower
    found = Item.objects.filter(matter_kind=label, matter_key=str(case.pk)).exclude(
        meeting__state__in=(Meeting.State.CLOSED, Meeting.State.CANCELLED)
    )
    item = found.select_related("meeting").first()
    return item.meeting if item else None


def _compare(codes: list[str]) -> str:
    if len(codes) < 2:
        return ""
    return reverse("selection:compare") + "?" + urlencode([("code", one) for one in codes[:MOST]])


def _search(case: Case, procedure: Procedure) -> str:
    """The search for candidates, with the post of the case filled in."""
    if case.unit is None:
        return ""
    facts = facts_of(case, procedure)
    told = {name: facts.get(f"motion.{name}") for name in SOUGHT}
    asked = {name: "yes" if one is True else one for name, one in told.items() if one}
    return reverse("selection:search") + "?" + urlencode({"unit": case.unit.code, **asked})
