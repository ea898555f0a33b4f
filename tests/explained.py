"""A leader and the leader's records, and how a rule's result about them came about."""

from datetime import date
from io import StringIO

from rich.console import Console

from quanheng import listing
from quanheng.norms.plain.explain import explain
from quanheng.packs import installed
from tests.records_from import records_from

ON = date(2025, 12, 31)
PACKS = installed()
UNIT = {"单位编码": "U1", "单位名称": "区发改局", "单位类别": "区直部门", "_row": 2}
COMMITTEE = {"单位编码": "D1", "单位名称": "区委", "单位类别": "党委", "_row": 3}
TOWNSHIP = {"单位编码": "X1", "单位名称": "湖滨镇", "单位类别": "乡镇", "_row": 4}
VILLAGES = [
    {
        "单位编码": f"V{n}",
        "单位名称": f"村{n}",
        "单位类别": "村",
        "所属乡镇编码": "X1",
        "_row": 4 + n,
    }
    for n in (1, 2, 3)
]


def person(code="P1", name="张明", row=2, **changes):
    return {
        "人员编码": code,
        "姓名": name,
        "性别": "男",
        "出生年月": date(1975, 3, 1),
        "政治面貌": "中共党员",
        "_row": row,
    } | changes


def post(row=2, **changes):
    return {
        "人员编码": "P1",
        "单位编码": "U1",
        "职务名称": "局长",
        "职务层次": "县处级正职",
        "是否领导职务": True,
        "是否正职": True,
        "职务类别": "行政主任",
        "任职时间": date(2015, 3, 1),
        "_row": row,
    } | changes


def training(row, end, hours=None, mode="脱产", **changes):
    return {
        "人员编码": "P1",
        "班次名称": "班",
        "培训方式": mode,
        "开始日期": end,
        "结束日期": end,
        "学时": hours,
        "_row": row,
    } | changes


def activity(row, type, day, subject="P1", **changes):
    kind = "干部" if subject.startswith("P") else "单位"
    return {
        "对象类型": kind,
        "对象编码": subject,
        "活动类型": type,
        "日期": day,
        "_row": row,
    } | changes


def explained(rule, sheets, subject="P1", on=ON):
    """The one explanation of a rule; sheets that are not given are those of one leader."""
    told = {"单位": [UNIT, COMMITTEE, TOWNSHIP, *VILLAGES], "干部": [person()], "任职": [post()]}
    pack = PACKS[rule.partition(":")[0]]
    found = explain(records_from({**told, **sheets}), pack, pack.rules[rule], subject, on)
    assert len(found) == 1
    return found[0]


def printed(explanation, lang):
    console = Console(file=StringIO(), width=100)
    listing.print_explanation(explanation, console, lang)
    return console.file.getvalue()


def left(explanation):
    return {one.row.row: one.reason for one in explanation.left_out}
