"""Ordering a workbook and fetching it."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from quanheng.office.accounts.models import User
from quanheng.office.accounts.powers import Power, require
from quanheng.office.ledger.actions import record
from quanheng.office.ledger.models import Entry
from quanheng.office.records.exports import jobs
from quanheng.office.records.models import Export
from quanheng.office.records.refusals import Overtaken, Refused, given


@transaction.atomic
def order_export(*, by: User, on: date, reason: str, queued: bool = True) -> Entry:
    """Have a workbook made in the background of what an account may take out.

    The entry is about the new ``Export``. Without ``queued`` the caller runs the job. Raises
    ``Refused`` without a purpose.
    """
    require(by, Power.EXPORT_RECORDS, on)
    given(reason)
    export = Export(requested_by=by, requested_at=timezone.now(), on=on, reason=reason.strip())
    export.save(force_insert=True)
    if queued:
        jobs.make.enqueue(export.pk)
    return record(export, "export ordered", by=by, on=on, reason=export.reason)


@transaction.atomic
def fetch_export(export: Export, *, by: User, on: date) -> Entry:
    """Write down that a workbook is fetched; only then may it be given out.

    Raises ``Refused`` for somebody else's, ``Overtaken`` for one that is not made yet or whose time
    is over.
    """
    require(by, Power.EXPORT_RECORDS, on)
    if export.requested_by != by:
        raise Refused(_("只有申请人可以下载；请自行申请导出。"))
    export = Export.objects.get(pk=export.pk)
    if export.state != Export.State.DONE:
        raise Overtaken(_("该导出现为“%s”，不能下载。") % export.get_state_display())
    if export.expired(on):
        raise Overtaken(_("下载期限已过，文件已清除；仍有需要时请重新导出。"))
    return record(export, "export fetched", by=by, on=on, values={"sha256": export.sha256})
