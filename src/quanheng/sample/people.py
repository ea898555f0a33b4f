"""Who fills the posts: name, age, schooling, Party membership, home."""

from datetime import date, timedelta

from quanheng.norms.dates import add_years
from quanheng.norms.kinds import Level, Person
from quanheng.sample.draft import Draft, Official, Seat
from quanheng.sample.names import COUNTIES, DISTRICT, PROVINCE, id_number, person_name, words

_ETHNIC = ("汉族", "回族", "畲族", "土家族", "苗族", "满族", "壮族")
_PARTIES = ("民盟盟员", "民建会员", "民进会员", "农工党党员", "九三学社社员", "无党派人士")
_SPECIALITIES = words(
    "汉语言文学 法学 行政管理 公共事业管理 会计学 金融学 经济学 土木工程 农学 社会工作 环境工程"
    " 计算机科学与技术 临床医学 教育学 城乡规划 统计学 水利水电工程 园林"
)
_FIELDS = words(
    "党务 综合文字 财政金融 城市规划建设 农业农村 社会治理 招商引资 教育 医疗卫生 信息技术 法律"
    " 生态环保 外贸"
)
_SCHOOLING = {  # age at which work begins; share among the younger, among the older
    "硕士研究生": (25, 14, 3),
    "大学": (22, 62, 30),
    "大专": (21, 19, 32),
    "中专": (19, 3, 25),
    "高中": (18, 2, 10),
}


_FURTHER = {
    "大学": ("党校研究生", "硕士研究生"),
    "大专": ("大学", "大学", "党校研究生"),
    "中专": ("大专", "大学"),
    "高中": ("大专", "中专"),
}


def draw_people(draft: Draft, seats: list[Seat]) -> None:
    """Fill every post; a few of the people have left office by now."""
    rng = draft.rng
    ordinary = [
        place for place, seat in enumerate(seats) if seat.level in (Level.STAFF, Level.SUBSECTION)
    ]
    leavers = set(rng.sample(ordinary, len(ordinary) // 25))
    homes = [place.location for place in draft.of("乡镇", "街道")]
    for place, seat in enumerate(seats):
        official = _person(draft, seat, f"GB{place + 1:05d}", homes)
        if place in leavers:
            official.left = draft.before(draft.as_of, 20, 700)
        draft.officials.append(official)
    _branch_secretaries(draft)
    _home_areas(draft, homes)


def _person(draft: Draft, seat: Seat, code: str, homes: list[str]) -> Official:
    rng = draft.rng
    share = {"村": 0.25, "社区": 0.5, "事业单位": 0.55}.get(seat.unit.category, 0.36)
    sex = "女" if rng.random() < (0.22 if seat.leading else share) else "男"
    low, high = seat.ages
    if sex == "女" and seat.level > Level.DIVISION_DEPUTY:
        high = max(low, min(high, 54))
    birth = _birth(draft, rng.randint(low, high))
    local = rng.random() < (0.97 if seat.level is Level.VILLAGE else 0.45)
    home = rng.choice(homes) if local else rng.choice(COUNTIES)
    if seat.level is Level.VILLAGE and local:
        home = seat.unit.location
    return Official(
        code=code,
        name=person_name(rng, sex, birth.year),
        sex=sex,
        birth=birth,
        seats=(seat, *seat.also),
        category=_category(draft, seat),
        politics=_politics(draft, seat, birth),
        began=birth,
        home=home,
    )


def _birth(draft: Draft, age: int) -> date:
    """A month of birth that makes so many full years on the as-of date."""
    born = add_years(draft.as_of, -age) - timedelta(days=draft.rng.randint(0, 330))
    return born.replace(day=1)


def _category(draft: Draft, seat: Seat) -> str | None:
    kind, chance = seat.unit.category, draft.rng.random()
    if kind in ("村", "社区"):
        return "村社区"
    if kind == "国有企业":
        return "企业"
    if kind in ("高等院校", "事业单位"):
        return "事业"
    if seat.leading:
        return "公务员"
    if chance < 0.02:
        return None
    if kind in ("乡镇", "街道", "园区"):
        return "公务员" if chance < 0.66 else "事业"
    return "公务员" if chance < 0.78 else "参公" if chance < 0.9 else "事业"


def _politics(draft: Draft, seat: Seat, birth: date) -> str:
    rng = draft.rng
    age = draft.year - birth.year
    share = 0.93 if seat.leading else 0.6 if seat.level is Level.VILLAGE else 0.7
    if seat.party or rng.random() < share:
        probation = not seat.party and not seat.leading and 22 < age < 40 and rng.random() < 0.03
        return "中共预备党员" if probation else "中共党员"
    if seat.leading or rng.random() < 0.08:
        return rng.choice(_PARTIES)
    return "共青团员" if age <= 27 else "群众"


def _branch_secretaries(draft: Draft) -> None:
    """Let a Party member of the host unit lead each branch beside the main work."""
    hosts = {place.code: place for place in draft.places}
    free: dict[str, list[Official]] = {}
    for official in draft.serving:
        if official.politics == "中共党员" and official.seat.level in (
            Level.SUBSECTION,
            Level.STAFF,
        ):
            free.setdefault(official.seat.unit.code, []).append(official)
    for branch in draft.of("党支部"):
        host = hosts[branch.parent or ""]
        if not free.get(host.code):
            continue
        official = free[host.code].pop(0)
        official.seats = (
            *official.seats,
            Seat(
                branch,
                "党支部书记",
                official.seat.level,
                False,
                True,
                "党组织书记",
                "主持支部工作",
                party=True,
            ),
        )


def _home_areas(draft: Draft, homes: list[str]) -> None:
    """Keep leaders of section level and above from where they grew up, with exceptions."""
    rng = draft.rng
    bound = [
        official
        for official in draft.officials
        if any(seat.leading and seat.level <= Level.SECTION_CHIEF for seat in official.seats)
    ]
    local = draft.excepted("home-area", [official.code for official in bound])
    for official in bound:
        areas = {seat.unit.location for seat in official.seats}
        if official.code in local:
            official.home = official.seat.unit.location
        elif official.home in areas:
            official.home = rng.choice([home for home in (*homes, *COUNTIES) if home not in areas])


def write_people(draft: Draft) -> None:
    """Write a line for every person."""
    rng = draft.rng
    for official in draft.officials:
        here = official.home not in COUNTIES
        county = DISTRICT[:2] if here else official.home[:2]
        native = county if rng.random() < 0.9 else rng.choice(COUNTIES)[:2]
        full_time = schooling(official)
        further = full_time in _FURTHER and rng.random() < (0.1 if full_time == "大学" else 0.75)
        draft.add(
            Person,
            code=official.code,
            name=official.name,
            sex=official.sex,
            birth=official.birth,
            ethnicity=_ETHNIC[0] if rng.random() < 0.95 else rng.choice(_ETHNIC[1:]),
            native_place=PROVINCE + native,
            birthplace=PROVINCE + county,
            home_area=official.home if rng.random() < 0.9 or official.seat.leading else None,
            politics=official.politics,
            joined_party=_joined(draft, official),
            began_work=official.began,
            education=full_time,
            inservice_education=rng.choice(_FURTHER[full_time]) if further else None,
            speciality=None if full_time == "高中" else rng.choice(_SPECIALITIES),
            familiar_field=rng.choice(_FIELDS) if rng.random() < 0.8 else None,
            staff_category=official.category,
            id_number=id_number(rng, official.sex, official.birth) if rng.random() < 0.7 else None,
        )


def schooling(official: Official) -> str:
    """Full-time schooling that fits the age at which work began."""
    began = official.began.year - official.birth.year
    return next((level for level, (age, _, _) in _SCHOOLING.items() if began >= age), "高中")


def draw_start_of_work(draft: Draft) -> None:
    """Set when each person began to work, from the schooling of that generation."""
    rng = draft.rng
    for official in draft.officials:
        younger = official.birth.year > 1980
        levels = dict(_SCHOOLING)
        if official.seat.level <= Level.DIVISION_DEPUTY or (official.civil and younger):
            levels = {name: _SCHOOLING[name] for name in ("硕士研究生", "大学", "大专")}
        weights = [young if younger else old for _, young, old in levels.values()]
        if official.village:
            levels, weights = _SCHOOLING, [1, 18, 34, 22, 25]
        age = rng.choices(list(levels.values()), weights)[0][0]
        recruited = draft.year if draft.as_of.month > 8 else draft.year - 1
        latest = recruited if official.seat.level >= Level.STAFF else draft.year - 8
        official.began = date(min(official.birth.year + age, latest), rng.choice((7, 7, 8, 8)), 1)
        if official.left and official.left < add_years(official.began, 2):
            official.left = None


def _joined(draft: Draft, official: Official) -> date | None:
    """When the person joined: of age, and in time for a post that asks for it."""
    if not official.party:
        return None
    if official.politics == "中共预备党员":
        return draft.before(draft.as_of, 30, 330).replace(day=1)
    oldest = 27 if official.seat.leading else 32
    first = add_years(official.birth, 19)
    last = min(add_years(official.birth, oldest), draft.before(draft.as_of, 420, 500))
    if official.seat.party:
        last = min(last, official.start - timedelta(days=800))
    span = max(0, (last - first).days)
    return (first + timedelta(days=draft.rng.randint(0, span))).replace(day=1)
