"""What the process for jobs does with ordered documents."""

from django.utils.timezone import localdate
from django_tasks import task

from quanheng.office.documents.making import make_order
from quanheng.office.documents.models import Order


@task()
def make(pk: int) -> None:
    """Make ordered documents; begun again after a break, they are made anew."""
    order = Order.objects.select_related("requested_by", "person", "unit").get(pk=pk)
    if order.state == Order.State.RUNNING:
        make_order(order, by=order.requested_by, on=localdate())
