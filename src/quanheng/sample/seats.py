"""The posts of the district, from its secretary to village officials, in the order of filling."""

from random import Random

from quanheng.norms.kinds import Level
from quanheng.sample.draft import Draft, Place, Seat

_CHARGES = (
    "分管办公室、机关党建", "分管财务、政务服务", "分管人事、离退休干部", "分管项目建设、招商引资",
    "分管农业农村、水利", "分管教育、卫生健康", "分管信访、综治", "分管执法、安全生产",
    "分管城建、环境整治", "分管宣传、统战、群团",
)  # fmt: skip
_INNER = {
    "乡镇": (
        "党政综合办公室主任",
        "社会事务办公室主任",
        "经济发展办公室主任",
        "平安法治办公室主任",
    ),
    "街道": (
        "党政综合办公室主任",
        "社区建设办公室主任",
        "城市管理办公室主任",
        "平安法治办公室主任",
    ),
    "事业单位": ("办公室主任", "业务科科长", "后勤保障科科长"),
    "国有企业": ("综合部部长", "工程部部长", "财务部部长"),
    "高等院校": ("教务处处长", "学生处处长", "总务处处长"),
    "村": ("村务监督委员会主任",),
    "社区": ("社区工作站副站长",),
}
_STAFF = {
    "事业单位": ("专业技术人员", "职员", "助理工程师"),
    "国有企业": ("业务主管", "职员"),
    "高等院校": ("讲师", "助教", "辅导员"),
    "村": ("村党支部委员", "村民委员会委员", "网格员"),
    "社区": ("社区党支部委员", "社区居民委员会委员", "网格员"),
}
WEIGHTS = {
    "区直部门": 10, "乡镇": 16, "街道": 13, "园区": 8, "市直单位": 6, "国有企业": 6,
    "高等院校": 7, "事业单位": 9, "村": 2, "社区": 2,
}  # fmt: skip
"""How staff spread over the units, by category."""

OLD_DIVISION, OLD = (52, 57), (51, 56)
YOUNG_DIVISION, YOUNG = (38, 40), (33, 39)


def draw_seats(draft: Draft, people: int) -> list[Seat]:
    """The posts for so many people, most important first."""
    rng = draft.rng
    tops = _district_leaders(draft, people)
    taken = {seat.unit.code for top in tops for seat in (top, *top.also) if seat.chief}
    heads: list[Seat] = []
    deputies: list[Seat] = []
    inner: list[Seat] = []
    for place in draft.places:
        if place.code not in taken:
            heads += _heads(place)
        deputies += _deputies(rng, place)
        inner += [_inner(place, turn) for turn in range(_inner_count(place))]
    _age_teams(draft, [*tops, *heads, *deputies])
    seats = [*tops, *heads, *_villages(draft), *deputies, *inner][:people]
    hosts = [
        place for place in draft.places if place.category in WEIGHTS and place.short != "区政府"
    ]
    spread = rng.choices(hosts, [WEIGHTS[place.category] for place in hosts], k=people - len(seats))
    return seats + [
        _inner(place, rng.randint(0, 9)) if rng.random() < 0.2 else _staff(rng, place)
        for place in spread
    ]


def _district_leaders(draft: Draft, people: int) -> list[Seat]:
    root = draft.root
    government, congress, council, *organs = draft.of("区直部门")[:8]
    park, branch = draft.of("园区")[0], draft.of("市直单位")[0]
    first, second = Level.DIVISION_CHIEF, Level.DIVISION_DEPUTY

    def top(unit: Place, title: str, level: Level, *also: Seat, chief: bool = False) -> Seat:
        charge = "主持全面工作" if chief else draft.rng.choice(_CHARGES)
        role = "班子成员"
        if chief:
            role = "行政主任" if unit is government else "党组织书记"
        return Seat(unit, title, level, True, chief, role, charge, (44, 55), "congress", also=also)

    member = "区委常委"
    leaders = [
        top(root, "区委书记", first, chief=True),
        top(government, "区长", first, top(root, "区委副书记", first), chief=True),
        top(congress, "区人大常委会主任", first, chief=True),
        top(council, "区政协主席", first, chief=True),
        top(root, "区委副书记", second),
        top(government, "常务副区长", second, top(root, member, second)),
    ]
    for organ in organs:
        leaders.append(
            top(
                root, member, second, top(organ, organ.short + organ.head_title, second, chief=True)
            )
        )
    leaders.append(top(root, member, second, top(park, "党工委书记", second, chief=True)))
    police = top(branch, "公安分局局长", second, chief=True)
    leaders.append(top(government, "副区长", second, police))
    more = 2 if people >= 1000 else 0
    leaders += [top(government, "副区长", second) for _ in range(3 + more)]
    leaders += [top(congress, "区人大常委会副主任", second) for _ in range(3 + more)]
    leaders += [top(council, "区政协副主席", second) for _ in range(3 + more)]
    for seat in leaders[:5]:
        seat.party = True
    return leaders


def _heads(place: Place) -> list[Seat]:
    level, full = Level.SECTION_CHIEF, "主持全面工作"
    ages = (42, 53)

    def head(title: str, role: str, term: str = "") -> Seat:
        party = role == "党组织书记"
        return Seat(place, title, level, True, True, role, full, ages, term, party)

    if place.category in ("乡镇", "街道"):
        secretary = "党委书记" if place.category == "乡镇" else "党工委书记"
        return [
            head(secretary, "党组织书记", "congress"),
            head(place.head_title, "行政主任", "congress"),
        ]
    if place.category in ("国有企业", "高等院校"):
        return [head(f"党委书记、{place.head_title}", "党组织书记")]
    if place.category in ("区直部门", "园区", "市直单位", "事业单位"):
        party = "党总支书记、" if place.category == "事业单位" else "党组书记、"
        return [
            head(
                place.head_title if place.name.startswith("中共") else party + place.head_title,
                "行政主任",
            )
        ]
    return []


_DEPUTIES = {
    "乡镇": ("人大主席", "党委副书记", "", "纪委书记", "党委委员、组织委员", ""),
    "街道": ("人大工委主任", "党工委副书记", "", "纪工委书记", ""),
    "区直部门": ("", "", ""),
    "园区": ("", "", ""),
    "市直单位": ("", ""),
    "国有企业": ("总经理", "副总经理", "副总经理"),
    "高等院校": ("党委副书记", "副院长", "副院长"),
    "事业单位": ("",),
}


def _deputies(rng: Random, place: Place) -> list[Seat]:
    titles = _DEPUTIES.get(place.category, ())
    if place.short in ("区政府", "区人大常委会", "区政协"):
        titles = ()
    seats = []
    for title in titles:
        level = Level.SECTION_CHIEF if title.startswith("人大") else Level.SECTION_DEPUTY
        term = "congress" if place.category in ("乡镇", "街道") else ""
        seats.append(
            Seat(
                place,
                title or place.deputy_title,
                level,
                True,
                False,
                "班子成员",
                rng.choice(_CHARGES),
                (41, 50),
                term,
                "委" in title,
            )
        )
    return seats


def _inner_count(place: Place) -> int:
    return {"区直部门": 1, "乡镇": 2, "街道": 1}.get(place.category, 0)


def _inner(place: Place, turn: int) -> Seat:
    if place.category in ("村", "社区"):
        title = _INNER[place.category][0]
        return Seat(place, title, Level.VILLAGE, ages=(28, 60), term="village")
    if place.short == "区纪委":
        title = f"第{'一二三四五六七八九十'[turn]}纪检监察室主任"
        return Seat(
            place, title, Level.SECTION_DEPUTY, True, True, "内设机构", "主持本室工作", (34, 50),
            party=True,
        )  # fmt: skip
    titles = inner_titles(place)
    return Seat(
        place, titles[turn % len(titles)], Level.SUBSECTION, False, True, "内设机构", None, (30, 52)
    )


def inner_titles(place: Place) -> tuple[str, ...]:
    """What the heads of a unit's inner departments are called."""
    return _INNER.get(place.category, ("办公室主任", "综合科科长", "业务科科长", "法规科科长"))


def _staff(rng: Random, place: Place) -> Seat:
    titles = _STAFF.get(place.category, ("一级科员", "二级科员", "四级主任科员"))
    if place.category in ("村", "社区"):
        return Seat(place, rng.choice(titles), Level.VILLAGE, ages=(25, 60), term="village")
    title = rng.choice(titles)
    return Seat(place, title, Level.STAFF, ages=(38, 57) if "主任科员" in title else (23, 45))


def _villages(draft: Draft) -> list[Seat]:
    places = draft.of("村", "社区")
    split = draft.excepted("two-heads", [place.code for place in places])
    seats = []
    for place in places:
        committee = "村民委员会" if place.category == "村" else "社区居民委员会"
        party, ages = f"{place.category}党支部书记", (32, 59)

        def lead(title: str, role: str, place: Place = place, ages: tuple[int, int] = ages) -> Seat:
            return Seat(
                place, title, Level.VILLAGE, False, True, role, "主持全面工作", ages, "village"
            )

        secretary, director = lead(party, "党组织书记"), lead(f"{committee}主任", "行政主任")
        secretary.party = True
        if place.code in split:
            seats += [secretary, director]
        else:
            secretary.also = (director,)
            seats.append(secretary)
    return seats


def _age_teams(draft: Draft, seats: list[Seat]) -> None:
    """Give every team of three or more an elder and a younger member, but for the exceptions."""
    teams: dict[str, list[Seat]] = {}
    for seat in seats:
        for held in (seat, *seat.also):
            if held.team:
                teams.setdefault(held.unit.code, []).append(seat)
    large = [code for code, members in teams.items() if len(members) >= 3]
    no_young = draft.excepted("no-young", large)
    no_old = draft.excepted("no-old", [code for code in large if code not in no_young])
    for code in large:
        members = teams[code]
        division = members[-1].level <= Level.DIVISION_DEPUTY
        if code in no_young:
            for seat in members:
                seat.ages = (43, 54)
        elif code not in no_old:
            members[-1].ages = YOUNG_DIVISION if division else YOUNG
        if code in no_old:
            for seat in members:
                seat.ages = (41, 49) if division else (37, 49)
        else:
            members[-2].ages = OLD_DIVISION if division else OLD
