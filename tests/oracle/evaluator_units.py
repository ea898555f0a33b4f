"""Requirements on units."""

from fractions import Fraction

from .evaluator_people import amount
from .evaluator_semantics import (
    Answer,
    Book,
    Row,
    calendar_window,
    heads,
    held_on,
    in_calendar_window,
    in_team,
    number,
)

FRONT_LINE = ("区直部门", "街道", "乡镇", "园区", "市直单位")
DISTRICT = ("区直部门", "街道", "乡镇", "园区")
COMMITTEE = ("党委",)
BRANCH = ("党支部",)
ROOT = ("root",)  # 党委 without a superior

# rule, unit kinds, activity, required, window
ACTIVITY_RULES: list[tuple[str, tuple[str, ...], str, int, str]] = [
    ("hangzhou-2017:13/monthly-report", FRONT_LINE, "月报", 1, "month"),
    ("hangzhou-2017:13/quarterly-visit", FRONT_LINE, "季访", 1, "quarter"),
    ("hangzhou-2017:13/five-visits", FRONT_LINE, "五访", 5, "quarter"),
    ("hangzhou-2017:18/corps-report", COMMITTEE, "队伍建设报告", 1, "year"),
    ("kunming-2019:23/corps-report", COMMITTEE, "队伍建设报告", 1, "year"),
    ("kunming-2019:20/tolerance-notice", ROOT, "容错案例通报", 1, "year"),
    ("hangzhou-2020:1/reading-class", COMMITTEE, "读书班", 1, "year"),
    ("hangzhou-2020:4/centre-group-charter", COMMITTEE, "中心组党章学习", 1, "year"),
    ("hangzhou-2020:4/branch-charter", BRANCH, "支部党章学习", 1, "year"),
    ("hangzhou-2020:8/political-report", COMMITTEE, "政治素质报告", 1, "year"),
    ("hangzhou-2020:9/democratic-life", COMMITTEE, "民主生活会", 1, "year"),
    ("hangzhou-2020:13/research-exchange", COMMITTEE, "调研成果交流", 1, "year"),
    ("qingshanhu-2009:1/ideals-education", COMMITTEE, "理想信念教育", 1, "five years"),
    ("qingshanhu-2009:2/centre-group-days", COMMITTEE, "中心组学习", 12, "year"),
    ("qingshanhu-2009:6/democratic-life", COMMITTEE, "民主生活会", 1, "year"),
    ("qingshanhu-2009:24/personnel-report", COMMITTEE, "选人用人报告", 1, "year"),
    ("national:branch/general-meeting", BRANCH, "支部党员大会", 1, "quarter"),
    ("national:branch/committee", BRANCH, "支委会", 1, "month"),
    ("national:branch/theme-day", BRANCH, "主题党日", 1, "month"),
    ("national:branch/review", BRANCH, "民主评议党员", 1, "year"),
]


def units_of(book: Book, kinds: tuple[str, ...]) -> list[str]:
    if kinds == ROOT:
        return [
            code
            for code, unit in book.units.items()
            if unit["单位类别"] == "党委" and unit.get("上级单位编码") is None
        ]
    return [code for code, unit in book.units.items() if unit["单位类别"] in kinds]


def of_unit(
    book: Book,
    rule: str,
    unit: str,
    sheet: str,
    kind: str,
    required: int,
    measured: Fraction | int,
) -> Answer:
    """The finding of a rule with a calendar window."""
    window = calendar_window(kind, book.on)
    if not book.has(sheet):
        return book.answer(rule, "unit", unit, "no_data", None, required, window)
    status, due = in_calendar_window(kind, book.on, measured >= required, None)
    return book.answer(rule, "unit", unit, status, measured, required, window, due)


def activity_rules(book: Book) -> list[Answer]:
    answers = []
    for rule, kinds, activity, required, window in ACTIVITY_RULES:
        first, last = calendar_window(window, book.on)
        for unit in units_of(book, kinds):
            total = amount(book, "单位", unit, (activity,), first, last)
            answers.append(of_unit(book, rule, unit, "活动", window, required, total))
    return answers


def base_batch(book: Book) -> list[Answer]:
    first, last = calendar_window("year", book.on)
    answers = []
    for unit in units_of(book, ROOT):
        total = Fraction(0)
        for row in book.activities.get(("单位", unit, "培训批次"), []):
            if first <= row["日期"] <= last and "党性教育" in (row.get("说明") or ""):
                total += 1 if row.get("数量") is None else number(row["数量"])
        rule = "kunming-2019:3/base-batch"
        answers.append(of_unit(book, rule, unit, "活动", "year", 1, total))
    return answers


def practice_batch(book: Book) -> list[Answer]:
    first, last = calendar_window("year", book.on)
    begun = sum(1 for row in book.rows("锻炼") if first <= row["开始日期"] <= last)
    rule = "kunming-2019:5/practice-batch"
    return [of_unit(book, rule, unit, "锻炼", "year", 1, begun) for unit in units_of(book, ROOT)]


def first_item(book: Book) -> list[Answer]:
    """Every day with a 党委会 has a 第一议题; a day without one cannot be mended."""
    rule = "hangzhou-2020:2/first-item"
    window = calendar_window("year", book.on)
    answers = []
    for unit in units_of(book, COMMITTEE):
        if not book.has("活动"):
            answers.append(book.answer(rule, "unit", unit, "no_data", None, 1, window))
            continue
        meetings, items = (
            {
                row["日期"]
                for row in book.activities.get(("单位", unit, activity), [])
                if window[0] <= row["日期"] <= window[1]
            }
            for activity in ("党委会", "第一议题")
        )
        if meetings:
            share = Fraction(len(meetings & items), len(meetings))
            status = "met" if share == 1 else "missed"
            answers.append(book.answer(rule, "unit", unit, status, share, 1, window))
    return answers


def training_plan(book: Book) -> list[Answer]:
    first, last = calendar_window("month", calendar_window("year", book.on)[1])
    answers = []
    for unit in units_of(book, DISTRICT):
        total = amount(book, "单位", unit, ("报送培训计划",), first, last)
        rule = "qingshanhu-2009:15/training-plan"
        answers.append(of_unit(book, rule, unit, "活动", "year", 1, total))
    return answers


def tenures_at(book: Book, unit: str) -> list[Row]:
    return [
        row
        for rows in book.tenures.values()
        for row in rows
        if row["单位编码"] == unit and held_on("任职", row, book.on)
    ]


def one_person(book: Book) -> list[Answer]:
    rule = "hangzhou-2020:20/one-person"
    answers = []
    for unit in units_of(book, ("村", "社区")):
        if not book.has("任职"):
            answers.append(book.answer(rule, "unit", unit, "no_data", None, 1))
            continue
        held = tenures_at(book, unit)
        secretaries = {row["人员编码"] for row in held if row.get("职务类别") == "党组织书记"}
        directors = {row["人员编码"] for row in held if row.get("职务类别") == "行政主任"}
        both = 1 if secretaries & directors else 0
        answers.append(book.answer(rule, "unit", unit, "met" if both else "missed", both, 1))
    return answers


def rules_on_file(book: Book) -> list[Answer]:
    rule = "qingshanhu-2009:5/rules-on-file"
    answers = []
    for unit in units_of(book, DISTRICT):
        if not book.has("制度"):
            answers.append(book.answer(rule, "unit", unit, "no_data", None, 1))
            continue
        measured = sum(
            1
            for row in book.rows("制度")
            if row["单位编码"] == unit
            and row["制度类别"] == "议事规则"
            and held_on("制度", row, book.on)
        )
        status = "met" if measured >= 1 else "missed"
        answers.append(book.answer(rule, "unit", unit, status, measured, 1))
    return answers


def over_quota(book: Book) -> list[Answer]:
    rule = "qingshanhu-2009:24/over-quota"
    answers = []
    for code, unit in book.units.items():
        chief_quota, deputy_quota = unit.get("正职职数"), unit.get("副职职数")
        if chief_quota is None and deputy_quota is None:
            continue
        if not book.has("任职"):
            answers.append(book.answer(rule, "unit", code, "no_data", None, 0))
            continue
        held = tenures_at(book, code)
        chiefs = {row["人员编码"] for row in held if heads(row)}
        others = {row["人员编码"] for row in held if in_team(row)} - chiefs
        excesses = []
        if chief_quota is not None:
            excesses.append(len(chiefs) - number(chief_quota))
        if deputy_quota is not None:
            excesses.append(len(others) - number(deputy_quota))
        status = "met" if max(excesses) <= 0 else "missed"
        answers.append(book.answer(rule, "unit", code, status, max(excesses), 0))
    return answers


UNIT_RULES = [
    activity_rules,
    base_batch,
    practice_batch,
    first_item,
    training_plan,
    one_person,
    rules_on_file,
    over_quota,
]
