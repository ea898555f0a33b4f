"""Careers: posts from the first day of work to the present one, each following the last."""

from collections.abc import Sequence
from datetime import date

from quanheng.norms.dates import DAY, add_months, add_years, full_years
from quanheng.norms.kinds import Level, Tenure
from quanheng.sample.draft import Draft, Official, Place, Seat, Stint
from quanheng.sample.seats import inner_titles

_STEPS = (Level.STAFF, Level.SUBSECTION, Level.SECTION_DEPUTY, Level.SECTION_CHIEF,
          Level.DIVISION_DEPUTY, Level.DIVISION_CHIEF)  # fmt: skip
_BEFORE = {
    Level.DIVISION_CHIEF: 144,
    Level.DIVISION_DEPUTY: 108,
    Level.SECTION_CHIEF: 84,
    Level.SECTION_DEPUTY: 42,
    Level.SUBSECTION: 24,
    Level.STAFF: 0,
}
"""Months of work, at least, before a post of that level."""

_TOWN_DEPUTY = ("党委委员、组织委员", "党委副书记", "纪委书记")
_STREET_DEPUTY = ("党工委委员、组织委员", "党工委副书记", "纪工委书记")


def plan_posts(draft: Draft) -> None:
    """Decide how long each present post has been held."""
    rng = draft.rng
    _usual_months(draft)
    leaders = [official for official in draft.serving if official.leader]
    free = {official.code: official for official in leaders}

    def plan(codes: Sequence[str] | frozenset[str], low: int, high: int) -> None:
        for code in sorted(codes):
            free.pop(code).months_in_post = rng.randint(low, high)

    def of(kept: Sequence[Official]) -> list[str]:
        return [official.code for official in kept if official.code in free]

    council = [official for official in leaders if official.seat.title == "区政协主席"]
    plan(of(council), 63, 66)
    county = [official for official in leaders if official.county]
    section = [official for official in leaders if not official.county]
    deputies = [official for official in county if official.seat.level is Level.DIVISION_DEPUTY]
    plan(draft.pick(0.1, of(deputies)), 3, 10)
    plan(draft.pick(0.17, of(deputies)), 14, 30)
    plan(draft.pick(0.2, of(deputies)), 75, 94)
    bureau_heads = [
        official
        for official in section
        if official.head and official.seat.unit.category in ("区直部门", "市直单位")
    ]
    plan(draft.pick(0.2, of(bureau_heads)), 13, 22)
    plan(draft.pick(0.1, of(bureau_heads)), 4, 10)
    plan(draft.pick(0.09, of(section)), 2, 10)
    seniors = [official for official in leaders if full_years(official.birth, draft.as_of) >= 46]
    plan(draft.excepted("long-post", of(seniors)), 98, 145)
    settled = [official for official in section if full_years(official.birth, draft.as_of) >= 42]
    staying = draft.excepted("one-unit", of(settled))
    for official in settled:
        official.stays = official.code in staying
    plan(staying, 63, 90)


def _usual_months(draft: Draft) -> None:
    for official in draft.officials:
        low, high = (12, 110) if not official.leader else (24, 82)
        if official.village:
            high = 150
        official.months_in_post = draft.rng.randint(low, high)


def draw_careers(draft: Draft) -> None:
    """Lead every official from the first post to the present one."""
    pools = {
        "town": draft.of("乡镇", "街道"),
        "bureau": draft.of("区直部门")[8:],
        "organ": draft.of("区直部门")[3:],
    }
    for official in draft.officials:
        if official.village:
            _village_career(draft, official)
        else:
            _career(draft, official, pools)


def _village_career(draft: Draft, official: Official) -> None:
    rng = draft.rng
    end = official.left or draft.as_of
    worked = (end.year - official.began.year) * 12
    months = max(1, min(official.months_in_post, worked - 6))
    start = max(official.began, _some_day(draft, end, months))
    if worked - months > 60 and rng.random() < 0.7:
        earlier = _some_day(draft, start, rng.randint(30, 55))
        title = "村民委员会委员" if official.seat.unit.category == "村" else "社区居民委员会委员"
        seat = Seat(official.seat.unit, title, Level.VILLAGE)
        official.stints.append(Stint(seat, earlier, start))
    official.stints.append(Stint(official.seat, start, official.left))


def _career(draft: Draft, official: Official, pools: dict[str, list[Place]]) -> None:
    rng = draft.rng
    end = official.left or draft.as_of
    target = official.seat.level
    worked = max(1, (end.year - official.began.year) * 12 + end.month - official.began.month)
    months = min(official.months_in_post, worked - _BEFORE[target])
    if worked < 20 or months < 1:
        months = worked
    starts = [official.began]
    levels = _levels(rng.random(), target, worked - months)
    if levels:
        weights = [rng.uniform(0.8, 1.5) for _ in levels]
        reach = 0.0
        for weight in weights:
            reach += weight / sum(weights) * (worked - months)
            starts.append(_some_day(draft, end, worked - round(reach)))
    elif "主任科员" in official.seat.title:
        official.seat.title = "一级科员"
    previous: Seat | None = None
    seats = _past_seats(draft, official, levels, pools)
    for place, seat in enumerate([*seats, official.seat]):
        rises = previous is not None and seat.level < previous.level
        promoted = rises and seat.level <= Level.SECTION_DEPUTY
        last = place == len(seats)
        until = official.left if last else starts[place + 1]
        official.stints.append(Stint(seat, starts[place], until, promoted))
        previous = seat


def _some_day(draft: Draft, end: date, months: int) -> date:
    """A day about so many months before another, not in the last week of a month."""
    return add_months(end.replace(day=1), -months).replace(
        day=draft.rng.randint(1, min(end.day, 25))
    )


def _levels(chance: float, target: Level, months: int) -> list[Level]:
    """The levels of the posts before the present one, as many as the time allows."""
    below = [level for level in _STEPS if level > target]
    below.sort(reverse=True)
    room = months // 20
    if not below:
        below = [Level.STAFF] if months >= 36 and chance < 0.6 else []
    elif room > len(below) + 1:
        below.append(below[-1])
        if chance < 0.5:
            below.insert(1, below[0])
    return below[:1] + below[1:][-(room - 1) :] if room > 1 else below[:1] * (room > 0)


def _past_seats(
    draft: Draft, official: Official, levels: list[Level], pools: dict[str, list[Place]]
) -> list[Seat]:
    rng = draft.rng
    seats: list[Seat] = []
    used = {(official.seat.unit.code, official.seat.title)}
    for place, level in enumerate(levels):
        second = place > 0 and levels[place - 1] is level
        if level is Level.DIVISION_DEPUTY:
            seats.append(_past_division(draft, second))
            continue
        pool = pools["town"] if second or rng.random() < 0.5 else pools["bureau"]
        unit = rng.choice(pool)
        if seats and rng.random() < 0.35:
            unit = seats[-1].unit
        if official.stays or (place and not official.leader and rng.random() < 0.5):
            unit = official.seat.unit
        seat = _past_seat(draft, unit, level, second)
        while (unit.code, seat.title) in used and seat.leading:
            unit = rng.choice(pool)
            seat = _past_seat(draft, unit, level, second)
            if official.stays:
                seat = _renamed(official, level)
                break
        if place == 0 and official.leader and not official.stays:
            seat = _from_elsewhere(draft, official, seat, pools)
        used.add((seat.unit.code, seat.title))
        seats.append(seat)
    return seats


def _past_division(draft: Draft, second: bool) -> Seat:
    unit, title, charge = draft.of("区直部门")[0], "副区长", "分管农业农村、水利"
    if second:
        unit, title, charge = draft.root, "区委常委", "分管机关党建"
    return Seat(unit, title, Level.DIVISION_DEPUTY, True, False, "班子成员", charge)


def _from_elsewhere(
    draft: Draft, official: Official, seat: Seat, pools: dict[str, list[Place]]
) -> Seat:
    here = {held.unit.code for held in official.seats}
    if seat.unit.code in here:
        unit = draft.rng.choice([unit for unit in pools["organ"] if unit.code not in here])
        return _past_seat(draft, unit, seat.level, False)
    return seat


def _renamed(official: Official, level: Level) -> Seat:
    """An earlier post in the same unit that is not the present one."""
    return Seat(official.seat.unit, "党组成员", level, True, False, "班子成员")


def _past_seat(draft: Draft, unit: Place, level: Level, second: bool) -> Seat:
    """An earlier post; the second at a level in a township is that of its Party organisation."""
    rng = draft.rng
    town = unit.category in ("乡镇", "街道")
    if level is Level.STAFF:
        return Seat(unit, rng.choice(("科员", "一级科员", "办事员")), level)
    if level is Level.SUBSECTION:
        return Seat(unit, rng.choice(inner_titles(unit)), level, False, True, "内设机构")
    if level is Level.SECTION_DEPUTY:
        party = _TOWN_DEPUTY if unit.category == "乡镇" else _STREET_DEPUTY
        title = rng.choice(party) if town and (second or rng.random() < 0.4) else unit.deputy_title
        return Seat(unit, title, level, True, False, "班子成员")
    title, role = unit.head_title, "行政主任"
    if town and second:
        title, role = ("党委书记" if unit.category == "乡镇" else "党工委书记"), "党组织书记"
    return Seat(unit, title, level, True, True, role, "主持全面工作")


def term_of(draft: Draft, seat: Seat, start: date) -> tuple[date | None, date | None]:
    """Since and until when an elected post runs; blank for posts without election."""
    if seat.term == "congress" and seat.title != "区政协主席":
        origin, month, day = 1, 11, 20
    elif seat.term == "village":
        origin, month, day = 0, 12, 10
    else:
        return None, None
    first = date(draft.year - (draft.year - origin) % 5, month, day)
    if first > draft.as_of:
        first = add_years(first, -5)
    return max(first, start), add_years(first, 5) - DAY


def write_tenures(draft: Draft) -> None:
    """Write every post held, past and present."""
    charges = _charges(draft)
    for official in draft.officials:
        for stint in official.stints:
            present = stint.seat is official.seat
            _write(draft, official, stint, charges if present else {})
        for seat in official.seats[1:]:
            start = official.start
            if seat.unit.category == "党支部":
                start = max(start, _some_day(draft, draft.as_of, draft.rng.randint(2, 50)))
            _write(draft, official, Stint(seat, start, official.left, False), charges)


def _write(draft: Draft, official: Official, stint: Stint, charges: dict[str, str | None]) -> None:
    seat = stint.seat
    charge = charges.get(official.code, seat.charge) if seat.head else seat.charge
    since, until = (None, None)
    if stint.end is None:
        since, until = term_of(draft, seat, stint.start)
    draft.add(
        Tenure,
        person=official.code,
        unit=seat.unit.code,
        title=seat.title,
        level=seat.level,
        leading=seat.leading,
        chief=seat.chief,
        role=seat.role,
        start=stint.start,
        end=stint.end,
        promoted=stint.promoted,
        charge=charge,
        term_start=since,
        term_end=until,
    )


def _charges(draft: Draft) -> dict[str, str | None]:
    """What the heads are in charge of where it is not simply everything."""
    rng = draft.rng
    heads = [official.code for official in draft.serving if official.head]
    five = draft.excepted("charge-five", heads)
    law = draft.excepted("charge-law", [code for code in heads if code not in five])
    found: dict[str, str | None] = {}
    for code in heads:
        if code in five:
            found[code] = "主持全面工作，分管" + rng.choice(
                ("财务", "人事、财务", "审批", "工程项目建设", "物资采购")
            )
        elif code in law:
            found[code] = "主持全面工作，分管综合执法"
        elif rng.random() < 0.04:
            found[code] = None
    return found
