"""Influence periods end by themselves, on pages as in the rules, from the day on."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quanheng.norms.finding import Status
from quanheng.norms.plain import evaluate
from quanheng.office.accounts.models import User
from quanheng.office.records import actions
from quanheng.office.records.influence import runs, shown
from quanheng.office.records.models import Award, Person
from quanheng.office.records.tables import of_person
from quanheng.packs import installed
from tests.office.records.conftest import TODAY

pytestmark = pytest.mark.django_db
UNTIL = date(2026, 2, 28)
SANCTION = {"type": "党纪处分", "name": "警告", "day": date(2025, 1, 10)}


def sanctioned(person: Person, officer: User, until: date) -> None:
    values = {"person": person, **SANCTION, "influence_until": until}
    actions.add_record(Award, values, by=officer, on=TODAY)


def test_pages_and_rules_agree_around_the_day(person: Person, officer: User) -> None:
    sanctioned(person, officer, UNTIL)
    records, pack = of_person(person), [installed()["national"]]

    @settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.one_of(st.integers(-3, 3), st.integers(-300, 800)))
    def agree(days: int) -> None:
        on = UNTIL + timedelta(days)
        marked = any(
            finding.rule.endswith("influence/sanction") and finding.status is Status.ATTENTION
            for finding in evaluate(records, pack, on, subject=person.code)
        )
        assert marked is runs(UNTIL, on) is (days < 0)
        assert ("影响期已满" in shown(UNTIL, on)) is (days >= 0)
        assert ("影响期内" in shown(UNTIL, on)) is (days < 0)

    agree()


@pytest.mark.parametrize(("days", "said"), [(1, "（影响期内）"), (0, "（影响期已满）")])
def test_the_file_says_so(
    client_of: Callable[[str], Client], person: Person, officer: User, days: int, said: str
) -> None:
    sanctioned(person, officer, localdate() + timedelta(days))
    line = Award.objects.get(name="警告", person=person)
    for url in (
        reverse("records:person", args=[person.pk]) + "?kind=award",
        reverse("records:record", args=["award", line.pk]),
    ):
        assert said in client_of("organisation_officer").get(url).content.decode()
    own = client_of("official").post(reverse("records:extract"), {"format": "html"})
    assert said in own.content.decode()
