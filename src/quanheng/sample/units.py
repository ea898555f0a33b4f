"""The units of the district: committees, departments, townships, villages, branches."""

from quanheng.norms.kinds import Unit
from quanheng.sample.draft import Draft, Official, Place, number
from quanheng.sample.names import CITY, DISTRICT, place_names, words

MIN_UNITS = 48

LEADING_ORGANS = (
    (f"{DISTRICT}人民政府", "区长", "副区长", "区政府"),
    (f"{DISTRICT}人民代表大会常务委员会", "主任", "副主任", "区人大常委会"),
    (f"中国人民政治协商会议{DISTRICT}委员会", "主席", "副主席", "区政协"),
    (f"中共{DISTRICT}纪律检查委员会", "书记", "副书记", "区纪委"),
    (f"中共{DISTRICT}委员会组织部", "部长", "副部长", "区委组织部"),
    (f"中共{DISTRICT}委员会宣传部", "部长", "副部长", "区委宣传部"),
    (f"中共{DISTRICT}委员会统一战线工作部", "部长", "副部长", "区委统战部"),
    (f"中共{DISTRICT}委员会政法委员会", "书记", "副书记", "区委政法委"),
)
_OFFICES = words(
    "区委办公室 区政府办公室 区信访局 区委机构编制委员会办公室 区直属机关工委"
    " 区委巡察工作办公室 区委党校"
)
_BUREAUS = words(
    "发展和改革局 财政局 教育局 人力资源和社会保障局 农业农村局 民政局 住房和城乡建设局"
    " 卫生健康局 交通运输局 水利局 文化和旅游局 应急管理局 审计局 统计局 市场监督管理局 司法局"
    " 商务局 科技局 经济和信息化局 医疗保障局 退役军人事务局 综合行政执法局 政务服务局 投资促进局"
    " 林业局 档案局 总工会 妇女联合会 科学技术协会 残疾人联合会 工商业联合会"
)
_CITY_BRANCHES = words("公安局 自然资源和规划局 生态环境局 税务局 烟草专卖局 气象局")
_COMPANIES = words("城市建设投资 交通投资 水务 文化旅游发展 粮食储备 农业发展 公共交通 产业发展")
_INSTITUTIONS = words(
    "第一中学 人民医院 实验小学 疾病预防控制中心 第二中学 中医院 图书馆 农业技术推广中心 文化馆"
    " 不动产登记中心 社会福利中心 大数据中心 职业中学 妇幼保健院 公路养护中心 第三中学 博物馆"
    " 融媒体中心 水库管理处 城市管理服务中心 就业服务中心 幼儿园 实验中学 环境卫生中心"
)


def unit_count(people: int) -> int:
    """How many units a district with so many officials has."""
    return max(MIN_UNITS, 34 + people // 10)


def _between(low: int, value: float, high: int) -> int:
    return max(low, min(high, round(value)))


def draw_units(draft: Draft, units: int) -> None:
    """Draw up so many units. Raises ValueError below the number that a district needs."""
    if units < MIN_UNITS:
        raise ValueError(
            f"单位数 {units} 太少，一个区至少需要 {MIN_UNITS} 个单位 / "
            f"{units} units are too few: a district needs at least {MIN_UNITS}"
        )
    towns = _between(3, units / 25, 24)
    streets = _between(2, units / 55, 12)
    names = iter(place_names(draft.rng, towns + streets + units))
    draft.serials["DW"] = 1
    draft.places.append(
        Place(
            "DW001", f"中共{DISTRICT}委员会", "党委", None, DISTRICT, None, "书记", "副书记", "区委"
        )
    )
    _departments(draft, _between(16, 10 + units / 10, 45))
    areas = _townships(
        draft, [next(names) for _ in range(towns)], [next(names) for _ in range(streets)]
    )
    _works(draft, units)
    _committees(draft, areas)
    rest = units - len(draft.places)
    branches = max(2, rest // 4)
    _villages(draft, areas, [next(names) for _ in range(rest - branches)])
    _branches(draft, branches)


def _put(draft: Draft, prefix: str, name: str, category: str, **values: str | None) -> Place:
    draft.serials[prefix] += 1
    width = 4 if category in ("村", "社区", "党支部") else 3
    values.setdefault("parent", draft.root.code)
    values.setdefault("location", DISTRICT)
    values.setdefault("short", name)
    place = Place(f"{prefix}{draft.serials[prefix]:0{width}d}", name, category, **values)  # type: ignore[arg-type]
    draft.places.append(place)
    return place


def _departments(draft: Draft, count: int) -> None:
    for name, head, deputy, short in LEADING_ORGANS:
        _put(draft, "BM", name, "区直部门", head_title=head, deputy_title=deputy, short=short)
    mixed = [_OFFICES[0], _OFFICES[1], *_BUREAUS[:5], *_OFFICES[2:], *_BUREAUS[5:]]
    for name in mixed[: count - len(LEADING_ORGANS)]:
        head = _head_word(name)
        short = name if name.startswith("区") else f"区{name}"
        _put(
            draft,
            "BM",
            _full_name(short),
            "区直部门",
            head_title=head,
            deputy_title=f"副{head}",
            short=short,
        )


def _full_name(short: str) -> str:
    if short.startswith("区委"):
        return f"中共{DISTRICT}委员会{short[2:]}"
    party = "中共" if short.endswith("工委") else ""
    return f"{party}{DISTRICT}{short[1:]}"


def _head_word(name: str) -> str:
    for ending, word in (
        ("局", "局长"),
        ("校", "校长"),
        ("工委", "书记"),
        ("总工会", "主席"),
        ("联合会", "主席"),
        ("协会", "主席"),
    ):
        if name.endswith(ending):
            return word
    return "主任"


def _townships(draft: Draft, towns: list[str], streets: list[str]) -> list[Place]:
    areas = []
    for place, name in enumerate(towns):
        kind = "乡" if place % 5 == 4 else "镇"
        areas.append(
            _put(
                draft,
                "XZ",
                f"{name}{kind}人民政府",
                "乡镇",
                location=f"{name}{kind}",
                head_title=f"{kind}长",
                deputy_title=f"副{kind}长",
                short=f"{name}{kind}",
            )
        )
    for name in streets:
        areas.append(
            _put(
                draft,
                "JD",
                f"{name}街道办事处",
                "街道",
                location=f"{name}街道",
                head_title="办事处主任",
                deputy_title="办事处副主任",
                short=f"{name}街道",
            )
        )
    return areas


def _works(draft: Draft, units: int) -> None:
    parks = ("经济开发区", "高新技术产业园", "现代农业园区", "文化创意产业园")
    for name in parks[: _between(1, units / 120, 4)]:
        _put(draft, "YQ", f"{DISTRICT[:2]}{name}管理委员会", "园区", short=name)
    for name in _CITY_BRANCHES[: _between(2, units / 60, 6)]:
        _put(
            draft,
            "SZ",
            f"{CITY}市{name}{DISTRICT[:2]}分局",
            "市直单位",
            head_title="局长",
            deputy_title="副局长",
            short=f"{name}{DISTRICT[:2]}分局",
        )
    for name in _COMPANIES[: _between(1, units / 80, 8)]:
        _put(draft, "GQ", f"{DISTRICT[:2]}{name}集团有限公司", "国有企业", head_title="董事长")
    for name in ("职业技术学院", "开放大学")[: _between(1, units / 160, 2)]:
        _put(draft, "GX", f"{DISTRICT[:2]}{name}", "高等院校", head_title="院长")
    for serial in range(_between(2, units / 30, 80)):
        round_, place = divmod(serial, len(_INSTITUTIONS))
        name = ("", "城东", "城西", "城南")[round_] + _INSTITUTIONS[place]
        head = "校长" if name[-2:] in ("中学", "小学") else "院长" if name[-1] == "院" else "主任"
        _put(
            draft,
            "SY",
            f"{DISTRICT[:2]}{name}",
            "事业单位",
            head_title=head,
            deputy_title=f"副{head}",
        )


def _committees(draft: Draft, areas: list[Place]) -> None:
    for area in areas:
        kind = "工作委员会" if area.category == "街道" else "委员会"
        _put(draft, "DW", f"中共{area.location}{kind}", "党委", location=area.location)
    for name in ("教育", "卫生健康"):
        _put(draft, "DW", f"中共{DISTRICT}{name}工作委员会", "党委")


def _villages(draft: Draft, areas: list[Place], names: list[str]) -> None:
    towns = [area for area in areas if area.category == "乡镇"]
    streets = [area for area in areas if area.category == "街道"]
    for serial, name in enumerate(names):
        turn = serial // 3
        in_street = serial % 3 == 2
        area = streets[turn % len(streets)] if in_street else towns[(serial - turn) % len(towns)]
        word, prefix = ("社区", "SQ") if in_street else ("村", "CU")
        _put(
            draft,
            prefix,
            f"{area.location}{name}{word}",
            word,
            parent=area.code,
            township=area.code,
            location=area.location,
            short=f"{name}{word}",
        )


def _branches(draft: Draft, count: int) -> None:
    hosts = draft.of("区直部门")[8:] + draft.of(
        "乡镇", "街道", "园区", "事业单位", "国有企业", "高等院校"
    )
    hosts += draft.of("市直单位")
    for serial in range(count):
        round_, place = divmod(serial, len(hosts))
        host = hosts[place]
        ordinal = "" if count <= len(hosts) else f"第{'一二三四五六七八九十'[round_ % 10]}"
        _put(
            draft,
            "ZB",
            f"{host.short if host.category in ('乡镇', '街道') else host.name}机关{ordinal}党支部",
            "党支部",
            parent=host.code,
            location=host.location,
        )


def write_units(draft: Draft) -> None:
    """Write the units, with the quotas of their teams, once everybody has a post."""
    heads: dict[str, set[str]] = {}
    others: dict[str, set[str]] = {}
    for official in draft.serving:
        for seat in official.seats:
            if seat.head:
                heads.setdefault(seat.unit.code, set()).add(official.code)
            elif seat.team:
                others.setdefault(seat.unit.code, set()).add(official.code)
    teams = [code for code in others if len(others[code] - heads.get(code, set())) >= 2]
    over = draft.excepted("over-quota", teams)
    for place in draft.places:
        chiefs = heads.get(place.code, set())
        deputies = len(others.get(place.code, set()) - chiefs)
        spare = -1 if place.code in over else draft.rng.choice((0, 0, 0, 1))
        limited = place.category not in ("村", "社区", "党支部") and (chiefs or deputies)
        draft.add(
            Unit,
            code=place.code,
            name=place.name,
            parent=place.parent,
            category=place.category,
            chief_quota=number(max(1, len(chiefs))) if limited else None,
            deputy_quota=number(max(0, deputies + spare)) if limited else None,
            township=place.township,
            location=place.location,
            **_size(draft, place),
        )


def _size(draft: Draft, place: Place) -> dict[str, int | None]:
    rng = draft.rng
    if place.category in ("村", "社区"):
        households = rng.randint(180, 900) * (3 if place.category == "社区" else 1)
        return {
            "households": number(households),
            "members": number(rng.randint(28, 120)),
            "grids": number(max(2, households // 250)),
        }
    if place.category == "党支部":
        return {"members": number(rng.randint(5, 38))}
    return {}


def staff_of(draft: Draft) -> dict[str, list[Official]]:
    """Who works where, by the unit of the main post."""
    found: dict[str, list[Official]] = {place.code: [] for place in draft.places}
    for official in draft.serving:
        found[official.seat.unit.code].append(official)
    return found
