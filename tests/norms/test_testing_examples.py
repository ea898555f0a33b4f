"""Examples that cannot be read are reported, each with what is wrong."""

from copy import deepcopy
from datetime import date

import pytest

from quanheng.norms.testing import check_pack
from tests.norms.harbour import EXAMPLES, case, harbour

UNREAD = {
    "unknown rule": (lambda t: t.update({"1/none": t["1/visits"]}), "示例所属的规则不存在"),
    "no list": (lambda t: t.update({"1/visits": t["1/visits"][0]}), "须写作"),
    "name taken": (case(1, zh="三次"), "与前例重名"),
    "unknown base": (case(use=["nobody"]), "没有名为“nobody”的 base"),
    "unknown sheet": (case(表=[]), "“表”不是工作表"),
    "sheet without lines": (case(活动="接访"), "“活动”不是工作表"),
    "no Chinese name": (case(zh=""), "缺少 zh"),
    "no English name": (case(en=""), "缺少 en"),
    "no expectation": (case(expect=""), "缺少 expect"),
    "a day with a time": (case(on="2025-12-31"), "应为日期"),
    "nobody's answer": (case(subject="李"), "对象“李”不见于任何一行"),
    "expectation": (case(expect={"measured": 3}), "expect 须为"),
    "unknown expectation": (case(expect={"status": "met", "color": 1}), "expect 须为"),
    "status": (case(expect={"status": "good"}), "没有状态“good”"),
    "figure": (case(expect={"status": "met", "measured": "many"}), "“many”不是数"),
    "column": (case(活动=[{"学时": 3}]), "没有列“学时”"),
    "blank required": (case(活动=[{"日期": ""}]), "“活动/日期”必填"),
    "choice": (case(活动=[{"活动类型": "散步"}]), "“活动/活动类型”不能是“散步”"),
    "level": (case(任职=[{"职务层次": "部长"}]), "“任职/职务层次”不能是“部长”"),
    "date": (case(活动=[{"日期": "2025-01-01"}]), "“活动/日期”不能是“2025-01-01”"),
    "number": (case(活动=[{"数量": -1}]), "“活动/数量”不能是“-1”"),
    "too fine a number": (case(活动=[{"数量": "1/3"}]), "“活动/数量”不能是“1/3”"),
    "yes or no": (case(任职=[{"是否正职": True}]), "“任职/是否正职”不能是“True”"),
    "text": (case(活动=[{"说明": 3}]), "“活动/说明”不能是“3”"),
    "year": (
        case(考核=[{"对象类型": "干部", "对象编码": "王", "考核类型": "年度", "年度": "2024"}]),
        "“考核/年度”不能是“2024”",
    ),
    "month": (
        case(工资=[{"人员编码": "王", "发薪单位编码": "局", "月份": date(2025, 1, 2)}]),
        "“工资/月份”不能是“2025-01-02”",
    ),
    "repetition": (case(活动=[{"n": 3}]), "重复行写作"),
    "period": (case(活动=[{"n": [1, 3], "every": "year"}]), "重复行写作"),
    "period without repetition": (case(活动=[{"every": "day"}]), "重复行写作"),
}


@pytest.mark.parametrize("defect", UNREAD)
def test_an_example_that_cannot_be_read_is_reported(defect):
    break_it, expected = UNREAD[defect]
    told = deepcopy(EXAMPLES)
    break_it(told)
    problems = check_pack(harbour(), told)
    assert len(problems) == 1
    assert expected in problems[0]
    assert problems[0].startswith("harbour:1/")
