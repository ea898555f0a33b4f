"""Requirements on people that hang on a particular tenure, tie or training quota."""

from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction

from .evaluator_people import leaders_county_up, leads_county_up, supervised
from .evaluator_semantics import (
    DAY,
    Answer,
    Book,
    Interval,
    Row,
    add_years,
    calendar_window,
    closer,
    contains,
    grouped,
    heads,
    in_calendar_window,
    in_rolling_window,
    interval_of,
    last_months,
    last_years,
    number,
    people_where,
    stretch_start,
    until,
    worst,
)

OFF_THE_JOB = ("脱产", "党性教育", "专题班", "中心组")
AREAS = ("人事", "财务", "工程项目建设", "物资采购", "审批", "执法")


# --- training -------------------------------------------------------------------------------------


def hours_and_days(book: Book, person: str, window: Interval) -> tuple[Fraction, Fraction]:
    hours, days = Fraction(0), Fraction(0)
    for row in book.trainings.get(person, []):
        if not window[0] <= row["结束日期"] <= window[1]:
            continue
        if row.get("学时") is not None:
            hours += number(row["学时"])
        if row["培训方式"] in OFF_THE_JOB:
            days += (row["结束日期"] - row["开始日期"]).days + 1
    return hours, days


def five_year_quota(book: Book, person: str, window: Interval) -> tuple[bool, Fraction, int]:
    hours, days = hours_and_days(book, person, window)
    return closer((hours, 550), (days, 90))


def catch_up_start(book: Book, person: str) -> date | None:
    """When the person was promoted short of the five-year quota, if that is so."""
    in_force = book.in_force(person)
    newest: date = max(row["任职时间"] for row in in_force)
    promoted = any(row.get("是否提拔") is True for row in in_force if row["任职时间"] == newest)
    if not promoted:
        return None
    reached, _, _ = five_year_quota(book, person, last_years(newest - DAY, 5))
    return None if reached else newest


def training_5y(book: Book) -> list[Answer]:
    rule = "kunming-2019:4/training-5y"
    window = last_years(book.on, 5)
    answers = []
    for person, since in leaders_county_up(book):
        if not book.has("培训"):
            answers.append(book.answer(rule, "person", person, "no_data", None, 550, window))
            continue
        promoted = catch_up_start(book, person)
        if promoted is not None and book.on < add_years(promoted, 1):
            continue  # promotion-catch-up stands in its place
        reached, measured, required = five_year_quota(book, person, window)
        status, due = in_rolling_window(5, book.on, reached, since)
        answers.append(book.answer(rule, "person", person, status, measured, required, window, due))
    return answers


def promotion_catch_up(book: Book) -> list[Answer]:
    rule = "kunming-2019:4/promotion-catch-up"
    answers = []
    for person, _ in leaders_county_up(book) if book.has("培训") else []:
        promoted = catch_up_start(book, person)
        if promoted is None:
            continue
        last = add_years(promoted, 1)
        window = last_years(min(book.on, last), 5)
        reached, measured, required = five_year_quota(book, person, window)
        status, due = until(last, book.on, reached)
        answers.append(book.answer(rule, "person", person, status, measured, required, window, due))
    return answers


def training_year(book: Book) -> list[Answer]:
    rule = "kunming-2019:4/training-year"
    window = calendar_window("year", book.on)
    answers = []
    for person, since in people_where(book, lambda row: True, unless=leads_county_up):
        if person not in book.people:
            continue
        if book.people[person].get("人员类别") not in (None, "公务员", "参公"):
            continue
        if not book.has("培训"):
            answers.append(book.answer(rule, "person", person, "no_data", None, 90, window))
            continue
        hours, days = hours_and_days(book, person, window)
        reached, measured, required = closer((hours, 90), (days, 12))
        status, due = in_calendar_window("year", book.on, reached, since)
        answers.append(book.answer(rule, "person", person, status, measured, required, window, due))
    return answers


# --- one tenure -----------------------------------------------------------------------------------


def integrity_talk(book: Book) -> list[Answer]:
    rule = "kunming-2019:16/integrity-talk"
    first, last = last_months(book.on, 12)
    answers = []
    for person in book.tenures:
        findings = []
        for tenure in book.in_force(person):
            start = tenure["任职时间"]
            if tenure.get("是否提拔") is not True or not first <= start <= last:
                continue
            window = start - timedelta(days=90), start
            if not book.has("监督"):
                findings.append(book.answer(rule, "person", person, "no_data", None, 1, window))
                continue
            measured = supervised(book, person, "任前廉政谈话", *window)
            status = "met" if measured >= 1 else "missed"
            findings.append(book.answer(rule, "person", person, status, measured, 1, window))
        answers += worst(findings)
    return answers


def term_of(tenure: Row) -> Interval:
    """First and last day of the term; a term of equal ends is as if it had not been given."""
    start, end = tenure.get("任期开始"), tenure.get("任期结束")
    if end is not None and end == (start or tenure["任职时间"]):
        start, end = None, None
    start = start or tenure["任职时间"]
    return start, end or add_years(start, 5) - DAY


def term_rules(book: Book) -> list[Answer]:
    answers = []
    for rule, kind in (
        ("kunming-2019:17/term-audit", "经济责任审计"),
        ("kunming-2019:17/term-selection-check", "选人用人检查"),
    ):
        for person in book.tenures:
            findings = []
            for tenure in book.in_force(person):
                if not heads(tenure) or tenure["职务层次"] != "县处级正职":
                    continue
                window = term_of(tenure)
                if not book.has("监督"):
                    findings.append(book.answer(rule, "person", person, "no_data", None, 1, window))
                    continue
                measured = supervised(book, person, kind, *window)
                status, due = until(window[1], book.on, measured >= 1)
                findings.append(
                    book.answer(rule, "person", person, status, measured, 1, window, due)
                )
            answers += worst(findings)
    return answers


def no_direct_charge(book: Book) -> list[Answer]:
    answers = []
    for rule, areas in (
        ("kunming-2019:17/no-direct-charge", AREAS),
        ("hangzhou-2017:15/no-direct-charge", AREAS[:5]),
    ):
        for person in book.tenures:
            head_tenures = [row for row in book.in_force(person) if heads(row)]
            if not head_tenures:
                continue
            charges = [row["分管工作"] for row in head_tenures if row.get("分管工作")]
            if not charges:
                answers.append(book.answer(rule, "person", person, "no_data", None, 0))
                continue
            measured = sum(1 for area in areas if any(area in charge for charge in charges))
            status = "missed" if measured > 0 else "met"
            answers.append(book.answer(rule, "person", person, status, measured, 0))
    return answers


def new_head_assessed(book: Book) -> list[Answer]:
    rule = "hangzhou-2017:6/new-head-assessed"
    answers = []
    for person in book.tenures:
        findings = []
        for tenure in book.in_force(person):
            start = tenure["任职时间"]
            unit = book.units.get(tenure["单位编码"])
            if unit is None or unit["单位类别"] not in ("市直单位", "区直部门"):
                continue
            if not heads(tenure) or start < add_years(book.on, -2):
                continue
            last = add_years(start, 1)
            if not book.has("考核"):
                findings.append(
                    book.answer(rule, "person", person, "no_data", None, 1, (start, last))
                )
                continue
            measured = 0
            for row in book.rows("考核"):
                if (row["对象类型"], row["对象编码"], row["考核类型"]) == ("干部", person, "专项"):
                    measured += row["年度"] >= start.year
            status, due = until(last, book.on, measured >= 1)
            findings.append(
                book.answer(rule, "person", person, status, measured, 1, (start, last), due)
            )
        answers += worst(findings)
    return answers


# --- villages and contact points ------------------------------------------------------------------


def tied(book: Book, kind: str) -> list[tuple[str, date, list[str]]]:
    """People with such a row in force, since when, and the units of those rows."""
    found = []
    for person, rows in book.ties.items():
        of_kind = [row for row in rows if row["类型"] == kind]
        since = stretch_start([interval_of("包联", row) for row in of_kind], book.on)
        if since is not None:
            units = {
                row["单位编码"] for row in of_kind if contains(interval_of("包联", row), book.on)
            }
            found.append((person, since, sorted(units)))
    return found


def villages_walked(book: Book) -> list[Answer]:
    rule = "hangzhou-2020:14/villages-walked"
    window = calendar_window("year", book.on)
    answers = []
    for person, since, townships in tied(book, "包乡"):
        villages = {
            code
            for code, unit in book.units.items()
            if unit["单位类别"] in ("村", "社区") and unit.get("所属乡镇编码") in townships
        }
        if book.has("单位") and not villages:
            continue
        if not book.has("单位", "活动"):
            answers.append(book.answer(rule, "person", person, "no_data", None, 1, window))
            continue
        walked = {
            row.get("单位地点编码")
            for row in book.activities.get(("干部", person, "包村走访"), [])
            if window[0] <= row["日期"] <= window[1]
        }
        share = Fraction(len(walked & villages), len(villages))
        status, due = in_calendar_window("year", book.on, share >= 1, since)
        answers.append(book.answer(rule, "person", person, status, share, 1, window, due))
    return answers


def contact_visit(book: Book) -> list[Answer]:
    rule = "hangzhou-2020:15/contact-visit"
    window = calendar_window("year", book.on)
    answers = []
    for person, since, points in tied(book, "联系点"):
        if not book.has("活动"):
            answers.append(book.answer(rule, "person", person, "no_data", None, 1, window))
            continue
        visits = []
        for point in points:
            total = Fraction(0)
            for row in book.activities.get(("干部", person, "联系点走访"), []):
                at_point = row.get("单位地点编码") in (None, point)
                if at_point and window[0] <= row["日期"] <= window[1]:
                    total += 1 if row.get("数量") is None else number(row["数量"])
            visits.append(total)
        measured = min(visits)
        status, due = in_calendar_window("year", book.on, measured >= 1, since)
        answers.append(book.answer(rule, "person", person, status, measured, 1, window, due))
    return answers


def contact_kept(book: Book) -> list[Answer]:
    rule = "hangzhou-2020:15/contact-kept"
    window = calendar_window("year", book.on)
    answers = []
    for person, rows in book.ties.items():
        findings = []
        for row in rows:
            end = row.get("结束日期")
            if row["类型"] != "联系点" or end is None or not window[0] <= end <= book.on:
                continue
            months = Fraction((end - row["开始日期"]).days, 30)
            status = "met" if months >= 12 else "missed"
            findings.append(book.answer(rule, "person", person, status, months, 12, window))
        answers += worst(findings)
    return answers


# --- grades ---------------------------------------------------------------------------------------


def dismissal_two_years(book: Book) -> list[Answer]:
    rule = "national:civil-servant/dismissal-two-years"
    answers = []
    people = [row for row in book.rows("考核") if row["对象类型"] == "干部"]
    for person, rows in grouped(people, "对象编码").items():
        grades = {
            row["年度"]: row["等次"]
            for row in rows
            if row["考核类型"] == "年度" and row.get("等次") is not None
        }
        if not grades:
            continue
        latest = max(grades)
        if grades[latest] == "不称职" and grades.get(latest - 1) == "不称职":
            answers.append(book.answer(rule, "person", person, "attention", 2, 2))
    return answers


CAREER_RULES: list[Callable[[Book], list[Answer]]] = [
    training_5y,
    promotion_catch_up,
    training_year,
    integrity_talk,
    term_rules,
    no_direct_charge,
    new_head_assessed,
    villages_walked,
    contact_visit,
    contact_kept,
    dismissal_two_years,
]
