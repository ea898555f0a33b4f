"""Who is found for a post, why each fits or not, and who may look."""

from dataclasses import replace

import pytest
from django.urls import reverse
from django.utils import timezone

from quanheng.norms.finding import Status
from quanheng.norms.kinds import Level
from quanheng.office.accounts.models import AccessLog, Grant
from quanheng.office.records.models import Family, Particulars, Person, Tenure, Unit
from quanheng.office.selection.search import queries
from quanheng.office.selection.search.asked import Criteria, asked_by
from tests.office.selection.search.conftest import ON

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def found_by(users, asked):
    return queries.search(users["organisation_officer"], asked, ON)


def test_those_at_the_level_and_one_below_are_looked_at(users, asked):
    found = found_by(users, asked)
    levels = {result.posts[0].level for result in found.looked_at}
    assert levels <= {Level.SECTION_CHIEF, Level.SECTION_DEPUTY}
    assert len(found.looked_at) == found.total > 1


def test_every_check_names_its_clause_and_what_is_on_file(users, asked):
    for result in found_by(users, asked).looked_at:
        for check in result.checks:
            assert check.clause
            assert check.on_file.zh
            assert check.holds or check.remedy.zh


def test_the_verdict_follows_from_the_binding_checks(users, asked):
    for result in found_by(users, asked).looked_at:
        missed = [one for one in result.checks if one.binding and one.status is Status.MISSED]
        open_ = [one for one in result.checks if one.blocks]
        assert result.verdict == ("unfit" if missed else "open" if open_ else "fits")
        assert sum(result.counts) == sum(one.binding for one in result.checks)


def test_the_documents_of_the_unit_speak_too(users, asked):
    clauses = {check.clause for one in found_by(users, asked).looked_at for check in one.checks}
    assert {"national:barred", "national:avoidance", "qingshanhu-2009:20"} <= clauses


def test_nothing_asks_for_sex_ethnicity_age_or_party(users, asked):
    person = found_by(users, asked).looked_at[0].person
    before = {one.person.pk: one.verdict for one in found_by(users, asked).looked_at}
    Particulars.objects.filter(person=person).update(ethnicity="回族", politics="群众")
    assert {one.person.pk: one.verdict for one in found_by(users, asked).looked_at} == before
    assert set(Criteria.__dataclass_fields__) == {
        "field", "speciality", "schooling", "years", "head", "modes", "mark",
    }  # fmt: skip


def test_results_stand_by_name_or_by_unit(users, asked):
    names = [one.person.pinyin for one in found_by(users, asked).looked_at]
    assert names == sorted(names)
    found = found_by(users, replace(asked, order="unit")).looked_at
    units = dict(Unit.objects.values_list("code", "path"))
    paths = [units[one.posts[0].unit] for one in found]
    assert paths == sorted(paths)


def test_whoever_leaves_makes_room_for_the_post(users, asked):
    leaders = queries.leaders_at(asked.unit, ON)
    heads = Tenure.objects.current().filter(unit=asked.unit, end=None, chief=True)
    code = heads.get().person.code
    assert code in {one.code for one in leaders}
    other = replace(asked, title="新设职务")
    before, after = (found_by(users, one).of_post for one in (other, replace(other, leaving=code)))
    assert {one.clause for one in after} == {"national:post-quota", "qingshanhu-2009:24"}
    assert [one.on_file.zh.count("须先离任") for one in after] == [1, 1]
    assert [one.on_file.zh.count("须先离任") for one in before] == [0, 0]


def test_a_criterion_is_shown_as_a_check(users, asked):
    person = found_by(users, asked).looked_at[0].person
    Particulars.objects.filter(person=person).update(familiar_field="农业农村", speciality=None)
    wanted = replace(asked, criteria=Criteria(field="农业", speciality="法"))
    (result,) = [one for one in found_by(users, wanted).looked_at if one.person == person]
    said = {check.label.zh: check for check in result.checks}
    assert said["熟悉领域"].status is Status.MET
    assert said["专业"].status is Status.NO_DATA
    assert said["专业"].remedy.zh.startswith("由人事干部")


def test_a_large_range_is_narrowed_by_the_criteria_and_says_so(users, asked, monkeypatch):
    monkeypatch.setattr(queries, "MOST", 2)
    found = found_by(users, asked)
    assert (found.narrowed, len(found.looked_at)) == (False, 2)
    assert found.total > 2
    field = Particulars.objects.exclude(familiar_field=None).first().familiar_field
    assert found_by(users, replace(asked, criteria=Criteria(field=field))).narrowed


def test_nobody_finds_relatives(users, asked):
    first = found_by(users, asked).looked_at[0].person
    officer = users["organisation_officer"]
    officer.name = "申报人"
    Family.objects.create(
        person=first,
        relation="配偶",
        name="申报人",
        recorded_by=officer,
        source="样例",
        recorded_at=timezone.now(),
    )
    assert first not in [one.person for one in queries.search(officer, asked, ON).looked_at]


def test_only_ones_own_part_of_the_district_is_searched(users, asked, bureau):
    officer = users["organisation_officer"]
    Grant.objects.filter(user=officer).update(unit_code=bureau.code)
    people = {one.person.pk for one in queries.search(officer, asked, ON).looked_at}
    serving = Tenure.objects.current().filter(unit__path__startswith=bureau.path)
    assert people <= set(serving.values_list("person", flat=True))


def test_the_number_of_queries_does_not_grow(users, asked, django_assert_max_num_queries):
    criteria = Criteria(field="农业", years=2, head=True, modes=("驻村",), mark="狮子型")
    with django_assert_max_num_queries(26) as few:
        found = found_by(users, replace(asked, criteria=criteria))
    wide = replace(asked, level=Level.DIVISION_DEPUTY, criteria=criteria)
    with django_assert_max_num_queries(len(few)):
        more = found_by(users, wide)
    assert len(more.looked_at) > len(found.looked_at)


def test_an_address_that_makes_no_sense_asks_for_nothing():
    asked = asked_by(
        {"level": "7", "seat": "x", "years": "-1", "show": "?", "order": "votes"}, ["?"]
    )
    assert asked.post is None
    assert (asked.show, asked.order, asked.criteria) == ("", "name", Criteria())


def test_a_case_names_the_level_in_words():
    asked = asked_by({"level": "乡科级正职", "chief": "yes"}, [])
    assert (asked.level, asked.seat) == (Level.SECTION_CHIEF, "chief")
    assert asked_by({"level": "乡科级副职"}, []).seat == "deputy"
    assert asked_by({}, []).seat == "chief"


def address(bureau, **more):
    return {"unit": bureau.code, "level": 109, "seat": "chief", "title": "局长", **more}


def test_the_page_shows_verdicts_chips_and_reasons(client_of, bureau):
    page = client_of("organisation_officer").get(reverse("selection:search"), address(bureau))
    assert page.status_code == 200
    told = page.content.decode()
    assert "全部依据" in told
    assert "逐一核对了" in told
    for chip in page.context["chips"]:
        rows = client_of("organisation_officer").get(
            reverse("selection:search"), address(bureau, show=chip.value)
        )
        assert len(rows.context["page"].paginator.object_list) == chip.count


def test_the_reasons_of_one_person_are_a_look_at_the_file(client_of, users, bureau):
    person = Person.objects.exclude(code=users["official"].person_code).first()
    page = client_of("organisation_officer").get(
        reverse("selection:search-why", args=[person.pk]), address(bureau)
    )
    assert page.status_code == 200
    assert AccessLog.objects.filter(
        user=users["organisation_officer"], person_code=person.code
    ).exists()
    assert "国家规定" in page.content.decode()


@pytest.mark.parametrize("role", ["personnel_officer", "head", "committee_member", "official",
                                  "auditor", "discipline_officer", "system_admin"])  # fmt: skip
def test_only_who_manages_selection_searches(client_of, bureau, role):
    assert client_of(role).get(reverse("selection:search"), address(bureau)).status_code == 403
