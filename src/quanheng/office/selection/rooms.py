"""The rooms of this app, as the overview names them."""

from datetime import date
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from quanheng.office.accounts.models import User
from quanheng.office.accounts.powers import powers_of
from quanheng.office.accounts.roles import Power


class Room(NamedTuple):
    """A room: where it is, who has a use for it, and what it is for; ``url`` names its address."""

    title: str | Promise
    url: str
    icon: str
    about: str | Promise
    powers: frozenset[Power]


def room(title: Promise, url: str, icon: str, about: Promise, *powers: Power) -> Room:
    """A room for whoever has one of some powers."""
    return Room(title, f"selection:{url}", icon, about, frozenset(powers))


ROOMS = (
    room(
        _("选任事项"), "appointing", "file",
        _("从动议到试用期满，一事一档，缺一步都看得见"),
        Power.SEE_TEAMS, Power.MANAGE_SELECTION,
    ),
    room(
        _("班子分析"), "teams", "people",
        _("现任班子的结构、职数、专业与空缺，定期研判"),
        Power.SEE_TEAMS,
    ),
    room(
        _("人才库和后备"), "pools", "parts",
        _("按领域建库，入库有来源、出库有原因，定期复核"),
        Power.SEE_TEAMS,
    ),
    room(
        _("交流计划"), "exchange", "exchange",
        _("任现职时间长、经历单一的干部，年度交流计划和流向"),
        Power.SEE_TEAMS,
    ),
    room(
        _("选人"), "search", "search",
        _("按职位条件查找，逐条说明符合、不符合和待查"),
        Power.MANAGE_SELECTION,
    ),
    room(
        _("评价性记录"), "marks", "scales",
        _("有依据、有本人说明、到期失效的重用与慎用意见"),
        Power.SEE_TEAMS,
    ),
    room(
        _("选人用人监督"), "reviews", "eye",
        _("一报告两评议、选任检查、离任检查和事前报告"),
        Power.SEE_TEAMS, Power.MANAGE_SELECTION,
    ),
)  # fmt: skip
"""All rooms, in the order of the page."""


def rooms_for(user: User, on: date) -> list[Room]:
    """The rooms of which an account has a use."""
    held = powers_of(user, on)
    return [one for one in ROOMS if held & one.powers]
