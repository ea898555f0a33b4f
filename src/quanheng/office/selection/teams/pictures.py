"""The age ladder of a team."""

from collections import defaultdict
from collections.abc import Sequence

from django.utils.translation import gettext as _

from quanheng.office.pictures.bars import bands, ladder
from quanheng.office.pictures.shapes import Key, Picture
from quanheng.office.selection.teams.members import Member

WIDTH = 300
"""Pixels of the column beside the main one."""


def ages(members: Sequence[Member]) -> Picture:
    """Members by bands of five years; who has no birth on file is not in it."""
    told: dict[str, list[int]] = defaultdict(list)
    for one in members:
        if one.age is not None:
            told["chief" if one.post.chief else "deputy"].append(one.age)
    return ladder(
        "ages",
        _("年龄梯次"),
        told,
        legend=[Key("chief", _("正职")), Key("deputy", _("副职"))],
        heads=(_("年龄段"), _("合计")),
        hrefs={},
        ranges=bands(age for held in told.values() for age in held),
        width=WIDTH,
    )
