"""What the steps of an appointment do, what other rooms tell of it, and what its page shows."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from quanheng.norms.gate import Value
from quanheng.office.accounts.models import User
from quanheng.office.meetings.asking import Outcome, outcomes_of
from quanheng.office.procedures.facts import facts_of, sheet_facts, standing
from quanheng.office.procedures.known import procedure_of, procedures
from quanheng.office.procedures.models import Case, Move
from quanheng.office.procedures.registry import Effect, effect, panel
from quanheng.office.procedures.supplying import Supplied, supplier
from quanheng.office.records.models import Person, Tenure
from quanheng.office.records.refusals import Refused
from quanheng.office.records.writing import close, locked, moment_after, rewrite
from quanheng.office.selection.appointing.numbers import fractions
from quanheng.office.selection.appointing.panel import shown
from quanheng.office.selection.models import Objection

APPOINTMENT, ADJUSTMENT = "appointment", "adjustment"
"""Procedures that fill a post of a unit, and those about one person's post."""
ENDING = (
    ("notice", "transferred", ""),
    ("notice", "demoted", ""),
    ("notice", "removed", "notice.posts"),
    ("notice", "resigned", "notice.posts"),
    ("settle", "not_fit", "settle.posts"),
)
"""Steps and outcomes that end posts, and where the posts are named; blank for all that are held."""
DAY = timedelta(days=1)
SOURCE = "{case}号办理事项：免去现任职务"
RESTORED = "{case}号办理事项：复核撤销原决定"
SET_ASIDE = (
    "national:selection/removal", "national:selection/demotion", "national:selection/probation",
)  # fmt: skip
"""Procedures whose review gives a post back."""


@supplier(ADJUSTMENT)
def told_of_person(case: Case) -> Supplied:
    """What the meeting decided about the person of the case, and when a public notice is over."""
    outcome = outcomes_of(case)
    votes = _votes(outcome).get(case.subject.code, {})
    return Supplied({**_meeting(outcome), **votes, "objections.after": _after(case)})


@supplier(APPOINTMENT)
def told(case: Case) -> Supplied:
    """What the meeting decided, when the public notice is over, and what came in on it."""
    outcome = outcomes_of(case)
    facts: dict[str, Value] = {**_meeting(outcome), "objections.after": _after(case)}
    waiting = Objection.objects.filter(nominee__case=case, nominee__out_on=None, result="")
    facts["objections.settled"] = not waiting.exists()
    return Supplied(facts, _votes(outcome))


def _meeting(outcome: Outcome | None) -> dict[str, Value]:
    if outcome is None:
        return {}
    return {
        "meeting.closed": True,
        "meeting.first_item": outcome.first_item_ok,
        "meeting.head_last": outcome.head_last_ok,
        "decision.entitled": fractions(outcome.entitled),
        "decision.present": fractions(outcome.present),
    }


def _votes(outcome: Outcome | None) -> Mapping[str, Mapping[str, Value]]:
    if outcome is None:
        return {}
    return {
        code: {
            "decision.agree": fractions(one.agree),
            "decision.disagree": fractions(one.disagree),
            "decision.defer": fractions(one.defer),
        }
        for code, one in outcome.decisions.items()
    }


def _after(case: Case) -> date | None:
    """The day after the last day of the public notice; None while there is none."""
    moves = case.moves.filter(step="publish", outcome="published").order_by("-number")
    answers = next(iter(moves.values_list("answers", flat=True)), None)
    last = (answers or {}).get("to")
    return date.fromisoformat(last) + DAY if last else None


@panel(ADJUSTMENT, "selection/appointing_panel.html")
@panel(APPOINTMENT, "selection/appointing_panel.html")
def appointment(case: Case) -> Mapping[str, Any]:
    """The post, the meeting, the ballots, the papers and the objections of an appointment."""
    return shown(case)


def appointed(case: Case, move: Move, by: User, on: date) -> Effect:
    """Relieve of their present posts those of whom it was said so."""
    procedure = procedure_of(case)
    start = facts_of(case, procedure)["appoint.start"]
    ended: dict[str, list[int]] = {}
    for nominee in standing(case).prefetch_related("sheets"):
        if sheet_facts(nominee, procedure)["appoint.leaves"] is True:
            assert isinstance(start, date)
            ended[nominee.person.code] = end_posts(nominee.person, start, case=case, by=by)
    return Effect({"relieved": ended} if ended else {})


def left(case: Case, move: Move, by: User, on: date) -> Effect:
    """End the posts that somebody leaves: those that were named, or all."""
    assert case.person is not None
    facts = facts_of(case, procedure_of(case), move.answers)
    named = next(fact for step, outcome, fact in ENDING if (step, outcome) == _of(move))
    day = facts[f"{move.step}.day"]
    assert isinstance(day, date)
    posts = str(facts.get(named) or "") if named else None
    ended = end_posts(case.person, day, case=case, by=by, posts=posts)
    return Effect({"ended": ended})


def _of(move: Move) -> tuple[str, str]:
    return move.step, move.outcome


def end_posts(
    person: Person, day: date, *, case: Case, by: User, posts: str | None = None
) -> list[int]:
    """End the posts that a person holds on a day; the keys of the records that now say so.

    ``posts`` names those that end. Raises ``Refused`` for a post that begins on that day or later,
    and where none of those named is held.
    """
    held = Tenure.objects.current().filter(person=person, end=None).order_by("pk")
    wanted = [one for one in held if posts is None or one.title in posts]
    if posts is not None and not wanted:
        titles = _("、").join(one.title for one in held) or _("无")
        raise Refused(_("请按档案中的现任职务填写：%s。") % titles)
    found = []
    for tenure in wanted:
        if tenure.start >= day:
            raise Refused(
                _("%(person)s的“%(post)s”自%(start)s起任职，不早于%(day)s，请核对日期。")
                % {"person": person.name, "post": tenure.title, "start": tenure.start, "day": day}
            )
        source = SOURCE.format(case=case.pk)
        found.append(rewrite(locked(tenure), {"end": day}, by=by, source=source).pk)
    return found


def restored(case: Case, move: Move, by: User, on: date) -> Effect:
    """Give back the posts that the case ended, and take back the one that it filed.

    A review set the decision aside. Posts that were changed since stay as they are.
    """
    assert case.person is not None
    told = SOURCE.format(case=case.pk)
    ended = Tenure.objects.current().filter(person=case.person, source=told)
    back = [
        rewrite(locked(one), {"end": None}, by=by, source=RESTORED.format(case=case.pk)).pk
        for one in ended.order_by("pk")
    ]
    filed = set(case.filed.values())
    gone = list(Tenure.objects.current().filter(pk__in=filed, person=case.person).order_by("pk"))
    for one in gone:
        close(locked(one), moment_after(one))
    return Effect({"restored": back, "taken_back": [one.pk for one in gone]})


def _register() -> None:
    """Let these functions be called for every procedure, of whichever pack, that has the step."""
    for one in procedures().values():
        steps = {step.name: {way.name for way in step.outcomes} for step in one.steps}
        if one.family == APPOINTMENT and "appointed" in steps.get("appoint", ()):
            effect(one.id, "appoint", "appointed")(appointed)
        if one.family == ADJUSTMENT:
            for step, outcome, _fact in ENDING:
                if outcome in steps.get(step, ()):
                    effect(one.id, step, outcome)(left)
            if one.id in SET_ASIDE and "changed" in steps.get("review", ()):
                effect(one.id, "review", "changed")(restored)


_register()
