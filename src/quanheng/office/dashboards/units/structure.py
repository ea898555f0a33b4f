"""The pictures of a team: age ladder, education, specialities, years in the post."""

from collections.abc import Callable, Sequence

from django.utils.http import urlencode
from django.utils.translation import gettext as _

from quanheng.office.dashboards.units.team import Member, by_tone, counted, learned
from quanheng.office.pictures.bars import Bar, Part, bands, bars, ladder
from quanheng.office.pictures.shapes import Key, Picture

SPECIALITIES = 8
"""Specialities that have a bar of their own."""
SPANS = ((0, 1), (2, 4), (5, 7), (8, 9), (10, None))
"""Full years in the post, both ends included."""
WIDTH = 256
"""Pixels of each picture, so that four stand side by side."""
NEVER = 200
"""More years than anybody serves."""

Address = Callable[[str], str]


def pictures_of(members: Sequence[Member], query: dict[str, str]) -> list[Picture]:
    """The four pictures; each bar leads to the members it counts, on the same page."""

    def address(pick: str) -> str:
        return f"?{urlencode({**query, 'pick': pick})}#members"

    return [
        _ages(members, address),
        _years(members, address),
        _education(members, address),
        _specialities(members, address),
    ]


def _ages(members: Sequence[Member], address: Address) -> Picture:
    ages = by_tone(members)
    ranges = bands(age for held in ages.values() for age in held)
    words = [("chief", _("正职")), ("deputy", _("副职")), ("post", _("非领导职务"))]
    return ladder(
        "ages",
        _("年龄"),
        ages,
        legend=[Key(tone, text) for tone, text in words if tone != "post" or "post" in ages],
        heads=(_("年龄段"), _("合计")),
        hrefs={(low, high): address(f"age:{low}-{high}") for low, high in ranges},
        ranges=ranges,
        width=WIDTH,
    )


def _years(members: Sequence[Member], address: Address) -> Picture:
    rows = []
    for low, high in SPANS:
        held = sum(
            low <= one.post_years and (high is None or one.post_years <= high) for one in members
        )
        label = _("%(low)d年以上") % {"low": low} if high is None else f"{low}–{high}"
        pick = f"tenure:{low}-" if high is None else f"tenure:{low}-{high}"
        rows.append(_bar(label, held, address(pick)))
    return bars("years", _("任现职满年数"), rows, heads=(_("满年数"), _("人数")), width=WIDTH)


def _education(members: Sequence[Member], address: Address) -> Picture:
    found = counted(one.education for one in members)
    found.sort(key=lambda pair: (not pair[0], learned(pair[0])))
    rows = [_bar(name or _("未填"), number, address(f"education:{name}")) for name, number in found]
    return bars("education", _("学历"), rows, heads=(_("学历"), _("人数")), width=WIDTH)


def _specialities(members: Sequence[Member], address: Address) -> Picture:
    found = counted(one.speciality for one in members)
    known = [pair for pair in found if pair[0]][:SPECIALITIES]
    rest = sum(number for name, number in found if name) - sum(number for _name, number in known)
    blank = sum(number for name, number in found if not name)
    rows = [_bar(name, number, address(f"speciality:{name}")) for name, number in known]
    if rest:
        rows.append(_bar(_("其他专业"), rest, ""))
    if blank:
        rows.append(_bar(_("未填"), blank, address("speciality:")))
    return bars("specialities", _("专业"), rows, heads=(_("专业"), _("人数")), width=WIDTH)


def _bar(label: str, number: int, href: str) -> Bar:
    return Bar(label, (Part(number, "plain", "", href if number else ""),), href if number else "")
