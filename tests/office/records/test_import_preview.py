"""The preview of an import names the people whom the account may see."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse

from quanheng.norms import kinds
from quanheng.norms.kinds import MILLION
from quanheng.office.accounts.models import User
from quanheng.office.records.models import Person
from quanheng.office.records.tables import everyone
from tests.office.records.importing import Upload

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", ["organisation_officer", "personnel_officer"])
def test_people_are_named_beside_their_codes(
    client_of: Callable[[str], Client],
    person: Person,
    users: dict[str, User],
    upload: Upload,
    role: str,
) -> None:
    stranger = Person.objects.exclude(
        pk__in=Person.objects.visible_to(users["personnel_officer"])
    ).exclude(name=person.name)[0]
    line = everyone().of(kinds.Training)[0]
    rows = [
        replace(line, row=number, person=code, name="新班", hours=7 * MILLION)
        for number, code in enumerate((person.code, stranger.code), 2)
    ]
    batch = upload({kinds.Training: rows}, by=users[role])
    page, browser = reverse("records:import", args=[batch.pk]), client_of(role)
    html = "".join(
        browser.get(page, {"outcome": outcome}).content.decode() for outcome in ("new", "conflict")
    )
    assert f'{person.code} <span class="nowrap">{person.name}</span>' in html
    assert stranger.code in html
    named = f'{stranger.code} <span class="nowrap">{stranger.name}</span>' in html
    assert named == (role == "organisation_officer")
