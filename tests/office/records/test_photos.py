"""Photographs: taken in, sealed, shown to whoever may see the file."""

from collections.abc import Callable
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from quanheng.office.accounts.access import looks_at
from quanheng.office.accounts.models import User
from quanheng.office.accounts.vault import Unsealable
from quanheng.office.ledger.models import Entry
from quanheng.office.records import actions
from quanheng.office.records.models import Person, Photo
from quanheng.office.records.photos import opened, photo_of
from tests.exchange.forms.samples import jpeg, png
from tests.office.records.conftest import TODAY

pytestmark = pytest.mark.django_db
ClientOf = Callable[[str], Client]


@pytest.fixture
def browser(client_of: ClientOf) -> Client:
    return client_of("organisation_officer")


def address(name: str, person: Person) -> str:
    return reverse(f"records:{name}", args=[person.pk])


def picture(data: bytes, name: str = "照片.png") -> dict[str, object]:
    return {"image": SimpleUploadedFile(name, data), "taken": "2025-03-01", "source": "本人提供"}


def test_a_photo_is_uploaded_and_shown(browser: Client, person: Person) -> None:
    url = address("add-photo", person)
    assert url in browser.get(address("person", person)).content.decode()
    assert browser.get(address("photo", person)).status_code == 404
    assert browser.post(url, picture(png())).status_code == 302
    assert address("photo", person) in browser.get(address("person", person)).content.decode()
    shown = browser.get(address("photo", person))
    assert (shown.content, shown["Content-Type"]) == (png(), "image/png")
    assert shown["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in shown["Cache-Control"]
    line = Photo.objects.get()
    assert (line.taken, line.source) == (date(2025, 3, 1), "本人提供")
    told = Entry.objects.get(action="photo filed").details.values
    assert told == {"person": person.code, "sha256": line.sha256, "taken": "2025-03-01"}


def test_another_photo_takes_its_place(browser: Client, person: Person) -> None:
    url = address("add-photo", person)
    browser.post(url, picture(png()))
    again = browser.post(url, picture(png()))
    assert again.status_code == 422
    assert "相同" in again.content.decode()
    assert browser.post(url, picture(jpeg(), "照片.jpg")).status_code == 302
    assert browser.get(address("photo", person))["Content-Type"] == "image/jpeg"
    old, new = Photo.objects.order_by("pk")
    assert new.supersedes == old
    assert opened(old) == png()


@pytest.mark.parametrize(
    "data", [b"<svg onload='alert(1)'/>", b"", png()[:20], b"\xff\xd8\xff" + bytes(6 << 20)]
)
def test_what_is_no_picture_or_too_large_is_refused(
    browser: Client, person: Person, data: bytes
) -> None:
    answer = browser.post(address("add-photo", person), picture(data))
    assert answer.status_code == 422
    assert not Photo.objects.exists()


def test_it_is_sealed_for_its_person(person: Person, officer: User) -> None:
    other = Person.objects.exclude(pk=person.pk)[0]
    actions.add_photo(person, png(), by=officer, on=TODAY)
    actions.add_photo(other, jpeg(), by=officer, on=TODAY)
    mine, theirs = Photo.objects.get(person=person), Photo.objects.get(person=other)
    assert png()[:8] not in bytes(mine.image_sealed)
    Photo.objects.filter(pk=mine.pk).update(image_sealed=theirs.image_sealed, sha256=theirs.sha256)
    with pytest.raises(Unsealable):
        photo_of(person)


def test_only_whoever_sees_the_file_sees_it(
    client_of: ClientOf, browser: Client, person: Person, officer: User
) -> None:
    other = Person.objects.exclude(pk=person.pk)[0]
    for somebody in (person, other):
        actions.add_photo(somebody, png(), by=officer, on=TODAY)
    own = client_of("official")
    assert own.get(address("photo", person)).content == png()
    assert own.get(address("photo", other)).status_code == 404
    assert own.post(address("add-photo", person), picture(jpeg())).status_code == 404
    assert client_of("petition_officer").get(address("photo", person)).status_code == 404
    assert not looks_at(person.code).exists()
    browser.get(address("photo", person))
    assert [look.user.username for look in looks_at(person.code)] == ["organisation_officer"]


def test_correcting_the_day_keeps_the_picture(person: Person, officer: User) -> None:
    entry = actions.add_photo(person, png(), by=officer, on=TODAY)
    line = Photo.objects.get(pk=entry.about_key)
    taken = {"taken": date(2024, 1, 1)}
    actions.correct_record(line, taken, by=officer, on=TODAY, reason="笔误")
    assert Photo.objects.current().get(person=person).taken == date(2024, 1, 1)
    assert photo_of(person) == png()
