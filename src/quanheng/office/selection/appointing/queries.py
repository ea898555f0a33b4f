"""What the lists of appointments and of public notices read."""

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q

from quanheng.office.accounts.models import User
from quanheng.office.procedures.known import procedures
from quanheng.office.procedures.models import Case, Move, Nominee
from quanheng.office.procedures.reading import TAKEN
from quanheng.office.procedures.words import Due, due_of, step_in, step_title, title_of
from quanheng.office.records.models import Particulars, Person, Tenure, Unit
from quanheng.office.records.queries.people import in_force
from quanheng.office.selection.appointing.village_cases import VILLAGES

FAMILIES = ("appointment", "adjustment", VILLAGES)
POST_STEPS = ("plan", "motion")
"""The steps that name what a case is about; the motion, where there is one, counts."""
ROWS = 30
NOTICE_STEPS = ("publish", "objections", "talk", "appoint")


class Listed(NamedTuple):
    """An appointment in a list."""

    case: Case
    kind: str
    post: str
    step: str
    place: int
    steps: int
    nominees: int
    due: Due | None


class OnNotice(NamedTuple):
    """Somebody on public notice: what a notice says of a person, and no more."""

    person: Person
    sex: str
    birth: date | None
    education: str
    present: str
    proposed: str


class Notice(NamedTuple):
    """A public notice under way: from when to when, where to turn, and who is on it."""

    case: Case
    number: str
    first: date
    last: date
    phone: str
    people: list[OnNotice]


def of_family() -> list[str]:
    """The ids of the procedures of selection and appointment."""
    return [one.id for one in procedures().values() if one.family in FAMILIES]


def listed(user: User, on: date, state: str, page: str) -> "Page[Any]":
    """The appointments that an account sees; four queries beside the law of who sees them."""
    cases = Case.objects.visible_to(user, on).filter(procedure__in=of_family())
    if state == "running":
        cases = cases.running()
    elif state in Case.State.values:
        cases = cases.filter(state=state)
    counted = cases.annotate(count=Count("nominees", filter=Q(nominees__out_on=None)))
    found = Paginator(counted.select_related("unit", "place").order_by("-pk"), ROWS)
    shown = found.get_page(page)
    told = titles_of([case.pk for case in shown.object_list])
    shown.object_list = [_row(case, told.get(case.pk, ""), on) for case in shown.object_list]
    return shown


def _row(case: Case, post: str, on: date) -> Listed:
    procedure = procedures().get(case.procedure)
    names = [step.name for step in procedure.steps] if procedure else []
    step = step_in(procedure, case.step)
    return Listed(
        case,
        title_of(case.procedure),
        post if case.unit_id else "",
        step_title(procedure, case.step),
        names.index(case.step) + 1 if case.step in names else len(names),
        len(names),
        case.count,
        due_of(case, step, on),
    )


def answers_of(cases: Iterable[int], step: str) -> dict[int, dict[str, Any]]:
    """What was last entered in a step of some cases, by the key of the case; one query."""
    found = Move.objects.filter(case__in=list(cases), step=step, kind__in=TAKEN)
    return dict(found.order_by("number").values_list("case", "answers"))


def titles_of(cases: Iterable[int]) -> dict[int, str]:
    """The post, or the batch, that some cases are about, by the key of the case; one query."""
    found = Move.objects.filter(case__in=list(cases), step__in=POST_STEPS, kind__in=TAKEN)
    named = sorted(
        found.values_list("case", "step", "number", "answers"),
        key=lambda one: (POST_STEPS.index(one[1]), one[2]),
    )
    return {case: told["title"] for case, _step, _number, told in named if told.get("title")}


def notices(on: date) -> list[Notice]:
    """The public notices of a day; they are for everybody to see. Eight queries at most."""
    running = Case.objects.filter(
        procedure__in=of_family(), state=Case.State.OPEN, step__in=NOTICE_STEPS
    )
    told = answers_of(running.values_list("pk", flat=True), "publish")
    told = {key: one for key, one in told.items() if one["from"] <= str(on) <= one["to"]}
    cases = list(running.filter(pk__in=told).select_related("unit", "person").order_by("pk"))
    posts_of = _posts_of(cases)
    people = {case.pk: [case.person] for case in cases if case.person is not None}
    nominees = Nominee.objects.filter(case__in=told, out_on=None).select_related("person")
    for one in nominees.order_by("pk"):
        people.setdefault(one.case_id, []).append(one.person)
    facts, posts = _about([one for group in people.values() for one in group], on)
    return [
        Notice(
            case,
            told[case.pk].get("number", ""),
            date.fromisoformat(told[case.pk]["from"]),
            date.fromisoformat(told[case.pk]["to"]),
            told[case.pk].get("phone", ""),
            [
                _on_notice(one, facts.get(one.pk), posts.get(one.pk, ""), posts_of[case.pk])
                for one in people.get(case.pk, ())
            ],
        )
        for case in cases
    ]


def _posts_of(cases: list[Case]) -> dict[int, str]:
    """The unit and the title of the post that is to be filled, by the key of the case.

    What is about a person names the unit in its plan.
    """
    titles = titles_of(case.pk for case in cases)
    plans = answers_of([case.pk for case in cases if case.unit is None], "plan")
    codes = {key: told["unit"] for key, told in plans.items() if told.get("unit")}
    units = dict(Unit.objects.filter(code__in=codes.values()).values_list("code", "name"))
    return {
        case.pk: f"{case.unit or units.get(codes.get(case.pk, ''), '')}{titles.get(case.pk, '')}"
        for case in cases
    }


def _about(people: list[Person], on: date) -> tuple[dict[int, Particulars], dict[int, str]]:
    facts = Particulars.objects.current().filter(person__in=people)
    posts: dict[int, list[str]] = {}
    held = Tenure.objects.current().filter(in_force(on), person__in=people)
    for post in held.select_related("unit").order_by("level", "start"):
        posts.setdefault(post.person_id, []).append(f"{post.unit}{post.title}")
    told = {key: "、".join(group) for key, group in posts.items()}
    return {one.person_id: one for one in facts}, told


def _on_notice(person: Person, facts: Particulars | None, present: str, proposed: str) -> OnNotice:
    return OnNotice(
        person,
        facts.sex if facts else "",
        facts.birth if facts else None,
        (facts.education or facts.inservice_education or "") if facts else "",
        present,
        proposed,
    )
