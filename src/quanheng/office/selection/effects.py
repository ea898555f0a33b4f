"""What the steps of an appointment do, what other rooms tell of it, and what its page shows."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from quanheng.norms.gate import Value
from quanheng.norms.kinds import Level
from quanheng.office.accounts.models import User
from quanheng.office.meetings.asking import Outcome, items_about, outcome_in
from quanheng.office.procedures.facts import facts_of, sheet_facts, standing
from quanheng.office.procedures.known import procedure_of, procedures
from quanheng.office.procedures.models import Case, Move
from quanheng.office.procedures.reading import Reading
from quanheng.office.procedures.registry import Effect, Packed, effect, packed, panel
from quanheng.office.procedures.supplying import Supplied, supplier
from quanheng.office.records.models import Person, Tenure
from quanheng.office.records.refusals import Refused
from quanheng.office.records.writing import close, locked, moment_after, rewrite
from quanheng.office.selection.appointing.numbers import fractions
from quanheng.office.selection.appointing.others import told_of_others
from quanheng.office.selection.appointing.panel import objections_in, shown
from quanheng.office.selection.appointing.village_cases import VILLAGES, assessed, near
from quanheng.office.selection.papers.packing import packed_papers

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
def told_of_person(read: Reading) -> Supplied:
    """What the meeting decided about the person of the case, and when a public notice is over."""
    outcome = outcome_in(read.once(items_about))
    votes = _votes(outcome).get(read.case.subject.code, {})
    return Supplied({**_meeting(outcome), **votes, "objections.after": _after(read)})


@supplier(VILLAGES)
def told_of_notice(read: Reading) -> Supplied:
    """When a public notice is over, whether what came in is settled; where graduates go."""
    facts: dict[str, Value] = {
        "objections.after": _after(read), "objections.settled": _settled(read),
    }  # fmt: skip
    return Supplied(facts, read.once(near))


def _settled(read: Reading) -> bool:
    told = objections_in(read)
    return all(one.result for one in told if one.nominee.out_on is None)


@supplier(APPOINTMENT)
def told(read: Reading) -> Supplied:
    """What the meeting decided, what came in on the notice, and other cases for the post."""
    outcome = outcome_in(read.once(items_about))
    facts: dict[str, Value] = {**_meeting(outcome), "objections.after": _after(read)}
    facts["objections.settled"] = _settled(read)
    facts |= told_of_others(read)
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


def _after(read: Reading) -> date | None:
    """The day after the last day of the public notice; None while there is none."""
    last = read.last("publish", "published").get("to")
    return date.fromisoformat(last) + DAY if last else None


@panel(ADJUSTMENT, "selection/appointing_panel.html")
@panel(APPOINTMENT, "selection/appointing_panel.html")
def appointment(read: Reading, user: User) -> Mapping[str, Any]:
    """The post, the meeting, the ballots, the papers and the objections of an appointment."""
    return shown(read, user)


@packed(APPOINTMENT)
def papers(case: Case) -> Packed:
    """The official papers of an appointment."""
    return packed_papers(case)


@panel(VILLAGES, "selection/villages_panel.html")
def of_villages(read: Reading, user: User) -> Mapping[str, Any]:
    """Where objections to a public notice are taken in, and where the register is read."""
    steps = [step.name for step in procedures()[read.case.procedure].steps]
    desk = reverse("selection:desk", args=[read.case.pk]) if "publish" in steps else ""
    return {"case": read.case, "desk": desk}


def appointed(case: Case, move: Move, by: User, on: date) -> Effect:
    """Relieve of their present posts, or of those in villages, those of whom it was said so."""
    procedure = procedure_of(case)
    start = facts_of(case, procedure)[f"{move.step}.start"]
    ended: dict[str, list[int]] = {}
    for nominee in standing(case).prefetch_related("sheets"):
        if sheet_facts(nominee, procedure)[f"{move.step}.leaves"] is True:
            assert isinstance(start, date)
            posts = _held(nominee.person, case, nominee.filed.get(f"{move.step}.tenure"))
            if procedure.family == VILLAGES:
                posts = posts.filter(level=Level.VILLAGE)
            ended[nominee.person.code] = end_posts(posts, start, case=case, by=by)
    return Effect({"relieved": ended} if ended else {})


def _held(person: Person, case: Case, filed: int | None) -> "QuerySet[Tenure]":
    """What somebody holds beside the post that the case has filed.

    A case that is taken up again ends anew what it had ended before.
    """
    held = Q(end=None) | Q(source=SOURCE.format(case=case.pk))
    return Tenure.objects.current().filter(held, person=person).exclude(pk=filed or 0)


def left(case: Case, move: Move, by: User, on: date) -> Effect:
    """End the posts that somebody leaves: those that were named, or all."""
    assert case.person is not None
    facts = facts_of(case, procedure_of(case), move.answers)
    named = next(fact for step, outcome, fact in ENDING if (step, outcome) == _of(move))
    day = facts[f"{move.step}.day"]
    assert isinstance(day, date)
    held = _held(case.person, case, case.filed.get("tenure"))
    posts = _named(held, str(facts.get(named) or "")) if named else held
    return Effect({"ended": end_posts(posts, day, case=case, by=by)})


def _named(held: "QuerySet[Tenure]", titles: str) -> list[Tenure]:
    """Those of some posts that are named; raises ``Refused`` where none of them is."""
    found = [one for one in held.order_by("pk") if one.title in titles]
    if not found:
        known = _("、").join(one.title for one in held) or _("无")
        raise Refused(_("请按档案中的现任职务填写：%s。") % known)
    return found


def _of(move: Move) -> tuple[str, str]:
    return move.step, move.outcome


def end_posts(posts: Iterable[Tenure], day: date, *, case: Case, by: User) -> list[int]:
    """End posts on a day; the keys of the records that now say so.

    Raises ``Refused`` for a post that begins on that day or later.
    """
    found = []
    for tenure in sorted(posts, key=lambda one: one.pk):
        if tenure.start >= day:
            raise Refused(
                _("%(person)s的“%(post)s”自%(start)s起任职，不早于%(day)s，请核对日期。")
                % {
                    "person": tenure.person.name,
                    "post": tenure.title,
                    "start": tenure.start,
                    "day": day,
                }
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


VILLAGE_STEPS = {
    ("hire", "hired"): appointed,
    ("assess", "assessed"): assessed,
}


def _register() -> None:
    """Let these functions be called for every procedure, of whichever pack, that has the step."""
    for one in procedures().values():
        steps = {step.name: {way.name for way in step.outcomes} for step in one.steps}
        if one.family == APPOINTMENT and "appointed" in steps.get("appoint", ()):
            effect(one.id, "appoint", "appointed")(appointed)
        if one.family == VILLAGES:
            for (step, outcome), function in VILLAGE_STEPS.items():
                if outcome in steps.get(step, ()):
                    effect(one.id, step, outcome)(function)
        if one.family == ADJUSTMENT:
            for step, outcome, _fact in ENDING:
                if outcome in steps.get(step, ()):
                    effect(one.id, step, outcome)(left)
            if one.id in SET_ASIDE and "changed" in steps.get("review", ()):
                effect(one.id, "review", "changed")(restored)


_register()
