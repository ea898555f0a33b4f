"""Uploading a workbook, and having it written into the file or not."""

import hashlib
from datetime import date
from pathlib import Path

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from quanheng.office.accounts.models import User
from quanheng.office.accounts.powers import Power, require
from quanheng.office.ledger.actions import record
from quanheng.office.ledger.models import Entry
from quanheng.office.records.importing import jobs, progress
from quanheng.office.records.importing.applying import locked
from quanheng.office.records.importing.forms.writing import brings_news, forget_forms
from quanheng.office.records.importing.outcomes import Outcome
from quanheng.office.records.models import ImportBatch
from quanheng.office.records.refusals import Refused

State = ImportBatch.State


@transaction.atomic
def upload_workbook(file: File, *, by: User, on: date, queued: bool = True) -> Entry:
    """Take in a workbook and have it read and compared in the background; nothing is written yet.

    The entry is about the new ``ImportBatch``. Without ``queued`` the caller runs the job.
    """
    require(by, Power.IMPORT_RECORDS, on)
    batch = ImportBatch(
        name=(Path(file.name or "").name or "?")[:200],
        size=file.size,
        state=State.READING,
        uploaded_by=by,
        uploaded_at=timezone.now(),
        on=on,
    )
    batch.save(force_insert=True)
    progress.clear(batch.pk)
    batch.sha256 = _keep(file, progress.upload_file(batch.pk))
    batch.save(update_fields=["sha256"])
    if queued:
        jobs.read_and_compare.enqueue(batch.pk)
    values = {"file": batch.name, "sha256": batch.sha256, "size": batch.size}
    return record(batch, "workbook uploaded", by=by, on=on, values=values)


def _keep(file: File, path: Path) -> str:
    """Write an upload to its place; its SHA-256."""
    digest = hashlib.sha256()
    with path.open("wb") as kept:
        path.chmod(0o600)
        for piece in file.chunks():
            digest.update(piece)
            kept.write(piece)
    return digest.hexdigest()


@transaction.atomic
def order_import(
    batch: ImportBatch,
    *,
    without_conflicts: bool = False,
    by: User,
    on: date,
    queued: bool = True,
) -> Entry:
    """Have a compared workbook written in the background.

    Raises ``Refused`` when somebody else uploaded it, when there is nothing to write, and when rows
    are in conflict and it was not said that they are to be left out.
    """
    require(by, Power.IMPORT_RECORDS, on)
    batch = locked(batch, State.READY)
    if batch.uploaded_by != by:
        raise Refused(_("只有上传人可以写入；请由上传人办理，或自行上传。"))
    written = batch.count(Outcome.NEW) + batch.count(Outcome.CHANGED)
    if not written and not brings_news(batch):
        raise Refused(_("文件与档案一致，没有需要写入的内容。"))
    if batch.count(Outcome.CONFLICT) and not without_conflicts:
        raise Refused(_("有冲突的行；请修改文件后重新上传，或勾选“略过冲突行”。"))
    batch.state, batch.without_conflicts = State.APPLYING, without_conflicts
    batch.applied_by, batch.on, batch.renewed = by, on, False
    batch.save()
    progress.clear(batch.pk)
    if queued:
        jobs.apply.enqueue(batch.pk)
    return record(batch, "import ordered", by=by, on=on, values={"digest": batch.digest})


@transaction.atomic
def restart_import(batch: ImportBatch, *, by: User, on: date) -> Entry:
    """Have an import that got stuck worked on again; what was written stays written once."""
    require(by, Power.IMPORT_RECORDS, on)
    batch = locked(batch, *ImportBatch.RUNNING)
    progress.clear(batch.pk)
    job = jobs.read_and_compare if batch.state == State.READING else jobs.apply
    job.enqueue(batch.pk)
    return record(batch, "import restarted", by=by, on=on)


@transaction.atomic
def cancel_import(batch: ImportBatch, *, by: User, on: date) -> Entry:
    """End an import before it is written, and drop what it would have written.

    One that is being written is waited for: ``stop_import`` asks its writer to stop first. Raises
    ``Overtaken`` when it is already written.
    """
    require(by, Power.IMPORT_RECORDS, on)
    batch = locked(batch, *ImportBatch.OPEN)
    batch.state = State.CANCELLED
    batch.save(update_fields=["state"])
    batch.chunks.all().delete()
    forget_forms(batch)
    transaction.on_commit(lambda: progress.upload_file(batch.pk).unlink(missing_ok=True))
    return record(batch, "import cancelled", by=by, on=on)
