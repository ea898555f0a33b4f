"""Trainings, appraisals, activities and supervision rows of a random district."""

from datetime import date, timedelta
from typing import Any

from .evaluator_semantics import add_years
from .population_draws import Draw

Sheets = dict[str, list[dict[str, Any]]]

WAYS = ["脱产", "脱产", "网络", "中心组", "自学", "党性教育", "专题班"]
HOSTS = ["中央", "省", "市", "县", "乡", "单位", None]
PERSON_ACTIVITIES = [
    ("专题党课", 1, "year"), ("形势报告", 1, "year"), ("谈心谈话", 1, "year"),
    ("主题党日", 1, "year"), ("组织生活会", 1, "year"), ("调研报告", 1, "year"),
    ("下基层调研", 90, "year"), ("领办民生实事", 1, "year"), ("化解积案", 1, "year"),
    ("联系点走访", 3, "quarter"), ("联系点走访", 1, "year"),
    ("走访群众", 10, "quarter"), ("调查研究", 3, "quarter"), ("志愿服务", 5, "year"),
]  # fmt: skip
UNIT_ACTIVITIES = {
    "党委": [
        ("队伍建设报告", 1, "year"), ("容错案例通报", 1, "year"), ("读书班", 1, "year"),
        ("民主生活会", 1, "year"), ("中心组党章学习", 1, "year"), ("政治素质报告", 1, "year"),
        ("调研成果交流", 1, "year"), ("理想信念教育", 1, "five years"),
        ("中心组学习", 12, "year"), ("选人用人报告", 1, "year"),
        ("培训批次", 1, "year"), ("党委会", 1, "year"), ("党委会", 1, "year"),
        ("第一议题", 1, "year"),
    ],
    "党支部": [
        ("支部党章学习", 1, "year"), ("支部党员大会", 1, "quarter"), ("支委会", 1, "month"),
        ("主题党日", 1, "month"), ("民主评议党员", 1, "year"), ("党小组会", 1, "month"),
    ],
}  # fmt: skip
FRONT_LINE = [
    ("月报", 1, "month"), ("季访", 1, "quarter"), ("五访", 5, "quarter"), ("季报", 1, "quarter"),
]  # fmt: skip


def starts_of(sheets: Sheets, code: str) -> list[date]:
    """The days around which a person's own windows turn."""
    starts = [row["任职时间"] for row in sheets["任职"] if row["人员编码"] == code]
    return starts + [add_years(start, 1) for start in starts]


# --- 培训 -----------------------------------------------------------------------------------------


def training(draw: Draw, code: str, end: date, days: int, **cells: Any) -> dict[str, Any]:
    row = {
        "人员编码": code,
        "班次名称": "班次",
        "培训方式": draw.pick(WAYS),
        "开始日期": end - timedelta(days=days - 1),
        "结束日期": end,
        "学时": None,
        "学分": None,
        "主办层级": draw.pick(HOSTS),
    }
    return row | cells


def add_trainings(draw: Draw, sheets: Sheets, codes: list[str]) -> None:
    rows = sheets["培训"] = []
    for code in codes:
        anchors = starts_of(sheets, code)
        plans = [plan for plan in range(6) if draw.chance(0.25)]
        if 0 in plans:
            for hours in draw.amounts(550):
                end = draw.day(anchors) if draw.chance(0.5) else draw.within("rolling 5")
                rows.append(training(draw, code, end, draw.pick([1, 30]), 学时=hours))
        if 1 in plans:
            end = draw.day(anchors) if draw.chance(0.5) else draw.within("rolling 5")
            rows.append(training(draw, code, end, draw.pick([89, 90, 90, 91])))
        if 2 in plans:
            for hours in draw.amounts(90):
                rows.append(training(draw, code, draw.within("year"), 1, 学时=hours))
        if 3 in plans:
            end = draw.within("year")
            rows.append(training(draw, code, end, draw.pick([1, 11, 12, 12, 13])))
        if 4 in plans:
            for points in draw.amounts(60):
                rows.append(training(draw, code, draw.within("cycle"), 3, 学分=points))
        if 5 in plans:
            rows.append(training(draw, code, draw.day(anchors), draw.pick([1, 5])))
        # Half of the target in each way: neither is reached, and the two are equally near.
        if draw.chance(0.1):
            way, end = draw.pick(["脱产", "专题班"]), draw.within("year")
            rows.append(training(draw, code, end, 6, 学时=draw.pick([44, 45, 46]), 培训方式=way))


# --- 考核 -----------------------------------------------------------------------------------------


def add_appraisals(draw: Draw, sheets: Sheets, codes: list[str]) -> None:
    rows: dict[tuple[str, str, int, str], dict[str, Any]] = {}

    def add(object_type: str, code: str, year: int, kind: str, **cells: Any) -> None:
        row = {"对象类型": object_type, "对象编码": code, "年度": year, "考核类型": kind}
        blank = {"等次": None, "排名": None, "主观原因确认": None}
        rows[object_type, code, year, kind] = row | blank | cells

    grades = ["优秀", "称职", "称职", "基本称职", "不称职", "不称职", None]
    for code in codes:
        usual = draw.pick(grades)
        for back in (-1, 0, 1, 2, 3):
            if draw.chance(0.6):
                grade = usual if draw.chance(0.5) else draw.pick(grades)
                add("干部", code, draw.on.year - back, "年度", 等次=grade)
        for start in starts_of(sheets, code):
            if draw.chance(0.3):
                add("干部", code, start.year + draw.pick([-1, 0, 0, 1]), "专项")
        if draw.chance(0.2):
            add(
                "干部",
                code,
                draw.on.year - draw.pick([0, 1]),
                draw.pick(["平时", "任期"]),
                等次="不称职",
            )
    for unit in sheets["单位"]:
        for back in (0, 1, 2):
            if draw.chance(0.75):
                place = draw.maybe(draw.pick([1, 1, 2, 2, 3, 4]), 0.85)
                confirmed = draw.pick([True, True, True, False, None])
                kind = draw.pick(["年度"] * 6 + ["专项"])
                year = draw.on.year - back
                add("单位", unit["单位编码"], year, kind, 排名=place, 主观原因确认=confirmed)
    sheets["考核"] = list(rows.values())


# --- 活动 -----------------------------------------------------------------------------------------


def activity(
    draw: Draw, object_type: str, code: str, kind: str, day: date, **cells: Any
) -> dict[str, Any]:
    row = {
        "对象类型": object_type,
        "对象编码": code,
        "活动类型": kind,
        "日期": day,
        "数量": None,
        "单位地点编码": None,
        "说明": draw.pick([None, "党性教育基地", "赴井冈山", "开展党性教育"]),
    }
    return row | cells


def add_activities(draw: Draw, sheets: Sheets, codes: list[str]) -> None:
    sheets["活动"] = []
    for code in codes:
        add_activities_of_person(draw, sheets, code)
    for unit in sheets["单位"]:
        add_activities_of_unit(draw, sheets["活动"], unit["单位编码"], unit["单位类别"])


def add_activities_of_person(draw: Draw, sheets: Sheets, code: str) -> None:
    rows = sheets["活动"]
    units = [unit["单位编码"] for unit in sheets["单位"]]
    for kind, threshold, window in PERSON_ACTIVITIES:
        if draw.chance(0.3):
            for quantity in draw.amounts(threshold):
                row = activity(draw, "干部", code, kind, draw.within(window), 数量=quantity)
                rows.append(row | {"单位地点编码": draw.maybe(draw.pick(units), 0.4)})
    share = draw.pick([0, 0.5, 0.9, 1, 1])
    for village in [unit for unit in sheets["单位"] if unit["单位类别"] in ("村", "社区")]:
        if draw.chance(share):
            day, code_of_village = draw.within("year"), village["单位编码"]
            row = activity(draw, "干部", code, "包村走访", day, 单位地点编码=code_of_village)
            rows.append(row | {"数量": draw.pick([None, 0, 1])})


def add_activities_of_unit(draw: Draw, rows: list[dict[str, Any]], code: str, kind: str) -> None:
    for activity_type, threshold, window in UNIT_ACTIVITIES.get(kind, FRONT_LINE):
        if draw.chance(0.5):
            for quantity in draw.amounts(threshold):
                day = draw.within(window)
                rows.append(activity(draw, "单位", code, activity_type, day, 数量=quantity))
    meetings = [row for row in rows if (row["对象编码"], row["活动类型"]) == (code, "党委会")]
    rows += [row | {"活动类型": "第一议题"} for row in meetings if draw.chance(0.6)]
    if draw.chance(0.4):
        day = draw.inside(date(draw.on.year, 12, 1), date(draw.on.year, 12, 31))
        quantity = draw.pick([None, 1, 0])
        rows.append(activity(draw, "单位", code, "报送培训计划", day, 数量=quantity))


# --- 监督, 奖惩 -----------------------------------------------------------------------------------


def add_supervision(draw: Draw, sheets: Sheets, codes: list[str]) -> None:
    sheets["监督"] = []
    for code in codes:
        add_supervision_of(draw, sheets, code)
    sheets["奖惩"] = []
    for code in codes:
        for _ in range(draw.pick([0, 0, 1, 2])):
            day = draw.day()
            sheets["奖惩"].append(
                {
                    "对象类型": "干部",
                    "对象编码": code,
                    "类型": draw.pick(["党纪处分", "政务处分", "表彰"]),
                    "名称": "事项",
                    "日期": day,
                    "影响期截止": draw.end(day, 0.2),
                }
            )


def add_supervision_of(draw: Draw, sheets: Sheets, code: str) -> None:
    def add(kind: str, day: date, approved: bool | None = None) -> None:
        sheets["监督"].append(
            {"人员编码": code, "事项类型": kind, "日期": day, "是否批准": approved}
        )

    for start in starts_of(sheets, code):
        if draw.chance(0.4):
            add("任前廉政谈话", start - timedelta(days=draw.pick([-1, 0, 1, 89, 90, 91])))
    for kind in ("述职述廉", "谈心谈话")[draw.pick([0, 0, 1, 2]) :]:
        add(kind, draw.within("year"))
    for kind in ("经济责任审计", "选人用人检查", "离任检查"):
        if draw.chance(0.4):
            add(kind, draw.day(starts_of(sheets, code)))
    if draw.chance(0.5):
        add("个人事项报告", draw.inside(date(draw.on.year, 1, 1), date(draw.on.year, 1, 31)))
    for kind in ("提醒", "函询", "提醒", "诫勉", "诫勉"):
        if draw.chance(0.25):
            add(kind, draw.within("rolling 1") if draw.chance(0.5) else draw.day())
    for kind in ("会议缺席", "会议缺席", "会议缺席", "会议缺席", "外出", "请假"):
        if draw.chance(0.3):
            add(kind, draw.within("year"), draw.pick([True, False, False, None]))
