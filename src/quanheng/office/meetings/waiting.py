"""What of the meetings waits for an account: the tasks of its home page."""

from datetime import date

from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from quanheng.norms.finding import Status
from quanheng.office.accounts.models import User
from quanheng.office.meetings.models import Meeting, Member
from quanheng.office.meetings.models.visible import sits

Task = tuple[str, int, str, str]
"""A title, how many, where they are, and the status whose colour it has."""
State = Meeting.State


def waiting(user: User, on: date) -> list[Task]:
    """Meetings to keep, to come to, and to sign; none where there are none. One query."""
    seat = Member.objects.filter(sits(user), meeting=OuterRef("pk"))
    own = Meeting.objects.annotate(
        seated=Exists(seat), leads=Exists(seat.filter(head=True))
    ).filter(Q(keeper=user) | Q(seated=True))
    numbers = own.aggregate(
        sign=Count("pk", filter=Q(leads=True, state=State.SIGNED) & ~Q(signed_by=user)),
        keep=Count("pk", filter=Q(keeper=user, state=State.HELD)),
        come=Count("pk", filter=Q(seated=True, state=State.AGENDA, day__gte=on)),
    )
    index = reverse("meetings:index")
    found = [
        (_("待审签的会议记录"), numbers["sign"], f"{index}?state=signed", Status.ATTENTION.value),
        (_("正在记录的会议"), numbers["keep"], f"{index}?state=held", Status.ATTENTION.value),
        (_("待参加的会议"), numbers["come"], f"{index}?state=agenda", Status.PENDING.value),
    ]
    return [task for task in found if task[1]]
