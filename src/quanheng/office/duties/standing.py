"""Pure questions about one item: what stands against it, which step of the ladder is due."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from quanheng.norms.finding import Text
from quanheng.office.duties.lists import CATCH_UP, LADDER, TOLD_TWICE, Rung

FOUR_NOT_ALLOWED = "qingshanhu-2009:9"


class Facts(NamedTuple):
    """What is asked of an item: its days, whether anybody is responsible, reminders so far."""

    open: bool
    owned: bool
    deadline: date | None
    answered: bool
    reminders: int


class Proposal(NamedTuple):
    """Something to consider; nothing follows from it by itself."""

    name: str
    clause: str
    text: Text


def proposals(facts: Facts, on: date) -> Iterator[Proposal]:
    """The four “not allowed” (四个不允许) that an open item shows on a day."""
    if not facts.open:
        return
    days = days_over(facts.deadline, on)
    if not facts.owned:
        yield _proposed("有事无人", "尚未明确责任人", "nobody is responsible yet")
    if facts.reminders >= TOLD_TWICE:
        yield _proposed(
            "交代两次以上", f"已催办{facts.reminders}次", f"reminded {facts.reminders} times"
        )
    if days > 0 and not facts.answered:
        yield _proposed(
            "无回音", f"逾期{days}天未回复", f"no answer {days} days after the deadline"
        )
    if days > 0:
        yield _proposed("拖延", f"逾期{days}天未办结", f"not closed {days} days after the deadline")


def _proposed(name: str, zh: str, en: str) -> Proposal:
    return Proposal(
        name, FOUR_NOT_ALLOWED, Text(f"{name}：{zh}，提请研判", f"{en[:1].upper()}{en[1:]}")
    )


def days_over(deadline: date | None, on: date) -> int:
    """Days since the deadline; not positive before it and without one."""
    return (on - deadline).days if deadline is not None else 0


def rungs_due(deadline: date | None, on: date) -> list[Rung]:
    """The steps that are to be taken on a day, those of the last days caught up."""
    over = days_over(deadline, on)
    return [rung for rung in LADDER if rung.days <= over < rung.days + CATCH_UP]
