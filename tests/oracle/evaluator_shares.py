"""Shares, rankings and targets over pools, projects and units: `attention` or silence."""

from collections.abc import Callable
from datetime import date
from fractions import Fraction

from .evaluator_semantics import (
    DAY,
    Answer,
    Book,
    Interval,
    add_months,
    full_years,
    grouped,
    held_on,
    in_team,
    number,
    rank,
)
from .evaluator_units import tenures_at, units_of

TARGETS = {"上挂": 10, "信访": 30, "沿海": 10, "园区": 10, "村社区": 50}
INSPECTED = ((("区直部门", "街道"), 3), (("乡镇",), 1), (("村",), 5), (("社区",), 5))


def pools(book: Book) -> list[Answer]:
    rule = "hangzhou-2017:7/pools"
    answers = []
    for pool, rows in grouped(book.rows("后备"), "池名称").items():
        size = len({row["人员编码"] for row in rows if held_on("后备", row, book.on)})
        if size < 90 or size > 110:
            answers.append(book.answer(rule, "pool", pool, "attention", size, 100, name=pool))
    return answers


def targets(book: Book) -> list[Answer]:
    rule = "qingshanhu-2009:4/targets"
    answers = []
    for project in book.rows("项目") if book.has("锻炼") else []:
        if project.get("类别") not in TARGETS:
            continue
        target = project.get("目标人数")
        if target is None:
            target = TARGETS[project["类别"]]
        code = project["项目编码"]
        people = {row["人员编码"] for row in book.rows("锻炼") if row.get("项目编码") == code}
        if len(people) < target:
            answers.append(
                book.answer(
                    rule, "project", code, "attention", len(people), target, name=project["名称"]
                )
            )
    return answers


def ladder(book: Book) -> list[Answer]:
    rule = "kunming-2019:14/ladder"
    answers = []
    for unit in book.units if book.has("干部", "任职") else []:
        team = {row["人员编码"] for row in tenures_at(book, unit) if in_team(row)}
        ages = [full_years(book.people[person]["出生年月"], book.on) for person in team]
        if len(team) < 3:
            continue
        missing = [all(age > 40 for age in ages), all(age <= 50 for age in ages)].count(True)
        if missing:
            answers.append(book.answer(rule, "unit", unit, "attention", missing, 0))
    return answers


# --- grades and pay of the townships --------------------------------------------------------------


def last_year(book: Book, before: int = 1) -> Interval:
    return date(book.on.year - before, 1, 1), date(book.on.year - before, 12, 31)


def excellent_share(book: Book) -> list[Answer]:
    rule = "hangzhou-2017:19/excellent-share"
    window = last_year(book)
    grades = {
        row["对象编码"]: row["等次"]
        for row in book.rows("考核")
        if (row["对象类型"], row["考核类型"]) == ("干部", "年度")
        and row["年度"] == window[0].year
        and row.get("等次") is not None
    }
    answers = []
    for unit in units_of(book, ("乡镇", "街道")) if book.has("任职", "考核") else []:
        people = {row["人员编码"] for row in tenures_at(book, unit)}
        graded = [grades[person] for person in people if person in grades]
        if not graded:
            continue
        share = Fraction(graded.count("优秀"), len(graded))
        if share > Fraction(1, 5):
            answers.append(
                book.answer(rule, "unit", unit, "attention", share, Fraction(1, 5), window)
            )
    return answers


def monthly_pay(book: Book, units: list[str], window: Interval) -> dict[int, Fraction]:
    """Average pay of a person-month by level, of the people in those units on the day."""
    people = {row["人员编码"] for unit in units for row in tenures_at(book, unit)}
    total: dict[int, Fraction] = {}
    person_months: dict[int, set[tuple[str, date]]] = {}
    for person in people:
        level = min(rank(tenure) for tenure in book.in_force(person))
        for row in book.pay.get(person, []):
            month = row["月份"].replace(day=1)
            if row.get("应发") is None or not window[0] <= month <= window[1]:
                continue
            total[level] = total.get(level, Fraction(0)) + number(row["应发"])
            person_months.setdefault(level, set()).add((person, month))
    return {level: total[level] / len(person_months[level]) for level in total if total[level]}


def township_pay(book: Book) -> list[Answer]:
    rule = "hangzhou-2017:19/township-pay"
    if not book.has("单位", "任职", "工资"):
        return []
    this_month = book.on.replace(day=1)
    window = add_months(this_month, -11), add_months(this_month, 1) - DAY
    departments = monthly_pay(book, units_of(book, ("区直部门",)), window)
    answers = []
    for unit in units_of(book, ("乡镇", "街道")):
        own = monthly_pay(book, [unit], window)
        ratios = [own[level] / departments[level] for level in own if level in departments]
        if ratios and min(ratios) < Fraction(6, 5):
            answers.append(
                book.answer(rule, "unit", unit, "attention", min(ratios), Fraction(6, 5), window)
            )
    return answers


# --- rankings -------------------------------------------------------------------------------------


def ranked_units(book: Book, year: int, kinds: tuple[str, ...]) -> dict[str, tuple[Fraction, bool]]:
    """排名 and confirmed own fault of the ranked units of those kinds in a year."""
    return {
        row["对象编码"]: (number(row["排名"]), row.get("主观原因确认") is True)
        for row in book.rows("考核")
        if (row["对象类型"], row["考核类型"], row["年度"]) == ("单位", "年度", year)
        and row.get("排名") is not None
        and row["对象编码"] in book.units
        and book.units[row["对象编码"]]["单位类别"] in kinds
    }


def last_by_own_fault(book: Book, unit: str, year: int) -> bool:
    ranked = ranked_units(book, year, (book.units[unit]["单位类别"],))
    if unit not in ranked or len(ranked) < 2:
        return False
    place, confirmed = ranked[unit]
    return confirmed and place == max(other for other, _ in ranked.values())


def yellow_card(book: Book) -> list[Answer]:
    rule = "qingshanhu-2009:29/yellow-card"
    window = last_year(book)
    answers = []
    for unit in book.units:
        if not last_by_own_fault(book, unit, window[0].year):
            continue
        cards = 2 if last_by_own_fault(book, unit, window[0].year - 1) else 1
        answers.append(book.answer(rule, "unit", unit, "attention", cards, 1, window))
    return answers


def inspectors(book: Book) -> list[Answer]:
    rule = "qingshanhu-2009:30/inspectors"
    window = last_year(book)
    answers = []
    for kinds, count in INSPECTED:
        ranked = ranked_units(book, window[0].year, kinds)
        if not ranked:
            continue
        from_last = sorted((place for place, _ in ranked.values()), reverse=True)
        border = from_last[min(count, len(from_last)) - 1]
        for unit, (place, _) in ranked.items():
            if place >= border:
                answers.append(book.answer(rule, "unit", unit, "attention", place, count, window))
    return answers


SHARE_RULES: list[Callable[[Book], list[Answer]]] = [
    pools,
    targets,
    ladder,
    excellent_share,
    township_pay,
    yellow_card,
    inspectors,
]
