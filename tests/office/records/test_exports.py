"""A workbook is made in the background, lies sealed, and is fetched by whoever ordered it."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as project
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate

from quanheng.exchange.workbook import read_workbook
from quanheng.norms import kinds
from quanheng.norms.records import Records
from quanheng.office.accounts.models import Grant, User
from quanheng.office.accounts.powers import Denied
from quanheng.office.ledger.models import Entry
from quanheng.office.records.exports import files, jobs, making
from quanheng.office.records.exports.actions import fetch_export, order_export
from quanheng.office.records.models import Export
from quanheng.office.records.tables import everyone
from tests.office.records.conftest import TODAY
from tests.office.records.importing import Upload, counts

pytestmark = pytest.mark.django_db
ClientOf = Callable[[str], Client]
State = Export.State


def address(name: str, *args: object) -> str:
    return reverse(f"records:{name}", args=args)


def ordered(client: Client, reason: str = "季度核对") -> Export:
    answer = client.post(address("export"), {"reason": reason})
    export = Export.objects.latest("pk")
    assert answer.url == address("export-result", export.pk)  # type: ignore[attr-defined]
    return export


def made(client: Client) -> Export:
    export = ordered(client)
    jobs.make.call(export.pk)
    export.refresh_from_db()
    return export


def fetched(client: Client, export: Export, folder: Path) -> Records:
    answer = client.post(address("export-file", export.pk))
    path = folder / "out.xlsx"
    path.write_bytes(answer.getvalue())
    return read_workbook(path).records


def test_it_is_ordered_made_and_fetched(client_of: ClientOf, loaded: Entry, tmp_path: Path) -> None:
    client = client_of("organisation_officer")
    export = ordered(client)
    waiting = client.get(address("export-result", export.pk)).content.decode()
    assert "every 1s" in waiting
    assert address("export-file", export.pk) not in waiting
    jobs.make.call(export.pk)
    ready = client.get(address("export-result", export.pk)).content.decode()
    assert "every 1s" not in ready
    assert address("export-file", export.pk) in ready
    records = fetched(client, export, tmp_path)
    assert not records.of(kinds.Family)
    assert all(person.id_number is None for person in records.of(kinds.Person))
    whole = everyone()
    others = [kind for kind in kinds.KINDS if kind is not kinds.Family]
    assert [len(records.of(kind)) for kind in others] == [len(whole.of(kind)) for kind in others]
    told = {entry.action: entry.details for entry in Entry.objects.select_related("details")}
    assert told["records exported"].reason == told["export ordered"].reason == "季度核对"
    export.refresh_from_db()
    assert told["export fetched"].values == {"sha256": export.sha256}
    assert export.sha256 == told["records exported"].values["sha256"]
    assert export.rows() == sum(len(records.of(kind)) for kind in kinds.KINDS)


def test_what_is_exported_is_imported_without_a_difference(
    client_of: ClientOf, loaded: Entry, tmp_path: Path, upload: Upload
) -> None:
    client = client_of("organisation_officer")
    records = fetched(client, made(client), tmp_path)
    assert counts(upload(records)) == {"same": len(records)}


@pytest.mark.any_database
def test_a_part_is_complete_in_itself(client_of: ClientOf, loaded: Entry, tmp_path: Path) -> None:
    client = client_of("personnel_officer")
    assert fetched(client, made(client), tmp_path).of(kinds.Person)


def test_it_tells_how_far_it_is(
    officer: User, loaded: Entry, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("quanheng.office.records.importing.progress.EVERY", 0)
    phases = set()
    write = making.as_workbook

    def watched(*args: Any, **options: Any) -> bytes:
        seen = making.progress_of(export)
        assert seen is not None
        phases.add((seen.phase, seen.done))
        data = write(*args, **options)
        seen = making.progress_of(export)
        assert seen is not None
        phases.add((seen.phase, seen.percent))
        return data

    monkeypatch.setattr(making, "as_workbook", watched)
    entry = order_export(by=officer, on=TODAY, reason="核对", queued=False)
    export = Export.objects.get(pk=entry.about_key)
    jobs.make.call(export.pk)
    assert phases == {("write", 0), ("write", 100)}
    assert making.progress_of(export) is None


def test_the_file_is_sealed_for_its_export(
    client_of: ClientOf, loaded: Entry, officer: User
) -> None:
    export = made(client_of("organisation_officer"))
    [kept] = (Path(project.MEDIA_ROOT) / "exports").iterdir()
    assert kept.stat().st_mode & 0o777 == 0o600
    assert not kept.read_bytes().startswith(b"PK")
    assert (files.kept(export) or b"").startswith(b"PK")


def test_nobody_else_finds_it(client_of: ClientOf, loaded: Entry, officer: User) -> None:
    export = made(client_of("organisation_officer"))
    other = client_of("personnel_officer")
    assert other.get(address("export-result", export.pk)).status_code == 404
    assert other.post(address("export-file", export.pk)).status_code == 404
    Grant.objects.filter(user=officer).update(until=localdate())
    mine = client_of("organisation_officer")
    assert mine.post(address("export-file", export.pk)).status_code == 403
    assert not Entry.objects.filter(action="export fetched").exists()


def test_a_role_that_ended_meanwhile_exports_nothing(officer: User, loaded: Entry) -> None:
    entry = order_export(by=officer, on=TODAY, reason="核对", queued=False)
    Grant.objects.filter(user=officer).update(until=TODAY)
    with pytest.raises(Denied):
        jobs.make.call(int(entry.about_key))
    assert Export.objects.get().state == State.FAILED
    assert files.kept(Export.objects.get()) is None


def test_a_job_begun_again_later_asks_for_the_roles_of_that_day(
    officer: User, loaded: Entry
) -> None:
    entry = order_export(by=officer, on=TODAY, reason="核对", queued=False)
    Grant.objects.filter(user=officer).update(until=TODAY + timedelta(days=1))
    assert localdate() > TODAY
    with pytest.raises(Denied):
        jobs.make.call(int(entry.about_key))
    assert files.kept(Export.objects.get()) is None


def test_when_its_time_is_over_it_is_gone(
    client_of: ClientOf, loaded: Entry, officer: User
) -> None:
    client = client_of("organisation_officer")
    export = made(client)
    assert export.expires_on == export.on + timedelta(days=making.DAYS_KEPT)
    Export.objects.update(expires_on=localdate())
    refused = client.post(address("export-file", export.pk), follow=True)
    assert "下载期限已过" in refused.content.decode()
    assert address("export-file", export.pk) not in refused.content.decode()
    made(client)
    assert files.kept(export) is None
    assert client.get(address("export-result", export.pk)).status_code == 200


def test_a_job_that_is_begun_again_ends_as_if_begun_once(officer: User, loaded: Entry) -> None:
    entry = order_export(by=officer, on=TODAY, reason="核对", queued=False)
    for _attempt in range(2):
        jobs.make.call(int(entry.about_key))
    assert Entry.objects.filter(action="records exported").count() == 1
    assert fetch_export(Export.objects.get(), by=officer, on=TODAY).action == "export fetched"


def test_a_fault_is_shown(
    client_of: ClientOf, loaded: Entry, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = client_of("organisation_officer")
    export = ordered(client)

    def fails(*args: object, **options: object) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr(making, "keep", fails)
    with pytest.raises(OSError, match="disk"):
        jobs.make.call(export.pk)
    assert "导出出错" in client.get(address("export-result", export.pk)).content.decode()
