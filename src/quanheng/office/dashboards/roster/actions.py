"""Keeping sets of columns, and taking rosters out."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from quanheng.office.accounts.models import User
from quanheng.office.accounts.powers import Power, require
from quanheng.office.dashboards.models import ColumnSet, RosterExport
from quanheng.office.dashboards.roster import jobs
from quanheng.office.dashboards.roster.asked import Asked, chosen
from quanheng.office.ledger.actions import record
from quanheng.office.ledger.models import Entry
from quanheng.office.records.refusals import Overtaken, Refused, given


class Made(NamedTuple):
    """A roster that was made at once: what was asked for, how many stand in it, the file's sum."""

    asked: Asked
    rows: int
    sha256: str


@transaction.atomic
def save_column_set(
    name: str, columns: Sequence[str], *, shared: bool, by: User, on: date
) -> Entry:
    """Keep columns under a name, in place of the own set of that name.

    The entry is about the ``ColumnSet``. Raises ``Refused`` without a name or a column.
    """
    require(by, Power.SEE_FILE, on)
    name, kept = name.strip(), list(chosen(list(columns)))
    if not name or len(name) > ColumnSet._meta.get_field("name").max_length:  # type: ignore[operator]
        raise Refused(_("请填写列设置的名称，不超过 60 字。"))
    if not kept:
        raise Refused(_("请至少选择一列。"))
    values = {"columns": kept, "shared": shared}
    found, _new = ColumnSet.objects.update_or_create(owner=by, name=name, defaults=values)
    return record(found, "column set saved", by=by, on=on, values={"name": name, **values})


@transaction.atomic
def delete_column_set(kept: ColumnSet, *, by: User, on: date) -> Entry:
    """Remove one's own set of columns. Raises ``Refused`` for somebody else's."""
    require(by, Power.SEE_FILE, on)
    if kept.owner_id != by.pk:
        raise Refused(_("只能删除自己的列设置。"))
    ColumnSet.objects.filter(pk=kept.pk).delete()
    return record(kept, "column set deleted", by=by, on=on, values={"name": kept.name})


@transaction.atomic
def export_roster(made: Made, *, by: User, on: date, reason: str) -> Entry:
    """Write down that a roster made at once is given out; only then may it be.

    Raises ``Refused`` without a purpose.
    """
    require(by, Power.EXPORT_RECORDS, on)
    given(reason)
    values = {"asked": made.asked.kept(), "rows": made.rows, "sha256": made.sha256}
    return record(None, "roster exported", by=by, on=on, reason=reason.strip(), values=values)


@transaction.atomic
def order_roster(asked: Asked, *, by: User, on: date, reason: str, queued: bool = True) -> Entry:
    """Have a long roster made in the background; the entry is about the new ``RosterExport``.

    Without ``queued`` the caller runs the job. Raises ``Refused`` without a purpose.
    """
    require(by, Power.EXPORT_RECORDS, on)
    given(reason)
    export = RosterExport(
        requested_by=by,
        requested_at=timezone.now(),
        on=asked.on,
        reason=reason.strip(),
        asked=asked.kept(),
    )
    export.save(force_insert=True)
    if queued:
        jobs.make_roster.enqueue(export.pk)
    values = {"asked": export.asked}
    return record(export, "roster ordered", by=by, on=on, reason=export.reason, values=values)


@transaction.atomic
def fetch_roster(export: RosterExport, *, by: User, on: date) -> Entry:
    """Write down that a roster is fetched; only then may it be given out.

    Raises ``Refused`` for somebody else's, ``Overtaken`` for one that is not made yet or whose time
    is over.
    """
    require(by, Power.EXPORT_RECORDS, on)
    if export.requested_by != by:
        raise Refused(_("只有申请人可以下载；请自行申请导出。"))
    export = RosterExport.objects.get(pk=export.pk)
    if export.state != RosterExport.State.DONE:
        raise Overtaken(_("该导出现为“%s”，不能下载。") % export.get_state_display())
    if export.expired(on):
        raise Overtaken(_("下载期限已过，文件已清除；仍有需要时请重新导出。"))
    return record(export, "roster fetched", by=by, on=on, values={"sha256": export.sha256})
