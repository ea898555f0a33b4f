"""What officials do: lectures, branch life, field days, visits, villages walked, hard cases."""

from calendar import monthrange
from datetime import date

from quanheng.norms.dates import add_months, add_years
from quanheng.norms.kinds import Activity, Contact, Level
from quanheng.sample.draft import Draft, Official, Place, number

_LECTURES = ("作风建设", "基层党建", "乡村振兴", "廉洁自律", "高质量发展")
_REPORTS = ("营商环境", "村级集体经济", "基层减负", "养老服务", "产业链招商", "城中村改造")


def write_contacts(draft: Draft) -> dict[str, list[Place]]:
    """Write who answers for which township and which contact points; the points by person."""
    rng = draft.rng
    areas = sorted({place.township for place in draft.of("村", "社区") if place.township})
    points = draft.of("村", "社区", "国有企业", "事业单位")
    county = [o for o in draft.serving if o.county]
    heads = [
        o
        for o in draft.serving
        if o.head and o.seat.level is Level.SECTION_CHIEF and o.seat.unit.category == "区直部门"
    ]
    for turn, official in enumerate(county):
        start = _since(draft, official, 40)
        _contact(draft, official, "包乡", areas[turn % len(areas)], start, None)
    ended = [o for o in (*county, *heads) if o.start < add_months(draft.as_of, -30)]
    ended = rng.sample(ended, len(ended) // 3)
    short = draft.excepted("contact-kept", [o.code for o in ended])
    found: dict[str, list[Place]] = {}
    for official in (*county, *heads):
        chosen = rng.sample(points, min(len(points), 3))
        held = chosen[:2] if official.county else chosen[:1]
        since = _since(draft, official, 34)
        if official in ended:
            end = draft.day(draft.year, 1, 5)
            months = rng.randint(5, 10) if official.code in short else rng.randint(14, 30)
            start = add_months(end, -months)
            _contact(draft, official, "联系点", chosen[2].code, start, end)
        for place in held:
            _contact(draft, official, "联系点", place.code, since, None)
        found[official.code] = held
    return found


def _since(draft: Draft, official: Official, months: int) -> date:
    earliest = add_months(draft.as_of, -draft.rng.randint(months // 2, months))
    return max(official.start, earliest)


def _contact(
    draft: Draft, official: Official, kind: str, unit: str, start: date, end: date | None
) -> None:
    if end is None or end <= draft.as_of:
        draft.add(Contact, person=official.code, type=kind, unit=unit, start=start, end=end)


def write_fieldwork(draft: Draft, contacts: dict[str, list[Place]]) -> None:
    """Write the activities of people."""
    leaders = [o for o in draft.serving if o.leader]
    heads = [o for o in draft.serving if o.head]
    _lectures(draft, leaders, heads)
    _branch_life(draft)
    _team_work(draft, [o for o in leaders if o.team])
    county = [o for o in leaders if o.county]
    _field(draft, county)
    _quarters(draft, county, contacts)
    _villages(draft)
    _points(draft, contacts, frozenset(o.code for o in county))
    _service(draft)


def _do(
    draft: Draft,
    code: str,
    kind: str,
    day: date,
    quantity: int | None = None,
    place: str | None = None,
    note: str | None = None,
) -> None:
    draft.add(
        Activity,
        subject_type="干部",
        subject=code,
        type=kind,
        day=day,
        quantity=None if quantity is None else number(quantity),
        place=place,
        note=note,
    )


def _lectures(draft: Draft, leaders: list[Official], heads: list[Official]) -> None:
    rng = draft.rng
    lecturers = [o.code for o in leaders if o.party and o.seat.level <= Level.SECTION_DEPUTY]
    silent = draft.excepted("lecture", lecturers)
    others = [o.code for o in heads if o.code not in lecturers or o.code in silent]
    silent_heads = draft.excepted("head-lecture", others)
    for code in lecturers:
        if code not in silent:
            day = draft.day(draft.year, 4, 11)
            _do(draft, code, "专题党课", day, note=rng.choice(_LECTURES))
        if rng.random() < 0.8:
            _do(
                draft,
                code,
                "专题党课",
                draft.day(draft.year - 1, 4, 11),
                note=rng.choice(_LECTURES),
            )
    for code in others:
        if code not in silent_heads:
            _do(draft, code, "形势报告", draft.day(draft.year, 2, 11))


def _branch_life(draft: Draft) -> None:
    rng = draft.rng
    members = [o.code for o in draft.serving if o.leader and o.party]
    away = draft.excepted("branch-life", members)
    for turn, code in enumerate(members):
        for month in (3, 6, 9, 11):
            quantity = rng.choice((None, 2, 3))
            if code not in away or turn % 2:
                _do(draft, code, "主题党日", date(draft.year, month, rng.randint(1, 28)), quantity)
        if code not in away or not turn % 2:
            _do(draft, code, "组织生活会", draft.day(draft.year, 1, 3))
        if rng.random() < 0.7:
            _do(draft, code, "组织生活会", draft.day(draft.year - 1, 1, 3))


def _team_work(draft: Draft, team: list[Official]) -> None:
    rng = draft.rng
    for slug, kind in (("livelihood", "领办民生实事"), ("hard-case", "化解积案")):
        without = draft.excepted(slug, [o.code for o in team])
        for official in team:
            if official.code not in without:
                _do(
                    draft,
                    official.code,
                    kind,
                    draft.day(draft.year, 4, 12),
                    rng.choice((None, 1, 2)),
                )
            if official.start.year < draft.year and rng.random() < 0.6:
                _do(draft, official.code, kind, draft.day(draft.year - 1, 4, 12))
    for official in team:
        if rng.random() < 0.5:
            _do(draft, official.code, "接访", draft.day(draft.year))


def _field(draft: Draft, county: list[Official]) -> None:
    rng = draft.rng
    codes = [o.code for o in county]
    few = draft.excepted("field-days", codes)
    silent = draft.excepted("research-report", codes)
    for official in county:
        for month in range(1, 13):
            days = rng.randint(4, 6) if official.code in few else rng.randint(8, 11)
            day = date(draft.year, month, monthrange(draft.year, month)[1] - rng.randint(0, 3))
            if day >= official.start:
                _do(draft, official.code, "下基层调研", day, days)
        if official.code not in silent:
            day, topic = draft.day(draft.year, 5, 11), rng.choice(_REPORTS)
            _do(draft, official.code, "调研报告", day, note=topic)
        _do(draft, official.code, "调研报告", draft.day(draft.year - 1, 5, 11))


def _quarters(draft: Draft, county: list[Official], contacts: dict[str, list[Place]]) -> None:
    rng = draft.rng
    codes = [o.code for o in county]
    few = {
        slug: draft.excepted(slug, codes) for slug in ("contact-visits", "households", "research")
    }
    this = (draft.as_of.month - 1) // 3
    for official in county:
        for quarter in range(4):
            lax = {slug for slug in few if quarter == this and official.code in few[slug]}
            first, last = 3 * quarter + 1, 3 * quarter + 3
            for _ in range(1 if "contact-visits" in lax else rng.randint(3, 4)):
                point = rng.choice(contacts[official.code]).code
                _do(
                    draft,
                    official.code,
                    "联系点走访",
                    draft.day(draft.year, first, last),
                    None,
                    point,
                )
            households = rng.randint(2, 7) if "households" in lax else rng.randint(11, 18)
            _do(draft, official.code, "走访群众", draft.day(draft.year, first, last), households)
            for _ in range(rng.randint(0, 2) if "research" in lax else 3):
                _do(draft, official.code, "调查研究", draft.day(draft.year, first, last))


def _villages(draft: Draft) -> None:
    """Whoever answers for a township goes to each of its villages, but for the exceptions."""
    rng = draft.rng
    villages: dict[str, list[str]] = {}
    for place in draft.of("村", "社区"):
        villages.setdefault(place.township or "", []).append(place.code)
    bound = [row for row in draft.rows[Contact] if isinstance(row, Contact) and row.type == "包乡"]
    left = draft.excepted("villages-walked", [row.person for row in bound])
    for row in bound:
        codes = villages[row.unit]
        skipped = rng.randint(1, max(1, len(codes) // 3)) if row.person in left else 0
        for code in rng.sample(codes, len(codes) - skipped):
            day = draft.day(draft.year, 1, 12)
            if day >= row.start or add_years(row.start, 1) <= draft.as_of:
                _do(draft, row.person, "包村走访", day, None, code)


def _points(draft: Draft, contacts: dict[str, list[Place]], county: frozenset[str]) -> None:
    """Contact points are visited each year, but for the exceptions."""
    rng = draft.rng
    missed = draft.excepted("contact-visit", [code for code in contacts if code not in county])
    for code, places in contacts.items():
        for place in places:
            if code not in missed:
                for _ in range(rng.randint(1, 2)):
                    _do(draft, code, "联系点走访", draft.day(draft.year, 3, 11), None, place.code)


def _service(draft: Draft) -> None:
    rng = draft.rng
    for official in draft.serving:
        if official.party and rng.random() < 0.5:
            day = draft.day(draft.year)
            if day >= official.start:
                _do(draft, official.code, "志愿服务", day, rng.randint(2, 8))
