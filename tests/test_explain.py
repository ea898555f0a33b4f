"""Explanations: rows that counted, rows left out and why, parameters with their source."""

from datetime import date
from random import Random

import pytest

from quanheng.norms.finding import Evidence, Text
from quanheng.norms.plain import Bench, evaluate
from quanheng.norms.plain.explain import explain
from tests.explained import (
    COMMITTEE,
    ON,
    PACKS,
    UNIT,
    activity,
    explained,
    left,
    person,
    post,
    printed,
    training,
)
from tests.oracle.population import random_as_of, random_sheets
from tests.records_from import records_from

HOURS = "kunming-2019:4/training-5y"


@pytest.fixture
def hours():
    return explained(
        HOURS,
        {
            "培训": [
                training(2, date(2025, 5, 1), 300),
                training(3, date(2020, 12, 31), 500),
                training(4, date(2026, 1, 1), 500),
                training(5, date(2025, 6, 1)),
            ]
        },
    )


def test_the_rows_counted_are_the_evidence(hours):
    assert [row.row for row in hours.counted] == [2]
    assert {Evidence(row.sheet, row.row) for row in hours.counted} == set(hours.finding.evidence)


def test_each_row_left_out_has_its_reason(hours):
    reasons = left(hours)
    assert reasons.keys() == {3, 4, 5}
    assert reasons[3] == Text("早于统计期（2021-01-01起）", "before the window (from 2021-01-01)")
    assert reasons[4] == Text("晚于统计日，尚未可见", "later than the as-of date, not yet seen")
    assert reasons[5] == Text("本条所计单元格为空", "the cell that the rule counts is blank")


def test_both_ways_are_shown_the_one_of_the_finding_first(hours):
    assert hours.finding.required == 550
    first, second = hours.workings
    assert "学时" in first.zh
    assert "300学时" in first.zh
    assert "（所示）" in first.zh
    assert "天数" in second.zh
    assert "2天" in second.zh
    assert "90天" in second.zh
    assert "(shown)" in first.en
    assert "90 days" in second.en


def test_parameters_stand_with_their_value_and_source(hours):
    told = {parameter.id: value for parameter, value in hours.parameters}
    assert told["kunming-2019:4/hours-5y"].value == 550
    assert told["kunming-2019:4/hours-5y"].source.zh == "kunming-2019:4"
    zh, en = printed(hours, "zh"), printed(hours, "en")
    assert "kunming-2019:4/hours-5y = 550学时（自 2019-02-02 起；依据：kunming-2019:4）" in zh
    assert "kunming-2019:4/hours-5y = 550 hours (since 2019-02-02; source: kunming-2019:4)" in en


def test_the_posts_by_which_the_rule_applies_are_shown(hours):
    assert [row.row for row in hours.applies] == [2]
    assert hours.since == date(2015, 3, 1)
    assert "适用依据（自 2015-03-01 起连续适用）" in printed(hours, "zh")


def test_the_page_tells_everything_in_chinese(hours):
    page = printed(hours, "zh")
    assert "对象：张明（P1），统计日 2025-12-31" in page
    assert "结果：未达标。" in page
    assert "计入的记录（1）：\n  培训 第 2 行  班次名称=班，培训方式=脱产，" in page
    assert "未计入的记录（3）：" in page
    assert "学时=500 —— 早于统计期（2021-01-01起）" in page
    assert "单位编码=U1（区发改局）" in page


def test_the_page_tells_everything_in_english(hours):
    page = printed(hours, "en")
    assert "Subject: 张明 (P1), as of 2025-12-31" in page
    assert "Result: missed. five years' training" in page
    assert "Rows that counted (1):\n  培训 row 2  班次名称=班, 培训方式=脱产, " in page
    assert "学时=500 — before the window (from 2021-01-01)" in page
    assert "（" not in page


def test_many_rows_alike_are_told_by_their_numbers():
    rows = [activity(n, "接访", date(2025, 3, n)) for n in range(2, 12)]
    found = explained("hangzhou-2020:12/research-report", {"活动": rows})
    assert "活动 2–11 行（共 10 行） —— 活动类型不是“调研报告”" in printed(found, "zh")
    assert "活动 2–11 (10 rows) — 活动类型 is not “调研报告”" in printed(found, "en")


@pytest.mark.parametrize(
    ("rule", "subject", "sheets", "zh"),
    [
        (HOURS, "P1", {"任职": []}, "当日没有在任职务"),
        (
            HOURS,
            "P1",
            {"任职": [post(职务层次="科员")], "培训": []},
            "在任职务不符：职务层次“科员”低于“县处级副职”",
        ),
        ("hangzhou-2020:1/lecture", "P1", {"干部": [person(政治面貌="群众")]}, "政治面貌不是"),
        ("hangzhou-2020:1/lecture", "P1", {"干部": [person(政治面貌=None)]}, "政治面貌为空"),
        ("hangzhou-2020:14/villages-walked", "P1", {"包联": []}, "当日没有“包乡”记录"),
        ("hangzhou-2020:1/reading-class", "U1", {"活动": []}, "单位类别不是“党委”"),
        ("hangzhou-2020:2/first-item", "D1", {"活动": []}, "统计期内没有会议"),
        ("qingshanhu-2009:24/over-quota", "U1", {}, "正职职数、副职职数均为空"),
        ("qingshanhu-2009:7/ghost-pay", "P1", {}, "没有提供工作表：工资"),
        ("qingshanhu-2009:7/ghost-pay", "P1", {"工资": []}, "条件不成立"),
        ("kunming-2019:4/training-year", "P1", {"培训": []}, "在任职务“局长”不属本条"),
        (
            "kunming-2019:3/base-batch",
            "D1",
            {"单位": [COMMITTEE | {"上级单位编码": "D1"}], "活动": []},
            "有上级单位",
        ),
    ],
)
def test_a_subject_without_a_finding_is_told_why(rule, subject, sheets, zh):
    found = explained(rule, sheets, subject)
    assert found.finding is None
    assert found.silence.zh.startswith(zh)
    assert f"结果：没有结论。{zh}" in printed(found, "zh")
    assert f"Result: none. {found.silence.en}." in printed(found, "en")


def test_a_deferred_requirement_names_the_catch_up():
    posts = [post(任职时间=date(2025, 6, 1), 是否提拔=True)]
    found = explained(HOURS, {"任职": posts, "培训": []})
    assert found.finding is None
    assert found.silence.zh == "提任补训期内，由补训规则代替"


def test_before_a_pack_is_in_force_nothing_is_looked_at():
    found = explained(HOURS, {"培训": [training(2, date(2015, 5, 1), 9)]}, on=date(2019, 2, 1))
    assert (found.finding, found.counted, found.left_out, found.parameters) == (None, (), (), ())
    page = printed(found, "zh")
    assert page.endswith("结果：kunming-2019 自 2019-02-02 起施行，在 2019-02-01 没有结论。\n")


def test_a_subject_of_another_type_has_no_explanation():
    pack = PACKS["kunming-2019"]
    records = records_from({"单位": [UNIT], "干部": [person()], "任职": [post()]})
    assert explain(records, pack, pack.rules[HOURS], "U1", ON) == []
    assert explain(records, pack, pack.rules[HOURS], "nobody", ON) == []


def test_control_characters_do_not_reach_the_terminal():
    found = explained(HOURS, {"干部": [person(name="坏\x1b[31m人")], "培训": []})
    assert "\x1b" not in printed(found, "zh")


def test_explanations_agree_with_the_findings_of_every_rule(district):
    seen = set()
    for finding in evaluate(district, list(PACKS.values()), ON):
        if (finding.rule, finding.status) in seen:
            continue
        seen.add((finding.rule, finding.status))
        pack = PACKS[finding.rule.partition(":")[0]]
        found = explain(district, pack, pack.rules[finding.rule], finding.subject, ON)
        (same,) = [one for one in found if one.finding == finding]
        counted = {Evidence(row.sheet, row.row) for row in same.counted}
        assert counted == set(finding.evidence)
        apart = {Evidence(one.row.sheet, one.row.row) for one in same.left_out}
        assert not counted & apart
        for lang in ("zh", "en"):
            assert "None" not in printed(same, lang)


@pytest.mark.parametrize("seed", range(4))
def test_any_rule_about_anybody_can_be_explained(seed):
    rng = Random(seed)
    on = random_as_of(rng)
    records = records_from(random_sheets(rng, on, people=3))
    for pack in PACKS.values():
        everybody = Bench(records, [pack], on).subjects()
        for rule in pack.rules.values():
            for subject in everybody[rule.form.subject_type]:
                (found, *_) = explain(records, pack, rule, subject, on)
                assert "None" not in printed(found, "zh") + printed(found, "en")
                counted = {Evidence(row.sheet, row.row) for row in found.counted}
                if found.finding:
                    assert counted == set(found.finding.evidence)
