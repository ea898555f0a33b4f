"""Explanations of every shape of rule: what is told beside the rows."""

from datetime import date

import pytest

from quanheng.norms.finding import Status, Text
from tests.explained import UNIT, activity, explained, left, person, post, printed


def test_the_smaller_of_two_counts_shows_both():
    rows = [activity(2, "主题党日", date(2025, 3, 1)), activity(3, "志愿服务", date(2025, 3, 2))]
    found = explained("hangzhou-2020:9/branch-life", {"活动": rows})
    assert [line.zh for line in found.workings] == [
        "活动“主题党日”的数量合计：1次",
        "活动“组织生活会”的数量合计：0次",
    ]
    assert left(found)[3].zh == "活动类型不是“主题党日 / 组织生活会”"


def test_a_yearly_duty_with_its_own_days_says_which():
    late = {"人员编码": "P1", "事项类型": "个人事项报告", "日期": date(2025, 3, 1), "_row": 2}
    found = explained("national:personal-matters/annual", {"监督": [late]})
    assert found.finding.status is Status.MISSED
    assert left(found)[2].zh == "晚于统计期（2025-01-31止）"


def test_a_term_rule_shows_the_post_and_why_another_is_none():
    posts = [
        post(2, 任期开始=date(2024, 1, 1)),
        post(3, 单位编码="D1", 是否正职=False, 职务名称="委员"),
        post(4, 免职时间=date(2020, 1, 1), 单位编码="X1"),
        post(5, 任职时间=date(2020, 1, 1), 免职时间=date(2020, 1, 1)),
    ]
    found = explained("kunming-2019:17/term-audit", {"任职": posts, "监督": []})
    assert [row.row for row in found.counted] == [2]
    assert left(found)[3].zh == "是否正职不是“是”"
    assert left(found)[4].zh == "到统计日已结束"
    assert left(found)[5].zh == "起止同日，不计"


def test_the_villages_still_to_be_walked_are_named():
    contact = {
        "人员编码": "P1",
        "类型": "包乡",
        "单位编码": "X1",
        "开始日期": date(2020, 1, 1),
        "_row": 2,
    }
    rows = [
        activity(2, "包村走访", date(2025, 3, 1), 单位地点编码="V1"),
        activity(3, "包村走访", date(2025, 3, 1), 单位地点编码="U1"),
    ]
    found = explained("hangzhou-2020:14/villages-walked", {"包联": [contact], "活动": rows})
    assert [line.zh for line in found.workings] == [
        "应走村（社区）3个",
        "未走到：村2（V2）、村3（V3）",
    ]
    assert left(found)[3].zh == "地点不是所包乡镇的村（社区）"
    assert [row.row for row in found.applies] == [2]


def test_of_several_contact_points_the_least_visited_counts():
    points = [
        {
            "人员编码": "P1",
            "类型": "联系点",
            "单位编码": code,
            "开始日期": date(2020, 1, 1),
            "_row": row,
        }
        for row, code in ((2, "V1"), (3, "V2"))
    ]
    rows = [
        activity(2, "联系点走访", date(2025, 3, 1), 单位地点编码="V1"),
        activity(3, "联系点走访", date(2025, 4, 1), 单位地点编码="U1"),
    ]
    found = explained("hangzhou-2020:15/contact-visit", {"包联": points, "活动": rows})
    assert found.finding.measured == 0
    assert left(found)[2].zh == "属另一联系点，本条看走访最少的"
    assert left(found)[3].zh == "地点不是本人联系点"


def test_a_share_of_grades_shows_the_people_and_the_rest():
    people = [person(f"P{n}", f"人{n}", n + 1) for n in range(1, 5)]
    posts = [post(n + 1, 人员编码=f"P{n}", 单位编码="X1") for n in range(1, 5)]
    rows = [
        {
            "对象类型": "干部",
            "对象编码": f"P{n}",
            "年度": 2024,
            "考核类型": "年度",
            "等次": grade,
            "_row": n + 1,
        }
        for n, grade in ((1, "优秀"), (2, "优秀"), (3, "称职"), (4, None))
    ]
    found = explained(
        "hangzhou-2017:19/excellent-share", {"干部": people, "任职": posts, "考核": rows}, "X1"
    )
    assert [row.row for row in found.counted] == [2, 3]
    assert left(found)[4].zh == "等次为“称职”，只计入总人数"
    assert left(found)[5].zh == "等次为空，不计入"
    assert found.workings[0].zh.startswith("统计日在任4人，其中2024年度有等次3人")
    assert "对象编码=P1（人1）" in printed(found, "zh")


def test_pay_is_compared_level_by_level():
    people = [person("P1", "甲", 2), person("P2", "乙", 3)]
    posts = [post(2, 单位编码="X1"), post(3, 人员编码="P2", 单位编码="U1")]
    pay = [
        {
            "人员编码": code,
            "月份": date(2025, month, 1),
            "发薪单位编码": "U1",
            "应发": amount,
            "_row": row,
        }
        for row, code, month, amount in (
            (2, "P1", 1, 10500),
            (3, "P1", 2, None),
            (4, "P2", 1, 10000),
        )
    ]
    found = explained(
        "hangzhou-2017:19/township-pay", {"干部": people, "任职": posts, "工资": pay}, "X1"
    )
    assert found.finding.measured == pytest.approx(1.05)
    assert [line.zh for line in found.workings] == [
        "县处级正职：本单位月均应发10500.00元，区直部门10000.00元，比值105%"
    ]
    assert [row.row for row in found.counted] == [2]


def pay(row, code, amount, month=1):
    day = date(2025, month, 1)
    return {"人员编码": code, "月份": day, "发薪单位编码": "U1", "应发": amount, "_row": row}


def test_what_is_paid_in_a_township_is_cited():
    people = [person(f"P{n}", f"人{n}", n + 1) for n in (1, 2, 3)]
    posts = [
        post(2, 单位编码="X1"),
        post(3, 人员编码="P2", 单位编码="U1"),
        post(4, 人员编码="P3", 单位编码="X1", 职务层次="科员", 是否领导职务=False, 是否正职=False),
    ]
    rows = [
        pay(2, "P1", 11999.9),
        pay(3, "P1", 11999.9, month=2),
        pay(4, "P1", None, month=3),
        pay(5, "P2", 10000),
        pay(6, "P3", 1),
    ]
    sheets = {"干部": people, "任职": posts, "工资": rows}
    found = explained("hangzhou-2017:19/township-pay", sheets, "X1")
    assert found.finding.evidence == (("工资", 2), ("工资", 3))
    assert "119.999%，要求不少于120%" in found.finding.message.zh
    assert found.finding.message.zh.endswith("为区直部门的119.999%，差0.001%。")
    assert "short by 0.001%" in found.finding.message.en
    assert found.workings[0].zh.endswith("比值119.999%")
    assert left(found)[4].zh == "本条所计单元格为空"
    assert left(found)[6].zh == "该职级无可比的应发"


@pytest.mark.parametrize(
    ("rule", "sheet", "row"),
    [
        ("admonition", "监督", {"事项类型": "诫勉", "日期": date(2025, 9, 6), "_row": 2}),
        (
            "sanction",
            "奖惩",
            {
                "对象类型": "干部",
                "对象编码": "P1",
                "类型": "党纪处分",
                "名称": "警告",
                "日期": date(2025, 9, 6),
                "影响期截止": date(2026, 3, 6),
                "_row": 2,
            },
        ),
    ],
)
def test_the_first_day_without_influence_is_the_same_in_both_languages(rule, sheet, row):
    key = {} if "对象编码" in row else {"人员编码": "P1"}
    rule = f"national:influence/{rule}"
    said = explained(rule, {sheet: [row | key]}).finding.message
    assert said.zh.endswith("影响期至2026-03-05（含），2026-03-06前不得提拔。")
    assert said.en.endswith("No promotion before 2026-03-06.")


def test_the_ages_of_a_team_are_told():
    people = [person(f"P{n}", f"人{n}", n + 1) for n in (1, 2, 3)]
    posts = [post(n + 1, 人员编码=f"P{n}", 职务类别="班子成员", 是否正职=False) for n in (1, 2, 3)]
    found = explained("kunming-2019:14/ladder", {"干部": people, "任职": posts}, "U1")
    assert found.finding.measured == 2
    assert found.workings[1] == Text(
        "人1（P1）：1975-03-01出生，50周岁（干部表第2行）",
        "人1 (P1): born 1975-03-01, aged 50 (sheet 干部, row 2)",
    )
    assert len(found.counted) == 3


def test_a_quota_is_told_beside_the_people():
    unit = UNIT | {"正职职数": 1, "副职职数": None}
    found = explained("qingshanhu-2009:24/over-quota", {"单位": [unit]}, "U1")
    assert [line.zh for line in found.workings] == [
        "正职1人，核定职数1人",
        "其他班子成员0人，核定职数未填，不核对",
    ]


def test_a_vote_is_told_as_a_division():
    vote = {
        "对象类型": "干部",
        "对象编码": "P1",
        "日期": date(2025, 6, 1),
        "测评类型": "民主测评",
        "收回票": 40,
        "优秀": 10,
        "称职": 10,
        "_row": 3,
    }
    rows = [vote, vote | {"日期": date(2024, 1, 1), "_row": 2}, vote | {"测评类型": "民主推荐"}]
    rows[2]["_row"] = 4
    found = explained("qingshanhu-2009:29/evaluation-adjust", {"测评": rows})
    assert [line.zh for line in found.workings] == [
        "2025-06-01：（优秀 10＋称职 10）÷ 收回票 40 ＝ 50%"
    ]
    assert left(found)[2].zh == "不是最近一次，或已超过回看期"
    assert left(found)[4].zh == "测评类型不是“民主测评”"


def test_months_of_pay_are_told_by_their_cause():
    pay = [
        {
            "人员编码": "P1",
            "月份": date(2025, month, 1),
            "发薪单位编码": "U1",
            "应发": amount,
            "出勤天数": days,
            "_row": month,
        }
        for month, amount, days in ((1, 1, 0), (2, 1, 20), (3, 0, 0), (9, 1, 5))
    ]
    posts = [post(免职时间=date(2025, 6, 1))]
    found = explained("qingshanhu-2009:7/ghost-pay", {"任职": posts, "工资": pay})
    assert [line.zh for line in found.workings] == [
        "有应发而出勤为0的月份：2025-01",
        "有应发而没有任职的月份：2025-09",
    ]
    assert left(found)[2].zh == "当月有任职，出勤天数不为0"
    assert left(found)[3].zh == "应发为0"


def test_overdue_tasks_and_those_in_order():
    task = {
        "清单类型": "批示",
        "事项": "事",
        "责任人编码": "P1",
        "交办日期": date(2025, 1, 1),
        "截止日期": date(2025, 6, 1),
    }
    changes = [
        {},
        {"办结日期": date(2025, 5, 1)},
        {"回复日期": date(2025, 5, 1)},
        {"截止日期": None},
        {"截止日期": date(2026, 1, 1)},
    ]
    rows = [task | more | {"编号": str(n), "_row": n} for n, more in enumerate(changes, 2)]
    found = explained("qingshanhu-2009:9/unanswered", {"清单": rows})
    assert [row.row for row in found.counted] == [2]
    assert {row: reason.zh for row, reason in left(found).items()} == {
        3: "已办结",
        4: "已回复",
        5: "没有截止日期",
        6: "截止日期未过",
    }


def test_where_somebody_grew_up_is_told_with_its_place():
    unit = UNIT | {"所在地": "湖滨区"}
    found = explained(
        "qingshanhu-2009:20/home-area", {"单位": [unit], "干部": [person(成长地="湖滨")]}
    )
    assert [line.zh for line in found.workings] == [
        "成长地：湖滨（干部表第2行）",
        "区发改局所在地：湖滨区（单位表第2行）",
    ]


def test_ranks_are_told_within_their_group():
    rows = [
        {
            "对象类型": "单位",
            "对象编码": code,
            "年度": 2024,
            "考核类型": "年度",
            "排名": rank,
            "_row": row,
        }
        for row, code, rank in ((2, "V1", 1), (3, "V2", 2), (4, "V3", 3))
    ]
    found = explained("qingshanhu-2009:30/inspectors", {"考核": rows}, "V3")
    assert found.workings[0].zh == "2024年度村有排名的3个，最末名次3，本单位3"


def test_members_of_a_pool_are_told_by_name():
    rows = [{"池名称": "百人库", "人员编码": "P1", "入池日期": date(2024, 1, 1), "_row": 2}]
    page = printed(explained("hangzhou-2017:7/pools", {"后备": rows}, "百人库"), "zh")
    assert "对象：百人库，统计日" in page
    assert "人员编码=P1（张明），入池日期=2024-01-01" in page


def test_a_closed_list_is_told_by_its_names():
    posts = [post(分管工作="人事、审批"), post(3, 单位编码="X1")]
    found = explained("kunming-2019:17/no-direct-charge", {"任职": posts})
    assert "人事、财务、工程项目建设、物资采购、审批、执法（自" in printed(found, "zh")
    assert left(found)[3].zh == "分管工作为空，未知"


def test_an_absent_sheet_is_unknown_and_not_zero():
    found = explained("kunming-2019:4/training-5y", {})
    assert found.finding.status is Status.NO_DATA
    absent, first, second = found.workings
    assert absent == Text("没有提供工作表：培训", "sheets not provided: 培训")
    assert "未提供，要求不少于550学时" in first.zh
    assert "not provided, required at least 90 days" in second.en


def test_of_two_sheets_the_one_that_is_there_is_told():
    talk = {"人员编码": "P1", "事项类型": "谈心谈话", "日期": date(2025, 3, 1), "_row": 2}
    found = explained("kunming-2019:22/talks", {"监督": [talk]})
    assert [line.zh for line in found.workings] == [
        "监督“谈心谈话”的行数：1次",
        "活动“谈心谈话”的数量合计：未提供",
    ]
