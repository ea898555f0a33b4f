"""Random forms."""

from datetime import date

from hypothesis import strategies as st

from quanheng.exchange.forms.career import CareerLine, parse_career
from quanheng.exchange.forms.decoding import many_lines, one_line, person_name
from quanheng.exchange.forms.model import Education, FamilyRow, Form, RawElement
from quanheng.exchange.forms.when import FIRST_YEAR, LAST_YEAR, PartialDate, parse_when
from tests.exchange.forms.samples import bmp, gif, jpeg, png

ANY = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
MARKS = st.text(
    "甲乙丙丁 　\t\n<>&'\"-—.（）()至今其间：0123456789年月日,;#@\\/\u200b\x02", max_size=25
)
WRITTEN = st.one_of(ANY, MARKS)
LINE = WRITTEN.map(one_line)
NAME = WRITTEN.map(person_name).map(person_name)
BLOCK = WRITTEN.map(many_lines)


@st.composite
def dates(draw):
    day = draw(st.dates(date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31)))
    return draw(
        st.sampled_from(
            [
                PartialDate(day.year, day.month),
                PartialDate(day.year, day.month, day.day),
                PartialDate(day.year),
            ]
        )
    )


WHEN = st.one_of(st.none(), dates(), LINE.map(parse_when))

LINES = st.builds(
    CareerLine,
    dates(),
    st.none() | dates(),
    st.text("甲乙丙丁兼县委（其间：）、，", max_size=12),
    st.lists(
        st.text("甲乙在2008.09--学习：、", max_size=10).map("（其间：{}）".format), max_size=2
    ).map(tuple),
)
FREE_CAREER = st.lists(
    st.one_of(
        MARKS,
        st.tuples(
            st.sampled_from(["", " ", " " * 8, " " * 17]),
            dates(),
            st.sampled_from(["--", "-", "—", "至", " -- "]),
            st.sampled_from(["", "2011.05", "201105", "至今", "今", "  ", "         "]),
            MARKS,
        ).map(lambda parts: parts[0] + parts[1].dotted + "".join(parts[2:])),
    ),
    max_size=6,
).map("\n".join)
"""What people type into the field of the career."""

CAREER = FREE_CAREER.map(many_lines).map(parse_career)

EDUCATION = st.builds(Education, level=LINE, degree=LINE, level_school=LINE, degree_school=LINE)
RELATIVE = st.builds(
    FamilyRow,
    relation=LINE,
    name=NAME.map(lambda name: name or "甲"),
    birth=WHEN,
    politics=LINE,
    work=LINE,
)
RAW = st.builds(
    RawElement,
    name=st.sampled_from(["BeiZhu", "QiTa"]),
    text=BLOCK,
    attributes=st.dictionaries(st.sampled_from("abc"), BLOCK, max_size=2).map(
        lambda found: tuple(found.items())
    ),
    children=st.just(()),
    after=st.sampled_from(["", "MinZu", "JiaTingChengYuan", "Version"]),
)
PHOTO = st.sampled_from([None, png(), jpeg(), gif(), bmp()])

FORMS = st.builds(
    Form,
    name=NAME,
    sex=st.sampled_from(["男", "女", ""]),
    birth=WHEN,
    ethnicity=LINE,
    native_place=LINE,
    birthplace=LINE,
    joined_party=WHEN,
    began_work=WHEN,
    retires_on=WHEN,
    retires_before_reform=WHEN,
    health=LINE,
    technical_title=LINE,
    familiar_field=LINE,
    full_time=EDUCATION,
    in_service=EDUCATION,
    current_post=BLOCK,
    proposed_post=BLOCK,
    post_to_leave=BLOCK,
    career=CAREER,
    awards=BLOCK,
    appraisals=BLOCK,
    reason=BLOCK,
    family=st.lists(RELATIVE, max_size=12).map(tuple),
    reporting_unit=LINE,
    age_counted_on=WHEN,
    filled_on=WHEN,
    filled_by=LINE,
    id_number=st.none() | LINE.map(lambda text: text or "1"),
    photo=PHOTO,
    raw=st.lists(RAW, max_size=2).map(tuple),
)
