"""Training: classes, online study, centre-group study, year by year."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from quanheng.norms.dates import add_months, add_years
from quanheng.norms.kinds import Training
from quanheng.sample.draft import Draft, Official, number

_CLASSES = (
    "干部能力提升",
    "乡村振兴专题",
    "依法行政",
    "基层治理",
    "应急管理",
    "数字化改革",
    "意识形态工作",
)
_FAITH = ("党性教育专题班", "红色基地现场教学", "党风廉政教育专题班")
_YEARS_BACK = 6


def write_training(draft: Draft) -> None:
    """Write what everybody studied in this year and the six before."""
    plan = {
        slug: draft.excepted(slug, codes)
        for slug, codes in {
            "county-hours": _long_leading(draft),
            "catch-up": _newly_leading(draft),
            "year-hours": [o.code for o in draft.serving if o.civil and not o.county],
            "few-credits": [o.code for o in draft.serving if not o.county],
            "secretary-class": [o.code for o in draft.serving if o.secretary],
            "no-classes": [o.code for o in draft.serving if not o.county and not o.secretary],
        }.items()
    }
    for official in draft.officials:
        slugs = frozenset(slug for slug, codes in plan.items() if official.code in codes)
        if official.county:
            _county(draft, official, slugs)
        else:
            last = min(draft.year, (official.left or draft.as_of).year)
            for year in range(max(draft.year - _YEARS_BACK, official.began.year), last + 1):
                _year(draft, official, year, slugs)


def _since(official: Official) -> date:
    """The start of the unbroken time as leader of division level."""
    since = official.start
    for stint in reversed(official.stints):
        if not (stint.seat.leading and stint.seat.level <= official.stints[-1].seat.level + 1):
            break
        if stint.seat.level.name.startswith("DIVISION"):
            since = stint.start
    return since


def _long_leading(draft: Draft) -> list[str]:
    border = add_years(draft.as_of, -6)
    return [o.code for o in draft.serving if o.county and _since(o) <= border]


def _newly_leading(draft: Draft) -> list[str]:
    """Leaders promoted in the last three years, whose training has yet to catch up."""
    border = add_months(draft.as_of, -36)
    return [
        o.code
        for o in draft.serving
        if o.county and o.stints[-1].promoted and _since(o) == o.start > border
    ]


class Course(NamedTuple):
    """A class attended: days from ``start``, hours and credits (None: not on file), and host."""

    name: str
    mode: str
    start: date
    days: int
    hours: int | None
    credits: int | None
    host: str


def _attend(draft: Draft, official: Official, course: Course) -> None:
    """Put a course on file, if the person was in service for all of it."""
    end = course.start + timedelta(days=course.days - 1)
    if course.start < official.began or (official.left and end >= official.left):
        return
    draft.add(
        Training,
        person=official.code,
        name=course.name,
        mode=course.mode,
        start=course.start,
        end=end,
        hours=None if course.hours is None else number(course.hours),
        credits=None if course.credits is None else number(course.credits),
        host=course.host,
    )


def _online(draft: Draft, year: int, hours: int, credits: int) -> Course:
    start = date(year, 3, draft.rng.randint(1, 20))
    days = (date(year, 11, draft.rng.randint(1, 28)) - start).days
    name = f"{year}年度干部网络学院在线学习"
    return Course(name, "网络", start, days, hours, credits, draft.rng.choice("省市"))


def _class(draft: Draft, year: int, mode: str, days: int, host: str) -> Course:
    rng = draft.rng
    name = rng.choice(_FAITH) if mode == "党性教育" else f"{rng.choice(_CLASSES)}培训班"
    return Course(name, mode, draft.day(year, 3, 11), days, 8 * days, 4 * days + 2, host)


def _year(draft: Draft, official: Official, year: int, slugs: frozenset[str]) -> None:
    if year < draft.year:
        slugs -= {"year-hours", "secretary-class"}
    if year < draft.year - 2:
        slugs -= {"few-credits"}
    courses = _village_courses if official.village else _courses
    for course in courses(draft, official, year, slugs):
        _attend(draft, official, course)


def _courses(
    draft: Draft, official: Official, year: int, slugs: frozenset[str]
) -> Iterator[Course]:
    rng = draft.rng
    short, meagre = "year-hours" in slugs, "few-credits" in slugs
    untaught, local = "no-classes" in slugs, "secretary-class" in slugs
    low, high = (54, 70) if official.civil else (28, 50)
    if official.civil and (short or untaught):
        low, high = (30, 44) if short else (90, 104)
    study = _online(draft, year, rng.randint(low, high), rng.randint(22, 28))
    if meagre:
        study = study._replace(credits=rng.randint(6, 9))
    if local:
        study = study._replace(name=f"{year}年度单位集中学习", mode="自学", host="单位")
    yield study
    host = rng.choice(("县", "县", "县", "市", "省" if official.leader else "县"))
    host = "单位" if local else host
    if not untaught and not short and (year == draft.year or rng.random() < 0.6):
        course = _class(draft, year, "脱产", rng.choice((5, 5, 6)), host)
        yield course._replace(credits=None) if meagre else course
    if not untaught and not meagre and rng.random() < 0.5:
        yield _class(draft, year, rng.choice(("党性教育", "专题班")), rng.choice((1, 1, 2)), host)
    if official.secretary and not local:
        yield Course("党支部书记培训班", "专题班", draft.day(year, 4, 10), 1, 8, 4, "县")


def _village_courses(
    draft: Draft, official: Official, year: int, slugs: frozenset[str]
) -> Iterator[Course]:
    rng = draft.rng
    meagre, local = "few-credits" in slugs, "secretary-class" in slugs
    credits = rng.randint(5, 8) if meagre else rng.randint(20, 28)
    host = "乡" if local else rng.choice("乡县")
    name = f"{year}年度党员干部远程教育"
    yield Course(name, "网络", date(year, 2, 1), 300, rng.randint(16, 40), credits, host)
    if local or "no-classes" in slugs:
        return
    if official.secretary:
        name, day = "村（社区）党组织书记轮训班", draft.day(year, 4, 10)
        yield Course(name, "脱产", day, 3, 24, None if meagre else 14, "县")
    elif rng.random() < 0.75:
        course = _class(draft, year, rng.choice(("脱产", "专题班")), 2, "乡")
        yield course._replace(credits=None) if meagre else course


def _county(draft: Draft, official: Official, slugs: frozenset[str]) -> None:
    """District leaders: files that reach back to before the promotion that raised the threshold."""
    since = _since(official)
    first = min(draft.year - _YEARS_BACK, since.year - 6, official.start.year - 6)
    for year in range(max(first, official.began.year), draft.year + 1):
        lax = "county-hours" in slugs and year > since.year
        junior = year < since.year or "catch-up" in slugs
        for course in _county_courses(draft, year, junior, lax):
            _attend(draft, official, course)
    if "catch-up" not in slugs:
        start = since + timedelta(days=draft.rng.randint(30, 240))
        host = draft.rng.choice(("省", "市"))
        _attend(draft, official, Course("县处级领导干部进修班", "脱产", start, 60, 320, 60, host))


def _county_courses(draft: Draft, year: int, junior: bool, lax: bool) -> Iterator[Course]:
    rng = draft.rng
    if junior:
        yield _online(draft, year, rng.randint(50, 58), 22)
        yield _class(draft, year, "脱产", 5, "市")
    elif lax:
        yield _online(draft, year, rng.randint(36, 46), 20)
        yield _class(draft, year, "专题班", 3, "市")
    else:
        yield _online(draft, year, rng.randint(52, 64), 22)
        yield _class(draft, year, "脱产", 5, rng.choice(("市", "省")))
        yield _class(draft, year, "专题班", 3, "市")
        for month in (4, 10):
            day = date(year, month, rng.randint(5, 25))
            yield Course("区委理论学习中心组专题学习会", "中心组", day, 1, 8, 4, "县")
