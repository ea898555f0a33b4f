"""Requirements on people: counts of rows and activities in a window."""

from collections.abc import Callable
from datetime import date
from fractions import Fraction

from .evaluator_semantics import (
    DAY,
    Answer,
    Book,
    Row,
    add_years,
    at_least,
    calendar_window,
    heads,
    in_calendar_window,
    in_rolling_window,
    in_team,
    leads,
    number,
    people_where,
)

Held = list[tuple[str, date]]
Who = Callable[[Book], Held]


# --- whom a rule applies to, and since when -------------------------------------------------------


def everyone(book: Book) -> Held:
    return people_where(book, lambda tenure: True)


def leaders(book: Book) -> Held:
    return people_where(book, leads)


def all_heads(book: Book) -> Held:
    return people_where(book, heads)


def county_leaders(book: Book) -> Held:
    return people_where(
        book, lambda tenure: leads(tenure) and tenure["职务层次"] in ("县处级正职", "县处级副职")
    )


def leads_county_up(tenure: Row) -> bool:
    return leads(tenure) and at_least(tenure, "县处级副职")


def leaders_county_up(book: Book) -> Held:
    return people_where(book, leads_county_up)


def team_section_up(book: Book) -> Held:
    return people_where(book, lambda tenure: in_team(tenure) and at_least(tenure, "乡科级副职"))


def section_and_below(book: Book) -> Held:
    """Whose highest level is 乡科级正职 or lower: they hold a post, and none above that level."""
    return people_where(
        book, lambda tenure: True, unless=lambda tenure: at_least(tenure, "县处级副职")
    )


def party_members(book: Book, people: Held) -> Held:
    return [
        (person, since)
        for person, since in people
        if person in book.people
        and book.people[person].get("政治面貌") in ("中共党员", "中共预备党员")
    ]


def member_leaders(book: Book) -> Held:
    return party_members(book, leaders(book))


def member_leaders_section_up(book: Book) -> Held:
    section_up = people_where(book, lambda row: leads(row) and at_least(row, "乡科级副职"))
    return party_members(book, section_up)


def members_in_post(book: Book) -> Held:
    return party_members(book, everyone(book))


def branch_secretaries(book: Book) -> Held:
    def is_secretary(tenure: Row) -> bool:
        unit = book.units.get(tenure["单位编码"])
        return (
            unit is not None
            and tenure.get("职务类别") == "党组织书记"
            and unit["单位类别"] in ("村", "社区", "党支部")
        )

    return people_where(book, is_secretary)


# --- what is measured -----------------------------------------------------------------------------


def amount(
    book: Book, object_type: str, code: str, kinds: tuple[str, ...], first: date, last: date
) -> Fraction:
    """Σ 数量 of the activities of those types; a blank is 1."""
    total = Fraction(0)
    for kind in kinds:
        for row in book.activities.get((object_type, code, kind), []):
            if first <= row["日期"] <= last:
                quantity = row.get("数量")
                total += 1 if quantity is None else number(quantity)
    return total


def supervised(book: Book, person: str, kind: str, first: date, last: date) -> int:
    return sum(
        1
        for row in book.supervision.get(person, [])
        if row["事项类型"] == kind and first <= row["日期"] <= last
    )


def trainings(
    book: Book, person: str, first: date, last: date, counts: Callable[[Row], bool]
) -> int:
    return sum(
        1
        for row in book.trainings.get(person, [])
        if first <= row["结束日期"] <= last and counts(row)
    )


def promises(book: Book, person: str, first: date, last: date) -> int:
    return sum(
        1
        for row in book.rows("清单")
        if row["清单类型"] == "承诺"
        and row.get("责任人编码") == person
        and first <= row["交办日期"] <= last
    )


def in_calendar(
    book: Book,
    rule: str,
    people: Held,
    sheet: str,
    kind: str,
    required: int,
    measure: Callable[[str, date, date], Fraction | int],
) -> list[Answer]:
    """One finding for each person of a rule with a calendar window."""
    window = calendar_window(kind, book.on)
    answers = []
    for person, since in people:
        if not book.has(sheet):
            answers.append(book.answer(rule, "person", person, "no_data", None, required, window))
            continue
        measured = measure(person, *window)
        status, due = in_calendar_window(kind, book.on, measured >= required, since)
        answers.append(book.answer(rule, "person", person, status, measured, required, window, due))
    return answers


# --- rules that count activities ------------------------------------------------------------------

ACTIVITY_RULES: list[tuple[str, Who, tuple[str, ...], int, str]] = [
    ("hangzhou-2020:1/lecture", member_leaders_section_up, ("专题党课",), 1, "year"),
    ("hangzhou-2020:12/research-report", county_leaders, ("调研报告",), 1, "year"),
    ("hangzhou-2020:13/field-days", county_leaders, ("下基层调研",), 90, "year"),
    ("hangzhou-2020:15/livelihood", team_section_up, ("领办民生实事",), 1, "year"),
    ("hangzhou-2020:15/hard-case", team_section_up, ("化解积案",), 1, "year"),
    ("qingshanhu-2009:2/head-lecture", all_heads, ("专题党课", "形势报告"), 1, "year"),
    ("qingshanhu-2009:10/contact-visits", county_leaders, ("联系点走访",), 3, "quarter"),
    ("qingshanhu-2009:10/households", county_leaders, ("走访群众",), 10, "quarter"),
    ("qingshanhu-2009:10/research", county_leaders, ("调查研究",), 3, "quarter"),
]


def activity_rules(book: Book) -> list[Answer]:
    answers = []
    for rule, who, kinds, required, window in ACTIVITY_RULES:

        def measure(
            person: str, first: date, last: date, kinds: tuple[str, ...] = kinds
        ) -> Fraction:
            return amount(book, "干部", person, kinds, first, last)

        answers += in_calendar(book, rule, who(book), "活动", window, required, measure)
    return answers


def branch_life(book: Book) -> list[Answer]:
    def measure(person: str, first: date, last: date) -> Fraction:
        days = amount(book, "干部", person, ("主题党日",), first, last)
        meetings = amount(book, "干部", person, ("组织生活会",), first, last)
        return min(days, meetings)

    rule = "hangzhou-2020:9/branch-life"
    return in_calendar(book, rule, member_leaders(book), "活动", "year", 1, measure)


# --- rules that count other rows ------------------------------------------------------------------


def promise_rules(book: Book) -> list[Answer]:
    def measure(person: str, first: date, last: date) -> int:
        return promises(book, person, first, last)

    goals, commitment = "zhejiang-2015:4.1/goals", "qingshanhu-2009:8/commitment"
    return in_calendar(book, goals, leaders(book), "清单", "year", 1, measure) + in_calendar(
        book, commitment, all_heads(book), "清单", "year", 1, measure
    )


def duty_report(book: Book) -> list[Answer]:
    def measure(person: str, first: date, last: date) -> int:
        return supervised(book, person, "述职述廉", first, last)

    rule = "qingshanhu-2009:31/duty-report"
    return in_calendar(book, rule, leaders(book), "监督", "year", 1, measure)


def secretary_training(book: Book) -> list[Answer]:
    def counts(row: Row) -> bool:
        return row.get("主办层级") in ("县", "市", "省", "中央")

    def measure(person: str, first: date, last: date) -> int:
        return trainings(book, person, first, last, counts)

    rule = "hangzhou-2020:5/secretary-training"
    return in_calendar(book, rule, branch_secretaries(book), "培训", "year", 1, measure)


def rotation_training(book: Book) -> list[Answer]:
    def measure(person: str, first: date, last: date) -> int:
        return trainings(book, person, first, last, lambda row: row["培训方式"] == "脱产")

    rule = "qingshanhu-2009:2/rotation-training"
    return in_calendar(book, rule, section_and_below(book), "培训", "cycle", 1, measure)


def credits(book: Book) -> list[Answer]:
    def measure(person: str, first: date, last: date) -> Fraction:
        total = Fraction(0)
        for row in book.trainings.get(person, []):
            if first <= row["结束日期"] <= last and row.get("学分") is not None:
                total += number(row["学分"])
        return total

    rule = "qingshanhu-2009:3/credits"
    return in_calendar(book, rule, everyone(book), "培训", "cycle", 60, measure)


def member_rotation(book: Book) -> list[Answer]:
    rule = "hangzhou-2020:5/member-rotation"
    window = add_years(book.on, -5) + DAY, book.on
    answers = []
    for person, since in members_in_post(book):
        if not book.has("培训"):
            answers.append(book.answer(rule, "person", person, "no_data", None, 1, window))
            continue
        measured = trainings(
            book, person, *window, lambda row: row["培训方式"] in ("脱产", "党性教育", "专题班")
        )
        status, due = in_rolling_window(5, book.on, measured >= 1, since)
        answers.append(book.answer(rule, "person", person, status, measured, 1, window, due))
    return answers


def talks(book: Book) -> list[Answer]:
    """Rows in 监督 plus Σ 数量 in 活动; one of the two sheets may be enough."""
    window = calendar_window("year", book.on)
    answers = []
    for rule in ("kunming-2019:22/talks", "zhejiang-2015:4.5/talks"):
        for person, since in everyone(book):
            measured = supervised(book, person, "谈心谈话", *window) + amount(
                book, "干部", person, ("谈心谈话",), *window
            )
            if measured < 1 and not book.has("监督", "活动"):
                answers.append(book.answer(rule, "person", person, "no_data", None, 1, window))
                continue
            status, due = in_calendar_window("year", book.on, measured >= 1, since)
            answers.append(book.answer(rule, "person", person, status, measured, 1, window, due))
    return answers


def personal_matters(book: Book) -> list[Answer]:
    """Reported in January; who qualified after 1 January reports in the next one."""
    rule = "national:personal-matters/annual"
    window = calendar_window("year", book.on)
    first, last = window[0], window[0].replace(day=31)
    answers = []
    for person, since in leaders_county_up(book):
        if not book.has("监督"):
            answers.append(book.answer(rule, "person", person, "no_data", None, 1, window))
            continue
        measured = supervised(book, person, "个人事项报告", first, last)
        due = None
        if measured >= 1:
            status = "met"
        elif since > first:
            status, due = "pending", add_years(last, 1)
        elif book.on >= last:
            status = "missed"
        else:
            status, due = "pending", last
        answers.append(book.answer(rule, "person", person, status, measured, 1, window, due))
    return answers


PEOPLE_RULES = [
    activity_rules,
    branch_life,
    promise_rules,
    duty_report,
    secretary_training,
    rotation_training,
    credits,
    member_rotation,
    talks,
    personal_matters,
]
