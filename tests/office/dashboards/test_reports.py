"""Standing reports: what the page shows, on paper; every one is told to the ledger."""

import io
from typing import Any

import docx
import pytest
from django.urls import reverse

from quanheng.office.accounts.models import AccessLog, User
from quanheng.office.findings.models import Finding, Run
from quanheng.office.ledger.models import Entry
from quanheng.office.records.models import Person, Unit


@pytest.fixture
def official(evaluated: Run, users: dict[str, User]) -> Person:
    return Person.objects.get(code=users["official"].person_code)


def body(answer: Any) -> bytes:
    return b"".join(answer.streaming_content)


def words(data: bytes) -> str:
    """All text of a Word document."""
    document = docx.Document(io.BytesIO(data))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in document.paragraphs), *cells])


def test_a_persons_report_holds_every_finding(official: Person, client_of: Any) -> None:
    client, address = client_of("official"), reverse("dashboards:person-report", args=[official.pk])
    on = Run.objects.latest_done().on
    answer = client.post(f"{address}?on={on}", {"format": "docx"})
    text = words(body(answer))
    found = Finding.objects.current().filter(person=official)
    assert found and all(one.message_zh in text for one in found)
    assert body(client.post(address, {"format": "pdf"})).startswith(b"%PDF")
    looks = AccessLog.objects.filter(person_code=official.code, what="extract")
    assert [one.reason for one in looks] == ["本人导出"] * 2


def test_officers_give_a_purpose(official: Person, client_of: Any) -> None:
    client = client_of("organisation_officer")
    address = reverse("dashboards:person-report", args=[official.pk])
    refused = client.post(address, {"format": "pdf"}, follow=True)
    assert "理由" in refused.content.decode() or "用途" in refused.content.decode()
    assert not AccessLog.objects.filter(what="extract").exists()
    assert body(client.post(address, {"reason": "班子分析研判"})).startswith(b"%PDF")


def test_a_units_report_names_who_owes_what(evaluated: Run, client_of: Any) -> None:
    root = Unit.objects.filter(parent=None).get()
    client, address = (
        client_of("organisation_officer"),
        reverse("dashboards:unit-report", args=[root.pk]),
    )
    answer = client.post(address, {"reason": "年终检查", "format": "docx"})
    text = words(body(answer))
    owed = Finding.objects.current().filter(status__in=("missed", "attention"))
    assert owed and all(one.message_zh in text and one.name in text for one in owed)
    entry = Entry.objects.filter(action="findings exported").get()
    assert entry.details.reason == "年终检查"
    assert client.post(address, {"format": "pdf"}).status_code == 302
    assert Entry.objects.filter(action="findings exported").count() == 1
