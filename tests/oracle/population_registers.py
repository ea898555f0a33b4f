"""Ballots, programmes, pools, duties, ties, rules on file and pay of a random district."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from .evaluator_semantics import add_months, add_years, calendar_window
from .population_draws import Draw

Sheets = dict[str, list[dict[str, Any]]]

PAY = [
    0, None, 1000, 1000, 1200, 1200, Decimal("1199.99"), Decimal("1200.01"), 1199, 1201, 1500, 2000,
]  # fmt: skip


# --- 测评 -----------------------------------------------------------------------------------------


def add_ballots(draw: Draw, sheets: Sheets, codes: list[str]) -> None:
    """Evaluations and recommendations at exactly two thirds, a third and a half, and one off."""
    rows = sheets["测评"] = []
    for code in codes:
        for kind in ("民主测评", "民主测评", "民主推荐", "民主推荐", "双向评价"):
            if draw.chance(0.6):
                continue
            day = draw.within("rolling 1") if draw.chance(0.7) else draw.day()
            sixth = draw.pick([0, 1, 2, 5])
            returned = 6 * sixth
            approved = min(returned, max(0, 4 * sixth + draw.pick([0, 0, -1, 1])))
            rejected = min(returned - approved, max(0, 2 * sixth + draw.pick([0, 0, -1, 1])))
            excellent = draw.rng.randint(0, approved)
            votes = min(returned, max(0, 3 * sixth + draw.pick([0, 0, -1, 1])))
            rows.append(
                {
                    "对象类型": "干部",
                    "对象编码": code,
                    "日期": day,
                    "测评类型": kind,
                    "收回票": draw.maybe(returned, 0.93),
                    "优秀": draw.maybe(excellent, 0.93),
                    "称职": draw.maybe(approved - excellent, 0.93),
                    "不称职": draw.maybe(rejected, 0.93),
                    "推荐票": draw.maybe(votes, 0.93),
                }
            )


# --- 项目, 锻炼, 后备 -----------------------------------------------------------------------------


def add_practice(draw: Draw, sheets: Sheets, codes: list[str]) -> None:
    projects = sheets["项目"] = []
    kinds = ["上挂", "信访", "沿海", "园区", "村社区", "重点项目", "援派", None]
    for index in range(draw.pick([0, 1, 3, 4])):
        start = draw.maybe(draw.day(), 0.7)
        projects.append(
            {
                "项目编码": f"K{index}",
                "名称": f"项目{index}",
                "类别": draw.pick(kinds[:5]) if draw.chance(0.85) else draw.pick(kinds),
                "目标人数": draw.maybe(draw.pick([0, 1, 1, 2, 3]), 0.85),
                "开始日期": start,
                "结束日期": None if start is None else draw.end(start, 0.6),
            }
        )
    rows = sheets["锻炼"] = []
    for code in codes:
        for _ in range(draw.pick([0, 0, 1, 2])):
            start = draw.within("year") if draw.chance(0.3) else draw.day()
            rows.append(
                {
                    "人员编码": code,
                    "项目编码": draw.pick(projects)["项目编码"] if projects else None,
                    "方式": draw.pick(["上挂", "下派", "驻村"]),
                    "开始日期": start,
                    "结束日期": draw.end(start),
                }
            )


def add_pools(draw: Draw, sheets: Sheets, codes: list[str]) -> list[str]:
    """Pool rows; returns the codes of people who are only in a pool, to reach its size."""
    rows = sheets["后备"] = []

    def add(pool: str, code: str, start: date, end: date | None) -> None:
        rows.append({"池名称": pool, "人员编码": code, "入池日期": start, "出池日期": end})

    for code in codes:
        for pool in ("年轻干部池", "女干部池"):
            if draw.chance(0.3):
                start = draw.day()
                add(pool, code, start, draw.end(start))
    if not draw.chance(0.1):
        return []
    extra = [f"E{index}" for index in range(draw.pick([89, 90, 91, 109, 110, 111]))]
    for code in extra:
        add("百人池", code, add_years(draw.on, -1), None)
    if draw.chance(0.5):  # a second row, or one that ended today, does not count twice
        add("百人池", extra[0], draw.on, None)
        add("百人池", codes[0], add_years(draw.on, -1), draw.on)
    return extra


# --- 清单, 包联, 制度 -----------------------------------------------------------------------------


def add_duties(draw: Draw, sheets: Sheets, codes: list[str]) -> None:
    rows = sheets["清单"] = []
    units = [unit["单位编码"] for unit in sheets["单位"]]

    def after(start: date, share: float) -> date | None:
        day = max(start, draw.near(draw.pick([draw.on, start])))
        return day if draw.chance(share) else None

    for index in range(draw.pick([0, 4, 8, 12])):
        start = draw.within("year") if draw.chance(0.6) else draw.day()
        deadline = draw.pick([start, draw.near(draw.on), start + timedelta(days=30)])
        rows.append(
            {
                "清单类型": draw.pick(["承诺", "承诺", "批示", "整改"]),
                "编号": str(index),
                "事项": "事项",
                "牵头单位编码": draw.maybe(draw.pick(units), 0.6),
                "责任人编码": draw.maybe(draw.pick(codes), 0.75),
                "交办日期": start,
                "截止日期": draw.maybe(max(start, deadline), 0.8),
                "办结日期": after(start, 0.25),
                "回复日期": after(start, 0.2),
            }
        )


def add_ties(draw: Draw, sheets: Sheets, codes: list[str]) -> None:
    rows = sheets["包联"] = []
    units = sheets["单位"]
    townships = [unit for unit in units if unit["单位类别"] in ("乡镇", "街道")] or units
    for code in codes:
        for kind, places in (("包乡", townships), ("联系点", units), ("联系点", units)):
            if draw.chance(0.6):
                continue
            start = draw.day()
            end = draw.end(start, 0.6)
            cells = {"人员编码": code, "类型": kind, "单位编码": draw.pick(places)["单位编码"]}
            rows.append(cells | {"开始日期": start, "结束日期": end})
            if end is not None and draw.chance(0.4):
                again = end + timedelta(days=draw.pick([0, 1, 2]))
                rows.append(cells | {"开始日期": again, "结束日期": draw.end(again)})
            if draw.chance(0.25):  # ended this year after about twelve months of thirty days
                ended = draw.inside(*calendar_window("year", draw.on))
                begun = ended - timedelta(days=draw.pick([359, 360, 361, 0, 10]))
                rows.append(cells | {"开始日期": begun, "结束日期": ended})


def add_rules_on_file(draw: Draw, sheets: Sheets) -> None:
    rows = sheets["制度"] = []
    for unit in sheets["单位"]:
        if draw.chance(0.5):
            start = draw.day()
            rows.append(
                {
                    "单位编码": unit["单位编码"],
                    "制度类别": draw.pick(["议事规则", "议事规则", "权力清单"]),
                    "生效日期": start,
                    "失效日期": draw.end(start),
                }
            )


# --- 工资 -----------------------------------------------------------------------------------------


def add_pay(draw: Draw, sheets: Sheets, codes: list[str]) -> None:
    """Pay around the twelve months and the tenures' ends; the unit that pays is anybody."""
    rows = sheets["工资"] = []
    units = [unit["单位编码"] for unit in sheets["单位"]]
    departments = [unit["单位编码"] for unit in sheets["单位"] if unit["单位类别"] == "区直部门"]
    this_month = draw.on.replace(day=1)
    fixed = draw.chance(0.5)
    for code in codes:
        own = [row for row in sheets["任职"] if row["人员编码"] == code]
        in_department = any(row["单位编码"] in departments for row in own)
        usual = 1000 if in_department else draw.pick([1200, 1200, Decimal("1199.99"), 1300])
        months = [add_months(this_month, -back) for back in (-1, 0, 1, 10, 11, 12)]
        months += [row["任职时间"].replace(day=1) for row in own]
        months += [row["免职时间"].replace(day=1) for row in own if row["免职时间"] is not None]
        for month in months:
            if not draw.chance(0.4):
                continue
            rows.append(
                {
                    "人员编码": code,
                    "月份": month,
                    "发薪单位编码": draw.pick(units),
                    "应发": usual if fixed else draw.pick(PAY),
                    "出勤天数": draw.maybe(draw.pick([0, 20, 21, 22, Decimal("0.5")]), 0.5),
                }
            )
