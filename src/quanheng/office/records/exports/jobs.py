"""What the process for jobs does with an ordered workbook."""

from django.utils.timezone import localdate
from django_tasks import task

from quanheng.office.records.exports.files import forget_expired
from quanheng.office.records.exports.making import make_export
from quanheng.office.records.models import Export

State = Export.State


@task()
def make(pk: int) -> None:
    """Make an ordered workbook; begun again after a break, it is made anew."""
    forget_expired(localdate())
    export = Export.objects.select_related("requested_by").get(pk=pk)
    if export.state != State.RUNNING:
        return
    try:
        make_export(export, by=export.requested_by, on=export.on)
    except Exception:
        Export.objects.filter(pk=pk, state=State.RUNNING).update(state=State.FAILED)
        raise
