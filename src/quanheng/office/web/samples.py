"""Invented figures for the components page: one picture of each kind, and whose tabs to show."""

from datetime import date
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from quanheng.norms.finding import Status
from quanheng.office.accounts.models import User
from quanheng.office.pictures.bars import WIDTH, Bar, Part, bands, bars, ladder, strip
from quanheng.office.pictures.career import Event, Shade, Spell, Words, career
from quanheng.office.pictures.shapes import Key, Picture
from quanheng.office.pictures.trend import Point, Series, multiples, trend
from quanheng.office.records.models import Person, Unit
from quanheng.office.web.templatetags.quanheng import language

HERE = "#pictures"
ON = date(2026, 6, 30)


class Subject(NamedTuple):
    """Something that has tabs; nothing is at number 0."""

    pk: int


class Cut(NamedTuple):
    """A slice of a long list, as ``web/_slice.html`` shows it."""

    count: int = 10_000
    more: bool = True
    before: str = "b"
    after: str = "a"


def subjects(user: User) -> dict[str, Any]:
    """A person and a unit that the reader sees."""
    person = Person.objects.visible_to(user).values_list("pk", flat=True).first()
    unit = Unit.objects.visible_to(user).values_list("pk", flat=True).first()
    return {"person": Subject(person or 0), "unit": Subject(unit or 0), "slice": Cut()}


def pictures() -> dict[str, Any]:
    """One of each kind."""
    shown = [timeline(), rows(), ages(), shares(), curves()]
    return {"pictures": shown, "multiples": small()}


def timeline() -> Picture:
    """A career."""
    section, practice, award = _("乡科级副职"), _("锻炼"), _("奖惩")
    words = Words(_("任职经历"), _("类别"), _("内容"), _("开始"), _("结束"), _("今天"), _("至今"))
    spells = [
        Spell(section, date(2016, 3, 1), date(2020, 9, 1), _("副镇长"), "deputy", HERE),
        Spell(section, date(2020, 9, 1), None, _("副局长"), "deputy", HERE),
        Spell(practice, date(2018, 1, 1), date(2019, 1, 1), _("挂职"), "practice", HERE),
    ]
    events = [
        Event(award, date(2019, 12, 30), _("嘉奖"), "award", HERE),
        Event(award, date(2023, 5, 10), _("诫勉"), "sanction", HERE),
    ]
    shades = [Shade(date(2023, 5, 10), date(2023, 11, 10), _("影响期"), HERE)]
    legend = [Key("deputy", _("副职")), Key("practice", practice), Key("influence", _("影响期"))]
    heads = (section, practice, award)
    return career("sample-career", words, heads, spells, events, shades, legend, on=ON)


def rows() -> Picture:
    """Bars."""
    told = [(_("研究生"), 12), (_("大学"), 31), (_("大专"), 6)]
    drawn = [Bar(label, (Part(count, "plain", label, HERE),), HERE) for label, count in told]
    return bars("sample-bars", _("学历"), drawn, heads=(_("学历"), _("人数")))


def ages() -> Picture:
    """An age ladder."""
    held = {"chief": [44, 47, 52], "deputy": [33, 36, 38, 41, 42, 49]}
    ranges = bands([age for one in held.values() for age in one])
    legend = [Key("chief", _("正职")), Key("deputy", _("副职"))]
    return ladder(
        "sample-ladder", _("年龄"), held, legend=legend, heads=(_("年龄"), _("人数")),
        hrefs=dict.fromkeys(ranges, HERE), ranges=ranges,
    )  # fmt: skip


def shares() -> Picture:
    """Shares of a whole."""
    numbers = {"missed": 43, "attention": 12, "pending": 70, "no_data": 25, "met": 400}
    parts = [
        Part(count, status, Status(status).label.in_(language()), HERE)
        for status, count in numbers.items()
    ]
    return strip("sample-strip", _("各状态的条数"), parts, heads=(_("状态"), _("条数")))


def points(*values: float) -> tuple[Point, ...]:
    """A curve over the first days of four quarters."""
    days = (date(2025, 7, 1), date(2025, 10, 1), date(2026, 1, 1), date(2026, 4, 1))
    return tuple(Point(day, value, HERE) for day, value in zip(days, values, strict=True))


def curves() -> Picture:
    """Values over dates."""
    told = [
        Series(_("未达标"), "missed", points(61, 55, 49, 43)),
        Series(_("待研判"), "attention", points(9, 14, 11, 12)),
    ]
    return trend("sample-trend", _("走势"), told, head=_("日期"), width=WIDTH)


def small() -> list[Picture]:
    """Many small curves on one scale."""
    items = [
        (_("素质培养"), HERE, Series(_("达标率"), "plain", points(82, 85, 88, 91))),
        (_("从严管理"), HERE, Series(_("达标率"), "plain", points(90, 89, 93, 95))),
    ]
    return multiples("sample-multiples", items, head=_("日期"))
