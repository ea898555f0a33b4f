"""The figures of a day as plain tables, kept with what people found on that day."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from quanheng.office.accounts.models import User
from quanheng.office.records.models import (
    Appraisal,
    Award,
    Particulars,
    Person,
    Secondment,
    Tenure,
    Unit,
)
from quanheng.office.selection.teams.queries import TeamPage, team_page
from quanheng.office.selection.teams.vacancies import HORIZONS, counts, within

YEARS_OF_GRADES = 3


class Grid(NamedTuple):
    """A table of texts."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def kept(grids: Iterable[Grid]) -> list[dict[str, Any]]:
    """Tables as they are stored."""
    return [grid._asdict() for grid in grids]


def read(stored: Sequence[dict[str, Any]]) -> list[Grid]:
    """Tables from what is stored."""
    return [
        Grid(one["title"], tuple(one["heads"]), tuple(tuple(row) for row in one["rows"]))
        for one in stored
    ]


def of_team(unit: Unit, user: User, on: date) -> list[dict[str, Any]]:
    """The make-up of a team on a day."""
    page = team_page(unit, user, on)
    return kept([_members(page), _seats(page), _make_up(page), _events(page, on), _fields(page)])


def _members(page: TeamPage) -> Grid:
    heads = (_("姓名"), _("职务"), _("任职时间"), _("任现职满年"), _("学历"), _("专业"))
    rows = (
        (
            str(one.person),
            one.post.title,
            f"{one.post.start:%Y.%m}",
            str(one.post_years),
            one.education_told or _("未入档"),
            one.speciality or _("未入档"),
        )
        for one in page.members
    )
    return Grid(_("现任班子成员"), heads, tuple(rows))


def _seats(page: TeamPage) -> Grid:
    heads = (_("职位"), _("职数"), _("实配"), _("空缺"))
    rows = (
        (one.title, _number(one.quota), str(one.held), _number(one.vacant)) for one in page.seats
    )
    return Grid(_("职数配备"), heads, tuple(rows))


def _number(value: int | None) -> str:
    return _("未入档") if value is None else str(value)


def _make_up(page: TeamPage) -> Grid:
    heads = (_("方面"), _("类别"), _("人数"), _("未入档"), _("目标"))
    rows = (
        (
            str(row.category.dimension.label),  # type: ignore[attr-defined]
            row.category.label,
            str(row.counted),
            str(row.unknown),
            bounds_told(row.target),
        )
        for row in page.rows
    )
    return Grid(_("班子结构"), heads, tuple(rows))


def bounds_told(target: Any) -> str:
    """A target in words; that none is set if it is None."""
    if target is None:
        return _("未设")
    least, most = {"n": target.at_least}, {"n": target.at_most}
    told = []
    if target.at_least is not None:
        told.append(_("不少于%(n)d%%") % least if target.share else _("不少于%(n)d人") % least)
    if target.at_most is not None:
        told.append(_("不多于%(n)d%%") % most if target.share else _("不多于%(n)d人") % most)
    return "，".join(told)


def _events(page: TeamPage, on: date) -> Grid:
    near = within(page.events, on, HORIZONS[-1])
    heads = (_("事由"), _("现在"), *(_("%d年内") % years for years in HORIZONS[1:]))
    rows = ((one.label, *map(str, one.numbers)) for one in counts(near, on))
    return Grid(_("今后可能空缺（人）"), heads, tuple(rows))


def _fields(page: TeamPage) -> Grid:
    heads = (_("领域"), _("需要"), _("具备"), _("人员"))
    rows = (
        (
            fit.field,
            str(fit.need.number) if fit.need else _("未设"),
            str(len(fit.knows)),
            "、".join(str(one.member.person) for one in fit.knows),
        )
        for fit in page.fits
        if fit.need or fit.knows
    )
    return Grid(_("专业与职能需要"), heads, tuple(rows))


def of_person(person: Person, on: date) -> list[dict[str, Any]]:
    """What is on file of a person that bears on a post: facts side by side, no score."""
    return kept(
        [_particulars(person), _posts(person), _practice(person), _grades(person, on),
         _awards(person)]
    )  # fmt: skip


def _particulars(person: Person) -> Grid:
    facts = Particulars.objects.current().filter(person=person).first()
    told = [
        (_("全日制学历"), facts and facts.education),
        (_("在职学历"), facts and facts.inservice_education),
        (_("专业"), facts and facts.speciality),
        (_("熟悉领域"), facts and facts.familiar_field),
    ]
    return Grid(
        _("学历和专业"),
        (_("项目"), _("档案所载")),
        tuple((name, str(value or _("未入档"))) for name, value in told),
    )


def _posts(person: Person) -> Grid:
    held = Tenure.objects.current().filter(person=person).select_related("unit")
    rows = (
        (
            f"{one.start:%Y.%m}",
            f"{one.end:%Y.%m}" if one.end else _("至今"),
            f"{one.unit} {one.title}",
            str(one.get_level_display()),  # type: ignore[attr-defined]
            _("是") if one.chief else "",
        )
        for one in held.order_by("start", "pk")
    )
    heads = (_("开始"), _("结束"), _("职务"), _("职务层次"), _("正职"))
    return Grid(_("任职经历"), heads, tuple(rows))


def _practice(person: Person) -> Grid:
    held = Secondment.objects.current().filter(person=person).order_by("start", "pk")
    rows = (
        (
            f"{one.start:%Y.%m}",
            f"{one.end:%Y.%m}" if one.end else _("至今"),
            str(one.get_mode_display()),  # type: ignore[attr-defined]
            one.unit_name or _("未入档"),
        )
        for one in held
    )
    return Grid(_("实践锻炼"), (_("开始"), _("结束"), _("方式"), _("单位")), tuple(rows))


def _grades(person: Person, on: date) -> Grid:
    held = Appraisal.objects.current().filter(person=person, type="年度")
    grades = dict(held.values_list("year", "grade"))
    years = range(on.year - YEARS_OF_GRADES, on.year)
    rows = tuple((str(year), grades.get(year) or _("未入档")) for year in years)
    return Grid(_("近三年年度考核"), (_("年度"), _("等次")), rows)


def _awards(person: Person) -> Grid:
    held = Award.objects.current().filter(person=person).order_by("day", "pk")
    rows = tuple((f"{one.day:%Y.%m.%d}", one.type, one.name) for one in held)
    return Grid(_("奖惩"), (_("日期"), _("类型"), _("名称")), rows)
