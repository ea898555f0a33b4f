"""The random districts are valid workbooks, and between them every rule gives every answer."""

from decimal import Decimal
from random import Random
from typing import Any

import pytest

from .evaluator import evaluate
from .evaluator_semantics import STATUSES
from .population import random_as_of, random_sheets

SEEDS = 300
Sheets = dict[str, list[dict[str, Any]]]

WINDOW = {"met", "pending", "missed", "no_data"}
PEOPLE_IN_A_WINDOW = """
hangzhou-2017:6/new-head-assessed hangzhou-2020:1/lecture hangzhou-2020:12/research-report
hangzhou-2020:13/field-days hangzhou-2020:14/villages-walked hangzhou-2020:15/contact-visit
hangzhou-2020:15/hard-case hangzhou-2020:15/livelihood hangzhou-2020:5/member-rotation
hangzhou-2020:5/secretary-training hangzhou-2020:9/branch-life kunming-2019:17/term-audit
kunming-2019:17/term-selection-check kunming-2019:22/talks kunming-2019:4/training-5y
kunming-2019:4/training-year national:personal-matters/annual qingshanhu-2009:10/contact-visits
qingshanhu-2009:10/households qingshanhu-2009:10/research qingshanhu-2009:2/head-lecture
qingshanhu-2009:2/rotation-training qingshanhu-2009:3/credits qingshanhu-2009:31/duty-report
qingshanhu-2009:8/commitment zhejiang-2015:4.1/goals zhejiang-2015:4.5/talks
"""
UNITS_IN_A_WINDOW = """
hangzhou-2017:13/five-visits hangzhou-2017:13/monthly-report hangzhou-2017:13/quarterly-visit
hangzhou-2017:18/corps-report hangzhou-2020:1/reading-class hangzhou-2020:13/research-exchange
hangzhou-2020:4/branch-charter hangzhou-2020:4/centre-group-charter
hangzhou-2020:8/political-report hangzhou-2020:9/democratic-life kunming-2019:20/tolerance-notice
kunming-2019:23/corps-report kunming-2019:3/base-batch kunming-2019:5/practice-batch
national:branch/committee national:branch/general-meeting national:branch/review
national:branch/theme-day qingshanhu-2009:1/ideals-education qingshanhu-2009:15/training-plan
qingshanhu-2009:2/centre-group-days qingshanhu-2009:24/personnel-report
qingshanhu-2009:6/democratic-life
"""
ON_THE_DAY = """
hangzhou-2017:15/no-direct-charge kunming-2019:17/no-direct-charge hangzhou-2020:2/first-item
hangzhou-2020:20/one-person kunming-2019:16/integrity-talk qingshanhu-2009:24/over-quota
qingshanhu-2009:5/rules-on-file
"""
ATTENTION = """
hangzhou-2017:19/excellent-share hangzhou-2017:19/township-pay hangzhou-2017:7/pools
kunming-2019:14/ladder national:civil-servant/dismissal-two-years national:influence/admonition
national:influence/sanction qingshanhu-2009:13/meeting-absence
qingshanhu-2009:14/absent-without-leave qingshanhu-2009:19/recommendation-half
qingshanhu-2009:20/exchange qingshanhu-2009:20/home-area qingshanhu-2009:29/evaluation-adjust
qingshanhu-2009:29/evaluation-remove qingshanhu-2009:29/yellow-card qingshanhu-2009:30/inspectors
qingshanhu-2009:4/targets qingshanhu-2009:7/ghost-pay qingshanhu-2009:9/unanswered
zhejiang-2015:2.3/rotation zhejiang-2015:5.1/repeated-reminders
"""
EXPECTED = (
    dict.fromkeys(PEOPLE_IN_A_WINDOW.split() + UNITS_IN_A_WINDOW.split(), WINDOW)
    | {rule: {"met", "missed", "no_data"} for rule in ON_THE_DAY.split()}
    | {rule: {"attention"} for rule in ATTENTION.split()}
    | {
        "kunming-2019:4/promotion-catch-up": {"met", "pending", "missed"},
        "hangzhou-2020:15/contact-kept": {"met", "missed"},
    }
)
# Rungs, ways and subjects that a status alone does not tell apart: rule, key, values.
RUNGS = [
    ("kunming-2019:4/training-5y", "required", {550, 90}),
    ("kunming-2019:4/training-year", "required", {90, 12}),
    ("qingshanhu-2009:13/meeting-absence", "required", {1, 2, 3}),
    ("qingshanhu-2009:20/exchange", "required", {8, 10}),
    ("qingshanhu-2009:29/yellow-card", "measured", {1, 2}),
    ("qingshanhu-2009:30/inspectors", "required", {1, 3, 5}),
    ("qingshanhu-2009:9/unanswered", "subject_type", {"person", "unit"}),
    ("kunming-2019:14/ladder", "measured", {1, 2}),
    ("hangzhou-2017:7/pools", "measured", {0, 1, 89, 111}),
]


@pytest.fixture(scope="module")
def districts() -> list[tuple[Sheets, list[dict[str, Any]]]]:
    drawn = []
    for seed in range(SEEDS):
        rng = Random(seed)
        on = random_as_of(rng)
        sheets = random_sheets(rng, on)
        drawn.append((sheets, evaluate(sheets, on)))
    return drawn


def test_every_rule_gives_every_answer(districts: Any) -> None:
    seen: dict[str, set[str]] = {}
    silent = set()
    for _, answers in districts:
        silent |= EXPECTED.keys() - {answer["rule"] for answer in answers}
        for answer in answers:
            seen.setdefault(answer["rule"], set()).add(answer["status"])
    assert seen == EXPECTED
    assert silent == EXPECTED.keys()


@pytest.mark.parametrize(("rule", "key", "values"), RUNGS)
def test_every_rung_is_reached(districts: Any, rule: str, key: str, values: set[Any]) -> None:
    seen = {answer[key] for _, answers in districts for answer in answers if answer["rule"] == rule}
    assert values <= seen


def test_one_finding_for_a_rule_and_subject_in_order(districts: Any) -> None:
    for _, answers in districts:
        keys = [(answer["rule"], answer["subject_type"], answer["subject"]) for answer in answers]
        assert keys == sorted(set(keys))
        for answer in answers:
            assert answer["status"] in STATUSES
            assert (answer["due"] is None) == (answer["status"] != "pending")
            assert (answer["measured"] is None) == (answer["status"] == "no_data")
            assert answer["window_start"] <= answer["window_end"]


def test_the_same_seed_draws_the_same_district(districts: Any) -> None:
    rng = Random(7)
    on = random_as_of(rng)
    assert random_sheets(rng, on) == districts[7][0]


# --- validity -------------------------------------------------------------------------------------

KEYS = {
    "单位": ("单位编码",),
    "干部": ("人员编码",),
    "项目": ("项目编码",),
    "清单": ("清单类型", "编号"),
    "考核": ("对象类型", "对象编码", "年度", "考核类型"),
}
CODES = {
    "人员编码": ("干部", "人员编码"),
    "责任人编码": ("干部", "人员编码"),
    "单位编码": ("单位", "单位编码"),
    "上级单位编码": ("单位", "单位编码"),
    "所属乡镇编码": ("单位", "单位编码"),
    "单位地点编码": ("单位", "单位编码"),
    "牵头单位编码": ("单位", "单位编码"),
    "发薪单位编码": ("单位", "单位编码"),
    "项目编码": ("项目", "项目编码"),
}
ORDER = [
    ("任职时间", "免职时间"), ("任期开始", "任期结束"), ("开始日期", "结束日期"),
    ("入池日期", "出池日期"), ("生效日期", "失效日期"), ("日期", "影响期截止"),
    ("交办日期", "截止日期"), ("交办日期", "办结日期"),
    ("交办日期", "回复日期"),
]  # fmt: skip


def test_keys_are_unique_and_codes_are_known(districts: Any) -> None:
    for sheets, _ in districts:
        for name, columns in KEYS.items():
            keys = [tuple(row[column] for column in columns) for row in sheets.get(name, [])]
            assert len(keys) == len(set(keys))
        known = {
            (sheet, column): {row[column] for row in sheets[sheet]}
            for sheet, column in set(CODES.values())
            if sheet in sheets
        }
        for rows in sheets.values():
            for row in rows:
                owner = {"干部": ("干部", "人员编码"), "单位": ("单位", "单位编码")}.get(
                    row.get("对象类型", "")
                )
                pairs = [(CODES[column], row[column]) for column in CODES if column in row]
                if owner:
                    pairs.append((owner, row["对象编码"]))
                for target, code in pairs:
                    assert code is None or target not in known or code in known[target]


def test_ends_follow_starts_and_ballots_add_up(districts: Any) -> None:
    for sheets, _ in districts:
        for row in [row for rows in sheets.values() for row in rows]:
            for start, end in ORDER:
                if row.get(start) is not None and row.get(end) is not None:
                    assert row[start] <= row[end]
            if row.get("任期结束") is not None and row.get("任期开始") is None:
                assert row["任职时间"] <= row["任期结束"]
            if row.get("收回票") is not None:
                counts = ("优秀", "称职", "基本称职", "不称职", "弃权")
                assert sum(row.get(column) or 0 for column in counts) <= row["收回票"]
                assert (row.get("推荐票") or 0) <= row["收回票"]


def test_numbers_are_not_negative(districts: Any) -> None:
    for sheets, _ in districts:
        for row in [row for rows in sheets.values() for row in rows]:
            numbers = [cell for cell in row.values() if isinstance(cell, int | Decimal)]
            assert all(cell >= 0 for cell in numbers)


def test_rows_are_numbered_upwards(districts: Any) -> None:
    for sheets, _ in districts:
        for rows in sheets.values():
            numbers = [row["_row"] for row in rows]
            assert numbers == sorted(set(numbers))
