"""The line of a case's steps, as a picture: who took which, where it stands, what lies ahead."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from quanheng.norms.procedure import Procedure
from quanheng.office.language import said
from quanheng.office.pictures.shapes import Picture
from quanheng.office.pictures.steps import Loop, Stop, Words, across, down
from quanheng.office.procedures.models import Case, Move
from quanheng.office.procedures.reading import TAKEN
from quanheng.office.procedures.words import actors, due_of, outcome_in, step_in

State = Case.State


def pictures(
    case: Case, procedure: Procedure, moves: Sequence[Move], on: date
) -> dict[str, Picture]:
    """The line across and down; ``moves`` are those of the case, in order."""
    words = Words(
        _("办理步骤"),
        (_("步骤"), _("状态"), _("办理人"), _("时间"), _("备注")),
        {
            "done": _("已办"),
            "now": _("正在办理"),
            "ahead": _("未到"),
            "passed": _("未经"),
            "halted": _("到此为止"),
        },
    )
    stops, loops = stops_of(case, procedure, moves, on), loops_of(procedure, moves)
    return {
        "across": across("steps", words, stops, loops),
        "down": down("steps-down", words, stops, loops),
    }


def stops_of(case: Case, procedure: Procedure, moves: Sequence[Move], on: date) -> list[Stop]:
    """The steps, and the end, with where the case stands among them."""
    names = [step.name for step in procedure.steps]
    here = names.index(case.step) if case.step in names else len(names)
    last = {move.step: move for move in moves if move.kind in TAKEN}
    halted = case.state in (State.REFUSED, State.WITHDRAWN)
    stops = []
    for at, step in enumerate(procedure.steps):
        move, title = last.get(step.name), said(step.title)
        if case.running and at == here:
            due = due_of(case, step, on)
            when = _("期限%(day)s") % {"day": f"{due.day:%Y.%m.%d}"} if due else ""
            remark = case.get_state_display() if case.state == State.SUSPENDED else ""
            stops.append(Stop(title, "now", actors(step.by), when, "#now", remark))
        elif halted and at == here:
            when = f"{case.closed_on:%Y.%m.%d}" if case.closed_on else ""
            who = str(move.by) if move else ""
            stops.append(Stop(title, "halted", who, when, "", case.get_state_display()))
        elif at > here or (move is None and case.state != State.DONE and at >= here):
            stops.append(Stop(title, "ahead", actors(step.by)))
        elif move is None:
            stops.append(Stop(title, "passed"))
        else:
            stops.append(_done(step.name, title, move, procedure))
    return [*stops, _end(case)]


def _done(name: str, title: str, move: Move, procedure: Procedure) -> Stop:
    outcome = outcome_in(step_in(procedure, name), move.outcome)
    remark = said(outcome.label) if outcome else move.outcome
    return Stop(title, "done", str(move.by), f"{move.on:%Y.%m.%d}", f"#move-{move.number}", remark)


def _end(case: Case) -> Stop:
    when = f"{case.closed_on:%Y.%m.%d}" if case.closed_on else ""
    if case.running:
        return Stop(str(State.DONE.label), "ahead")
    state = "done" if case.state == State.DONE else "halted"
    return Stop(case.get_state_display(), state, "", when)


def loops_of(procedure: Procedure, moves: Sequence[Move]) -> list[Loop]:
    """Where the case was sent back, and where it was taken up again after it had ended."""
    names = [step.name for step in procedure.steps]
    counted: Counter[tuple[int, int]] = Counter()
    for move in moves:
        outcome = outcome_in(step_in(procedure, move.step), move.outcome)
        if move.kind in TAKEN and outcome is not None and outcome.to in names:
            start, end = names.index(move.step), names.index(outcome.to)
            if end < start:
                counted[start, end] += 1
        elif move.kind == Move.Kind.REOPENED and move.step in names:
            counted[len(names), names.index(move.step)] += 1
    return [
        Loop(start, end, _told(start == len(names), count))
        for (start, end), count in sorted(counted.items())
    ]


def _told(reopened: bool, count: int) -> str:
    return (_("重新办理%d次") if reopened else _("退回%d次")) % count
