"""Two to five people side by side."""

import pytest
from django.urls import reverse
from django.utils import timezone

from quanheng.office.accounts.models import AccessLog
from quanheng.office.records.models import Appraisal, Family, Person, Tenure, Unit
from quanheng.office.selection.search import comparing
from quanheng.office.selection.search.asked import Asked
from tests.office.selection.search.conftest import ON

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def colleagues(code, number):
    """People who now serve in a unit or below."""
    unit = Unit.objects.get(code=code)
    posts = Tenure.objects.current().filter(unit__path__startswith=unit.path, end=None)
    return list(
        Person.objects.filter(pk__in=posts.values("person")).order_by("pinyin", "pk")[:number]
    )


def side_by_side(client, people, **more):
    return client.get(reverse("selection:compare"), {"person": [one.pk for one in people], **more})


def test_a_head_compares_the_own_people_and_each_look_is_noted(client_of, users, bureau, somewhere):
    people = colleagues(somewhere, 2)
    page = side_by_side(client_of("head"), people)
    assert page.context["people"] == people
    told = page.content.decode()
    assert all(one.name in told for one in people)
    looked = AccessLog.objects.filter(user=users["head"]).values_list("person_code", flat=True)
    assert set(looked) == {one.code for one in people}


def test_people_elsewhere_are_left_out(client_of, bureau, somewhere):
    own = colleagues(somewhere, 1)
    other = Person.objects.exclude(pk__in=[one.pk for one in colleagues(somewhere, 99)]).first()
    page = side_by_side(client_of("head"), [*own, other])
    assert page.context["people"] == own
    assert not page.context["enough"]
    assert other.name not in page.content.decode()


@pytest.mark.parametrize("given", [["x"], ["1"], []])
def test_fewer_than_two_are_asked_for_more(client_of, bureau, given):
    page = client_of("organisation_officer").get(reverse("selection:compare"), {"person": given})
    assert page.status_code == 200
    assert not page.context["enough"]


def test_people_are_named_by_key_or_code(client_of, bureau):
    people = list(Person.objects.order_by("pinyin", "pk")[:3])
    page = client_of("organisation_officer").get(
        reverse("selection:compare"),
        {"person": [people[0].pk, people[1].code], "code": people[2].code},
    )
    assert page.context["people"] == people


def test_no_more_than_five(client_of, bureau):
    people = Person.objects.order_by("pk")[:8]
    assert len(side_by_side(client_of("organisation_officer"), people).context["people"]) <= 5


def test_what_is_not_on_file_is_said_with_who_supplies_it(users, bureau):
    person = Person.objects.filter(pk__in=Appraisal.objects.values("person")).first()
    Appraisal.objects.filter(person=person).delete()
    found = comparing.sections([person], Asked(), users["organisation_officer"], ON)
    grades = next(one for one in found if one.title == "近三年年度考核")
    assert grades.cells[0][0].text == "2025：未入档，由人事干部补充"


def test_nothing_tells_sex_ethnicity_age_or_party(users, bureau):
    people = list(Person.objects.order_by("pk")[:5])
    found = comparing.sections(people, Asked(), users["organisation_officer"], ON)
    told = " ".join(fact.text for one in found for cell in one.cells for fact in cell)
    for word in ("岁", "汉族", "中共党员", "出生", "性别"):
        assert word not in told


def test_the_post_adds_what_does_not_hold(users, asked):
    people = colleagues(asked.unit.code, 3)
    found = comparing.sections(people, asked, users["organisation_officer"], ON)
    assert found[-1].title == "对所选职务的资格条件"
    assert all(cell[0].badge in ("符合", "不符合", "待查") for cell in found[-1].cells)


def test_the_number_of_queries_does_not_grow(users, asked, django_assert_max_num_queries):
    people = list(Person.objects.order_by("pk")[:5])
    officer = users["organisation_officer"]
    with django_assert_max_num_queries(28) as many:
        comparing.sections(people, asked, officer, ON)
    with django_assert_max_num_queries(len(many)):
        comparing.sections(people[:2], asked, officer, ON)


def test_kin_is_not_told_to_who_may_not_see_families(users, asked):
    leader = Tenure.objects.current().filter(unit=asked.unit, end=None, leading=True).first()
    other = Person.objects.exclude(pk=leader.person.pk).order_by("pk").first()
    Family.objects.create(
        person=other, relation="配偶", name=leader.person.name, recorded_at=timezone.now(),
        recorded_by=users["organisation_officer"], source="样例",
    )  # fmt: skip

    def told(role):
        found = comparing.sections([other], asked, users[role], ON)[-1]
        return " ".join(fact.text for fact in found.cells[0])

    assert f"配偶与{leader.title}{leader.person.name}同名" in told("organisation_officer")
    assert leader.person.name not in told("committee_member")
    assert "家庭情况由组织部门查看" in told("committee_member")


@pytest.mark.parametrize(
    ("role", "status"),
    [("official", 403), ("auditor", 403), ("head", 200), ("committee_member", 200)],
)
def test_who_sees_teams_compares(client_of, bureau, role, status):
    assert client_of(role).get(reverse("selection:compare")).status_code == status
