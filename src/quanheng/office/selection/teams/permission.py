"""Who may set, write and sign what concerns teams."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from quanheng.office.accounts.models import User
from quanheng.office.accounts.powers import Power
from quanheng.office.records.models import Person, Unit
from quanheng.office.records.permission import over
from quanheng.office.records.refusals import Refused
from quanheng.office.selection.models.rows import Written


def need_unit(unit: Unit, by: User, on: date) -> None:
    """Raise ``Denied`` for whoever does not manage selection at a unit."""
    over(unit, Power.MANAGE_SELECTION, by=by, on=on)


def need_person(person: Person, by: User, on: date) -> None:
    """As ``need_unit``, for a person; raises ``Refused`` for the own person."""
    over(person, Power.MANAGE_SELECTION, by=by, on=on)
    if by.person_code == person.code:
        raise Refused(_("涉及本人，须由他人办理。"))


def need_other_hand(paper: Written, by: User) -> None:
    """Raise ``Refused`` for who wrote a paper, and where it is signed already."""
    if paper.signed_by_id is not None:
        raise Refused(_("已由%(name)s签署，不能重复签署。") % {"name": paper.signed_by})
    if paper.by_id == by.pk:
        raise Refused(_("撰写人不能签署自己的材料，请由另一人签署。"))


def filled(*texts: Any) -> None:
    """Raise ``Refused`` unless every text says something."""
    if not all(str(text or "").strip() for text in texts):
        raise Refused(_("有必填内容没有填写，请补全。"))
