"""A district of 60 units, some 75 rules, and as many people as asked for."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random

from quanheng.exchange.report.model import PackInfo, Report, RuleInfo
from quanheng.norms.finding import Evidence, Finding, NationalStatus, Status, SubjectType, Text
from quanheng.norms.kinds import Level, Person, Tenure, Unit
from quanheng.norms.pack import Clause
from quanheng.norms.records import Records
from tests.exchange.report.builders import clause, finding, post

PACKS = {
    "hangzhou-2017": Text("从严加强干部队伍建设的决定", "Strict building of the corps"),
    "kunming-2019": Text("建设高素质干部队伍的实施意见", "Building a high-quality corps"),
    "hangzhou-2020": Text("巩固深化主题教育成果的实施意见", "Consolidating the education campaign"),
    "zhejiang-2015": Text("治理为官不为的若干意见", "Against inaction in office"),
    "qingshanhu-2009": Text("加强干部队伍建设的若干措施", "Measures to strengthen the corps"),
    "national": Text("国家规定（参照）", "National rules (for reference)"),
}
WINDOWS = {
    "year": (date(2025, 1, 1), date(2025, 12, 31)),
    "quarter": (date(2025, 10, 1), date(2025, 12, 31)),
    "month": (date(2025, 11, 1), date(2025, 11, 30)),
    "5y": (date(2020, 11, 21), date(2025, 11, 20)),
    "3y": (date(2024, 1, 1), date(2026, 12, 31)),
    "day": (date(2025, 2, 3), date(2026, 2, 3)),
    "": (None, None),
}
ORGANS = [
    "发展改革局",
    "财政局",
    "教育局",
    "民政局",
    "司法局",
    "人力社保局",
    "自然资源局",
    "住建局",
    "交通运输局",
    "农业农村局",
    "商务局",
    "文旅体育局",
    "卫生健康局",
    "审计局",
    "应急管理局",
    "市场监管局",
    "统计局",
    "医保局",
    "信访局",
    "数据局",
]
PLACES = [
    "湖滨",
    "清波",
    "望江",
    "南星",
    "紫阳",
    "小营",
    "凯旋",
    "采荷",
    "闸弄口",
    "四季青",
    "笕桥",
    "彭埠",
    "九堡",
    "丁兰",
    "半山",
]
SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗"
GIVEN = [
    "建国",
    "志强",
    "丽华",
    "晓燕",
    "海波",
    "文杰",
    "雪梅",
    "振东",
    "思远",
    "佳宁",
    "玉兰",
    "国栋",
    "欣怡",
    "俊峰",
    "春生",
    "慧敏",
    "立新",
    "明哲",
    "红",
    "涛",
]
TITLES = ("局长", "副局长", "主任科员", "科长", "副科长", "科员")


def _units() -> list[Unit]:
    names = [("区委", "党委")]
    names += [(f"区{organ}", "区直部门") for organ in ORGANS]
    names += [(f"{place}街道", "街道") for place in PLACES[:10]]
    names += [(f"{place}镇", "乡镇") for place in PLACES[10:]]
    names += [
        (f"{place}{ending}", "村" if ending == "村" else "社区")
        for place in PLACES[:6]
        for ending in ("新村社区", "村")
    ]
    names += [(f"{organ}党支部", "党支部") for organ in ORGANS[:12]]
    return [
        Unit(row=row, code=f"3301{row:04}", name=name, category=category)
        for row, (name, category) in enumerate(names, 2)
    ]


def _people(count: int, units: list[Unit], chance: Random) -> tuple[list[Person], list[Tenure]]:
    people, posts = [], []
    for row in range(2, count + 2):
        name = chance.choice(SURNAMES) + chance.choice(GIVEN)
        people.append(
            Person(row=row, code=f"P{row:05}", name=name, sex="男", birth=date(1978, 1, 1))
        )
        place = chance.randrange(len(TITLES))
        level = (Level.SECTION_CHIEF, Level.SECTION_DEPUTY)[place] if place < 2 else Level.STAFF
        unit = chance.choice(units[:36]).code
        posts.append(post(row, f"P{row:05}", unit, TITLES[place], level, leading=place < 2))
    return people, posts


def _subjects(kind: str, records: Records) -> list[tuple[SubjectType, str, str]]:
    leaders = {tenure.person for tenure in records.of(Tenure) if tenure.leading}
    people = {
        "leader": lambda person: person.code in leaders,
        "staff": lambda person: person.code not in leaders,
        "person": lambda person: True,
        "propose": lambda person: int(person.code[1:]) % 29 == 0,
    }
    categories = {
        "root": "党委", "committee": "党委", "organ": "区直部门街道乡镇", "branch": "党支部",
        "village": "村社区", "propose-unit": "街道",
    }  # fmt: skip
    if kind == "pool":
        return [
            (SubjectType.POOL, name, name)
            for name in ("正职后备库", "女干部后备库", "年轻干部后备库")
        ]
    if kind == "project":
        return [
            (SubjectType.PROJECT, f"X{n}", name)
            for n, name in enumerate(("上挂锻炼", "信访锻炼", "沿海锻炼"))
        ]
    if kind in people:
        return [
            (SubjectType.PERSON, it.code, it.name) for it in records.of(Person) if people[kind](it)
        ]
    return [
        (SubjectType.UNIT, it.code, it.name)
        for it in records.of(Unit)
        if it.category in categories[kind]
    ]


def _answer(line: list[str], subject: tuple[SubjectType, str, str], chance: Random) -> Finding:
    rule, title, title_en, kind, required, unit, unit_en, name = line
    start, end = WINDOWS[name]
    spread = [Status.MET] * 12 + [Status.MISSED] * 3 + [Status.PENDING] * 4 + [Status.NO_DATA]
    attention = kind in ("propose", "propose-unit", "pool", "project")
    status = Status.ATTENTION if attention else chance.choice(spread)
    wanted = float(required) if required else None
    got = (
        None
        if wanted is None or status is Status.NO_DATA
        else round(wanted * chance.choice((1, 1.4, 2)))
    )
    if got is not None and status is not Status.MET:
        got = (
            round(wanted * chance.random() * 0.9, 2)
            if unit == "比例"
            else int((wanted or 0) * chance.random())
        )
    due = date(2025, 12, 31) + timedelta(days=chance.choice((0, 0, 0, 40, 95, 180, 300, 500)))
    row = chance.randrange(2, 4000)
    evidence = tuple(Evidence("培训", row + step) for step in (0, 1, 5)[: chance.randrange(4)])
    zh, en = status.label
    told = f"计{'不详' if got is None else got}{unit}，要求{required or '另行核定'}{unit}"
    told_en = f"{'unknown' if got is None else got} {unit_en} against {required or 'none'} required"
    return finding(
        rule,
        subject[1],
        subject[2],
        status,
        subject_type=subject[0],
        measured=got,
        required=wanted,
        measure_unit=Text(unit, unit_en),
        window_start=start,
        window_end=end,
        next_change_on=date(2026, 1, 1) if start else None,
        due=due if status is Status.PENDING else None,
        evidence=evidence if status is not Status.NO_DATA else (),
        national_status=_national(rule),
        message=Text(
            f"{subject[2]}在规定期间内“{title}”{told}，{zh}。",
            f"{subject[2]}: {title_en}, {told_en}; {en}.",
        ),
    )


def _national(rule: str) -> NationalStatus | None:
    clause_id = rule.partition("/")[0]
    return {
        "kunming-2019:4": NationalStatus.SAME,
        "qingshanhu-2009:29": NationalStatus.SUPERSEDED,
        "qingshanhu-2009:20": NationalStatus.STRICTER_LOCAL,
        "qingshanhu-2009:19": NationalStatus.CONTRADICTED,
        "hangzhou-2020:9": NationalStatus.ABSORBED,
    }.get(clause_id)


def _clauses(pack: str, lines: list[list[str]]) -> Iterator[Clause]:
    numbers = [
        line[0].partition(":")[2].partition("/")[0]
        for line in lines
        if line[0].startswith(pack + ":")
    ]
    whole = [str(n) for n in range(1, max((int(n) for n in numbers if n.isdigit()), default=0) + 1)]
    for number in dict.fromkeys((*whole, *numbers)):
        titles = [line for line in lines if line[0].startswith(f"{pack}:{number}/")]
        zh = "、".join(dict.fromkeys(line[1] for line in titles)) or "由办理程序落实"
        en = ", ".join(dict.fromkeys(line[2] for line in titles)) or "carried by a procedure"
        yield clause(
            pack,
            number,
            f"{zh}：对象、次数和期限按本条执行",
            f"{en}: whom, how often and by when",
            _national(f"{pack}:{number}/"),
        )


def make_crowd(people: int, seed: int = 7) -> Report:
    """A district: 60 units, some 75 rules, and so many people."""
    chance = Random(seed)
    text = (Path(__file__).parent / "rules.txt").read_text(encoding="utf-8")
    lines = [line.split("|") for line in text.splitlines() if not line.startswith("#")]
    units = _units()
    persons, posts = _people(people, units, chance)
    records = Records({Unit: units, Person: persons, Tenure: posts})
    findings = [
        _answer(line, subject, chance) for line in lines for subject in _subjects(line[3], records)
    ]
    return Report(
        as_of=date(2025, 11, 20),
        packs=tuple(
            PackInfo(pack, title, tuple(_clauses(pack, lines))) for pack, title in PACKS.items()
        ),
        rules={
            line[0]: RuleInfo(Text(line[1], line[2]), line[0].partition("/")[0]) for line in lines
        },
        findings=tuple(sorted(findings, key=lambda finding: finding.key)),
        records=records,
        warnings=(
            "工作表“备注”不在交换格式之内，未读取。",
            "干部 第15行 人员编码：数字编码已按文本 00123 读取。",
        ),
    )
