"""Between forms and the records of the file."""

from dataclasses import replace
from datetime import date

import pytest

from quanheng.exchange.forms.career import CareerLine
from quanheng.exchange.forms.difference import differences
from quanheng.exchange.forms.from_records import form_of
from quanheng.exchange.forms.model import Education, FamilyRow, Form
from quanheng.exchange.forms.records import known_posts, records_of
from quanheng.exchange.forms.when import PartialDate
from quanheng.norms.kinds import Appraisal, Award, Family, Level, Person, Tenure, Unit
from quanheng.norms.records import Records
from tests.exchange.forms.samples import LIN

PLANNING = Unit(row=2, code="U1", name="云溪区规划局", category="区直部门")
HOUSING = Unit(row=3, code="U2", name="云溪区住房和城乡建设局", category="区直部门")


def tenure(unit, title, level, start, end=None, person="P9", row=2):
    return Tenure(
        row=row,
        person=person,
        unit=unit,
        title=title,
        level=level,
        leading=True,
        chief=False,
        start=start,
        end=end,
    )


DEPUTY = tenure("U2", "副局长", Level.SECTION_DEPUTY, date(2015, 1, 1))


def test_particulars():
    found = records_of(LIN, "P1")
    assert found.person == Person(
        row=0,
        code="P1",
        name="林知遥",
        sex="女",
        birth=date(1979, 6, 1),
        ethnicity="汉族",
        native_place="青江云溪",
        birthplace="青江云溪",
        joined_party=date(2001, 11, 1),
        began_work=date(2002, 7, 1),
        education="大学，工学学士",
        inservice_education="研究生",
        familiar_field="城乡规划",
        id_number="330000197906010023",
    )
    assert found.remarks == ()


def test_a_blank_changes_nothing_on_file_and_a_month_not_the_day():
    on_file = Person(
        row=7,
        code="P1",
        name="林知遥",
        sex="女",
        birth=date(1979, 6, 17),
        politics="中共党员",
        joined_party=date(2001, 11, 8),
        ethnicity="回族",
    )
    form = Form(name="林知遥", sex="女", birth=PartialDate(1979, 6), ethnicity="无")
    form = replace(form, joined_party=PartialDate(2001, 12))
    found = records_of(form, "P1", on_file=Records({Person: [on_file]}))
    assert found.person == replace(on_file, joined_party=date(2001, 12, 1))


@pytest.mark.parametrize("written", ["大学", "工学学士", "大学 ，工学学士"])
def test_the_level_alone_is_no_other_education(written):
    on_file = replace(records_of(LIN, "P1").person, education=written)
    found = records_of(LIN, "P1", on_file=Records({Person: [on_file]}))
    assert found.person == on_file
    other = replace(on_file, education="大专")
    found = records_of(LIN, "P1", on_file=Records({Person: [other]}))
    assert found.person.education == "大学，工学学士"


def test_days_on_file_are_kept_where_the_months_agree():
    held = replace(DEPUTY, person="P1", start=date(2012, 3, 19), end=None)
    born = replace(records_of(LIN, "P1").family[0], birth=date(1977, 2, 20))
    on_file = Records({Tenure: [replace(held, person="P2"), held], Family: [born]})
    found = records_of(LIN, "P1", on_file=on_file, find=known_posts([HOUSING], [held]))
    assert found.tenures == (replace(held, row=1),)
    assert found.family[0].birth == date(1977, 2, 20)


@pytest.mark.parametrize(
    ("change", "field", "word"),
    [
        ({"birth": "七九年"}, "birth", "出生年月"),
        ({"sex": ""}, "sex", "性别"),
        ({"name": ""}, "name", "姓名"),
    ],
)
def test_who_lacks_what_is_required_is_no_person_yet(change, field, word):
    found = records_of(replace(LIN, **change), "P1")
    assert found.person is None
    assert [remark.field for remark in found.remarks] == [field]
    assert word in found.remarks[0].message.zh


def test_a_party_in_words():
    assert records_of(replace(LIN, joined_party="民盟盟员"), "P1").person.politics == "民盟盟员"
    assert records_of(replace(LIN, joined_party="不详"), "P1").person.politics is None
    assert records_of(LIN, "P1").person.politics is None


def test_family():
    rows = (*LIN.family, FamilyRow(name="某"), FamilyRow(relation="父亲", name="林远", work="无"))
    found = records_of(replace(LIN, family=rows), "P1")
    assert found.family[0] == Family(
        row=1,
        person="P1",
        relation="丈夫",
        name="周明",
        birth=date(1977, 2, 1),
        politics="群众",
        work="云溪区第一中学教师",
    )
    assert [(row.row, row.name, row.work) for row in found.family[2:]] == [(4, "林远", None)]
    assert "第 3 行" in found.remarks[0].message.zh


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2021年度称职，2022年度优秀", {2021: "称职", 2022: "优秀"}),
        ("2021、2022、2023年年度考核均为称职。", dict.fromkeys((2021, 2022, 2023), "称职")),
        ("2022年度考核基本称职；2023年不称职", {2022: "基本称职", 2023: "不称职"}),
        ("2023年度考核等次为优秀", {2023: "优秀"}),
        ("近三年均称职", {}),
        ("2023年度不定等次", {}),
        ("2020年挂职，2021年度称职", {2021: "称职"}),
        ("无", {}),
    ],
)
def test_appraisals(text, expected):
    found = records_of(replace(LIN, appraisals=text), "P1").appraisals
    assert {row.year: row.grade for row in found} == expected
    assert all((row.subject, row.type) == ("P1", "年度") for row in found)


def test_a_career_line_is_a_tenure_only_if_the_file_knows_the_post():
    find = known_posts([PLANNING, HOUSING], [DEPUTY])
    found = records_of(LIN, "P1", find=find)
    (row,) = found.tenures
    assert row == replace(DEPUTY, row=1, person="P1", start=date(2012, 3, 1))
    assert found.left == LIN.career[:2]
    assert records_of(LIN, "P1").tenures == ()


def test_a_bracket_does_not_hide_a_post():
    line = CareerLine(
        PartialDate(2012, 3), PartialDate(2014, 1), "云溪区住房和城乡建设局副局长（挂职）"
    )
    found = records_of(replace(LIN, career=(line,)), "P1", find=known_posts([HOUSING], [DEPUTY]))
    assert found.tenures[0].end == date(2014, 1, 1)


def test_a_post_held_at_two_levels_or_in_two_units_of_one_name_is_not_known():
    higher = replace(DEPUTY, level=Level.SECTION_CHIEF)
    twin = replace(HOUSING, code="U3")
    assert known_posts([HOUSING], [DEPUTY, higher, DEPUTY])(LIN.career[2].text) is None
    assert known_posts([HOUSING, twin], [DEPUTY])(LIN.career[2].text) is None
    assert known_posts([HOUSING], [DEPUTY, DEPUTY])(LIN.career[2].text) is not None


def test_a_year_is_no_start_and_an_end_before_the_start_no_tenure():
    find = known_posts([HOUSING], [DEPUTY])
    text = LIN.career[2].text
    lines = (
        CareerLine(PartialDate(2012), None, text),
        CareerLine(PartialDate(2012, 3), PartialDate(2011, 1), text),
    )
    found = records_of(replace(LIN, career=lines), "P1", find=find)
    assert (found.tenures, found.left) == ((), lines)


ON = date(2024, 6, 3)


def records(**rows):
    found = records_of(LIN, "P1")
    kinds = {
        Unit: [PLANNING, HOUSING],
        Person: [found.person],
        Family: found.family,
        Appraisal: found.appraisals,
        Tenure: [
            tenure("U1", "科员", Level.STAFF, date(2002, 7, 15), date(2012, 3, 1), "P1"),
            tenure("U2", "党组成员", Level.SECTION_DEPUTY, date(2012, 3, 1), None, "P1"),
            tenure("U2", "副局长", Level.SECTION_DEPUTY, date(2012, 3, 1), None, "P1"),
            tenure("U2", "局长", Level.SECTION_CHIEF, date(2024, 7, 1), None, "P1"),
        ],
    }
    return Records({**kinds, **rows})


def test_a_form_of_the_records():
    form = form_of(records(), "P1", on=ON)
    assert form.current_post == "云溪区住房和城乡建设局党组成员，云溪区住房和城乡建设局副局长"
    assert [line.text for line in form.career] == [
        "云溪区规划局科员",
        "云溪区住房和城乡建设局党组成员，云溪区住房和城乡建设局副局长",
    ]
    assert form.career[0].end == PartialDate(2012, 3)
    assert form.appraisals == LIN.appraisals
    assert (form.birth, form.joined_party) == (LIN.birth, LIN.joined_party)
    assert form.full_time == Education(level="大学", degree="工学学士")
    assert form.age_counted_on == PartialDate(2024, 6)
    assert form.family == LIN.family


def test_what_the_records_do_not_hold_is_taken_from_an_earlier_form():
    form = form_of(records(), "P1", on=ON, base=LIN)
    changed = {each.field for each in differences(LIN, form, occasion=False)}
    assert changed == {"current_post"}


def test_sanctions_that_have_no_effect_any_more_are_not_told():
    def award(kind, name, day, until=None):
        return Award(
            row=2,
            subject_type="干部",
            subject="P1",
            type=kind,
            name=name,
            day=day,
            influence_until=until,
        )

    rows = [
        award("党纪处分", "党内警告", date(2020, 1, 1), date(2021, 1, 1)),
        award("政务处分", "记过", date(2024, 1, 1), date(2025, 1, 1)),
        award("嘉奖", "嘉奖", date(2023, 2, 1)),
        award("嘉奖", "嘉奖", date(2025, 2, 1)),
    ]
    form = form_of(Records({**_rows(records()), Award: rows}), "P1", on=ON)
    assert form.awards == "2023年2月嘉奖；2024年1月记过"


def _rows(found):
    return {kind: found.of(kind) for kind in (Unit, Person, Family, Appraisal, Tenure)}


def test_who_is_not_on_file():
    with pytest.raises(KeyError):
        form_of(records(), "P2", on=ON)
