"""Somebody without an account replies in writing; another officer than the writer enters it."""

import io
import zipfile
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils.html import escape
from django.utils.timezone import localdate

from quanheng.office.accounts.models import Role, User
from quanheng.office.ledger.actions import record
from quanheng.office.ledger.checkpoints import make_checkpoint
from quanheng.office.ledger.models import Entry
from quanheng.office.procedures import actions
from quanheng.office.procedures.facts import sheet_facts
from quanheng.office.procedures.models import Attachment, Case, Delegation, Nominee, Sheet
from quanheng.office.procedures.moving import told
from quanheng.office.procedures.proof import proof_of
from quanheng.office.records.refusals import Overtaken, Refused
from quanheng.packs import installed
from tests.office.procedures.conftest import put_in_force
from tests.office.procedures.desk import Desk, another
from tests.office.procedures.ferry import STEER, ferry
from tests.office.procedures.steering import FOUND, OFFICER, PERSONNEL, Crew, crew_of, page_of
from tests.office.procedures.test_proof import verify

pytestmark = pytest.mark.django_db
TEXT = "情况属实，已经整改。"


@pytest.fixture
def crew(desk: Desk) -> Iterator[Crew]:
    with put_in_force(ferry()):
        found = crew_of(desk)
        found.on = localdate()
        yield found


@pytest.fixture
def unheard(crew: Crew) -> Nominee:
    """Somebody without an account, about whom the personnel officer wrote."""
    _case, (_official, nominee) = crew.named()
    assert not User.objects.filter(person_code=nominee.person.code).exists()
    crew.fill(nominee, role=PERSONNEL)
    return nominee


def enter(crew: Crew, nominee: Nominee, **more: Any) -> Sheet:
    sheet = nominee.sheets.get()
    given = {"reply": TEXT, "received": crew.on, **crew.by(), **more}
    actions.enter_written_reply(sheet, **given)
    sheet.refresh_from_db()
    return sheet


def test_it_is_entered_on_the_page_with_its_scan(
    crew: Crew, unheard: Nominee, client_of: Callable[[str], Client], settings: Any, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path
    scan = SimpleUploadedFile("说明.pdf", b"%PDF-1.4 scan")
    posted = {"reply": TEXT, "received": str(crew.on), "scan": scan}
    writer, officer = client_of("personnel_officer"), client_of("organisation_officer")
    address = page_of(unheard, "written-reply")
    assert "由组织部门干部代录" in writer.get(page_of(unheard)).content.decode()
    assert writer.post(address, {**posted, "scan": ""}).status_code == 422
    assert "代录本人书面说明" in officer.get(page_of(unheard)).content.decode()
    early = officer.post(address, {"reply": TEXT, "received": "2020-01-01"})
    assert early.status_code == 422 and TEXT in early.content.decode()
    shown = officer.post(address, posted, follow=True).content.decode()
    day = f"{crew.on:%Y.%m.%d}收到，附扫描件“说明.pdf”"
    assert escape(f"由组织部门代录：{crew.users[OFFICER]}，{day}") in shown
    entry = Entry.objects.get(action="written reply entered")
    paper = Attachment.objects.get()
    assert entry.actor == crew.users[OFFICER].username
    assert entry.details.values["sha256"] == paper.sha256
    assert (entry.details.values["reply"], entry.details.values["received"]) == (TEXT, str(crew.on))
    with pytest.raises(Refused, match="不能移除"):
        actions.remove_paper(paper, **crew.by())


def test_it_counts_as_heard_and_comes_once(crew: Crew, unheard: Nominee) -> None:
    assert enter(crew, unheard, on=crew.on + timedelta(days=1)).replied_on == crew.on
    procedure = installed()["ferry"].procedures[STEER]
    assert sheet_facts(unheard, procedure)["look.replied"] is True
    with pytest.raises(Overtaken):
        enter(crew, unheard)
    crew.fill(unheard, {**FOUND, "note": "补充"}, role=PERSONNEL)
    assert enter(crew, unheard, reply="补充说明").reply.count("由组织部门代录") == 2


def test_whoever_has_an_account_speaks_alone(crew: Crew, unheard: Nominee) -> None:
    user = User.objects.create(
        username="own", name="本人", person_code=unheard.person.code, is_active=True
    )
    with pytest.raises(Refused, match="本人有可用账号"):
        enter(crew, unheard)
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert enter(crew, unheard).replied_on == crew.on


def test_nobody_recused_enters_a_reply(crew: Crew, unheard: Nominee) -> None:
    other, case = another(Role.ORGANISATION_OFFICER), Case.objects.get(pk=unheard.case_id)
    actions.recuse(case, other, reason="同学", by=other, on=crew.on)
    with pytest.raises(Refused, match="须回避"):
        enter(crew, unheard, by=other)


def test_nobody_enters_a_reply_to_what_they_wrote_at_any_time(crew: Crew) -> None:
    nominee = crew.named()[1][1]
    crew.fill(nominee)
    crew.fill(nominee, {**FOUND, "note": "补充"}, role=PERSONNEL)
    with pytest.raises(Refused, match="另一名干部代录"):
        enter(crew, nominee)
    other = another(Role.ORGANISATION_OFFICER)
    assert enter(crew, nominee, by=other).replied_on == crew.on


def test_nobody_enters_a_reply_to_what_a_deputy_wrote_in_their_place(
    crew: Crew, tmp_path: Path
) -> None:
    nominee, deputy = crew.named()[1][1], crew.users["petition_officer"]
    actions.delegate(deputy, since=crew.on, until=None, reason="出差", **crew.by())
    actions.fill_sheet(nominee, FOUND, by=deputy, on=crew.on)
    actions.end_delegation(Delegation.objects.get(), **crew.by())
    with pytest.raises(Refused, match="另一名干部代录"):
        enter(crew, nominee)
    case = Case.objects.get(pk=nominee.case_id)
    values = told(case, person=nominee.person.code, reply="伪造", received=crew.on)
    record(case, "written reply entered", by=crew.users[OFFICER], on=crew.on, values=values)
    assert "entered by who wrote it" in checked(case, tmp_path).stderr


def test_the_package_finds_a_reply_entered_by_who_wrote_the_sheet(
    crew: Crew, unheard: Nominee, tmp_path: Path
) -> None:
    enter(crew, unheard)
    case = Case.objects.get(pk=unheard.case_id)
    assert checked(case, tmp_path / "sound").returncode == 0
    code = unheard.person.code
    values = told(case, person=code, reply="伪造", received=crew.on)
    record(case, "written reply entered", by=crew.users[PERSONNEL], on=crew.on, values=values)
    found = checked(case, tmp_path / "forged")
    assert found.returncode == 1
    assert "entered by who wrote it" in found.stderr


def checked(case: Case, folder: Path) -> Any:
    make_checkpoint()
    zipfile.ZipFile(io.BytesIO(proof_of(case))).extractall(folder)
    return verify(folder)
