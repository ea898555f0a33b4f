"""Ladders and structure rules on people: `attention` when the condition holds, else silence."""

from collections.abc import Callable
from datetime import date
from fractions import Fraction

from .evaluator_semantics import (
    DAY,
    Answer,
    Book,
    Interval,
    Row,
    add_months,
    at_least,
    calendar_window,
    contains,
    full_years,
    grouped,
    interval_of,
    last_months,
    leads,
    number,
    stretch_start,
)

SUFFIXES = ("街道", "省", "市", "县", "区", "镇", "乡")


# --- posts held for long --------------------------------------------------------------------------


def years_in_leading_post(book: Book, person: str) -> int | None:
    """Full years in the longest-held leading post in force; None without such a post."""
    years = []
    for tenure in book.in_force(person):
        if not leads(tenure):
            continue
        same_post = [
            interval_of("任职", row)
            for row in book.tenures[person]
            if row["单位编码"] == tenure["单位编码"] and row["职务名称"] == tenure["职务名称"]
        ]
        since = stretch_start(same_post, book.on)
        assert since is not None
        years.append(full_years(since, book.on))
    return max(years, default=None)


def rotation(book: Book) -> list[Answer]:
    rule = "zhejiang-2015:2.3/rotation"
    answers = []
    for person, tenures in book.tenures.items():
        years = years_in_leading_post(book, person)
        if years is None or len({row["单位编码"] for row in tenures}) != 1:
            continue
        if years >= 5:
            answers.append(book.answer(rule, "person", person, "attention", years, 5))
    return answers


def exchange(book: Book) -> list[Answer]:
    rule = "qingshanhu-2009:20/exchange"
    answers = []
    for person in book.tenures:
        years = years_in_leading_post(book, person)
        if years is not None and years >= 8:
            required = 10 if years >= 10 else 8
            answers.append(book.answer(rule, "person", person, "attention", years, required))
    return answers


def bare(place: str) -> str:
    """A place without one trailing suffix, unless nothing would remain."""
    for suffix in SUFFIXES:
        if place.endswith(suffix) and place != suffix:
            return place.removesuffix(suffix)
    return place


def home_area(book: Book) -> list[Answer]:
    rule = "qingshanhu-2009:20/home-area"
    answers = []
    for person in book.tenures if book.has("干部", "单位") else []:
        home = book.people[person].get("成长地") or book.people[person].get("出生地")
        for tenure in book.in_force(person):
            place = book.units[tenure["单位编码"]].get("所在地")
            if not leads(tenure) or not at_least(tenure, "乡科级正职"):
                continue
            if home and place and bare(home) == bare(place):
                answers.append(book.answer(rule, "person", person, "attention", 1, 0))
                break
    return answers


# --- pay, duties, discipline ----------------------------------------------------------------------


def ghost_pay(book: Book) -> list[Answer]:
    rule = "qingshanhu-2009:7/ghost-pay"
    answers = []
    for person, rows in book.pay.items() if book.has("任职") else []:
        tenures = [interval_of("任职", row) for row in book.tenures.get(person, [])]
        months = set()
        for row in rows:
            if row.get("应发") is not None and number(row["应发"]) == 0:
                continue
            first = row["月份"].replace(day=1)
            next_first = add_months(first, 1)
            employed = any(start < next_first and first < end for start, end in tenures)
            absent = row.get("出勤天数") is not None and number(row["出勤天数"]) == 0
            if not employed or absent:
                months.add(first)
        if months:
            answers.append(book.answer(rule, "person", person, "attention", len(months), 0))
    return answers


def unanswered(book: Book) -> list[Answer]:
    rule = "qingshanhu-2009:9/unanswered"
    delays: dict[tuple[str, str], int] = {}
    for row in book.rows("清单"):
        deadline = row.get("截止日期")
        if deadline is None or deadline >= book.on:
            continue
        closings = (row.get("办结日期"), row.get("回复日期"))
        if any(day is not None and day <= book.on for day in closings):
            continue
        if row.get("责任人编码") is not None:
            subject = "person", row["责任人编码"]
        elif row.get("牵头单位编码") is not None:
            subject = "unit", row["牵头单位编码"]
        else:
            continue
        delays[subject] = max(delays.get(subject, 0), (book.on - deadline).days)
    return [
        book.answer(rule, subject_type, subject, "attention", days, 0)
        for (subject_type, subject), days in delays.items()
    ]


def refused(book: Book, person: str, kinds: tuple[str, ...], window: Interval) -> int:
    return sum(
        1
        for row in book.supervision[person]
        if row["事项类型"] in kinds
        and row.get("是否批准") is False
        and window[0] <= row["日期"] <= window[1]
    )


def discipline(book: Book) -> list[Answer]:
    window = calendar_window("year", book.on)
    answers = []
    for person in book.supervision:
        absences = refused(book, person, ("会议缺席",), window)
        if absences:
            rule, rung = "qingshanhu-2009:13/meeting-absence", min(absences, 3)
            answers.append(book.answer(rule, "person", person, "attention", absences, rung, window))
        leaves = refused(book, person, ("外出", "请假"), window)
        if leaves:
            rule = "qingshanhu-2009:14/absent-without-leave"
            answers.append(book.answer(rule, "person", person, "attention", leaves, 0, window))
    return answers


def repeated_reminders(book: Book) -> list[Answer]:
    rule = "zhejiang-2015:5.1/repeated-reminders"
    window = last_months(book.on, 12)
    answers = []
    for person, rows in book.supervision.items():
        count = sum(
            1
            for row in rows
            if row["事项类型"] in ("提醒", "函询") and window[0] <= row["日期"] <= window[1]
        )
        if count >= 2:
            answers.append(book.answer(rule, "person", person, "attention", count, 2, window))
    return answers


# --- ballots --------------------------------------------------------------------------------------


def newest_ballots(book: Book, kind: str) -> dict[str, Row]:
    """Each person's newest ballot of that kind in the last 12 months; same day: the last row."""
    first, last = last_months(book.on, 12)
    ballots = [
        row
        for row in book.rows("测评")
        if row["对象类型"] == "干部" and row["测评类型"] == kind and first <= row["日期"] <= last
    ]
    return {
        person: max(rows, key=lambda row: (row["日期"], row["_row"]))
        for person, rows in grouped(ballots, "对象编码").items()
    }


def share_of_returned(ballot: Row, *columns: str) -> Fraction | None:
    """Σ of the columns ÷ 收回票; None when one of them is blank or 收回票 is 0."""
    counts = [ballot.get(column) for column in (*columns, "收回票")]
    if any(count is None for count in counts):
        return None
    *parts, returned = (number(count) for count in counts)
    return sum(parts, Fraction(0)) / returned if returned else None


def ballot_ladders(book: Book) -> list[Answer]:
    window = last_months(book.on, 12)
    two_thirds, one_third, half = Fraction(2, 3), Fraction(1, 3), Fraction(1, 2)
    answers = []
    for person, ballot in newest_ballots(book, "民主测评").items():
        approval = share_of_returned(ballot, "优秀", "称职")
        if approval is not None and approval < two_thirds:
            rule = "qingshanhu-2009:29/evaluation-adjust"
            answers.append(
                book.answer(rule, "person", person, "attention", approval, two_thirds, window)
            )
        rejection = share_of_returned(ballot, "不称职")
        if rejection is not None and rejection > one_third:
            rule = "qingshanhu-2009:29/evaluation-remove"
            answers.append(
                book.answer(rule, "person", person, "attention", rejection, one_third, window)
            )
    for person, ballot in newest_ballots(book, "民主推荐").items():
        support = share_of_returned(ballot, "推荐票")
        if support is not None and support < half:
            rule = "qingshanhu-2009:19/recommendation-half"
            answers.append(book.answer(rule, "person", person, "attention", support, half, window))
    return answers


# --- influence periods ----------------------------------------------------------------------------


def influence_answer(
    book: Book, rule: str, person: str, marks: list[tuple[date, date]]
) -> list[Answer]:
    """Marks are (date, first day without influence); the longest-lasting one gives the window."""
    in_force = [mark for mark in marks if contains(mark, book.on)]
    if not in_force:
        return []
    start, end = min(in_force, key=lambda mark: (-mark[1].toordinal(), mark[0]))
    window = start, end - DAY
    return [book.answer(rule, "person", person, "attention", len(in_force), 0, window)]


def influence(book: Book) -> list[Answer]:
    answers = []
    for person, rows in book.supervision.items():
        marks = [
            (row["日期"], add_months(row["日期"], 6)) for row in rows if row["事项类型"] == "诫勉"
        ]
        answers += influence_answer(book, "national:influence/admonition", person, marks)
    sanctions = [
        row
        for row in book.rows("奖惩")
        if row["对象类型"] == "干部"
        and row["类型"] in ("党纪处分", "政务处分")
        and row.get("影响期截止") is not None
    ]
    for person, rows in grouped(sanctions, "对象编码").items():
        marks = [(row["日期"], row["影响期截止"]) for row in rows]
        answers += influence_answer(book, "national:influence/sanction", person, marks)
    return answers


LADDER_RULES: list[Callable[[Book], list[Answer]]] = [
    rotation,
    exchange,
    home_area,
    ghost_pay,
    unanswered,
    discipline,
    repeated_reminders,
    ballot_ladders,
    influence,
]
