"""Procedures, steps and answers in the language of the page."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _

from quanheng.norms.gate import Actor
from quanheng.norms.pack import PackError
from quanheng.norms.procedure import Ask, Clock, Kind, Limit, Outcome, Procedure, Step
from quanheng.norms.sentence import shown
from quanheng.office.accounts.roles import Role
from quanheng.office.language import said
from quanheng.office.procedures.facts import typed
from quanheng.office.procedures.known import procedures
from quanheng.office.procedures.models import Case
from quanheng.office.records.models import Person, Unit
from quanheng.office.workdays import working_days_between
from quanheng.packs import installed


class Cited(NamedTuple):
    """A clause: where it is, its short name, and what it says."""

    href: str
    name: str
    summary: str


class Due(NamedTuple):
    """A time limit: the day, what is left until then in words, and the colour of that."""

    day: date
    left: str
    status: str


class Answer(NamedTuple):
    """Something that was entered, with what it is called; ``href`` is where to see it."""

    label: str
    text: str
    href: str = ""


def cited(clause: str) -> Cited:
    """A clause by its id, with its document."""
    pack, _colon, number = clause.partition(":")
    document = installed().get(pack)
    found = document.clauses.get(number) if document else None
    if document is None or found is None:
        return Cited("", clause, "")
    href = reverse("dashboards:clause", args=[pack, number])
    short = said(document.called)
    name = f"{short} §{number}" if number[:1].isdigit() else short
    return Cited(href, name, said(found.summary))


def title_of(procedure: str) -> str:
    """What a procedure is called; its id where its document is installed no longer."""
    found = procedures().get(procedure)
    return said(found.title) if found else procedure


def step_in(procedure: Procedure | None, name: str) -> Step | None:
    """A step by its name; None where the procedure knows it no longer."""
    steps = procedure.steps if procedure else ()
    return next((step for step in steps if step.name == name), None)


def step_title(procedure: Procedure | None, name: str) -> str:
    """What a step is called; its name where the procedure knows it no longer."""
    found = step_in(procedure, name)
    return said(found.title) if found else name


def outcome_in(step: Step | None, name: str) -> Outcome | None:
    """An outcome by its name; None where the step knows it no longer."""
    return next((one for one in step.outcomes if one.name == name), None) if step else None


def actors(those: Iterable[Actor]) -> str:
    """Those who act, in words: roles, and the person concerned."""
    words = [
        _("本人") if one is Actor.SUBJECT else str(Role(one.value).label)
        for one in dict.fromkeys(those)
    ]
    return _("、").join(words)


def length_of(limit: Limit | None, procedure: Procedure, on: date) -> str:
    """How long a step may take, in words; blank where it may take any time."""
    if limit is None:
        return ""
    try:
        told = said(shown(limit.length.number(on), limit.length.unit))
    except PackError:
        return ""
    if not limit.after:
        return told
    return _("%(fact)s起%(length)s") % {"fact": said(procedure.names[limit.after]), "length": told}


def due_of(case: Case, step: Step | None, on: date) -> Due | None:
    """The time limit of the present step, with what is left of it."""
    if case.due is None:
        return None
    if case.state == Case.State.SUSPENDED:
        return Due(case.due, _("中止期间不计"), "plain")
    working = step is not None and step.limit is not None
    working = working and step.limit.clock is Clock.WORKING_DAYS  # type: ignore[union-attr]
    count = working_days_between(on, case.due) if working else (case.due - on).days
    if on > case.due:
        told = _("逾期%d个工作日") if working else _("逾期%d天")
        return Due(case.due, told % max(-count, 1), "missed")
    if count <= 0:
        return Due(case.due, _("今天到期"), "attention")
    told = _("还剩%d个工作日") if working else _("还剩%d天")
    return Due(case.due, told % count, "attention" if count == 1 else "pending")


def answers(step: Step | None, kept: Mapping[str, Any], names: Mapping[str, Any]) -> list[Answer]:
    """What was entered in a step, of the case or of a nominee; ``names`` as ``named_in`` tells."""
    asks = {ask.name: ask for ask in (*step.asks, *step.each)} if step else {}
    return [
        _answer(asks[name], value, names) if name in asks else Answer(name, str(value))
        for name, value in sorted(kept.items(), key=lambda pair: _place(asks, pair[0]))
    ]


def _place(asks: Mapping[str, Ask], name: str) -> int:
    return list(asks).index(name) if name in asks else len(asks)


def _answer(ask: Ask, kept: Any, names: Mapping[str, Any]) -> Answer:
    label = said(ask.label)
    if ask.kind in (Kind.PERSON, Kind.UNIT):
        found = names.get(f"{ask.kind.value}:{kept}")
        route = "dashboards:person" if ask.kind is Kind.PERSON else "dashboards:unit"
        href = reverse(route, args=[found.pk]) if found is not None else ""
        return Answer(label, str(found or kept), href)
    if ask.kind is Kind.CHOICE:
        told = {name: said(text) for name, text in ask.choices}
        return Answer(label, told.get(kept, kept))
    value = typed(ask, kept)
    if isinstance(value, bool):
        return Answer(label, _("是") if value else _("否"))
    if isinstance(value, date):
        return Answer(label, f"{value:%Y.%m.%d}")
    if ask.kind is Kind.NUMBER and value is not None:
        return Answer(label, f"{float(value):,.10g}")  # type: ignore[arg-type]
    return Answer(label, str(kept))


def named_in(procedure: Procedure | None, moves: Iterable[Any]) -> dict[str, Person | Unit]:
    """The people and units that answers name, by kind and code; two queries at most.

    ``moves`` are moves or sheets: anything with a step and answers.
    """
    wanted: dict[Kind, set[str]] = {Kind.PERSON: set(), Kind.UNIT: set()}
    for move in moves:
        step = step_in(procedure, move.step)
        for ask in (*step.asks, *step.each) if step else ():
            if ask.kind in wanted and move.answers.get(ask.name):
                wanted[ask.kind].add(move.answers[ask.name])
    found: dict[str, Person | Unit] = {}
    for kind, model in ((Kind.PERSON, Person), (Kind.UNIT, Unit)):
        if wanted[kind]:
            held = model.objects.filter(code__in=wanted[kind])
            found |= {f"{kind.value}:{one.code}": one for one in held}
    return found
