"""Small random districts on the thresholds: valid workbooks, awkward in every other way."""

from datetime import date, timedelta
from random import Random
from typing import Any

from .evaluator_semantics import add_years
from .population_draws import Draw, blank_columns, numbered, random_as_of
from .population_records import add_activities, add_appraisals, add_supervision, add_trainings
from .population_registers import (
    add_ballots,
    add_duties,
    add_pay,
    add_pools,
    add_practice,
    add_rules_on_file,
    add_ties,
)

__all__ = ["random_as_of", "random_sheets"]

Sheets = dict[str, list[dict[str, Any]]]

PLACES = [
    "湖滨", "湖滨区", "湖滨街道", "湖滨县", "湖滨镇", "湖滨乡", "湖滨市", "湖滨省", "区", "市",
    "街道", "县县", "县", "镇街道", "镇", "南湖",
]  # fmt: skip
CHARGES = [
    "人事", "财务、审批", "主持全面工作", "分管工程项目建设和物资采购", "执法", "工程建设",
    "负责执法和审批工作",
]  # fmt: skip
LEVELS = [
    "厅局级副职", "县处级正职", "县处级正职", "县处级正职", "县处级副职", "县处级副职",
    "县处级副职", "乡科级正职", "乡科级正职", "乡科级正职", "乡科级副职", "乡科级副职",
    "股级", "科员", "村社区",
]  # fmt: skip
FIXED_UNITS = [
    ("D1", "党委"), ("D2", "党委"), ("B1", "区直部门"), ("B2", "区直部门"), ("J1", "街道"),
    ("01", "乡镇"), ("X2", "乡镇"), ("Y1", "园区"), ("S1", "市直单位"), ("Z1", "党支部"),
]  # fmt: skip
CATEGORIES = ["党组织书记", "行政主任", "班子成员", "班子成员", "内设机构", "其他", None]


def random_sheets(rng: Random, on: date, people: int = 6) -> Sheets:
    """A random district of a few people: sheet names to rows, valid under the workbook's rules."""
    draw = Draw(rng, on)
    units = add_units(draw)
    codes = [rng.choice(["P{}", "p{}", "人{}", "00{}"]).format(n) for n in range(1, people + 1)]
    sheets: Sheets = {"单位": units, "干部": [person(draw, code) for code in codes], "任职": []}
    for code in codes:
        sheets["任职"] += tenures(draw, code, units)
    add_village_leaders(draw, sheets, codes)
    add_team(draw, sheets, codes)
    add_trainings(draw, sheets, codes)
    add_appraisals(draw, sheets, codes)
    add_ballots(draw, sheets, codes)
    add_activities(draw, sheets, codes)
    add_supervision(draw, sheets, codes)
    add_practice(draw, sheets, codes)
    extra = add_pools(draw, sheets, codes)
    sheets["干部"] += [person(draw, code) for code in extra]
    add_duties(draw, sheets, codes)
    add_ties(draw, sheets, codes)
    add_rules_on_file(draw, sheets)
    add_pay(draw, sheets, codes)
    sheets["家庭"] = []
    blank_columns(draw, sheets)
    kept = {name: rows for name, rows in sheets.items() if not draw.chance(0.05)}
    numbered(draw, kept)
    return kept


def add_units(draw: Draw) -> list[dict[str, Any]]:
    kinds = [unit for unit in FIXED_UNITS if draw.chance(0.85)] or [FIXED_UNITS[0]]
    for prefix, kind in (("V", "村"), ("C", "社区")):
        count = draw.pick([0, 1, 2, 2, 3, 6, 7]) if draw.chance(0.6) else 1
        kinds += [(f"{prefix}{index}", kind) for index in range(count)]
    if draw.chance(0.3):
        kinds.append(("Q1", draw.pick(["国有企业", "高等院校", "事业单位"])))
    codes = [code for code, _ in kinds]
    townships = [code for code in ("01", "X2", "J1") if code in codes]
    rows = []
    for code, kind in kinds:
        # Only the first unit is ever a superior, and it has none itself: no cycles.
        superior = codes[0] if code != codes[0] and draw.chance(0.6) else None
        belongs = kind in ("村", "社区") and townships and draw.chance(0.85)
        rows.append(
            {
                "单位编码": code,
                "单位名称": f"单位{code}",
                "上级单位编码": superior,
                "单位类别": kind,
                "正职职数": draw.maybe(draw.pick([0, 1, 1, 2]), 0.5),
                "副职职数": draw.maybe(draw.pick([0, 1, 2]), 0.5),
                "所属乡镇编码": draw.pick(townships) if belongs else None,
                "所在地": draw.maybe(draw.pick(PLACES)),
            }
        )
    return rows


def person(draw: Draw, code: str) -> dict[str, Any]:
    age = draw.pick([30, 40, 41, 41, 45, 50, 51, 51, 60])
    return {
        "人员编码": code,
        "姓名": f"名{code}",
        "性别": draw.pick(["男", "女"]),
        "出生年月": draw.near(add_years(draw.on, -age)),
        "出生地": draw.maybe(draw.pick(PLACES), 0.6),
        "成长地": draw.maybe(draw.pick(PLACES), 0.6),
        "政治面貌": draw.pick(["中共党员", "中共党员", "中共预备党员", "群众", "民盟盟员", None]),
        "人员类别": draw.pick(["公务员", "公务员", "参公", "事业", "企业", "村社区", None]),
    }


# --- tenures --------------------------------------------------------------------------------------


def tenure(draw: Draw, code: str, unit: str, start: date, end: date | None) -> dict[str, Any]:
    return {
        "人员编码": code,
        "单位编码": unit,
        "职务名称": draw.pick(["主任", "主任", "书记", "科长"]),
        "职务层次": draw.pick(LEVELS),
        "是否领导职务": draw.chance(0.75),
        "是否正职": draw.chance(0.5),
        "职务类别": draw.pick(CATEGORIES),
        "任职时间": start,
        "免职时间": end,
        "是否提拔": draw.pick([True, True, False, None]),
        "分管工作": draw.maybe(draw.pick(CHARGES), 0.7),
        **term(draw, start),
    }


def term(draw: Draw, start: date) -> dict[str, Any]:
    """Term columns: both, either or neither filled; past, future and running terms."""
    begins = draw.maybe(draw.day([start]), 0.25)
    if draw.chance(0.6):
        return {"任期开始": begins, "任期结束": None}
    earliest = begins or start
    ends = draw.pick([draw.on, draw.near(draw.on), draw.near(add_years(earliest, 5)), draw.day()])
    return {"任期开始": begins, "任期结束": max(earliest, ends)}


def tenures(draw: Draw, code: str, units: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """A career: unbroken, broken by a day or two, overlapping; with empty and future tenures."""
    codes = [unit["单位编码"] for unit in units]
    rows: list[dict[str, Any]] = []
    start = min(draw.day(), draw.on)
    if draw.chance(0.4):
        start = draw.near(add_years(draw.on, -draw.pick([3, 5, 8, 10, 12])))
    unit = draw.pick(codes)
    for _ in range(draw.pick([1, 1, 2, 2, 3, 4])):
        rows.append(tenure(draw, code, unit, start, None))
        if len(rows) > 1 and draw.chance(0.6):
            same = ("职务名称", "职务层次", "是否领导职务", "是否正职", "职务类别")
            rows[-1] |= {column: rows[-2][column] for column in same}
        if draw.chance(0.3):
            unit = draw.pick(codes)
        following = draw.day()
        if following <= start:
            break
        rows[-1]["免职时间"] = following
        start = max(start, following + timedelta(days=draw.pick([0, 0, 1, 1, 2, 30, -20])))
    if draw.chance(0.75):
        rows[-1]["免职时间"] = None
    if draw.chance(0.35):
        begins = draw.day()
        rows.append(tenure(draw, code, draw.pick(codes), begins, draw.end(begins)))
    if draw.chance(0.2):  # another promotion on the same day
        twin = rows[-1] | {"是否提拔": draw.pick([True, False, None]), "单位编码": draw.pick(codes)}
        rows.append(twin)
    if draw.chance(0.1):
        begins = draw.day()
        rows.append(tenure(draw, code, draw.pick(codes), begins, begins))
    return rows


def add_village_leaders(draw: Draw, sheets: Sheets, codes: list[str]) -> None:
    """Secretaries and directors of villages, in one hand or two."""
    for unit in sheets["单位"]:
        if unit["单位类别"] not in ("村", "社区", "党支部") or draw.chance(0.5):
            continue
        secretary = draw.pick(codes)
        director = secretary if draw.chance(0.6) else draw.pick(codes)
        for code, category in ((secretary, "党组织书记"), (director, "行政主任")):
            start = draw.day()
            row = tenure(draw, code, unit["单位编码"], start, draw.end(start, 0.75))
            sheets["任职"].append(row | {"职务类别": category, "职务层次": "村社区"})


def add_team(draw: Draw, sheets: Sheets, codes: list[str]) -> None:
    """Sometimes a unit with a team of three or more."""
    if draw.chance(0.6):
        return
    unit = draw.pick(sheets["单位"])["单位编码"]
    for code in draw.rng.sample(codes, min(len(codes), draw.pick([2, 3, 4]))):
        start = draw.day()
        row = tenure(draw, code, unit, start, draw.end(start, 0.9))
        sheets["任职"].append(row | {"是否领导职务": True})
