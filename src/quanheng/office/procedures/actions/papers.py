"""Attaching papers to a step."""

import hashlib
from datetime import date

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from quanheng.office.accounts.models import User
from quanheng.office.ledger.actions import record
from quanheng.office.ledger.models import Entry
from quanheng.office.procedures.acting import must_act
from quanheng.office.procedures.models import Attachment, Case
from quanheng.office.procedures.moving import locked, told
from quanheng.office.records.refusals import Overtaken, Refused

LARGEST = 20 * 1024 * 1024
KINDS = (".pdf", ".jpg", ".jpeg", ".png", ".docx", ".xlsx")


@transaction.atomic
def attach_paper(case: Case, name: str, file: File, *, by: User, on: date) -> Entry:
    """Attach a file as one of the papers that the step asks for.

    Raises ``Refused`` for another paper, a file of another kind, too large, or empty.
    """
    case, procedure = locked(case, Case.State.OPEN, on=on)
    step = procedure.step(case.step)
    must_act(case, step, by, on)
    if name not in {one.name for one in step.papers}:
        raise Refused(_("这一步不收这种材料。"))
    made = keep_file(case, name, file, by=by)
    values = told(case, paper=name, file=made.title, sha256=made.sha256)
    return record(made, "paper attached", by=by, on=on, values=values)


def title_of(file: File) -> str:
    """What a file is called, as far as there is room for it."""
    return (file.name or "")[-200:]


def keep_file(case: Case, name: str, file: File, *, by: User) -> Attachment:
    """Keep a file with the step in which a case stands, inside the transaction of an action.

    Raises ``Refused`` for a file of another kind, too large, or empty.
    """
    title = title_of(file)
    if not title.lower().endswith(KINDS):
        raise Refused(_("只收 PDF、图片、Word 和 Excel 文件。"))
    if not file.size or file.size > LARGEST:
        raise Refused(_("文件为空或超过 20 MB，请检查后重新上传。"))
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    return Attachment.objects.create(
        case=case,
        stay=case.stay,
        step=case.step,
        name=name,
        title=title,
        file=file,
        size=file.size,
        sha256=digest.hexdigest(),
        by=by,
        at=timezone.now(),
    )


@transaction.atomic
def remove_paper(paper: Attachment, *, by: User, on: date) -> Entry:
    """Take a paper away again, as whoever attached it, while the step has not been taken."""
    case, _procedure = locked(paper.case, Case.State.OPEN, on=on)
    made = Attachment.objects.select_for_update().get(pk=paper.pk)
    if made.removed_at is not None or made.stay != case.stay:
        raise Overtaken(_("这一步已经办理，材料不能移除。"))
    if not made.removable:
        raise Refused(_("本人书面说明的扫描件随说明留存，不能移除。"))
    if made.by_id != by.pk:
        raise Refused(_("只有上传人可以移除。"))
    made.removed_at = timezone.now()
    made.save(update_fields=["removed_at"])
    return record(made, "paper removed", by=by, on=on, values=told(case, paper=made.name))
