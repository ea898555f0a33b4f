"""Meetings put there without being held: for tests of who gets where."""

from datetime import date

from django.utils import timezone

from quanheng.office.accounts.models import User
from quanheng.office.meetings.models import (
    Authority,
    Intervention,
    Item,
    Meeting,
    Member,
    Question,
    Study,
)
from quanheng.office.records.models import Unit


def meeting_in(unit: Unit, state: str, by: User, on: date) -> Meeting:
    """A meeting of a unit, whose members have no account, with one item and one question."""
    number = Meeting.objects.filter(unit=unit).count() + 1
    signed = {"signed_by": by, "signed_on": on, "closed_on": on, "first": False}
    closing = {**signed, "closed_by": somebody()} if state == "closed" else {}
    made = Meeting.objects.create(
        unit=unit, kind="committee", day=on, year=on.year, number=number, keeper=somebody(),
        drafted_by=by, state=state, **closing,
    )  # fmt: skip
    for place, name in enumerate(("书记", "甲", "乙"), start=1):
        Member.objects.create(meeting=made, place=place, name=name, head=place == 1)
    item = Item.objects.create(meeting=made, place=1, kind="decision", title="议题")
    decided = {
        "state": "passed", "agree": 2, "disagree": 0, "defer": 0, "abstain": 0, "entitled": 3,
        "present": 2, "needed": 2, "settled_on": on, "settled_by": by,
    }  # fmt: skip
    Question.objects.create(
        item=item, place=1, text=f"{unit.code}号决定", **(decided if closing else {})
    )
    return made


def somebody() -> User:
    return User.objects.get_or_create(username="meeting-head")[0]


def study_in(unit: Unit, by: User, on: date) -> str:
    """The title of something that a unit is to study."""
    title = f"{unit.code}号学习内容"
    Study.objects.get_or_create(
        unit=unit, title=title, defaults={"source": "文", "received_on": on, "by": by}
    )
    return title


def authority_in(unit: Unit, by: User, on: date) -> str:
    """What somebody in a unit may decide."""
    told = {"holder": "副职", "limit": "10万元", "basis": "会议", "since": on, "by": by}
    return Authority.objects.create(unit=unit, matter=f"{unit.code}号授权", **told).matter


def intervention_in(unit: Unit, by: User, on: date) -> str:
    """What a leader asked for in a unit."""
    told = {"day": on, "name": "某领导", "by": by, "at": timezone.now()}
    return Intervention.objects.create(unit=unit, matter=f"{unit.code}号事项", **told).matter
