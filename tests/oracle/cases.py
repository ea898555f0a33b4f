"""Rows for cases computed by hand, and the answers of one rule to them."""

from datetime import date as d
from typing import Any

from .evaluator import evaluate

Cells = dict[str, Any]
END = d(2025, 12, 31)


def post(start: d, end: d | None = None, **cells: Any) -> Cells:
    """A tenure of a leader, head and 县处级正职 in the department B1."""
    row = {
        "人员编码": "P", "单位编码": "B1", "职务名称": "主任", "职务层次": "县处级正职",
        "是否领导职务": True, "是否正职": True, "任职时间": start, "免职时间": end,
    }  # fmt: skip
    return row | cells


def person(code: str = "P", **cells: Any) -> Cells:
    return {"人员编码": code, "姓名": "张三", "性别": "男", "出生年月": d(1980, 1, 1)} | cells


def unit(code: str = "B1", kind: str = "区直部门", **cells: Any) -> Cells:
    return {"单位编码": code, "单位名称": "某部门", "单位类别": kind} | cells


def deed(kind: str, day: d, quantity: Any = None, code: str = "P", **cells: Any) -> Cells:
    owner = "干部" if code == "P" else "单位"
    row = {"对象类型": owner, "对象编码": code, "活动类型": kind, "日期": day, "数量": quantity}
    return row | cells


def course(
    end: d, hours: Any = None, start: d | None = None, way: str = "脱产", **cells: Any
) -> Cells:
    row = {
        "人员编码": "P",
        "培训方式": way,
        "开始日期": start or end,
        "结束日期": end,
        "学时": hours,
    }
    return row | cells


def watch(kind: str, day: d, approved: bool | None = None) -> Cells:
    return {"人员编码": "P", "事项类型": kind, "日期": day, "是否批准": approved}


def grade(code: str, year: int, kind: str = "年度", **cells: Any) -> Cells:
    owner = "干部" if code.startswith("P") else "单位"
    return {"对象类型": owner, "对象编码": code, "年度": year, "考核类型": kind} | cells


def asked(rule: str, on: d, **sheets: list[Cells]) -> list[Cells]:
    """The findings of one rule; rows get their Excel row numbers in order."""
    for rows in sheets.values():
        for number, row in enumerate(rows, start=2):
            row["_row"] = number
    return [answer for answer in evaluate(sheets, on) if answer["rule"] == rule]


def told(rule: str, on: d, **sheets: list[Cells]) -> tuple[Any, ...] | None:
    """Status, measured and due of the only finding; None where there is no row."""
    answers = asked(rule, on, **sheets)
    assert len(answers) <= 1
    return tuple(answers[0][key] for key in ("status", "measured", "due")) if answers else None
