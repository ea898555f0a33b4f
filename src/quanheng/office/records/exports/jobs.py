"""What the process for jobs does with an ordered workbook."""

from django.utils.timezone import localdate
from django_tasks import task

from quanheng.office.records.exports.files import forget_expired
from quanheng.office.records.exports.making import make_export
from quanheng.office.records.models import Export

State = Export.State


@task()
def make(pk: int) -> None:
    """Make an ordered workbook; begun again after a break, it is made anew.

    What the account may take out is decided by the roles that it has on the day of the making.
    """
    today = localdate()
    forget_expired(today)
    export = Export.objects.select_related("requested_by").get(pk=pk)
    if export.state != State.RUNNING:
        return
    try:
        make_export(export, by=export.requested_by, on=today)
    except Exception:
        Export.objects.filter(pk=pk, state=State.RUNNING).update(state=State.FAILED)
        raise
