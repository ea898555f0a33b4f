"""What pages tell of those whom a case puts forward, and what is shown to each of them."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from quanheng.office.accounts.models import User
from quanheng.office.language import said
from quanheng.office.procedures.known import procedures
from quanheng.office.procedures.models import Nominee, Sheet
from quanheng.office.procedures.sheets import missing_in
from quanheng.office.procedures.showing import Judged, Sight, barriers
from quanheng.office.procedures.waiting import to_answer
from quanheng.office.procedures.words import (
    Answer,
    Cited,
    answers,
    cited,
    named_in,
    step_in,
    step_title,
    title_of,
)
from quanheng.office.records.models import Person, Tenure
from quanheng.office.records.queries.people import posts_of


class Line(NamedTuple):
    """Somebody put forward: the posts, whether the file may be opened, the present step's sheet.

    ``asked`` says whether anything is entered in it, ``missing`` what still is to be.
    """

    nominee: Nominee
    posts: list[Tenure]
    sees_file: bool
    asked: bool
    sheet: Sheet | None
    missing: list[str]


class Left(NamedTuple):
    """Somebody put forward no longer, and in which step."""

    nominee: Nominee
    step: str


class People(NamedTuple):
    """Those put forward in a case: who still is, who is no longer, and what is still missing."""

    standing: list[Line]
    left: list[Left]
    unfilled: int


class Told(NamedTuple):
    """What was entered about somebody in one stay in a step."""

    sheet: Sheet
    step: str
    answers: list[Answer]


class Asked(NamedTuple):
    """What was found about the reader, in which case; ``open`` while a reply is possible."""

    sheet: Sheet
    title: str
    clause: Cited | None
    step: str
    answers: list[Answer]
    open: bool


class Part(NamedTuple):
    """The checks of one gate about one nominee."""

    title: str
    clause: Cited
    judged: Judged


def people_of(seen: Sight, user: User, on: date) -> People | None:
    """The list of those put forward; None where the procedure puts nobody forward.

    At most four queries beside what is read of the case.
    """
    if seen.procedure is None or seen.procedure.entry is None:
        return None
    step = seen.step if seen.case.running else None
    sheets, still = seen.sheets if step is not None and step.each else {}, seen.standing
    posts = posts_of([one.person for one in still], on)
    seen_files = _seen(still, user)
    lines = [
        Line(
            one,
            posts[one.person_id],
            one.person_id in seen_files,
            bool(step is not None and step.each),
            sheets.get(one.pk),
            missing_in(step, sheets.get(one.pk)) if step is not None else [],
        )
        for one in still
    ]
    left = [
        Left(one, step_title(seen.procedure, one.out_step))
        for one in seen.people
        if one.out_on is not None
    ]
    return People(lines, left, sum(bool(line.missing) for line in lines))


def _seen(nominees: Iterable[Nominee], user: User) -> set[int]:
    """The keys of those whose files an account may open."""
    keys = [one.person_id for one in nominees]
    found = Person.objects.visible_to(user).filter(pk__in=keys)
    return set(found.values_list("pk", flat=True))


def about(seen: Sight, nominee: Nominee, user: User, on: date) -> dict[str, Any]:
    """What the page of one nominee shows, but for its form."""
    told, others = sheets_of(seen, [nominee])[nominee.pk], seen.standing
    keys = [one.pk for one in others]
    here = keys.index(nominee.pk) if nominee.pk in keys else None
    now = next((one.sheet for one in told if one.sheet.stay == seen.case.stay), None)
    open_step = seen.step if seen.case.running and nominee.out_on is None else None
    return {
        "nominee": nominee,
        "posts": posts_of([nominee.person], on)[nominee.person_id],
        "sees_file": nominee.person_id in _seen([nominee], user),
        "entered_in": step_title(seen.procedure, nominee.step),
        "left_in": step_title(seen.procedure, nominee.out_step) if nominee.out_step else "",
        "told": told[::-1],
        "sheet": now,
        "missing": missing_in(open_step, now) if open_step is not None else [],
        "before": others[here - 1] if here else None,
        "after": others[here + 1] if here is not None and here + 1 < len(others) else None,
    }


def sheets_of(seen: Sight, people: Sequence[Nominee]) -> dict[int, list[Told]]:
    """Everything entered about nominees, in order, by the key of each; two queries at most."""
    names = named_in(seen.procedure, [sheet for one in people for sheet in one.sheets.all()])
    return {
        one.pk: [
            Told(
                sheet,
                step_title(seen.procedure, sheet.step),
                answers(step_in(seen.procedure, sheet.step), sheet.answers, names),
            )
            for sheet in one.sheets.all()
        ]
        for one in people
    }


def parts_of(seen: Sight, nominee: Nominee, user: User, on: date) -> list[Part]:
    """The checks of the present step's gates about one nominee."""
    return [
        Part(barrier.title, barrier.clause, one)
        for barrier in barriers(seen, user, on)
        for one in barrier.people
        if one.nominee == nominee.pk
    ]


def shown_to(user: User) -> Any:
    """The sheets that are shown to the account's own person, the latest first."""
    if not user.person_code:
        return Sheet.objects.none()
    found = Sheet.objects.filter(nominee__person__code=user.person_code, shown_on__isnull=False)
    return found.select_related("nominee__case__place", "nominee__person").order_by("-pk")


def asked_of(sheets: Sequence[Sheet], on: date) -> list[Asked]:
    """Sheets in words, for the person whom they are about; three queries a procedure at most."""
    keys = [one.pk for one in sheets]
    replies = set(to_answer(on).filter(pk__in=keys).values_list("pk", flat=True))
    names = {
        name: named_in(
            procedures().get(name), [one for one in sheets if one.nominee.case.procedure == name]
        )
        for name in {one.nominee.case.procedure for one in sheets}
    }
    found = []
    for one in sheets:
        case = one.nominee.case
        procedure = procedures().get(case.procedure)
        step = step_in(procedure, one.step)
        found.append(
            Asked(
                one,
                title_of(case.procedure),
                cited(step.clause) if step is not None else None,
                said(step.title) if step is not None else one.step,
                [
                    each._replace(href="")
                    for each in answers(step, one.answers, names[case.procedure])
                ],
                one.pk in replies,
            )
        )
    return found
