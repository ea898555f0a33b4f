"""Each condition on both sides of its limit, by hand; and what does not block."""

from dataclasses import replace
from datetime import date
from importlib import import_module
from pkgutil import iter_modules

import pytest

from quanheng.norms import eligibility
from quanheng.norms.eligibility.candidate import OfCandidate, months_served, spell
from quanheng.norms.eligibility.post import Post, matter_of_post, post_of
from quanheng.norms.eligibility.seat import WithinQuota
from quanheng.norms.finding import Status
from quanheng.norms.gate import Nominee
from quanheng.norms.kinds import (
    KINDS,
    MILLION,
    Appraisal,
    Award,
    Family,
    Level,
    Person,
    Supervision,
    Tenure,
    Training,
    Unit,
)
from quanheng.norms.records import Records
from quanheng.packs import installed

ON = date(2026, 3, 1)
PACKAGE = f"{eligibility.__name__}."
POST = Post("局", "局长", Level.DIVISION_DEPUTY, True, False, "班子成员")
GATES = {name.rpartition("/")[2]: one.gate for pack in ("national", "qingshanhu-2009")
         for name, one in installed()[pack].additions.items()
         if name.rpartition("/")[2] in ("eligibility", "barred", "home")}  # fmt: skip
PERSON = Person(
    row=2, code="王", name="王一", sex="女", birth=date(1980, 5, 1), began_work=date(2003, 7, 1),
    home_area="白水县", education="大学",
)  # fmt: skip
NOW = Tenure(
    row=5, person="王", unit="局", title="副局长", level=Level.SECTION_CHIEF, leading=True,
    chief=True, role="班子成员", start=date(2023, 3, 1),
)  # fmt: skip
UNIT = Unit(row=2, code="局", name="农业农村局", category="区直部门", location="青山区",
            chief_quota=MILLION, deputy_quota=2 * MILLION)  # fmt: skip
AWARD = Award(row=3, subject_type="干部", subject="王", type="政务处分", name="警告",
              day=date(2025, 9, 1))  # fmt: skip


def checks(*rows, post=POST, on=ON, person=PERSON, gates=("eligibility", "barred")):
    """Checks of one nominee, by label; the tenure that is held now unless others are given."""
    found = {Unit: [UNIT], Person: [person]}
    if not any(isinstance(row, Tenure) and row.person == "王" for row in rows):
        rows = (*rows, NOW)
    for row in rows:
        found.setdefault(type(row), []).append(row)
    records = Records(found)
    matter = matter_of_post(post, on, [Nominee("王", person.name, {}, records)], records)
    return {check.label.zh: check for name in gates for check in GATES[name].checks(matter)}


def test_a_post_is_read_back_from_the_facts_of_a_case():
    assert post_of(matter_of_post(POST, ON, [], Records({}))) == POST


def test_while_the_level_is_not_stated_nothing_is_said():
    matter = replace(matter_of_post(POST, ON, [], Records({})), facts={})
    assert post_of(matter) is None


@pytest.mark.parametrize(
    ("began", "status"),
    [(date(2021, 3, 1), Status.MET), (date(2021, 3, 2), Status.MISSED), (None, Status.NO_DATA)],
)
def test_five_years_of_service(began, status):
    check = checks(person=replace(PERSON, began_work=began))["工龄"]
    assert (check.status, check.binding) == (status, True)


@pytest.mark.parametrize(
    ("start", "status"),
    [(date(2023, 3, 1), Status.MET), (date(2023, 3, 2), Status.MISSED)],
)
def test_three_years_as_chief_below(start, status):
    check = checks(replace(NOW, start=start))["在乡科级正职岗位的年限"]
    assert check.status is status
    assert "第八条" in check.required.zh
    assert check.evidence == (("任职", 5),)


def test_two_years_as_deputy_for_a_head_of_county_level():
    now = replace(NOW, level=Level.DIVISION_DEPUTY, start=date(2024, 2, 29))
    post = replace(POST, level=Level.DIVISION_CHIEF)
    label = "在县处级副职岗位的年限"
    assert checks(now, post=post, on=date(2026, 2, 28))[label].status is Status.MET
    assert checks(now, post=post, on=date(2026, 2, 27))[label].status is Status.MISSED


def test_section_level_years_are_shown_and_do_not_block():
    now = replace(NOW, level=Level.SECTION_DEPUTY, start=date(2025, 3, 1))
    check = checks(now, post=replace(POST, level=Level.SECTION_CHIEF))["在乡科级副职岗位的年限"]
    assert (check.status, check.blocks) == (Status.MISSED, False)


def test_county_rules_do_not_speak_of_section_posts():
    now = replace(NOW, level=Level.SECTION_DEPUTY)
    said = checks(now, post=replace(POST, level=Level.SECTION_CHIEF))
    assert not {"工龄", "基层工作经历", "下一级职位任职经历"} & set(said)


def test_a_move_at_the_same_level_is_no_promotion():
    assert "工龄" not in checks(replace(NOW, level=Level.DIVISION_DEPUTY))


def test_two_posts_below():
    other = replace(NOW, row=6, title="站长", start=date(2020, 1, 1), end=date(2023, 3, 1))
    assert checks()["下一级职位任职经历"].status is Status.MISSED
    assert checks(NOW, other)["下一级职位任职经历"].status is Status.MET


@pytest.mark.parametrize(
    ("level", "stepwise", "never"),
    [
        (Level.SECTION_CHIEF, Status.MET, Status.MET),
        (Level.SECTION_DEPUTY, Status.MISSED, Status.MET),
        (Level.STAFF, Status.MISSED, Status.MISSED),
    ],
)
def test_levels_skipped(level, stepwise, never):
    said = checks(replace(NOW, level=level))
    assert said["逐级提拔"].status is stepwise
    assert said["不得越两级提拔"].status is never


def test_an_exception_waives_years_but_never_two_levels_nor_the_first_year():
    now = replace(NOW, level=Level.STAFF, start=date(2025, 3, 2))
    said = checks(now, post=replace(POST, exceptional=True))
    assert not said["逐级提拔"].blocks
    assert not said["在乡科级正职岗位的年限"].blocks
    assert said["不得越两级提拔"].blocks
    assert said["距上次提任的时间"].blocks
    kept = replace(now, start=date(2025, 3, 1))
    assert not checks(kept, post=replace(POST, exceptional=True))["距上次提任的时间"].blocks


@pytest.mark.parametrize(
    ("education", "inservice", "status"),
    [
        ("大专", None, Status.MET),
        ("中专", None, Status.MISSED),
        ("中专", "党校大学", Status.MET),
        ("中专", "师范", Status.NO_DATA),
        (None, None, Status.NO_DATA),
    ],
)
def test_schooling(education, inservice, status):
    person = replace(PERSON, education=education, inservice_education=inservice)
    assert checks(person=person)["学历"].status is status


def test_training_is_made_good_later_and_does_not_block():
    row = Training(row=9, person="王", name="班", mode="网络", start=date(2021, 3, 2),
                   end=date(2021, 3, 2), hours=550 * MILLION)  # fmt: skip
    assert checks(row)["培训"].status is Status.MET
    for short in (replace(row, hours=549 * MILLION), replace(row, end=date(2021, 3, 1))):
        assert not checks(short)["培训"].holds
        assert not checks(short)["培训"].blocks


@pytest.mark.parametrize(
    ("until", "status"),
    [(date(2026, 3, 2), Status.MISSED), (ON, Status.MET), (None, Status.NO_DATA)],
)
def test_the_influence_of_a_sanction(until, status):
    said = checks(replace(AWARD, influence_until=until))
    assert said["影响期"].status is status
    assert ("影响期满后的使用" in said) is (until == ON)


def test_an_admonition_counts_for_six_months():
    row = Supervision(row=4, person="王", type="诫勉", day=date(2025, 9, 2))
    assert checks(row)["影响期"].status is Status.MISSED
    assert checks(replace(row, day=date(2025, 9, 1)))["影响期"].status is Status.MET


def test_of_several_marks_the_latest_end_is_told():
    told = checks(
        replace(AWARD, influence_until=date(2026, 4, 1)),
        replace(AWARD, row=4, influence_until=date(2026, 9, 1)),
    )["影响期"]
    assert told.remedy.zh == "2026-09-01起方可。"


def test_an_old_mark_is_for_people_to_judge():
    check = checks(replace(AWARD, influence_until=ON))["影响期满后的使用"]
    assert (check.status, check.blocks) == (Status.ATTENTION, False)


@pytest.mark.parametrize(
    ("grade", "status"),
    [("称职", Status.MET), ("基本称职", Status.MISSED), (None, Status.NO_DATA)],
)
def test_last_years_grade(grade, status):
    row = Appraisal(row=3, subject_type="干部", subject="王", year=2025, type="年度", grade=grade)
    assert checks(row)["上年度考核"].status is status
    assert checks(replace(row, year=2024))["上年度考核"].status is Status.NO_DATA


def test_last_years_report_will_do_until_the_end_of_january():
    row = Supervision(row=4, person="王", type="个人事项报告", day=date(2025, 1, 20))
    label = "个人有关事项报告"
    assert checks(row, on=date(2026, 1, 31))[label].status is Status.MET
    assert checks(row, on=date(2026, 2, 1))[label].status is Status.NO_DATA


LEADER = replace(NOW, row=7, person="李", title="局长", start=date(2020, 1, 1))
LI = replace(PERSON, row=3, code="李", name="李二", birth=date(1970, 6, 1))


@pytest.mark.parametrize(
    ("birth", "status"),
    [
        (date(1970, 6, 9), Status.MISSED),
        (None, Status.ATTENTION),
        (date(1970, 7, 1), Status.MET),
    ],
)
def test_a_relative_who_leads_the_unit(birth, status):
    relative = Family(row=2, person="王", relation="丈夫", name="李二", birth=birth)
    assert checks(relative, LI, LEADER, NOW)["亲属回避"].status is status


def test_a_leader_who_declared_the_nominee_counts_too():
    relative = Family(row=2, person="李", relation="妻子", name="王一", birth=PERSON.birth)
    assert checks(relative, LI, LEADER, NOW)["亲属回避"].status is Status.MISSED


def test_without_a_declared_family_kin_is_unknown():
    assert checks(LI, LEADER, NOW)["亲属回避"].status is Status.NO_DATA


def test_the_local_rule_on_home_areas_speaks_of_every_leading_post():
    post = replace(POST, level=Level.SECTION_CHIEF)
    home = replace(PERSON, home_area="青山区")
    said = checks(person=home, post=post, gates=("home",))["成长地回避"]
    assert (said.status, said.clause) == (Status.MISSED, "qingshanhu-2009:20")
    assert GATES["home"].overridden_by
    assert "成长地回避" not in checks(person=home)


@pytest.mark.parametrize(("start", "status"), [
    (date(2016, 3, 2), Status.MET), (date(2016, 3, 1), Status.MISSED)])  # fmt: skip
def test_ten_years_in_the_same_post(start, status):
    post = replace(POST, title="副局长", level=Level.SECTION_CHIEF)
    assert checks(replace(NOW, start=start), post=post)["同一职位任职年限"].status is status


@pytest.mark.parametrize(
    ("count", "leaving", "status"),
    [(1, "", Status.MET), (2, "", Status.MISSED), (2, "甲0", Status.MET)],
)
def test_the_quota_of_deputies(count, leaving, status):
    team = [replace(NOW, row=n, person=f"甲{n}", chief=False) for n in range(count)]
    matter = matter_of_post(replace(POST, leaving=leaving), ON, [],
                            Records({Unit: [UNIT], Tenure: team}))  # fmt: skip
    for pack in ("national:post-quota", "qingshanhu-2009:24"):
        gate = installed()[pack.partition(":")[0]].additions[f"{pack}/quota"].gate
        (check,) = gate.checks(matter)
        assert (check.status, check.clause) == (status, pack)


def test_whoever_heads_the_unit_under_the_same_title_leaves_first():
    gate = installed()["national"].additions["national:post-quota/quota"].gate
    head = replace(NOW, title="局长")
    post = replace(POST, chief=True)
    records = Records({Unit: [UNIT], Tenure: [head]})
    (check,) = gate.checks(matter_of_post(post, ON, [], records))
    assert (check.status, check.on_file.zh) == (
        Status.MET, "核定1，现任1人，其中1人须先离任，任命后1人",
    )  # fmt: skip
    (check,) = gate.checks(matter_of_post(replace(post, title="书记"), ON, [], records))
    assert check.status is Status.MISSED


def test_an_unknown_quota_is_not_zero():
    gate = installed()["national"].additions["national:post-quota/quota"].gate
    unit = replace(UNIT, deputy_quota=None)
    (check,) = gate.checks(matter_of_post(POST, ON, [], Records({Unit: [unit]})))
    assert check.status is Status.NO_DATA


@pytest.mark.parametrize(
    ("on", "status"), [(date(2037, 12, 31), Status.MET), (date(2038, 1, 1), Status.MISSED)]
)
def test_statutory_retirement(on, status):
    # Born in May 1980, 55 in May 2035: 124 months after the start, 32 months later.
    check = checks(on=on, post=replace(POST, level=Level.SECTION_CHIEF))["退休年龄"]
    assert "岁" not in check.on_file.zh
    assert check.status is status


def test_what_is_not_sure_never_blocks():
    post = replace(POST, level=Level.SECTION_CHIEF, term=True)
    old = replace(AWARD, influence_until=ON)
    said = [
        *checks(old).values(),
        *checks(old, replace(NOW, level=Level.STAFF), post=post).values(),
    ]
    unsure = {"基层工作经历", "影响期满后的使用", "在科员岗位的年限", "在乡科级副职岗位的年限"}
    assert {one.label.zh for one in said if one.label.zh in unsure and one.binding} == set()
    assert any(one.label.zh in unsure for one in said)


def test_stretches_that_touch_or_overlap_count_once():
    assert months_served([(date(2024, 1, 1), date(2025, 1, 1)), (date(2024, 6, 1), None)],
                         date(2026, 1, 1)) == 24  # fmt: skip
    assert months_served([(date(2021, 1, 1), date(2022, 1, 1)), (date(2025, 1, 1), None)],
                         date(2026, 1, 1)) == 24  # fmt: skip
    assert months_served([(date(2020, 2, 29), date(2022, 2, 28))], ON) == 24
    assert months_served([(date(2024, 3, 1), date(2024, 3, 31))], ON) == 0


def test_a_length_of_time_is_spelt():
    assert spell(38).zh == "3年2个月"
    assert spell(0).en == "0 months"
    assert spell(12).en == "1 year"


def test_conditions_of_candidates_look_at_no_other_kind_of_record() -> None:
    """What is not named in ``kinds`` is not read from the file."""
    modules = [import_module(one.name) for one in iter_modules(eligibility.__path__, PACKAGE)]
    used = {one for each in modules for one in vars(each).values() if one in KINDS}
    assert used == set(OfCandidate.kinds)
    assert set(WithinQuota.kinds) <= used
