"""Two-way secondments of a year against what is asked for, and who rose from villages."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from quanheng.norms.kinds import Level
from quanheng.office.accounts.models import User
from quanheng.office.law.models import Adoption
from quanheng.office.records.models import Person, Secondment, Tenure, Unit
from quanheng.office.records.writing import write
from quanheng.office.selection.teams.villages import villages
from tests.office.procedures.desk import follow

pytestmark = pytest.mark.any_database

ON = date(2025, 12, 31)


def seconded(by: User, day: date) -> None:
    values: dict[str, Any] = {"person": somebody(), "mode": "双向挂职", "start": day}
    write(Secondment, {**values, "unit_name": "槐湾村"}, by=by, source="样例")


def somebody() -> Person:
    long_ago = Tenure.objects.current().filter(end=None, start__lt=date(2018, 1, 1))
    return long_ago.select_related("person").order_by("person__code")[0].person


def test_months_are_batches_and_the_document_says_how_many(
    district: object, users: dict[str, User]
) -> None:
    officer = users["organisation_officer"]
    Secondment.objects.filter(mode="双向挂职").update(mode="驻村")
    Adoption.objects.all().delete()
    assert villages(officer, 2024, ON).met is None
    follow("qingshanhu-2009")
    assert villages(officer, 2024, ON).met is False
    for day in (date(2024, 3, 1), date(2024, 3, 31), date(2024, 9, 1), date(2025, 1, 1)):
        seconded(officer, day)
    found = villages(officer, 2024, ON)
    assert [(one.month.month, len(one.people)) for one in found.batches] == [(3, 2), (9, 1)]
    assert (found.met, found.wanted, found.clause) == (True, 1, "qingshanhu-2009:22")


def test_who_rose_is_listed_with_how(
    district: object, users: dict[str, User], client_of: Callable[[str], Client]
) -> None:
    officer, person = users["organisation_officer"], somebody()
    village = Unit.objects.filter(category="村")[0]
    above = Unit.objects.filter(category="乡镇")[0]
    Tenure.objects.filter(person=person, end=None).update(end=date(2020, 1, 1))
    post: dict[str, Any] = {"person": person, "leading": False, "chief": False}
    first = {
        "unit": village,
        "title": "党支部书记",
        "level": Level.VILLAGE,
        "start": date(2020, 1, 1),
    }
    then = {"unit": above, "title": "副镇长", "level": Level.SECTION_DEPUTY}
    write(Tenure, {**post, **first, "end": date(2024, 5, 1)}, by=officer, source="样例")
    values = {**post, **then, "start": date(2024, 5, 1)}
    write(Tenure, values, by=officer, source="7号办理事项：公推优选")
    assert [one.title for one in villages(officer, 2024, ON).rose] == ["副镇长"]
    assert not villages(officer, 2023, ON).rose
    client = client_of("organisation_officer")
    address = reverse("selection:villages")
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        page = client.get(address, {"year": "2024"}).content.decode()
    assert "7号办理事项：公推优选" in page
    assert len(asked) <= 16
