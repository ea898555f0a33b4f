"""Uploading a workbook of items, and having it written as the preview says."""

import hashlib
from datetime import date
from pathlib import Path

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from quanheng.office.accounts.models import User
from quanheng.office.accounts.powers import Power, require
from quanheng.office.duties import papers
from quanheng.office.duties.filing import hold, note, say
from quanheng.office.duties.models import Event, Upload
from quanheng.office.duties.reading import LARGEST, Line, Outcome, compared
from quanheng.office.ledger.actions import record
from quanheng.office.ledger.models import Entry
from quanheng.office.records.models import Duty
from quanheng.office.records.refusals import Overtaken, Refused
from quanheng.office.records.writing import write

State = Upload.State
KEY = ("type", "number")


@transaction.atomic
def upload_sheet(file: File, *, by: User, on: date) -> Entry:
    """Take in a workbook; nothing is written yet. The entry is about the new ``Upload``.

    Raises ``Refused`` for a file that is too large or not a workbook with the sheet 清单.
    """
    require(by, Power.MANAGE_DUTIES, on)
    if (file.size or 0) > LARGEST:
        raise Refused(_("文件超过 5 MB，请分批导入。"))
    data = bytes(file.read())
    compared(data, by=by, on=on)
    made = Upload.objects.create(
        name=(Path(file.name or "").name or "?")[-200:],
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        by=by,
        at=timezone.now(),
    )
    papers.keep(made, data)
    values = {"file": made.name, "sha256": made.sha256, "size": made.size}
    return record(made, "duty list uploaded", by=by, on=on, values=values)


@transaction.atomic
def apply_upload(upload: Upload, *, without_refused: bool = False, by: User, on: date) -> Entry:
    """Write the new and changed rows as they compare now, all or none.

    Raises ``Refused`` while rows are refused and it was not said that they are to be left out,
    and when there is nothing to write.
    """
    found = _own(upload, by, on)
    data = papers.kept(found)
    if data is None:
        raise Overtaken(_("上传的文件已清除，请重新上传。"))
    preview = compared(data, by=by, on=on)
    if preview.count(Outcome.REFUSED) and not without_refused:
        raise Refused(_("有不能导入的行，请改正后重新上传，或勾选“其余行照常导入”。"))
    wanted = [one for one in preview.lines if one.outcome in (Outcome.NEW, Outcome.CHANGED)]
    if not wanted:
        raise Refused(_("没有需要写入的内容。"))
    for line in sorted(wanted, key=lambda one: one.duty.pk if one.duty else 0):
        _write(line, found, by=by, on=on)
    found.state = State.APPLIED
    found.added, found.changed = preview.count(Outcome.NEW), preview.count(Outcome.CHANGED)
    found.save(update_fields=["state", "added", "changed"])
    transaction.on_commit(lambda: papers.forget(found))
    values = {
        "sha256": found.sha256,
        "added": found.added,
        "changed": found.changed,
        "refused": preview.count(Outcome.REFUSED),
    }
    return record(found, "duty list applied", by=by, on=on, values=values)


def _write(line: Line, upload: Upload, *, by: User, on: date) -> None:
    """One row: a new record, or one in the place of another."""
    values = line.values or {}
    if line.duty is None:
        write(Duty, values, by=by, source=upload.name)
        return
    held = hold(line.duty, by=by, on=on)
    say(held, {name: value for name, value in values.items() if name not in KEY}, by=by)
    changed = "、".join(change.label for change in line.changes)
    note(held.item, Event.What.CHANGED, by=by, on=on, text=changed)


@transaction.atomic
def cancel_upload(upload: Upload, *, by: User, on: date) -> Entry:
    """Give up an upload; nothing was written."""
    found = _own(upload, by, on)
    found.state = State.CANCELLED
    found.save(update_fields=["state"])
    transaction.on_commit(lambda: papers.forget(found))
    return record(found, "duty list cancelled", by=by, on=on)


def _own(upload: Upload, by: User, on: date) -> Upload:
    """The own upload, locked, while it waits."""
    require(by, Power.MANAGE_DUTIES, on)
    found = Upload.objects.select_for_update().get(pk=upload.pk)
    if found.by_id != by.pk:
        raise Refused(_("只有上传人可以办理，请自行上传。"))
    if found.state != State.READY:
        raise Overtaken(_("该导入已“%s”，不能再办理。") % found.get_state_display())
    return found
