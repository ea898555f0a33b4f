"""Appraisals of people and units, and the votes taken on them."""

from collections.abc import Mapping
from datetime import date

from quanheng.norms.dates import add_months
from quanheng.norms.kinds import Appraisal, Evaluation, Level
from quanheng.sample.draft import Draft, Official, Place, number
from quanheng.sample.units import staff_of

_LIST_OF = {
    "区直部门": "organs", "街道": "organs", "乡镇": "乡镇", "村": "村", "社区": "社区",
}  # fmt: skip
"""Units ranked together; departments and streets stand on one list."""


def write_appraisals(draft: Draft) -> None:
    """Write the grades of the last six years and the ranking of units."""
    excellent = _excellent(draft)
    serving = [o.code for o in draft.serving if o.seat.level in (Level.STAFF, Level.SUBSECTION)]
    old = [o.code for o in draft.serving if o.began.year < draft.year - 3]
    kept = [code for code in serving if code in set(old)]
    failing = draft.excepted("incompetent-twice", kept)
    once = set(draft.pick(0.004, [code for code in kept if code not in failing]))
    for official in draft.officials:
        last = min(draft.year, (official.left or draft.as_of).year)
        for year in range(max(draft.year - 6, official.began.year), last):
            grade = _grade(draft, official, year, excellent)
            if year >= draft.year - (2 if official.code in failing else 1) and (
                official.code in failing or official.code in once
            ):
                grade = "不称职"
            score = {"优秀": 93, "称职": 85, "基本称职": 70, "不称职": 52}.get(grade or "")
            _appraise(draft, official.code, year, "年度", grade, score)
        if official.civil and draft.rng.random() < 0.5:
            _appraise(
                draft, official.code, last, "平时", draft.rng.choice(("优秀", "称职", "称职")), 86
            )
    _new_heads(draft)
    _rank_units(draft)


def _appraise(
    draft: Draft, subject: str, year: int, kind: str, grade: str | None, score: int | None
) -> None:
    if score is not None:
        score += draft.rng.randint(-4, 5)
    draft.add(
        Appraisal,
        subject_type="干部",
        subject=subject,
        year=year,
        type=kind,
        grade=grade,
        score=None if score is None else number(score),
    )


def _excellent(draft: Draft) -> Mapping[tuple[str, int], frozenset[str]]:
    """Who is graded excellent in each unit and year: a fifth at most, but for the exceptions."""
    rng = draft.rng
    staff = staff_of(draft)
    generous = draft.excepted("excellent", [place.code for place in draft.of("乡镇", "街道")])
    found = {}
    for code, members in staff.items():
        for year in range(draft.year - 6, draft.year):
            graded = [o.code for o in members if o.began.year < year]
            share = 0.36 if code in generous and year == draft.year - 1 else 0.17
            count = int(len(graded) * share + (share > 0.3))
            if len(graded) < 6 and draft.rng.random() < 0.15 * len(graded):
                count = len(graded) > 0
            if members and members[0].seat.unit.category in ("乡镇", "街道") and share < 0.3:
                count = int(len(graded) * 0.17)
            found[code, year] = frozenset(rng.sample(graded, min(count, len(graded))))
    return found


def _grade(
    draft: Draft,
    official: Official,
    year: int,
    excellent: Mapping[tuple[str, int], frozenset[str]],
) -> str | None:
    if official.began.year == year:
        return None  # a recruit on probation is not graded
    if official.code in excellent.get((official.seat.unit.code, year), ()):
        return "优秀"
    return "基本称职" if draft.rng.random() < 0.012 else "称职"


def _new_heads(draft: Draft) -> None:
    """New heads of departments are assessed within a year, but for the exceptions."""
    border = add_months(draft.as_of, -24)
    new = [
        official
        for official in draft.serving
        if official.start >= border
        and any(s.head and s.unit.category in ("区直部门", "市直单位") for s in official.seats)
    ]
    due = [o.code for o in new if o.start < add_months(draft.as_of, -12)]
    skipped = draft.excepted("new-head", due)
    for official in new:
        if official.code in due and official.code not in skipped:
            year = min(draft.year, official.start.year + 1)
            _appraise(draft, official.code, year, "专项", "称职", 86)


def _rank_units(draft: Draft) -> None:
    lists: dict[str, list[Place]] = {}
    for place in draft.places:
        if place.category in _LIST_OF:
            lists.setdefault(_LIST_OF[place.category], []).append(place)
    last_town = draft.rng.choice(lists["乡镇"]).code
    for year in range(draft.year - 3, draft.year):
        for name, places in sorted(lists.items()):
            order = list(places)
            draft.rng.shuffle(order)
            order.sort(key=lambda place: place.code == last_town and year >= draft.year - 2)
            for rank, place in enumerate(order, start=1):
                _rank(draft, place, year, rank, len(order), name)


def _rank(draft: Draft, place: Place, year: int, rank: int, of: int, name: str) -> None:
    fault: bool | None = None
    if rank == of:
        fault = name in ("乡镇", "社区")
    draft.add(
        Appraisal,
        subject_type="单位",
        subject=place.code,
        year=year,
        type="年度",
        grade="优秀" if rank <= of * 0.25 else "基本称职" if rank == of > 3 else "称职",
        score=number(round(97 - 18 * rank / of, 1)),
        rank=number(rank),
        own_fault=fault,
    )


def write_evaluations(draft: Draft) -> None:
    """Write the votes: democratic evaluation, recommendation, reviews of units."""
    leaders = [o for o in draft.serving if o.leader]
    codes = [o.code for o in leaders if o.start.year < draft.year]
    weak = sorted(draft.excepted("weak-vote", codes))
    against = draft.excepted("third-against", weak) or frozenset(weak[:1])
    for official in leaders:
        for year in (draft.year - 1, draft.year):
            now = year == draft.year
            day = draft.day(year, 1, 2)
            if day >= official.start:
                named = now and official.code in weak, now and official.code in against
                _vote(draft, official.code, day, *named)
    _recommendations(draft)
    for place in draft.of("党委", "区直部门", "乡镇", "街道"):
        kind = "一报告两评议" if place.category == "党委" else "双向评价"
        _tally(draft, "单位", place.code, draft.day(draft.year, 1, 3), kind, (0.55, 0.4, 0.04, 0.0))


def _vote(draft: Draft, code: str, day: date, weak: bool, against: bool) -> None:
    if against:
        shares = (0.12, 0.3, 0.14, 0.42)
    elif weak:
        shares = (0.2, 0.36, 0.28, 0.14)
    else:
        most = draft.rng.uniform(0.5, 0.75)
        shares = (most, 0.96 - most, 0.03, 0.0)
    _tally(draft, "干部", code, day, "民主测评", shares)


def _tally(
    draft: Draft,
    subject_type: str,
    subject: str,
    day: date,
    kind: str,
    shares: tuple[float, float, float, float],
) -> None:
    entitled = draft.rng.randint(30, 120)
    returned = entitled - draft.rng.randint(0, 4)
    votes = [int(returned * share) for share in shares]
    draft.add(
        Evaluation,
        subject_type=subject_type,
        subject=subject,
        day=day,
        type=kind,
        entitled=number(entitled),
        issued=number(entitled),
        returned=number(returned),
        excellent=number(votes[0]),
        competent=number(votes[1]),
        basic=number(votes[2]),
        incompetent=number(votes[3]),
        abstained=number(returned - sum(votes)),
    )


def _recommendations(draft: Draft) -> None:
    rng = draft.rng
    able = [
        o
        for o in draft.serving
        if o.seat.level in (Level.SECTION_CHIEF, Level.SECTION_DEPUTY, Level.SUBSECTION)
    ]
    named = rng.sample(able, len(able) // 8 + min(2, len(able)))
    few = draft.excepted("few-recommend", [o.code for o in named])
    for official in named:
        returned = rng.randint(24, 90)
        share = rng.uniform(0.2, 0.46) if official.code in few else rng.uniform(0.55, 0.97)
        draft.add(
            Evaluation,
            subject_type="干部",
            subject=official.code,
            day=draft.before(draft.as_of, 20, 340),
            type="民主推荐",
            entitled=number(returned + 2),
            issued=number(returned + 2),
            returned=number(returned),
            recommended=number(int(returned * share)),
        )
