"""Requirements on people, computed by hand: thresholds hit exactly and missed by one."""

from datetime import date as d
from decimal import Decimal
from typing import Any

import pytest

from .cases import END, Cells, asked, course, deed, grade, person, post, told, unit, watch

# --- windows, stretches and clocks ----------------------------------------------------------------

TALKS = "kunming-2019:22/talks"


@pytest.mark.parametrize(
    ("start", "on", "expected"),
    [
        (d(2025, 1, 1), END, ("missed", 0, None)),  # held from the window's first day
        (d(2025, 1, 2), END, ("pending", 0, d(2026, 12, 31))),  # first full window: next year
        (d(2025, 1, 1), d(2025, 12, 30), ("pending", 0, END)),  # still open
        (d(2025, 12, 31), END, ("pending", 0, d(2026, 12, 31))),
        (d(2026, 1, 1), END, None),  # not begun
    ],
)
def test_year_window_of_a_person(start: d, on: d, expected: Any) -> None:
    assert told(TALKS, on, 任职=[post(start)], 监督=[], 活动=[]) == expected


@pytest.mark.parametrize(
    ("resumed", "expected"),
    [
        (d(2025, 6, 1), ("missed", 0, None)),
        (d(2025, 6, 2), ("missed", 0, None)),  # a gap of one day does not break the stretch
        (d(2025, 6, 3), ("pending", 0, d(2026, 12, 31))),
    ],
)
def test_gap_between_tenures(resumed: d, expected: Any) -> None:
    tenures = [post(d(2020, 1, 1), d(2025, 6, 1)), post(resumed)]
    assert told(TALKS, END, 任职=tenures, 监督=[], 活动=[]) == expected


def test_empty_tenure_does_not_bridge_a_gap() -> None:
    tenures = [post(d(2020, 1, 1), d(2025, 6, 1)), post(d(2025, 6, 2), d(2025, 6, 2)),
               post(d(2025, 6, 3))]  # fmt: skip
    assert told(TALKS, END, 任职=tenures, 监督=[], 活动=[])[0] == "pending"


def test_last_day_of_a_tenure_is_not_in_force() -> None:
    assert told(TALKS, END, 任职=[post(d(2020, 1, 1), END)], 监督=[], 活动=[]) is None


@pytest.mark.parametrize(
    ("supervision", "activities", "expected"),
    [
        ([watch("谈心谈话", d(2025, 1, 1))], [], ("met", 1, None)),
        ([], [deed("谈心谈话", END, Decimal("0.5"))], ("missed", 0.5, None)),
        ([], [deed("谈心谈话", END, Decimal("0.5"))] * 2, ("met", 1, None)),
        ([], [deed("谈心谈话", d(2024, 12, 31))], ("missed", 0, None)),
        (None, [deed("谈心谈话", END)], ("met", 1, None)),  # the sheet that is there suffices
        ([], None, ("no_data", None, None)),
    ],
)
def test_talks_in_two_sheets(supervision: Any, activities: Any, expected: Any) -> None:
    sheets = {"任职": [post(d(2020, 1, 1))], "监督": supervision, "活动": activities}
    present = {name: [dict(row) for row in rows] for name, rows in sheets.items()
               if rows is not None}  # fmt: skip
    assert told(TALKS, END, **present) == expected


@pytest.mark.parametrize(
    ("on", "window"),
    [(d(2026, 12, 31), (d(2024, 1, 1), d(2026, 12, 31))),
     (d(2027, 1, 1), (d(2027, 1, 1), d(2029, 12, 31)))],
)  # fmt: skip
def test_cycles_are_counted_from_2009(on: d, window: tuple[d, d]) -> None:
    [answer] = asked("qingshanhu-2009:3/credits", on, 任职=[post(d(2009, 1, 1))], 培训=[])
    assert (answer["window_start"], answer["window_end"]) == window


def test_five_year_terms_of_units_are_counted_from_2006() -> None:
    rule = "qingshanhu-2009:1/ideals-education"
    [answer] = asked(rule, END, 单位=[unit("D", "党委")], 活动=[])
    assert (answer["window_start"], answer["window_end"]) == (d(2021, 1, 1), END)
    assert answer["status"] == "missed"


# --- training -------------------------------------------------------------------------------------

FIVE = "kunming-2019:4/training-5y"


@pytest.mark.parametrize(
    ("hours", "ended", "expected"),
    [
        (550, d(2021, 1, 1), ("met", 550, None)),
        (550, d(2020, 12, 31), ("missed", 0, None)),  # (D − 5 years, D]
        (Decimal("549.9"), d(2021, 1, 1), ("missed", 549.9, None)),
    ],
)
def test_five_year_hours(hours: Any, ended: d, expected: Any) -> None:
    training = [course(ended, hours, way="网络")]
    assert told(FIVE, END, 任职=[post(d(2010, 1, 1))], 培训=training) == expected


def test_five_year_days_are_the_closer_way() -> None:
    training = [course(d(2025, 3, 31), 100, start=d(2025, 1, 1))]
    [answer] = asked(FIVE, END, 任职=[post(d(2010, 1, 1))], 培训=training)
    assert (answer["status"], answer["measured"], answer["required"]) == ("met", 90, 90)


def test_first_way_is_shown_on_a_tie() -> None:
    [answer] = asked(FIVE, END, 任职=[post(d(2010, 1, 1))], 培训=[course(END, 55, d(2025, 12, 23))])
    assert (answer["measured"], answer["required"]) == (55, 550)


@pytest.mark.parametrize(
    ("on", "expected"),
    [(d(2025, 2, 27), ("pending", 0, d(2025, 2, 28))), (d(2025, 2, 28), ("missed", 0, None))],
)
def test_rolling_rule_answers_from_five_years_on(on: d, expected: Any) -> None:
    assert told(FIVE, on, 任职=[post(d(2020, 2, 29))], 培训=[]) == expected


@pytest.mark.parametrize(
    ("on", "catch_up", "five"),
    [
        (d(2025, 6, 29), ("pending", 549, d(2025, 6, 30)), None),  # it replaces training-5y
        (d(2025, 6, 30), ("missed", 549, None), ("missed", 549, None)),
        (d(2025, 7, 1), ("missed", 549, None), ("met", 550, None)),  # an hour too late
    ],
)
def test_promotion_catch_up(on: d, catch_up: Any, five: Any) -> None:
    sheets = {
        "任职": [post(d(2010, 1, 1), d(2024, 6, 30)), post(d(2024, 6, 30), 是否提拔=True)],
        "培训": [course(d(2024, 7, 1), 549, way="自学"), course(d(2025, 7, 1), 1, way="自学")],
    }
    assert told("kunming-2019:4/promotion-catch-up", on, **sheets) == catch_up
    assert told(FIVE, on, **sheets) == five


def test_no_catch_up_for_who_had_met_the_quota_the_day_before() -> None:
    tenures = [post(d(2024, 6, 30), 是否提拔=True)]
    met = [course(d(2024, 6, 29), 550)]
    assert told("kunming-2019:4/promotion-catch-up", END, 任职=tenures, 培训=met) is None
    late = [course(d(2024, 6, 30), 550)]
    assert told("kunming-2019:4/promotion-catch-up", END, 任职=tenures, 培训=late)[0] == "met"


def test_yearly_training_is_for_everyone_else() -> None:
    rule = "kunming-2019:4/training-year"
    tenures = [post(d(2020, 1, 1), 职务层次="乡科级正职")]
    training = [course(d(2025, 5, 12), 10, start=d(2025, 5, 1))]
    assert told(rule, END, 任职=tenures, 干部=[person()], 培训=training) == ("met", 12, None)
    assert told(rule, END, 任职=tenures, 培训=training) is None
    assert told(rule, END, 任职=tenures, 干部=[person(人员类别="事业")], 培训=[]) is None
    assert told(rule, END, 任职=[post(d(2020, 1, 1))], 干部=[person()], 培训=[]) is None


def test_section_and_below_looks_at_the_highest_level() -> None:
    rule = "qingshanhu-2009:2/rotation-training"
    low = post(d(2020, 1, 1), 职务层次="科员", 是否领导职务=False)
    high = post(d(2020, 1, 1), d(2024, 1, 2), 是否领导职务=False)
    on = d(2026, 12, 31)
    assert told(rule, on, 任职=[low], 培训=[]) == ("missed", 0, None)
    assert told(rule, on, 任职=[low, high], 培训=[]) == ("pending", 0, d(2029, 12, 31))


# --- tenures --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "status"),
    [(d(2025, 3, 2), "met"), (d(2025, 3, 1), "missed"), (d(2025, 5, 31), "met"),
     (d(2025, 6, 1), "missed")],
)  # fmt: skip
def test_integrity_talk_within_ninety_days_before(day: d, status: str) -> None:
    tenures = [post(d(2025, 5, 31), 是否提拔=True)]
    talk = [watch("任前廉政谈话", day)]
    answer = told("kunming-2019:16/integrity-talk", END, 任职=tenures, 监督=talk)
    assert answer == (status, 1 if status == "met" else 0, None)


def test_integrity_talk_looks_back_twelve_months() -> None:
    rule = "kunming-2019:16/integrity-talk"
    assert told(rule, END, 任职=[post(d(2024, 12, 31), 是否提拔=True)], 监督=[]) is None
    assert told(rule, END, 任职=[post(d(2025, 1, 1), 是否提拔=True)], 监督=[])[0] == "missed"


@pytest.mark.parametrize(
    ("cells", "on", "expected"),
    [
        ({}, d(2025, 2, 26), ("pending", 0, d(2025, 2, 27))),  # 5 y after 29 February, less a day
        ({}, d(2025, 2, 27), ("missed", 0, None)),
        ({"任期结束": d(2023, 1, 1)}, END, ("missed", 0, None)),
        ({"任期开始": d(2021, 1, 1)}, d(2025, 12, 30), ("pending", 0, END)),
        ({"职务层次": "县处级副职"}, END, None),
        ({"职务类别": "内设机构"}, END, None),
    ],
)
def test_term_audit(cells: Cells, on: d, expected: Any) -> None:
    tenures = [post(d(2020, 2, 29), **cells)]
    assert told("kunming-2019:17/term-audit", on, 任职=tenures, 监督=[]) == expected


def test_no_direct_charge_counts_distinct_areas() -> None:
    tenures = [post(d(2020, 1, 1), 分管工作="人事、执法"), post(d(2021, 1, 1), 分管工作="人事")]
    assert told("kunming-2019:17/no-direct-charge", END, 任职=tenures) == ("missed", 2, None)
    assert told("hangzhou-2017:15/no-direct-charge", END, 任职=tenures) == ("missed", 1, None)
    blank = [post(d(2020, 1, 1))]
    assert told("kunming-2019:17/no-direct-charge", END, 任职=blank) == ("no_data", None, None)


@pytest.mark.parametrize(
    ("start", "on", "expected"),
    [
        (d(2025, 1, 1), END, ("pending", 0, d(2026, 1, 1))),
        (d(2024, 12, 31), END, ("missed", 0, None)),
        (d(2023, 12, 31), END, ("missed", 0, None)),
        (d(2023, 12, 30), END, None),
    ],
)
def test_new_head_assessed(start: d, on: d, expected: Any) -> None:
    rule = "hangzhou-2017:6/new-head-assessed"
    too_early = [grade("P", start.year - 1, "专项")]
    assert told(rule, on, 任职=[post(start)], 单位=[unit()], 考核=too_early) == expected


@pytest.mark.parametrize(
    ("start", "on", "expected"),
    [
        (d(2025, 1, 1), d(2025, 1, 30), ("pending", 0, d(2025, 1, 31))),
        (d(2025, 1, 1), d(2025, 1, 31), ("missed", 0, None)),
        (d(2025, 1, 2), END, ("pending", 0, d(2026, 1, 31))),
    ],
)
def test_personal_matters(start: d, on: d, expected: Any) -> None:
    late = [watch("个人事项报告", d(2025, 2, 1))]
    rule = "national:personal-matters/annual"
    assert told(rule, on, 任职=[post(start)], 监督=late) == expected


# --- villages and contact points ------------------------------------------------------------------


def tie(kind: str, code: str, start: d, end: d | None = None) -> Cells:
    return {"人员编码": "P", "类型": kind, "单位编码": code, "开始日期": start, "结束日期": end}


def test_villages_walked() -> None:
    rule = "hangzhou-2020:14/villages-walked"
    ties = [tie("包乡", "X", d(2020, 1, 1))]
    units = [
        unit("X", "乡镇"),
        unit("V1", "村", 所属乡镇编码="X"),
        unit("V2", "社区", 所属乡镇编码="X"),
    ]
    walk = [deed("包村走访", END, 0, 单位地点编码="V1")]
    assert told(rule, END, 包联=ties, 单位=units, 活动=walk) == ("missed", 0.5, None)
    walk.append(deed("包村走访", d(2025, 1, 1), 单位地点编码="V2"))
    assert told(rule, END, 包联=ties, 单位=units, 活动=walk) == ("met", 1, None)
    assert told(rule, END, 包联=ties, 单位=units[:1], 活动=walk) is None
    assert told(rule, END, 包联=ties, 活动=walk) == ("no_data", None, None)


def test_contact_visit_takes_the_least_visited_point() -> None:
    rule = "hangzhou-2020:15/contact-visit"
    ties = [tie("联系点", "V1", d(2020, 1, 1)), tie("联系点", "V2", d(2020, 1, 1))]
    visits = [deed("联系点走访", END, 3, 单位地点编码="V1")]
    assert told(rule, END, 包联=ties, 活动=visits) == ("missed", 0, None)
    assert told(rule, END, 包联=ties, 活动=[*visits, deed("联系点走访", END)]) == ("met", 1, None)


@pytest.mark.parametrize(
    ("start", "expected"),
    [(d(2024, 6, 5), ("met", 12, None)), (d(2024, 6, 6), ("missed", 359 / 30, None))],
)
def test_contact_kept_for_twelve_months_of_thirty_days(start: d, expected: Any) -> None:
    ties = [tie("联系点", "V1", start, d(2025, 5, 31))]
    assert told("hangzhou-2020:15/contact-kept", END, 包联=ties) == expected
