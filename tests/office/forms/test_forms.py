"""Forms in the import centre: compared field by field, written with photo, given out again."""

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.files import File
from django.test import Client
from django.urls import reverse

from quanheng.exchange.forms.bundle import read_forms, write_forms
from quanheng.exchange.forms.from_records import form_of
from quanheng.exchange.forms.lrm import write_lrm
from quanheng.exchange.forms.lrmx import write_lrmx
from quanheng.exchange.forms.model import Education as Studied
from quanheng.exchange.forms.model import Form
from quanheng.exchange.forms.national import forms, package_of
from quanheng.exchange.forms.package import read_package, write_package
from quanheng.exchange.forms.when import PartialDate
from quanheng.norms import kinds
from quanheng.norms.records import Records
from quanheng.office.accounts.models import AccessLog, Role, User
from quanheng.office.ledger.models import Entry
from quanheng.office.records.importing import jobs
from quanheng.office.records.importing.actions import cancel_import, order_import, upload_workbook
from quanheng.office.records.importing.chunks import page_of
from quanheng.office.records.importing.forms.actions import give_out_form
from quanheng.office.records.importing.forms.queries import page_of_form
from quanheng.office.records.models import (
    Correction,
    Education,
    FormFile,
    ImportBatch,
    Particulars,
    Person,
    Photo,
    Unit,
)
from quanheng.office.records.photos import opened, photo_of
from quanheng.office.records.refusals import Refused
from quanheng.office.records.tables import everyone
from tests.exchange.forms.hostile import FILES, zipped
from tests.exchange.forms.samples import jpeg, png

pytestmark = pytest.mark.django_db
State = ImportBatch.State
TODAY = date(2026, 1, 5)
Upload = Callable[..., ImportBatch]


@pytest.fixture(autouse=True)
def uploads(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "uploads"


@pytest.fixture
def officer(users: dict[str, User]) -> User:
    return users[Role.ORGANISATION_OFFICER]


@pytest.fixture
def person(district: Records, somebody: kinds.Person) -> Person:
    return Person.objects.get(code=somebody.code)


@pytest.fixture
def form(person: Person) -> Form:
    """The form that the file gives, with a photo."""
    return replace(form_of(everyone(identity=True), person.code, on=TODAY), photo=png())


@pytest.fixture
def upload(tmp_path: Path, officer: User) -> Upload:
    def uploaded(data: bytes, name: str = "表.lrmx", by: User = officer) -> ImportBatch:
        path = tmp_path / "upload"
        path.write_bytes(data)
        with path.open("rb") as file:
            entry = upload_workbook(File(file, name=name), by=by, on=TODAY)
        jobs.read_and_compare.call(int(entry.about_key))
        return ImportBatch.objects.get(pk=entry.about_key)

    return uploaded


def applied(batch: ImportBatch, **options: bool) -> ImportBatch:
    order_import(batch, by=batch.uploaded_by, on=TODAY, **options)
    jobs.apply.call(batch.pk)
    return ImportBatch.objects.get(pk=batch.pk)


def counts(batch: ImportBatch) -> dict[str, int]:
    outcomes = ("new", "changed", "same", "waiting", "conflict")
    return {outcome: n for outcome in outcomes if (n := batch.count(outcome))}


def newcomer() -> Form:
    return Form(
        name="林知遥",
        sex="女",
        birth=PartialDate(1979, 6),
        full_time=Studied(level="大学", degree="工学学士", level_school="青江大学城市规划专业"),
        technical_title="工程师",
        id_number="330000197906010023",
        photo=jpeg(),
    )


def test_a_form_of_the_file_brings_only_its_photo(form: Form, person: Person, upload: Upload):
    batch = upload(write_lrmx(form))
    assert set(counts(batch)) == {"same"}
    [kept] = batch.forms.all()
    assert (kept.code, kept.news) == (person.code, True)
    page = page_of_form(kept, "zh", batch.uploaded_by)
    assert page.person == person
    assert [change.label for change in page.changes] == ["照片"]
    assert page.photo.startswith("data:image/png;base64,")
    assert page.photo_on_file == ""

    batch = applied(batch)
    assert batch.state == State.APPLIED
    photo = Photo.objects.current().get(person=person)
    assert opened(photo) == png()
    kept.refresh_from_db()
    entry = Entry.objects.get(number=kept.entry_number)
    assert (entry.action, entry.details.values["filed"]["photo"]) == ("form applied", True)
    assert Entry.objects.get(number=batch.entry_number).details.values["forms"]["applied"] == 1


def test_the_same_form_twice_changes_nothing(form: Form, upload: Upload):
    applied(upload(write_lrmx(form)))
    photos, again = Photo.objects.count(), upload(write_lrmx(form, bom=True))
    assert set(counts(again)) == {"same"}
    assert not again.forms.get().news
    with pytest.raises(Refused, match="没有需要写入"):
        order_import(again, by=again.uploaded_by, on=TODAY)
    assert Photo.objects.count() == photos


@pytest.mark.parametrize("numbered", [True, False])
def test_what_changed_is_shown_and_key_facts_are_only_proposed(
    numbered: bool, form: Form, person: Person, upload: Upload
):
    """The person is found by the number, or by name and the months of work and Party."""
    assert isinstance(form.birth, PartialDate)
    other = PartialDate(form.birth.year, form.birth.month % 12 + 1)
    changed = replace(form, birth=other, birthplace="青江云溪")
    batch = upload(write_lrmx(changed if numbered else replace(changed, id_number=None)))
    page = page_of_form(batch.forms.get(), "zh", batch.uploaded_by)
    assert page.person == person
    assert {"出生年月", "出生地", "照片"} <= {change.label for change in page.changes}
    applied(batch)
    now = Particulars.objects.current().get(person=person)
    assert (now.birth.year, now.birth.month) == form.birth[:2]
    proposed = Correction.objects.get(person=person).changes
    assert "birth" in proposed
    assert "青江云溪" in (now.birthplace, proposed.get("birthplace", {}).get("after"))


def test_masked_fields_on_file_stay_masked(form: Form, person: Person, upload: Upload):
    line = Particulars.objects.current().get(person=person)
    family = replace(form, id_number=None, family=())
    batch = upload(write_lrmx(family))
    page = page_of_form(batch.forms.get(), "zh", batch.uploaded_by)
    shown = {change.before for change in page.changes if change.label.startswith(("家庭", "身份"))}
    assert shown <= {"****"}
    assert line.person == page.person


def test_a_newcomer_is_entered_with_school_title_and_photo(district: Records, upload: Upload):
    batch = upload(write_lrmx(newcomer()))
    assert counts(batch) == {"new": 1}
    assert applied(batch).state == State.APPLIED
    person = Person.objects.get(name="林知遥")
    study = Education.objects.get(person=person)
    assert (study.mode, study.level, study.degree) == ("全日制", "大学", "学士")
    assert study.school == "青江大学城市规划专业"
    assert photo_of(person) == jpeg()
    again = upload(write_lrmx(newcomer()))
    assert counts(again) == {"same": 1}
    assert again.forms.get().code == person.code


def test_an_older_form_and_its_photo_in_a_zip(form: Form, person: Person, upload: Upload):
    files = write_lrm(form)
    data = zipped(("甲.lrm", files.record), ("甲.pic", files.picture))
    batch = upload(data, "表.zip")
    assert batch.forms.get().code == person.code
    applied(batch)
    assert photo_of(person) == png()


def test_a_zip_with_unsound_files(form: Form, upload: Upload):
    hostile = FILES["billion_laughs"][0]()
    data = zipped(
        ("好.lrmx", write_lrmx(form)), ("坏.lrmx", hostile), ("同.lrmx", write_lrmx(form))
    )
    batch = upload(data, "表.zip")
    assert batch.state == State.READY
    kept = {kept.name: kept for kept in batch.forms.all()}
    assert not kept["同.lrmx"].refused or not kept["好.lrmx"].refused
    assert "DTD" in kept["坏.lrmx"].refused[0]
    assert len(batch.warnings) == 2
    assert any("同一人" in zh for zh, _en in batch.warnings)
    assert kept["坏.lrmx"].form_sealed is None


@pytest.mark.parametrize("name", ["billion_laughs", "wrong_root", "bad_base64", "cut_in_half"])
def test_a_hostile_form_is_refused_in_one_sentence(name: str, officer: User, upload: Upload):
    make, word = FILES[name]
    batch = upload(make())
    assert batch.state == State.REFUSED
    [[zh, en]] = batch.problems
    assert word in zh
    assert en
    assert not FormFile.objects.exclude(form_sealed=None).exists()


def test_a_national_package(district: Records, form: Form, person: Person, upload: Upload):
    package = package_of([("K1", form), ("K2", newcomer())], info={"type": "hzb"})
    batch = upload(write_package(package), "包.zip")
    assert batch.state == State.READY
    assert {kept.code for kept in batch.forms.all()} >= {person.code}
    assert applied(batch).state == State.APPLIED
    assert Person.objects.filter(name="林知遥").exists()


def test_a_namesake_with_another_number_is_not_taken_for_the_same(
    district: Records, upload: Upload
):
    applied(upload(write_lrmx(newcomer())))
    other = replace(newcomer(), id_number="330000197906010031")
    batch = upload(write_lrmx(other))
    assert batch.state == State.REFUSED
    assert "可能不是同一人" in batch.problems[0][0]


def test_forms_are_kept_sealed(district: Records, upload: Upload):
    upload(write_lrmx(newcomer()))
    kept = FormFile.objects.get()
    assert b"330000197906010023" not in bytes(kept.form_sealed)
    assert "城市规划".encode() not in bytes(kept.form_sealed)


def test_a_cancelled_import_forgets_its_forms(form: Form, upload: Upload):
    batch = upload(write_lrmx(form))
    cancel_import(batch, by=batch.uploaded_by, on=TODAY)
    assert not FormFile.objects.exists()
    assert not Photo.objects.exists()


def test_somebody_out_of_reach_is_a_conflict(
    form: Form, person: Person, upload: Upload, users: dict[str, User]
):
    stranger = users[Role.PERSONNEL_OFFICER]
    batch = upload(write_lrmx(newcomer()), by=stranger)
    assert counts(batch) == {"conflict": 1}
    assert [found.why for found in page_of(batch, "conflict")] == ["outside"]
    with pytest.raises(Refused):
        order_import(batch, by=stranger, on=TODAY)
    applied(batch, without_conflicts=True)
    assert not Person.objects.filter(name="林知遥").exists()


def test_a_form_of_a_stranger_tells_nothing_of_the_file(
    person: Person, upload: Upload, users: dict[str, User], client_of: Callable[..., Client]
):
    clerk = users[Role.PERSONNEL_OFFICER]
    seen = Person.objects.visible_to(clerk).values("pk")
    other = Person.objects.exclude(pk__in=seen).exclude(name=person.name)[0]
    theirs = write_lrmx(form_of(everyone(identity=True), other.code, on=TODAY))
    batch = upload(theirs, by=clerk)
    assert batch.state == State.REFUSED
    assert "管理范围" in batch.problems[0][0]
    kept = upload(theirs).forms.get()
    page = page_of_form(kept, "zh", clerk)
    assert (page.person, page.changes, page.photo_on_file) == (None, [], "")


def test_forms_given_out_are_read_again_without_difference(
    form: Form, person: Person, officer: User, upload: Upload, client_of: Callable[..., Client]
):
    applied(upload(write_lrmx(form)))
    client = client_of(Role.ORGANISATION_OFFICER)
    url = reverse("forms:give-out", args=[person.pk])
    assert client.get(url).status_code == 200
    asked = {"format": "lrmx", "reason": "干部任免上会", "masked": "on"}
    answer = client.post(url, asked)
    [found] = read_forms(answer.content)
    assert found.form.id_number == form.id_number
    assert found.form.photo == png()
    assert found.form.career == form.career
    assert set(counts(upload(answer.content, "出.zip"))) == {"same"}
    seen = AccessLog.objects.filter(person_code=person.code).values_list("what", flat=True)
    assert set(seen) == {"extract", "identity", "family"}


@pytest.mark.parametrize("chosen", ["lrmx", "lrm", "package"])
def test_the_forms_of_a_unit(
    chosen: str, person: Person, somewhere: str, client_of: Callable[..., Client]
):
    unit = person.tenures.get(unit__code=somewhere, end=None, known_until=None).unit
    client = client_of(Role.PERSONNEL_OFFICER)
    url = reverse("forms:give-out-unit", args=[unit.pk])
    answer = client.post(url, {"format": chosen, "reason": "年度信息报送"})
    if chosen == "package":
        found = [form for _key, form in forms(read_package(answer.content))]
    else:
        found = [found.form for found in read_forms(answer.content)]
    assert person.name in [form.name for form in found]
    assert all(form.id_number is None and form.family == () for form in found)
    assert Entry.objects.filter(action="file taken out").count() == len(found)
    assert AccessLog.objects.filter(person_code=person.code, what="extract").exists()


@pytest.mark.parametrize("chosen", ["lrmx", "lrm", "package"])
def test_everybody_given_out_is_read_again_without_difference(
    chosen: str, district: Records, upload: Upload, client_of: Callable[..., Client]
):
    url = reverse("forms:give-out-unit", args=[Unit.objects.get(parent=None).pk])
    answer = client_of(Role.ORGANISATION_OFFICER).post(
        url, {"format": chosen, "reason": "年度信息报送"}
    )
    assert set(counts(upload(answer.content, "全区.zip"))) == {"same"}


def test_without_a_reason_nothing_is_given(person: Person, client_of: Callable[..., Client]):
    client = client_of(Role.ORGANISATION_OFFICER)
    answer = client.post(reverse("forms:give-out", args=[person.pk]), {"format": "lrmx"})
    assert answer.status_code == 422
    assert not answer.content.startswith(b"PK")
    assert not AccessLog.objects.exists()


def test_what_may_not_be_seen_is_not_given(
    person: Person, users: dict[str, User], officer: User, upload: Upload, form: Form
):
    applied(upload(write_lrmx(form)))
    with pytest.raises(Exception, match="权限"):
        give_out_form(person, reason="查阅一下", by=users[Role.AUDITOR], on=TODAY)


def test_the_pages_of_an_import(form: Form, upload: Upload, client_of: Callable[..., Client]):
    data = zipped(("好.lrmx", write_lrmx(form)), ("坏.lrmx", b"<x/>"))
    batch = upload(data, "表.zip")
    client = client_of(Role.ORGANISATION_OFFICER)
    page = client.get(reverse("forms:files", args=[batch.pk])).content.decode()
    assert "好.lrmx" in page
    assert "根元素不是 Person" in page
    kept = batch.forms.exclude(form_sealed=None).get()
    page = client.get(reverse("forms:file", args=[kept.pk])).content.decode()
    assert "data:image/png;base64," in page
    assert "照片" in page
    assert client_of(Role.HEAD).get(reverse("forms:file", args=[kept.pk])).status_code == 404


def test_a_workbook_is_still_a_workbook(district: Records, upload: Upload):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("[Content_Types].xml", "<x/>")
    batch = upload(data.getvalue(), "表.xlsx")
    assert batch.state == State.REFUSED
    assert "xlsx" in batch.problems[0][0]


def test_hundreds(district: Records, upload: Upload):
    people = [
        (f"新人{at}", replace(newcomer(), name=f"林{at}", id_number=None)) for at in range(120)
    ]
    batch = upload(write_forms(people), "表.zip")
    assert counts(batch) == {"new": 120}
    assert applied(batch).state == State.APPLIED
    assert Photo.objects.count() == 120
