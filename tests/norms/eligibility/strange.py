"""People whose lines lie at the thresholds: month ends, 29 February, a day before and after."""

from datetime import date, timedelta

from hypothesis import strategies as st

from quanheng.norms.dates import add_months
from quanheng.norms.eligibility.post import Post
from quanheng.norms.kinds import (
    MILLION,
    Appraisal,
    Award,
    Family,
    Level,
    Person,
    Secondment,
    Supervision,
    Tenure,
    Training,
    Unit,
)

DAYS = [date(2026, 2, 28), date(2028, 2, 29), date(2026, 3, 31), date(2026, 1, 31),
        date(2026, 2, 1), date(2027, 8, 31), date(2026, 11, 22)]  # fmt: skip
MONTHS = [0, 1, 6, 7, 11, 12, 23, 24, 36, 47, 48, 59, 60, 61, 120, 180]
NAMES = ["王一", "李二", "张三"]
TITLES = ["书记", "副局长", "人事科长"]
LEVELS = [Level.DIVISION_CHIEF, Level.DIVISION_DEPUTY, Level.SECTION_CHIEF, Level.SECTION_DEPUTY,
          Level.SUBSECTION, Level.STAFF]  # fmt: skip
ROLES = ["班子成员", "内设机构", None]
BIRTHS = [None, date(1980, 5, 1), date(1980, 5, 20), date(1981, 5, 1)]


def near(on):
    """Days about so many months before another."""
    return st.builds(
        lambda months, days: add_months(on, -months) + timedelta(days=days),
        st.sampled_from(MONTHS),
        st.integers(-1, 1),
    )


def maybe(strategy):
    return st.none() | strategy


@st.composite
def spans(draw, on):
    """A start, and an end that does not precede it."""
    one, other = sorted([draw(near(on)), draw(near(on))])
    return one, draw(st.sampled_from([None, other, None]))


@st.composite
def tenures(draw, on, people):
    start, end = draw(spans(on))
    return Tenure(
        row=draw(st.integers(2, 10_000)),
        person=draw(st.sampled_from(people)),
        unit=draw(st.sampled_from(["局", "委", "外"])),
        title=draw(st.sampled_from(TITLES)),
        level=draw(st.sampled_from(LEVELS)),
        leading=draw(st.booleans()),
        chief=draw(st.booleans()),
        role=draw(st.sampled_from(ROLES)),
        start=start,
        end=end,
        promoted=draw(maybe(st.booleans())),
        charge=draw(st.sampled_from([None, "分管财务"])),
        term_start=start if draw(st.booleans()) else None,
        term_end=draw(st.sampled_from([None, end, add_months(on, 12)])),
    )


@st.composite
def persons(draw, number, on):
    return Person(
        row=number + 2,
        code=f"P{number}",
        name=draw(st.sampled_from(NAMES)) if number else NAMES[0],
        sex=draw(st.sampled_from(["男", "女"])),
        birth=draw(st.sampled_from([b for b in BIRTHS if b])),
        began_work=draw(maybe(near(on))),
        home_area=draw(st.sampled_from([None, "青山区", "青山镇", "白水县"])),
        birthplace=draw(st.sampled_from([None, "江西青山", "江西白水"])),
        education=draw(st.sampled_from([None, "高中", "大专", "大学", "硕士研究生", "师范"])),
        inservice_education=draw(st.sampled_from([None, "党校研究生", "中专", "大专"])),
    )


@st.composite
def matters(draw, on):
    day = draw(near(on))
    return Supervision(
        row=draw(st.integers(2, 10_000)),
        person="P0",
        type=draw(st.sampled_from(["诫勉", "停职", "个人事项报告", "提醒"])),
        day=day,
        until=draw(st.sampled_from([None, on, max(day, on - timedelta(days=1))])),
    )


@st.composite
def awards(draw, on):
    day = draw(near(on))
    end = draw(maybe(near(on)))
    return Award(
        row=draw(st.integers(2, 10_000)),
        subject_type="干部",
        subject="P0",
        type=draw(st.sampled_from(["党纪处分", "政务处分", "嘉奖"])),
        name="警告",
        day=day,
        influence_until=end if end and end >= day else None,
    )


@st.composite
def classes(draw, on):
    end = draw(near(on))
    return Training(
        row=draw(st.integers(2, 10_000)),
        person="P0",
        name="班次",
        mode=draw(st.sampled_from(["脱产", "网络"])),
        start=end - timedelta(days=draw(st.sampled_from([0, 11, 12, 88, 89]))),
        end=end,
        hours=draw(maybe(st.sampled_from([n * MILLION for n in (0, 89, 90, 460, 549, 550)]))),
    )


@st.composite
def secondments(draw, on):
    start, end = draw(spans(on))
    return Secondment(
        row=draw(st.integers(2, 10_000)),
        person="P0",
        mode=draw(st.sampled_from(["下派", "上挂"])),
        start=start,
        end=end,
    )


@st.composite
def grades(draw, on):
    return Appraisal(
        row=draw(st.integers(2, 10_000)),
        subject_type="干部",
        subject="P0",
        year=on.year - draw(st.integers(0, 2)),
        type=draw(st.sampled_from(["年度", "年度", "平时"])),
        grade=draw(st.sampled_from([None, "优秀", "称职", "基本称职", "不称职"])),
    )


@st.composite
def relatives(draw):
    return Family(
        row=draw(st.integers(2, 10_000)),
        person=draw(st.sampled_from(["P0", "P1", "P2"])),
        relation="配偶",
        name=draw(st.sampled_from([*NAMES, "赵四"])),
        birth=draw(st.sampled_from(BIRTHS)),
    )


@st.composite
def units(draw):
    where = st.sampled_from([None, "青山区", "青山", "白水县"])
    kinds = st.sampled_from(["乡镇", "区直部门", "市直单位", "党委"])
    name = draw(st.sampled_from(["农业农村局", "县公安局"]))
    parent = draw(st.sampled_from([None, "委"]))
    found = [
        Unit(
            row=2, code="局", name=name, parent=parent, category=draw(kinds), location=draw(where)
        ),
        Unit(row=3, code="委", name="县委", category="党委", location=draw(where)),
    ]
    if draw(st.booleans()):
        found.append(Unit(row=4, code="外", name="外单位", category=draw(kinds)))
    return found


@st.composite
def cases(draw):
    """A day, a post, and the lines of the register."""
    on = draw(st.sampled_from(DAYS))
    people = [draw(persons(number, on)) for number in range(3)]
    own = draw(st.lists(tenures(on, ["P0"]), max_size=4))
    others = draw(st.lists(tenures(on, ["P1", "P2"]), max_size=4))
    rows = {
        Unit: draw(units()),
        Person: people,
        Tenure: [*own, *others],
        Training: draw(st.lists(classes(on), max_size=3)),
        Appraisal: draw(st.lists(grades(on), max_size=3)),
        Supervision: draw(st.lists(matters(on), max_size=4)),
        Award: draw(st.lists(awards(on), max_size=2)),
        Secondment: draw(st.lists(secondments(on), max_size=2)),
        Family: draw(st.lists(relatives(), max_size=3)),
    }
    post = Post(
        "局",
        draw(st.sampled_from(TITLES)),
        draw(st.sampled_from(LEVELS[:4])),
        draw(st.sampled_from([True, True, True, False])),
        draw(st.booleans()),
        "班子成员",
        exceptional=draw(st.booleans()),
        term=draw(st.booleans()),
    )
    return on, post, rows
