"""What units do: committees, branches, reporting units; and the rules that they have on file."""

from datetime import date

from quanheng.norms.dates import add_years
from quanheng.norms.kinds import Activity, Rulebook
from quanheng.sample.draft import REPORTING, Draft, Place, number

_YEARLY = (  # exception, activity, first and last month
    ("corps-report", "队伍建设报告", 11, 12),
    ("reading-class", "读书班", 5, 8),
    ("centre-charter", "中心组党章学习", 3, 10),
    ("political-report", "政治素质报告", 10, 12),
    ("democratic-life", "民主生活会", 1, 2),
    ("research-exchange", "调研成果交流", 7, 10),
    ("personnel-report", "选人用人报告", 1, 3),
)


def write_committees(draft: Draft) -> None:
    """Write the year of the Party committees."""
    rng = draft.rng
    committees = draft.of("党委")
    codes = [place.code for place in committees]
    for slug, kind, first, last in _YEARLY:
        without = draft.excepted(slug, codes)
        for code in codes:
            if code not in without:
                _do(draft, code, kind, draft.day(draft.year, first, last))
            if rng.random() < 0.9:
                _do(draft, code, kind, draft.day(draft.year - 1, first, last))
    _ideals(draft, codes)
    _meetings(draft, codes)
    root = draft.root.code
    _do(draft, root, "培训批次", draft.day(draft.year, 5, 9), 1, "党性教育基地培训第一批")
    _do(draft, root, "培训批次", draft.day(draft.year, 3, 10), 1, "年轻干部能力提升班")
    _do(draft, root, "容错案例通报", draft.day(draft.year - 1, 6, 11), 1)
    for month in (1, 4, 9):
        _do(draft, root, "警示通报", date(draft.year, month, rng.randint(5, 28)), 1)
    for code in codes:
        _do(draft, code, "述职述廉大会", draft.day(draft.year, 12, 12))


def _do(
    draft: Draft,
    code: str,
    kind: str,
    day: date,
    quantity: int | None = None,
    note: str | None = None,
) -> None:
    draft.add(
        Activity,
        subject_type="单位",
        subject=code,
        type=kind,
        day=day,
        quantity=None if quantity is None else number(quantity),
        note=note,
    )


def _ideals(draft: Draft, codes: list[str]) -> None:
    """Once in each term of five calendar years, counted from 2006."""
    first = draft.year - (draft.year - 2006) % 5
    without = draft.excepted("ideals", codes)
    for code in codes:
        _do(draft, code, "理想信念教育", draft.day(first - 2))
        if code not in without:
            _do(draft, code, "理想信念教育", draft.day(draft.rng.randint(first, draft.year), 1, 9))


def _meetings(draft: Draft, codes: list[str]) -> None:
    """Committee meetings open with the first item; the centre group studies together."""
    rng = draft.rng
    careless = draft.excepted("first-item", codes)
    idle = draft.excepted("centre-days", codes)
    for code in codes:
        for month in range(1, 13):
            for half, day_of_month in enumerate((rng.randint(3, 13), rng.randint(16, 27))):
                day = date(draft.year, month, day_of_month)
                _do(draft, code, "党委会", day)
                if code not in careless or half == 0 or month % 4:
                    _do(draft, code, "第一议题", day)
            if code not in idle or month % 2:
                _do(draft, code, "中心组学习", date(draft.year, month, rng.randint(2, 27)), 1)


def write_branches(draft: Draft) -> None:
    """Write the year of the Party branches."""
    rng = draft.rng
    codes = [place.code for place in draft.of("党支部")]
    quarter, this_month = (draft.as_of.month - 1) // 3, draft.as_of.month
    lax = {
        slug: draft.excepted(slug, codes)
        for slug in ("branch-charter", "general-meeting", "committee", "theme-day", "review")
    }
    for code in codes:
        for month in range(1, 13):
            late = month == this_month
            if not (late and code in lax["committee"]):
                _do(draft, code, "支委会", date(draft.year, month, rng.randint(1, 20)))
            if not (late and code in lax["theme-day"]):
                _do(draft, code, "主题党日", date(draft.year, month, rng.randint(5, 25)))
        for turn in range(4):
            if not (turn == quarter and code in lax["general-meeting"]):
                _do(draft, code, "支部党员大会", draft.day(draft.year, 3 * turn + 1, 3 * turn + 3))
        if code not in lax["branch-charter"]:
            _do(draft, code, "支部党章学习", draft.day(draft.year, 3, 10))
        if code not in lax["review"]:
            _do(draft, code, "民主评议党员", draft.day(draft.year, 1, 3))
        _do(draft, code, "组织生活会", draft.day(draft.year, 1, 3))
        _do(draft, code, "党小组会", draft.day(draft.year, 1, 12), rng.randint(8, 12))


def write_reports(draft: Draft) -> None:
    """Write what departments, townships, streets and parks report and receive."""
    rng = draft.rng
    units = draft.of(*REPORTING)
    codes = [place.code for place in units]
    quarter, this_month = (draft.as_of.month - 1) // 3, draft.as_of.month
    late = draft.excepted("monthly-report", codes)
    unseen = draft.excepted("quarterly-visit", codes)
    few = draft.excepted("five-visits", codes)
    for code in codes:
        for month in range(1, 13):
            if not (month == this_month and code in late) and (
                month == this_month or rng.random() < 0.97
            ):
                _do(draft, code, "月报", date(draft.year, month, rng.randint(20, 28)))
        for turn in range(4):
            first, last, now = 3 * turn + 1, 3 * turn + 3, turn == quarter
            if not (now and code in unseen):
                _do(draft, code, "季访", draft.day(draft.year, first, last))
            _do(draft, code, "季报", date(draft.year, last, rng.randint(20, 28)))
            for visits in (1, 1) if now and code in few else (3, 2):
                _do(draft, code, "五访", draft.day(draft.year, first, last), visits)
    planning = draft.of("区直部门", "街道", "乡镇", "园区")
    without = draft.excepted("training-plan", [place.code for place in planning])
    for place in planning:
        for year in (draft.year - 1, draft.year):
            if year < draft.year or place.code not in without:
                day = date(year, 12, rng.randint(2, 29))
                _do(draft, place.code, "报送培训计划", day, None, f"{year + 1}年度培训计划")


def write_rulebooks(draft: Draft) -> None:
    """Write the rules, lists and divisions of work on file."""
    rng = draft.rng
    units = draft.of("区直部门", "街道", "乡镇", "园区")
    without = draft.excepted("rulebook", [place.code for place in units])
    for place in units:
        current = draft.day(draft.year - rng.randint(1, 3))
        lapsed = place.code in without
        _rulebook(draft, place, "议事规则", add_years(current, -4), current)
        if not lapsed:
            _rulebook(draft, place, "议事规则", current, None)
        for kind in ("权力清单", "责任清单"):
            _rulebook(draft, place, kind, draft.day(draft.year - rng.randint(1, 4)), None)
        last, now = draft.day(draft.year - 1, 1, 2), draft.day(draft.year, 1, 2)
        _rulebook(draft, place, "分工文件", last, now)
        _rulebook(draft, place, "分工文件", now, None)


def _rulebook(draft: Draft, place: Place, kind: str, start: date, end: date | None) -> None:
    end = end if end and end <= draft.as_of else None
    draft.add(Rulebook, unit=place.code, type=kind, start=start, end=end)
