"""The pages: what they show, what they do, and that they refuse with a reason."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from quanheng.exchange.export import write_workbook
from quanheng.norms import kinds
from quanheng.norms.kinds import MILLION
from quanheng.norms.records import Records
from quanheng.office.accounts.models import AccessLog, User
from quanheng.office.ledger.models import Entry
from quanheng.office.records import actions
from quanheng.office.records.importing import jobs
from quanheng.office.records.models import (
    Correction,
    Family,
    ImportBatch,
    Particulars,
    Person,
    Tenure,
    Training,
    Unit,
)
from quanheng.office.records.tables import everyone
from tests.office.records.conftest import TODAY

pytestmark = pytest.mark.django_db
ClientOf = Callable[[str], Client]


@pytest.fixture(autouse=True)
def uploads(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "uploads"


@pytest.fixture
def browser(client_of: ClientOf) -> Client:
    return client_of("organisation_officer")


def text(response: Any) -> str:
    return str(response.content.decode())


def address(name: str, *args: object) -> str:
    return reverse(f"records:{name}", args=args)


def corrections(name: str, *args: object) -> str:
    return reverse(f"corrections:{name}", args=args)


def step(browser: Client, page: str, outcome: str, reason: str = "") -> int:
    """Take the step of a case with one of its buttons; the status of the answer."""
    told = {"outcome": outcome, "step-reason-given": reason}
    answer: int = browser.post(f"{page}step", told).status_code
    return answer


@pytest.mark.parametrize("query", ["name", "pinyin", "initials", "code"])
def test_people_are_found_however_they_are_typed(
    browser: Client, person: Person, query: str
) -> None:
    found = browser.get(address("people"), {"q": getattr(person, query)})
    page = reverse("dashboards:person", args=[person.pk])
    assert page in text(found)
    missed = browser.get(address("people"), {"q": "zzzz"})
    assert page not in text(missed)


def test_the_list_takes_few_queries(
    browser: Client, loaded: Entry, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(20):
        assert browser.get(address("people")).status_code == 200


def test_a_file_shows_each_kind_of_record(browser: Client, person: Person) -> None:
    page = browser.get(address("person", person.pk), {"kind": "training"})
    line = Training.objects.filter(person=person).order_by("-start", "-pk").first()
    assert line is not None
    assert line.name in text(page)
    assert AccessLog.objects.filter(person_code=person.code, what="file").exists()


def test_family_is_not_shown_before_it_was_asked_for(
    browser: Client, person: Person, officer: User
) -> None:
    values = {"person": person, "relation": "父亲", "name": "欧阳不外传"}
    entry = actions.add_record(Family, values, by=officer, on=TODAY)
    seen = address("record", "family", entry.about_key)
    assert "欧阳不外传" not in text(browser.get(address("person", person.pk) + "?kind=family"))
    assert browser.get(seen).status_code == 404
    asked = reverse("sensitive:reveal", args=[person.pk, "family"])
    assert "欧阳不外传" in text(browser.post(asked, {"reason": "任职回避核查"}))
    assert "欧阳不外传" in text(browser.get(seen))


def test_a_record_is_added_by_hand(browser: Client, person: Person) -> None:
    url = address("add-to-person", person.pk, "training")
    given = {"name": "手工登记班", "mode": "脱产", "start": "2025-05-01", "end": "2025-05-03"}
    assert browser.get(url).status_code == 200
    answer = browser.post(url, {**given, "source": "甲〔2025〕1号"})
    assert answer.status_code == 302, text(answer)
    assert Training.objects.get(name="手工登记班").source == "甲〔2025〕1号"
    refused = browser.post(url, {**given, "name": "倒置", "end": "2025-04-01"})
    assert refused.status_code == 422
    assert "不能早于" in text(refused)
    assert not Training.objects.filter(name="倒置").exists()


@pytest.mark.parametrize("kind", ["activity", "rulebook", "duty", "post", "establishment"])
def test_records_of_a_unit_have_their_forms(browser: Client, unit: Unit, kind: str) -> None:
    assert browser.get(address("add-to-unit", unit.pk, kind)).status_code == 200
    assert browser.get(address("unit", unit.pk), {"kind": kind}).status_code == 200


def test_every_kind_in_a_file_has_its_form(browser: Client, person: Person) -> None:
    page = text(browser.get(address("add-to-person", person.pk, "tenure")))
    for kind in ("education", "professionaltitle", "rank", "observation", "award", "supervision"):
        assert f'href="{kind}"' in page
        assert browser.get(address("add-to-person", person.pk, kind)).status_code == 200


def form_of(browser: Client, url: str) -> dict[str, Any]:
    """What the form at an address would send if nothing were changed."""
    form = browser.get(url).context["form"]
    values = {name: form[name].value() for name in form.fields}
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in values.items()
        if value is not None and name != "evidence_file"
    }


def test_a_record_is_corrected_and_its_history_shown(browser: Client, person: Person) -> None:
    line = Training.objects.filter(person=person).first()
    assert line is not None
    url = corrections("correct", "training", line.pk)
    answer = browser.post(url, {**form_of(browser, url), "hours": "77", "reason": "核对签到表"})
    assert answer.status_code == 302, text(answer)
    now = Training.objects.current().get(supersedes=line)
    assert (now.hours, now.name) == (77, line.name)
    history = text(browser.get(address("record", "training", line.pk)))
    assert "核对签到表" in history
    assert "77" in history


def test_a_birth_date_is_corrected_by_two_in_the_browser(
    browser: Client, person: Person, second: User
) -> None:
    line = Particulars.objects.current().get(person=person)
    url = corrections("correct", "particulars", line.pk)
    given = {"birth": "1979-08-01", "reason": "档案审核", "evidence": "入团志愿书"}
    answer = browser.post(url, {**form_of(browser, url), **given})
    assert answer.status_code == 302, text(answer)
    correction = Correction.objects.get()
    listed, shown = corrections("index"), corrections("show", correction.pk)
    assert shown in text(browser.get(listed))
    page = browser.get(shown)["Location"]
    assert 'value="confirmed"' not in text(browser.get(page))
    assert step(browser, page, "confirmed") == 422

    other = Client()
    other.force_login(second)
    assert 'value="confirmed"' in text(other.get(page))
    assert step(other, page, "confirmed", "同意") == 302
    assert Particulars.objects.current().get(person=person).birth == date(1979, 8, 1)


def test_a_tenure_is_ended_by_hand(browser: Client, tenure: Tenure) -> None:
    url = corrections("correct", "tenure", tenure.pk)
    answer = browser.post(url, {**form_of(browser, url), "end": "2026-01-01", "reason": "免职"})
    assert answer.status_code == 302, text(answer)
    assert Tenure.objects.get(supersedes=tenure).end == date(2026, 1, 1)


def test_a_record_is_retracted_by_hand(browser: Client, person: Person, tenure: Tenure) -> None:
    line = Training.objects.filter(person=person).first()
    assert line is not None
    answer = browser.post(corrections("retract", "training", line.pk), {"reason": "录错人"})
    assert answer.status_code == 302
    line.refresh_from_db()
    assert line.known_until is not None
    url = corrections("retract", "tenure", tenure.pk)
    assert browser.post(url, {"reason": "误登"}).status_code == 422
    assert browser.post(url, {"reason": "误登", "evidence": "任免文件"}).status_code == 302
    assert Correction.objects.get().retracts


def test_a_person_is_added_by_hand(browser: Client, unit: Unit) -> None:
    url = address("add-person")
    assert browser.get(url).status_code == 200
    given = {
        "code": "P-NEW",
        "facts-name": "解缙云",
        "facts-sex": "男",
        "facts-birth": "1990-05-01",
        "post-unit": unit.code,
        "post-title": "科员",
        "post-level": "112",
        "post-start": "2025-07-01",
    }
    answer = browser.post(url, given)
    assert answer.status_code == 302, text(answer)
    assert Person.objects.get(code="P-NEW").initials == "xjy"
    assert browser.post(url, given).status_code == 422


def test_the_tree_of_units_is_shown_and_changed(browser: Client, unit: Unit) -> None:
    page = reverse("dashboards:unit", args=[unit.pk])
    assert page in text(browser.get(address("units")))
    url = address("add-unit", unit.pk)
    assert browser.get(url).status_code == 200
    given = {"code": "U-NEW", "name": "新设中心", "category": "事业单位"}
    assert browser.post(url, given).status_code == 302
    made = Unit.objects.get(code="U-NEW")
    assert made.parent == unit
    other = Unit.objects.exclude(pk=unit.pk).exclude(code="U-NEW").filter(parent=unit).first()
    target = other or Unit.objects.exclude(pk__in=[unit.pk, made.pk]).first()
    assert target is not None
    moved = {"parent": target.code, "reason": "机构改革"}
    assert browser.post(address("move-unit", made.pk), moved).status_code == 302
    assert Unit.objects.get(pk=made.pk).parent == target
    assert browser.post(address("end-unit", made.pk), {"reason": "撤销"}).status_code == 302
    refused = browser.post(address("end-unit", unit.pk), {"reason": "撤销"})
    assert refused.status_code == 422


def test_a_workbook_is_uploaded_shown_and_written(
    browser: Client, loaded: Entry, tmp_path: Path
) -> None:
    row = everyone().of(kinds.Training)[0]
    stranger = replace(row, person="不存在")
    path = tmp_path / "book.xlsx"
    write_workbook(Records({kinds.Training: [replace(row, hours=7 * MILLION), stranger]}), path)
    upload = SimpleUploadedFile("培训.xlsx", path.read_bytes())
    answer = browser.post(address("imports"), {"file": upload})
    batch = ImportBatch.objects.get()
    assert answer.url == address("import", batch.pk)  # type: ignore[attr-defined]
    waiting = text(browser.get(answer.url))  # type: ignore[attr-defined]
    assert "every 1s" in waiting
    jobs.read_and_compare.call(batch.pk)
    page = text(browser.get(address("import", batch.pk)))
    assert "<ins>7</ins>" in page
    assert "every 1s" not in page
    conflicts = browser.get(address("import", batch.pk), {"outcome": "conflict", "sheet": "培训"})
    assert "不存在" in text(conflicts)
    order = address("order-import", batch.pk)
    assert "有冲突的行" in text(browser.post(order, follow=True))
    browser.post(order, {"without_conflicts": "on"})
    jobs.apply.call(batch.pk)
    assert "已写入档案" in text(browser.get(address("import", batch.pk)))
    assert Training.objects.get(supersedes=row.row).hours == 7
    assert "培训.xlsx" in text(browser.get(address("imports")))


def test_a_file_that_is_no_workbook_is_refused_in_one_sentence(
    browser: Client, loaded: Entry
) -> None:
    browser.post(address("imports"), {"file": SimpleUploadedFile("a.xlsx", b"not a workbook")})
    batch = ImportBatch.objects.get()
    jobs.read_and_compare.call(batch.pk)
    page = text(browser.get(address("import", batch.pk)))
    assert "1 处错误" in page
    assert batch.state != ImportBatch.objects.get().state


def test_somebody_elses_import_is_not_found(
    client_of: ClientOf, browser: Client, loaded: Entry
) -> None:
    browser.post(address("imports"), {"file": SimpleUploadedFile("a.xlsx", b"x")})
    batch = ImportBatch.objects.get()
    clerk = client_of("personnel_officer")
    assert clerk.get(address("imports")).status_code == 200
    assert clerk.get(address("import", batch.pk)).status_code == 404
    assert client_of("head").get(address("imports")).status_code == 403


def test_the_official_sees_the_own_file_asks_and_takes_an_extract(
    client_of: ClientOf, person: Person, browser: Client
) -> None:
    browser.get(address("person", person.pk))
    own = client_of("official")
    page = text(own.get(address("my-file")))
    assert person.name in page
    assert "组织部门干部" in page
    line = Particulars.objects.current().get(person=person)
    url = corrections("correct", "particulars", line.pk)
    given = {"birth": "1979-08-01", "reason": "与出生证明不符"}
    assert own.post(url, {**form_of(own, url), **given}).status_code == 302
    correction = Correction.objects.get()
    assert correction.state == Correction.State.REQUESTED
    assert "与出生证明不符" in text(own.get(address("my-file")))
    shown = browser.get(corrections("show", correction.pk), follow=True)
    assert 'value="proposed"' in text(shown)
    extract = own.post(address("extract"), {"format": "html"})
    assert person.name in text(extract)
    assert AccessLog.objects.filter(person_code=person.code, what="extract").exists()
    book = own.post(address("extract"), {"format": "xlsx"})
    assert book.getvalue()[:2] == b"PK"


def test_the_official_sees_no_other_file(client_of: ClientOf, person: Person) -> None:
    own = client_of("official")
    other = Person.objects.exclude(pk=person.pk).first()
    assert other is not None
    line = Particulars.objects.get(person=other)
    for url in (
        address("person", other.pk),
        address("record", "particulars", line.pk),
        corrections("correct", "particulars", line.pk),
        address("add-to-person", person.pk, "training"),
        address("add-to-person", other.pk, "training"),
    ):
        assert own.get(url).status_code == 404, url


def test_a_stranger_to_the_file_is_told_so(client_of: ClientOf) -> None:
    assert "没有关联" in text(client_of("auditor").get(address("my-file")))
