"""Search: found by any of the ways to type, in groups, within one's own scope, in few queries."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from quanheng.norms import kinds
from quanheng.norms.records import Records
from quanheng.office.records.models import Person, Tenure, Unit

pytestmark = pytest.mark.django_db
ClientOf = Callable[[str], Client]


@pytest.fixture
def person(district: Records, somebody: kinds.Person) -> Person:
    return Person.objects.get(code=somebody.code)


def found(browser: Client, text: str, **headers: str) -> Any:
    return browser.get(reverse("dashboards:search"), {"q": text}, headers=headers)


def links(answer: Any, key: str) -> set[str]:
    groups = {group.key: group.hits for group in answer.context["groups"]}
    return {hit.url for hit in groups.get(key, [])}


@pytest.mark.parametrize(
    "typed",
    [
        lambda person: person.name,
        lambda person: person.name[:2],
        lambda person: person.name[1:],
        lambda person: person.pinyin,
        lambda person: person.pinyin[:-1].upper(),
        lambda person: person.initials,
        lambda person: person.code,
    ],
    ids=["name", "beginning", "given name", "pinyin", "begun pinyin", "initials", "code"],
)
def test_a_person_is_found_however_typed(
    client_of: ClientOf, person: Person, typed: Callable[[Person], str]
) -> None:
    answer = found(client_of("organisation_officer"), typed(person))
    assert reverse("dashboards:person", args=[person.pk]) in links(answer, "people")
    post = person.tenures.filter(end=None, known_until=None)[0]
    assert any(post.title in hit.about for group in answer.context["groups"] for hit in group.hits)


def test_a_unit_is_found_by_part_of_its_name_and_by_code(
    client_of: ClientOf, district: Records
) -> None:
    unit, browser = Unit.objects.order_by("-path")[0], client_of("auditor")
    for typed in (unit.name[1:], unit.code):
        assert reverse("dashboards:unit", args=[unit.pk]) in links(found(browser, typed), "units")


def test_a_post_leads_to_the_roster_of_those_who_hold_it(
    client_of: ClientOf, person: Person
) -> None:
    browser, post = client_of("auditor"), person.tenures.filter(end=None, known_until=None)[0]
    url = next(url for url in links(found(browser, post.title), "posts") if "title=" in url)
    holders = Tenure.objects.current().filter(end=None, title=post.title).values("person")
    assert browser.get(url).context["page"].count == holders.distinct().count()


def test_the_list_below_the_box_is_only_the_list(client_of: ClientOf, person: Person) -> None:
    answer = found(client_of("auditor"), person.name, **{"HX-Target": "search-hits"})
    text = answer.content.decode()
    assert 'role="option"' in text and "<html" not in text
    assert "HX-Target" in answer.headers["Vary"]


def test_nothing_outside_ones_scope_is_found(client_of: ClientOf, person: Person) -> None:
    stranger = Person.objects.exclude(tenures__unit__in=person.tenures.values("unit")).exclude(
        name=person.name
    )[0]
    for role in ("head", "official"):
        browser = client_of(role)
        assert links(found(browser, person.code), "people")
        for typed in (stranger.name, stranger.code, stranger.pinyin):
            url = reverse("dashboards:person", args=[stranger.pk])
            assert url not in links(found(browser, typed), "people")
    assert not links(found(client_of("official"), "长"), "posts")
    assert found(client_of("system_admin"), "a").status_code == 403


@pytest.mark.parametrize("typed", ["", " ", "%", "_", "'", "\0", "王\0", "x" * 500, "\U0010ffff"])
def test_odd_texts_find_nothing_and_break_nothing(
    client_of: ClientOf, district: Records, typed: str
) -> None:
    answer = found(client_of("auditor"), typed)
    assert answer.status_code == 200
    assert not links(answer, "people") or typed == "王\0"


@pytest.mark.parametrize("role", ["organisation_officer", "head"])
@pytest.mark.parametrize("typed", ["l", "wang", "王", "局"])
def test_search_takes_few_queries(
    client_of: ClientOf,
    district: Records,
    django_assert_max_num_queries: Any,
    role: str,
    typed: str,
) -> None:
    browser = client_of(role)
    found(browser, "first")  # the titles are kept from now on
    with django_assert_max_num_queries(12):
        assert found(browser, typed).status_code == 200


def test_the_box_is_there_for_those_who_may_search(client_of: ClientOf, district: Records) -> None:
    assert 'id="find"' in client_of("head").get("/").content.decode()
    assert 'id="find"' not in client_of("system_admin").get("/").content.decode()
