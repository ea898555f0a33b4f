"""Action lists, practice programmes, reserve pools and declared family members."""

from collections.abc import Iterator
from datetime import date, timedelta

from quanheng.norms.dates import add_months, full_years
from quanheng.norms.kinds import Duty, Family, Level, Project, Reserve, Secondment
from quanheng.sample.draft import Draft, Official, number
from quanheng.sample.names import person_name, surname_of

_MATTERS = {
    "批示": ("信访件办理", "领导批示事项落实", "舆情处置反馈"),
    "问题": ("巡察反馈问题", "审计反馈问题", "民主生活会查摆问题"),
    "整改": ("环保督察整改", "主题教育检视问题整改", "巡察整改事项"),
    "民生实事": ("老旧小区改造", "农村饮水提升", "公办托位建设", "公交线路优化"),
    "积案": ("拆迁安置遗留问题", "土地承包纠纷", "房产证办理历史遗留问题"),
    "调研课题": ("村级集体经济发展", "基层减负成效", "产业工人队伍建设"),
    "专项整治": ("违规吃喝专项整治", "形式主义专项整治", "农村集体资金专项整治"),
}
_GOALS = ("年度目标责任", "党建责任", "安全生产责任", "重点项目推进", "村级发展责任")
_WORK = ("某小学教师", "某医院护士", "某公司职员", "个体经营", "某机关干部", "务农")
_SOURCES = ("区委督查室", "区政府督查室", "区委巡察办", "区委办公室")


def write_duties(draft: Draft) -> None:
    """Write the action lists: yearly commitments, and what was given to somebody to do."""
    _commitments(draft)
    rng = draft.rng
    owners = [o for o in draft.serving if o.seat.level <= Level.SECTION_DEPUTY]
    units = draft.of("区直部门", "街道", "乡镇", "园区", "市直单位")
    late_people = draft.excepted("overdue-person", [o.code for o in owners])
    late_units = draft.excepted("overdue-unit", [place.code for place in units])
    for official in owners:
        for turn in range(rng.randint(1, 3)):
            late = turn == 0 and official.code in late_people
            _item(draft, official.seat.unit.code, official.code, late)
    for place in units:
        for turn in range(rng.randint(2, 5)):
            _item(draft, place.code, None, turn == 0 and place.code in late_units)


def _number(draft: Draft, kind: str, assigned: date) -> str:
    draft.serials[kind] += 1
    return f"{assigned.year}-{draft.serials[kind]:05d}"


def _item(draft: Draft, unit: str, owner: str | None, late: bool) -> None:
    rng = draft.rng
    kind = rng.choice(tuple(_MATTERS))
    assigned = draft.before(draft.as_of, 100, 320)
    deadline = assigned + timedelta(days=rng.randint(45, 90))
    closed = answered = None
    if not late:
        if rng.random() < 0.2:
            deadline = draft.as_of + timedelta(days=rng.randint(10, 90))
        else:
            closed = deadline - timedelta(days=rng.randint(0, 30))
            answered = closed if rng.random() < 0.4 else None
    draft.add(
        Duty,
        type=kind,
        number=_number(draft, kind, assigned),
        matter=rng.choice(_MATTERS[kind]),
        source=rng.choice(_SOURCES),
        lead_unit=unit,
        owner=owner,
        assigned=assigned,
        deadline=deadline,
        closed=closed,
        answered=answered,
    )


def _commitments(draft: Draft) -> None:
    rng = draft.rng
    bound = [o for o in draft.serving if o.leader or o.head]
    without = draft.excepted("goals", [o.code for o in bound if o.leader])
    without |= draft.excepted("commitment", [o.code for o in bound if o.head])
    for official in bound:
        for year in (draft.year - 1, draft.year):
            if year == draft.year and official.code in without:
                continue
            if year < draft.year and (official.start.year > year or rng.random() < 0.5):
                continue
            assigned = draft.day(year, 1, 3)
            closed = date(year, 12, rng.randint(15, 31)) if year < draft.year else None
            draft.add(
                Duty,
                type="承诺",
                number=_number(draft, "承诺", assigned),
                matter=f"{year}年度{rng.choice(_GOALS)}承诺书",
                source="区委、区政府",
                lead_unit=official.seat.unit.code,
                owner=official.code,
                assigned=assigned,
                deadline=date(year, 12, 31),
                closed=closed,
            )


_PROGRAMMES = (
    ("上挂", "省市机关上挂锻炼", 10, "上挂", "市直机关"),
    ("信访", "信访岗位锻炼", 30, "下派", "区信访局"),
    ("沿海", "沿海发达地区跟班学习", 10, "跟班学习", "沿海地区开发区"),
    ("园区", "园区一线锻炼", 10, "下派", "经济开发区"),
    ("村社区", "村（社区）驻点锻炼", 50, "驻村", "驻点村（社区）"),
    ("重点项目", "城际铁路项目攻坚", None, "项目一线", "铁路建设指挥部"),
    ("援派", "对口支援", None, "援派", "受援地区"),
)


def write_programmes(draft: Draft) -> None:
    """Write practice programmes and who took part; some have not reached their target."""
    rng = draft.rng
    young = [
        o
        for o in draft.serving
        if o.civil
        and o.seat.level >= Level.SECTION_DEPUTY
        and full_years(o.birth, draft.as_of) <= 45
    ]
    codes = [f"XM{turn + 1:03d}" for turn in range(len(_PROGRAMMES))]
    short = draft.excepted("short-project", codes[:5])
    year = draft.year - (draft.year - 2024) % 3
    for code, (kind, name, usual, mode, host) in zip(codes, _PROGRAMMES, strict=True):
        scaled = min(usual or 0, max(2, round((usual or 0) * len(draft.officials) / 3000)))
        blank = scaled == usual == 10 and kind == "沿海"
        draft.add(
            Project,
            code=code,
            name=f"{year}—{year + 2}年{name}",
            category=kind,
            target=None if usual is None or blank else number(scaled),
            start=date(year, 1, 1) if rng.random() < 0.8 else None,
            end=date(year + 2, 12, 31) if rng.random() < 0.5 else None,
        )
        wanted = scaled // 2 if code in short else scaled + rng.randint(0, 1) if usual else 2
        for turn, official in enumerate(rng.sample(young, min(wanted, len(young)))):
            start = date(year, 1 + turn % 9, rng.randint(5, 20))
            _secondment(draft, official, code, mode, host, start)
    for official in rng.sample(young, len(young) // 14):
        _secondment(draft, official, None, "双向挂职", "区内企业", draft.day(draft.year, 3, 9))


def _secondment(
    draft: Draft, official: Official, project: str | None, mode: str, host: str, start: date
) -> None:
    end: date | None = add_months(start, draft.rng.choice((6, 12, 12)))
    over = end is not None and end <= draft.as_of
    draft.add(
        Secondment,
        person=official.code,
        project=project,
        mode=mode,
        unit_name=host,
        start=start,
        end=end if over else None,
        grade=draft.rng.choice(("优秀", "良好", "良好")) if over else None,
    )


def write_reserves(draft: Draft) -> None:
    """Write the five pools of a hundred; a small district fills them in part."""
    rng = draft.rng
    scale = min(1.0, len(draft.officials) / 2000)
    serving = [o for o in draft.serving if not o.county]
    for name, size, members in (
        ("优秀年轻干部百人库", 102, [o for o in serving if full_years(o.birth, draft.as_of) <= 38]),
        ("优秀女干部百人库", 95, [o for o in serving if o.sex == "女"]),
        ("党外干部百人库", 84, [o for o in serving if not o.party]),
        ("专业型干部百人库", 101, [o for o in serving if o.category in ("事业", "公务员")]),
        ("村社区骨干百人库", 113, [o for o in serving if o.village]),
    ):
        chosen = rng.sample(members, min(len(members), round(size * scale)))
        for official in chosen:
            start = max(official.began, draft.day(draft.year - rng.randint(1, 4)))
            draft.add(Reserve, pool=name, person=official.code, start=start)
        kept = {o.code for o in chosen}
        gone = [o for o in members if o.code not in kept]
        for official in rng.sample(gone, min(len(gone), round(12 * scale))):
            start = draft.day(draft.year - 3)
            end = min(draft.day(draft.year, 1, 12), draft.as_of)
            reason = rng.choice(("提拔任用", "超龄", "工作调动"))
            draft.add(Reserve, pool=name, person=official.code, start=start, end=end, reason=reason)


def write_families(draft: Draft) -> None:
    """Write the declared family members."""
    for official in draft.officials:
        for values in _family(draft, official):
            draft.add(Family, person=official.code, **values)


def _family(draft: Draft, official: Official) -> Iterator[dict[str, object]]:
    rng = draft.rng
    age = full_years(official.birth, draft.as_of)
    if age >= 27 and rng.random() < 0.9:
        yield from _spouse_and_child(draft, official)
    for relation, sex, chance in (("父亲", "男", 0.7), ("母亲", "女", 0.8)):
        if rng.random() < chance - max(0, age - 45) * 0.025:
            birth = add_months(official.birth, -12 * rng.randint(23, 32))
            family = surname_of(official.name) if sex == "男" else ""
            yield {
                "relation": relation,
                "name": person_name(rng, sex, birth.year, family),
                "birth": birth,
                "politics": rng.choice(("群众", "群众", "中共党员")),
                "work": rng.choice(("退休", "务农")) if age >= 32 else "某单位职工",
            }


def _spouse_and_child(draft: Draft, official: Official) -> Iterator[dict[str, object]]:
    rng = draft.rng
    man = official.sex == "男"
    born = add_months(official.birth, rng.randint(-40, 40))
    yield {
        "relation": "妻子" if man else "丈夫",
        "name": person_name(rng, "女" if man else "男", born.year),
        "birth": born,
        "politics": rng.choice(("群众", "群众", "中共党员")),
        "work": rng.choice(_WORK),
        "in_business": rng.random() < 0.04,
    }
    birth = add_months(max(official.birth, born), 12 * rng.randint(25, 31))
    if birth < draft.as_of:
        sex = rng.choice("男女")
        working = draft.year - birth.year >= 23
        yield {
            "relation": "儿子" if sex == "男" else "女儿",
            "name": person_name(rng, sex, birth.year, surname_of(official.name) if man else ""),
            "birth": birth,
            "politics": "共青团员" if 14 <= draft.year - birth.year < 28 else "群众",
            "work": "某公司职员" if working else "学生" if draft.year - birth.year > 6 else None,
            "in_business": rng.random() < 0.02 if working else None,
        }
