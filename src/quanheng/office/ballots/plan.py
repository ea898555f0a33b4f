"""What an organiser lays down before a ballot: paper, people, rules."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from quanheng.office.accounts.models import User
from quanheng.office.ballots.counting import Basis, Threshold
from quanheng.office.ballots.holding import Refused
from quanheng.office.ballots.models import FLOOR, Ballot, VoterClass
from quanheng.office.ballots.paper import FAULTS, GRADING, BadPaper, Form, Paper

MOST_CLASSES = 20
QUORUM = Threshold(2, 3, Basis.PRESENT, strict=False)
"""Two thirds of those entitled are present."""
PASSING = Threshold(1, 2, Basis.ENTITLED, strict=True)
"""More than half of those entitled."""


class ClassOf(NamedTuple):
    """A class of voters and its weight."""

    name: str
    weight: int = 1


class Named(NamedTuple):
    """A voter: name, unit or post, class, and the log-in name of an account (blank: none)."""

    name: str
    place: str
    voter_class: str
    login: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """A ballot as drafted. ``paper`` is the JSON that ``paper.Paper`` reads."""

    title: str
    form: str
    unit_code: str
    first_teller: User
    second_teller: User
    paper: Mapping[str, Any]
    classes: Sequence[ClassOf]
    slips: bool = True
    phones: bool = False
    floor: int = FLOOR
    quorum: Threshold = QUORUM
    passing: Threshold = PASSING
    warning: tuple[int, int] | None = None


def put_down(ballot: Ballot, plan: Plan) -> None:
    """Write a plan into a ballot; raises ``Refused``."""
    paper = readable(plan)
    check(plan, ballot.organiser)
    ballot.title, ballot.form = plan.title.strip(), plan.form
    ballot.first_teller, ballot.second_teller = plan.first_teller, plan.second_teller
    ballot.paper = paper.written()
    ballot.slips, ballot.phones, ballot.floor = plan.slips, plan.phones, plan.floor
    ballot.quorum_numerator, ballot.quorum_denominator = plan.quorum[:2]
    ballot.quorum_basis = plan.quorum.basis
    ballot.pass_numerator, ballot.pass_denominator = plan.passing[:2]
    ballot.pass_basis, ballot.pass_strict = plan.passing.basis, plan.passing.strict
    ballot.warn_numerator, ballot.warn_denominator = plan.warning or (None, None)


def readable(plan: Plan) -> Paper:
    """The paper of a plan; raises ``Refused`` with what is wrong with it."""
    try:
        return Paper.read(plan.form, plan.paper)
    except BadPaper as error:
        raise Refused(str(FAULTS[error.what])) from error


def check(plan: Plan, organiser: User) -> None:
    """Raise ``Refused`` for the first thing in a plan that cannot be."""
    people = (organiser, plan.first_teller, plan.second_teller)
    names = [kind.name.strip() for kind in plan.classes]
    parts = [plan.quorum[:2], plan.passing[:2], *([plan.warning] if plan.warning else [])]
    wrong = {
        _("请填写200字以内的名称。"): not 0 < len(plan.title.strip()) <= 200,
        _("组织人和两位计票人必须是三个不同的账户。"): len({person.pk for person in people}) < 3,
        _("计票人的账户已停用，请另选。"): not all(person.is_active for person in people[1:]),
        _("请列出1到20个投票人类别，名称不能重复，权重应大于0。"): not names
        or not all(0 < len(name) <= 60 for name in names)
        or len(set(names)) < len(names)
        or len(names) > MOST_CLASSES
        or any(not 0 < kind.weight <= 1000 for kind in plan.classes),
        _("请至少选择一种投票方式：纸质票码或手机。"): not (plan.slips or plan.phones),
        _("匿名下限不得低于%d。") % FLOOR: not FLOOR <= plan.floor <= 1000,
        _("比例应在0与1之间。"): any(not 0 < top <= bottom <= 1000 for top, bottom in parts),
        _("法定人数按实到会人数或收回票数计算。"): plan.quorum.basis
        not in (Basis.PRESENT, Basis.RETURNED),
        _("不称职提示比例仅用于测评。"): plan.warning is not None
        and Form(plan.form) not in GRADING,
    }
    for message, is_wrong in wrong.items():
        if is_wrong:
            raise Refused(message)


def set_classes(ballot: Ballot, classes: Sequence[ClassOf]) -> None:
    """Give a ballot exactly these classes; the voters of one that is left out must be gone."""
    names = [kind.name.strip() for kind in classes]
    gone = ballot.classes.exclude(name__in=names)
    if ballot.voters.filter(voter_class__in=gone).exists():
        raise Refused(_("名册中还有属于被删除类别的投票人，请先更改名册。"))
    gone.delete()
    for kind in classes:
        VoterClass.objects.update_or_create(
            ballot=ballot, name=kind.name.strip(), defaults={"weight": kind.weight}
        )
