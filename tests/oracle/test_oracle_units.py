"""Requirements on units, ladders, shares and rankings, computed by hand."""

from datetime import date as d
from decimal import Decimal
from typing import Any

import pytest

from .cases import END, asked, deed, grade, person, post, told, unit, watch

# --- units ----------------------------------------------------------------------------------------


def test_first_item_below_full_share_is_missed_at_once() -> None:
    rule = "hangzhou-2020:2/first-item"
    meetings = [deed("党委会", d(2025, 3, day), 0, "D") for day in (1, 1, 2)]
    items = [deed("第一议题", d(2025, 3, 1), 0, "D")]
    committee = {"单位": [unit("D", "党委")]}
    on = d(2025, 3, 2)
    assert told(rule, on, **committee, 活动=meetings + items) == ("missed", 0.5, None)
    assert told(rule, d(2025, 3, 1), **committee, 活动=meetings + items) == ("met", 1, None)
    assert told(rule, on, **committee, 活动=items) is None
    assert told(rule, on, **committee) == ("no_data", None, None)


def test_training_plan_counts_in_december_only() -> None:
    rule = "qingshanhu-2009:15/training-plan"
    early = [deed("报送培训计划", d(2025, 11, 30), None, "B1")]
    on = d(2025, 12, 30)
    assert told(rule, on, 单位=[unit()], 活动=early) == ("pending", 0, END)
    in_time = [deed("报送培训计划", d(2025, 12, 1), None, "B1")]
    assert told(rule, on, 单位=[unit()], 活动=in_time) == ("met", 1, None)


def test_one_person_in_both_village_posts() -> None:
    village = {"单位": [unit("V", "村")]}
    both = [post(d(2020, 1, 1), 单位编码="V", 职务类别=kind) for kind in ("党组织书记", "行政主任")]
    rule = "hangzhou-2020:20/one-person"
    assert told(rule, END, **village, 任职=both) == ("met", 1, None)
    two = [both[0], both[1] | {"人员编码": "Q"}]
    assert told(rule, END, **village, 任职=two) == ("missed", 0, None)
    assert told(rule, END, **village, 任职=[]) == ("missed", 0, None)


def test_over_quota_takes_the_larger_excess() -> None:
    rule = "qingshanhu-2009:24/over-quota"
    tenures = [
        post(d(2020, 1, 1), 人员编码=code, 是否正职=code == "P1") for code in ("P1", "P2", "P3")
    ]
    assert told(rule, END, 单位=[unit(正职职数=1, 副职职数=2)], 任职=tenures) == ("met", 0, None)
    assert told(rule, END, 单位=[unit(正职职数=0, 副职职数=0)], 任职=tenures) == ("missed", 2, None)
    assert told(rule, END, 单位=[unit(正职职数=2)], 任职=tenures) == ("met", -1, None)
    assert told(rule, END, 单位=[unit()], 任职=tenures) is None


# --- ladders --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "expected"),
    [(d(2018, 1, 1), None), (d(2017, 12, 31), (8, 8)), (d(2016, 1, 1), (9, 8)),
     (d(2015, 12, 31), (10, 10))],
)  # fmt: skip
def test_exchange(start: d, expected: Any) -> None:
    answers = asked("qingshanhu-2009:20/exchange", END, 任职=[post(start)])
    assert [(answer["measured"], answer["required"]) for answer in answers] == (
        [expected] if expected else []
    )


def test_same_post_goes_on_whatever_the_other_columns() -> None:
    tenures = [post(d(2015, 12, 31), d(2020, 1, 1), 是否领导职务=False), post(d(2020, 1, 2))]
    assert told("qingshanhu-2009:20/exchange", END, 任职=tenures) == ("attention", 10, None)
    renamed = [tenures[0] | {"职务名称": "书记"}, tenures[1]]
    assert told("qingshanhu-2009:20/exchange", END, 任职=renamed) is None
    assert told("zhejiang-2015:2.3/rotation", END, 任职=renamed) == ("attention", 5, None)
    elsewhere = [tenures[0] | {"单位编码": "B2"}, tenures[1]]
    assert told("zhejiang-2015:2.3/rotation", END, 任职=elsewhere) is None


@pytest.mark.parametrize(
    ("home", "place", "same"),
    [("湖滨区", "湖滨", True), ("湖滨街道", "湖滨镇", True), ("区", "区", True),
     ("市", "区", False), ("县县", "县", True), (None, "湖滨", False)],
)  # fmt: skip
def test_home_area(home: str | None, place: str, same: bool) -> None:
    sheets = {
        "任职": [post(d(2020, 1, 1))],
        "干部": [person(出生地=home)],
        "单位": [unit(所在地=place)],
    }
    assert (told("qingshanhu-2009:20/home-area", END, **sheets) is not None) == same


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [("不称职", "不称职", True), (None, "不称职", False), ("称职", "不称职", False)],
)
def test_dismissal_after_two_years(first: Any, second: Any, expected: bool) -> None:
    rows = [grade("P", 2023, 等次=first), grade("P", 2024, 等次=second), grade("P", 2025)]
    rule = "national:civil-servant/dismissal-two-years"
    assert (told(rule, END, 考核=rows) is not None) == expected


def test_ghost_pay() -> None:
    months = [(d(2025, 1, 1), None, None), (d(2025, 6, 1), 100, 0), (d(2025, 7, 1), 0, 0),
              (d(2025, 9, 1), 100, 20)]  # fmt: skip
    pay = [
        {"人员编码": "P", "月份": month, "应发": due, "出勤天数": days}
        for month, due, days in months
    ]
    tenures = [post(d(2025, 1, 31), d(2025, 9, 1))]
    assert told("qingshanhu-2009:7/ghost-pay", END, 任职=tenures, 工资=pay) == (
        "attention",
        2,
        None,
    )
    assert told("qingshanhu-2009:7/ghost-pay", END, 工资=pay) is None


@pytest.mark.parametrize(
    ("closed", "measured"), [(None, 30), (d(2025, 12, 31), None), (d(2026, 1, 1), 30)]
)
def test_unanswered(closed: d | None, measured: int | None) -> None:
    item = {"清单类型": "批示", "编号": "1", "责任人编码": "P", "交办日期": d(2025, 1, 1),
            "截止日期": d(2025, 12, 1), "回复日期": closed}  # fmt: skip
    answer = told("qingshanhu-2009:9/unanswered", END, 清单=[item, item | {"截止日期": END}])
    assert answer == (("attention", measured, None) if measured else None)


def test_an_item_due_today_is_not_overdue() -> None:
    item = {"清单类型": "批示", "编号": "1", "牵头单位编码": "B1", "交办日期": d(2025, 1, 1)}
    assert told("qingshanhu-2009:9/unanswered", END, 清单=[item | {"截止日期": END}]) is None
    [answer] = asked(
        "qingshanhu-2009:9/unanswered", END, 清单=[item | {"截止日期": d(2025, 12, 30)}]
    )
    assert (answer["subject_type"], answer["subject"], answer["measured"]) == ("unit", "B1", 1)


@pytest.mark.parametrize(
    ("votes", "returned", "found"), [(3, 6, False), (2, 6, True), (0, 0, False)]
)
def test_recommendation_below_half(votes: int, returned: int, found: bool) -> None:
    ballot = {"对象类型": "干部", "对象编码": "P", "日期": END, "测评类型": "民主推荐",
              "收回票": returned, "推荐票": votes}  # fmt: skip
    earlier_row = ballot | {"推荐票": 0, "收回票": 9}
    answer = told("qingshanhu-2009:19/recommendation-half", END, 测评=[earlier_row, ballot])
    assert (answer is not None) == found


@pytest.mark.parametrize(
    ("approvals", "expected"),
    [([None], []), ([True], []), ([False, None], [(1, 1)]), ([False] * 4, [(4, 3)])],
)
def test_meeting_absence(approvals: list[bool | None], expected: Any) -> None:
    rows = [watch("会议缺席", d(2025, 5, 1), approved) for approved in approvals]
    answers = asked("qingshanhu-2009:13/meeting-absence", END, 监督=rows)
    assert [(answer["measured"], answer["required"]) for answer in answers] == expected


@pytest.mark.parametrize(
    ("competent", "incompetent", "adjust", "remove"),
    [(4, 2, False, False), (3, 2, True, False), (3, 3, True, True), (None, 3, False, True)],
)
def test_evaluation(competent: int | None, incompetent: int, adjust: bool, remove: bool) -> None:
    ballot = {"对象类型": "干部", "对象编码": "P", "日期": d(2025, 1, 1), "测评类型": "民主测评",
              "收回票": 6, "优秀": 0, "称职": competent, "不称职": incompetent}  # fmt: skip
    older = ballot | {"日期": d(2024, 12, 31), "称职": 0, "不称职": 6}
    told_adjust = told("qingshanhu-2009:29/evaluation-adjust", END, 测评=[ballot, older])
    told_remove = told(
        "qingshanhu-2009:29/evaluation-remove", END, 测评=[dict(ballot), dict(older)]
    )
    assert (told_adjust is not None, told_remove is not None) == (adjust, remove)


def test_influence_of_an_admonition_ends_after_six_months() -> None:
    rows = [watch("诫勉", d(2024, 8, 31))]
    rule = "national:influence/admonition"
    [answer] = asked(rule, d(2025, 2, 27), 监督=rows)
    assert (answer["window_start"], answer["window_end"]) == (d(2024, 8, 31), d(2025, 2, 27))
    assert told(rule, d(2025, 2, 28), 监督=rows) is None


def test_the_longest_sanction_gives_the_window() -> None:
    row = {"对象类型": "干部", "对象编码": "P", "类型": "党纪处分", "日期": d(2025, 1, 1),
           "影响期截止": d(2026, 6, 1)}  # fmt: skip
    later = row | {"日期": d(2025, 6, 1), "影响期截止": d(2026, 1, 1)}
    [answer] = asked("national:influence/sanction", END, 奖惩=[row, later])
    assert (answer["measured"], answer["window_end"]) == (2, d(2026, 5, 31))
    assert told("national:influence/sanction", d(2026, 1, 1), 奖惩=[row, later])[1] == 1


# --- shares and rankings --------------------------------------------------------------------------


@pytest.mark.parametrize(("size", "expected"), [(89, 89), (90, None), (110, None), (111, 111)])
def test_pools(size: int, expected: int | None) -> None:
    rows = [{"池名称": "池", "人员编码": f"P{n}", "入池日期": END} for n in range(size)]
    rows.append({"池名称": "池", "人员编码": "Q", "入池日期": d(2020, 1, 1), "出池日期": END})
    answer = told("hangzhou-2017:7/pools", END, 后备=rows)
    assert answer == (("attention", expected, None) if expected else None)


@pytest.mark.parametrize(
    ("ages", "missing"),
    [((40, 51, 45), None), ((41, 51, 45), 1), ((41, 50, 45), 2), ((40, 50), None)],
)
def test_ladder(ages: tuple[int, ...], missing: int | None) -> None:
    people = [person(f"P{age}", 出生年月=d(2025 - age, 12, 31)) for age in ages]
    tenures = [post(d(2020, 1, 1), 人员编码=f"P{age}") for age in ages]
    answer = told("kunming-2019:14/ladder", END, 单位=[unit()], 干部=people, 任职=tenures)
    assert answer == (("attention", missing, None) if missing else None)


def test_excellent_share_above_one_fifth() -> None:
    tenures = [post(d(2020, 1, 1), 人员编码=f"P{n}", 单位编码="X") for n in range(6)]
    grades = [grade(f"P{n}", 2024, 等次="称职" if n else "优秀") for n in range(5)]
    sheets = {"单位": [unit("X", "乡镇")], "任职": tenures}
    assert told("hangzhou-2017:19/excellent-share", END, **sheets, 考核=grades) is None
    answer = told("hangzhou-2017:19/excellent-share", END, **sheets, 考核=grades[:4])
    assert answer == ("attention", 0.25, None)


@pytest.mark.parametrize(("paid", "ratio"), [(1200, None), (Decimal("1199"), 1.199)])
def test_township_pay(paid: Any, ratio: float | None) -> None:
    tenures = [post(d(2020, 1, 1)), post(d(2020, 1, 1), 人员编码="Q", 单位编码="X")]
    pay = [{"人员编码": "P", "月份": d(2025, 1, 1), "应发": 1000},
           {"人员编码": "Q", "月份": d(2025, 12, 1), "应发": 400},
           {"人员编码": "Q", "月份": d(2025, 12, 1), "应发": paid - 400},
           {"人员编码": "Q", "月份": d(2024, 12, 1), "应发": 1}]  # fmt: skip
    sheets = {"单位": [unit(), unit("X", "乡镇")], "任职": tenures, "工资": pay}
    answer = told("hangzhou-2017:19/township-pay", END, **sheets)
    assert answer == (("attention", ratio, None) if ratio else None)


def test_yellow_card_and_inspectors() -> None:
    units = [unit(code, "乡镇") for code in ("X1", "X2", "X3")]
    rows = [grade("X1", 2024, 排名=2, 主观原因确认=True), grade("X2", 2024, 排名=2),
            grade("X3", 2024, 排名=1), grade("X1", 2023, 排名=9, 主观原因确认=True)]  # fmt: skip
    cards = asked("qingshanhu-2009:29/yellow-card", END, 单位=units, 考核=rows)
    # Alone in the ranking of 2023, X1 was not last of anything.
    assert [(answer["subject"], answer["measured"]) for answer in cards] == [("X1", 1)]
    rows.append(grade("X2", 2023, 排名=1))
    cards = asked("qingshanhu-2009:29/yellow-card", END, 单位=units, 考核=rows)
    assert [(answer["subject"], answer["measured"]) for answer in cards] == [("X1", 2)]
    sent = asked("qingshanhu-2009:30/inspectors", END, 单位=units, 考核=rows)
    assert [(answer["subject"], answer["required"]) for answer in sent] == [("X1", 1), ("X2", 1)]


def test_no_pack_before_its_date() -> None:
    sheets = {"任职": [post(d(2010, 1, 1))], "监督": [], "活动": []}
    assert told("kunming-2019:22/talks", d(2019, 2, 1), **sheets) is None
    assert told("kunming-2019:22/talks", d(2019, 2, 2), **sheets) is not None
