"""What the process for jobs does with an ordered roster."""

from django.utils.timezone import localdate
from django_tasks import task

from quanheng.office.dashboards.models import RosterExport
from quanheng.office.dashboards.roster.making import make
from quanheng.office.records.exports.files import forget_expired

State = RosterExport.State


@task()
def make_roster(pk: int) -> None:
    """Make an ordered roster; begun again after a break, it is made anew.

    Who stands in it is decided by the roles that the account has on the day of the making.
    """
    today = localdate()
    forget_expired(today)
    export = RosterExport.objects.select_related("requested_by").get(pk=pk)
    if export.state != State.RUNNING:
        return
    try:
        make(export, by=export.requested_by, on=today)
    except Exception:
        RosterExport.objects.filter(pk=pk, state=State.RUNNING).update(state=State.FAILED)
        raise
