"""Two-way secondments of a year against what is asked for, and who rose from villages."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import localdate

from quanheng.norms.finding import Status
from quanheng.norms.kinds import Level
from quanheng.office.accounts.models import User
from quanheng.office.law.models import Adoption
from quanheng.office.records.models import Person, Secondment, Tenure, Unit
from quanheng.office.records.writing import write
from quanheng.office.selection.teams.villages import villages
from tests.office.procedures.desk import follow

pytestmark = pytest.mark.any_database

ON = date(2025, 12, 31)


def seconded(by: User, day: date, host: str = "槐湾村") -> None:
    values: dict[str, Any] = {"person": somebody(), "mode": "双向挂职", "start": day}
    write(Secondment, {**values, "unit_name": host}, by=by, source="样例")


def somebody() -> Person:
    long_ago = Tenure.objects.current().filter(end=None, start__lt=date(2018, 1, 1))
    return long_ago.select_related("person").order_by("person__code")[0].person


def test_months_are_batches_and_the_document_says_how_many(
    district: object, users: dict[str, User]
) -> None:
    officer = users["organisation_officer"]
    Secondment.objects.filter(mode="双向挂职").update(mode="驻村")
    Adoption.objects.all().delete()
    assert villages(officer, 2024, ON).status is None
    follow("qingshanhu-2009")
    assert villages(officer, 2024, ON).status is Status.MISSED
    assert villages(officer, 2024, date(2024, 12, 30)).status is Status.PENDING
    assert villages(officer, 2024, date(2024, 12, 31)).status is Status.MISSED
    for host in ("区内企业", "区农业农村局", "社区卫生服务中心"):  # no village is named
        seconded(officer, date(2024, 6, 1), host)
    assert villages(officer, 2024, ON).status is Status.MISSED
    for day in (date(2024, 3, 1), date(2024, 3, 31), date(2025, 1, 1)):
        seconded(officer, day)
    seconded(officer, date(2024, 9, 1), "槐湾社区居民委员会")
    found = villages(officer, 2024, ON)
    told = [(one.month.month, len(one.people), one.counts) for one in found.batches]
    assert told == [(3, 2, True), (6, 3, False), (9, 1, True)]
    assert (found.status, found.wanted, found.clause) == (Status.MET, 1, "qingshanhu-2009:22")
    assert villages(users["head"], 2024, ON).status is None  # who sees one unit compares nothing


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


def test_procedures_begin_there_and_the_clause_says_how_it_stands(
    district: object, users: dict[str, User], client_of: Callable[[str], Client]
) -> None:
    """Only who manages selection is led to begin; the clause tells this year's batches."""
    client, address = client_of("organisation_officer"), reverse("selection:villages")
    clause = reverse("dashboards:clause", args=["qingshanhu-2009", "22"])
    Adoption.objects.all().delete()
    assert "/cases/new/?procedure=qingshanhu" not in client.get(clause).content.decode()
    follow("qingshanhu-2009")
    names = ("directed-intake", "two-way-secondment", "graduates")
    shown, member = client.get(address), client_of("committee_member").get(address)
    for name in names:
        href = f"/cases/new/?procedure=qingshanhu-2009%3A22%2F{name}"
        assert href in shown.content.decode()
        assert href not in member.content.decode()
        assert href in client.get(clause).content.decode()
        assert client.get(href).status_code == 200
    Secondment.objects.filter(mode="双向挂职").update(mode="驻村")
    with CaptureQueriesContext(connection) as asked:
        (kept,) = client.get(clause).context["kept"]
    assert len(asked) <= 30
    assert (kept.found, kept.status == Status.MET) == ("0批", False)
    seconded(users["organisation_officer"], localdate())
    (kept,) = client.get(clause).context["kept"]
    assert (kept.found, kept.status) == ("1批", Status.MET)
    assert client_of("petition_officer").get(clause).context["kept"] == []
