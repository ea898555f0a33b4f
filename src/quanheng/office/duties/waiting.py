"""What of the lists waits for an account: the tasks of its home page."""

from datetime import date, timedelta

from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from quanheng.norms.finding import Status
from quanheng.office.accounts.models import User
from quanheng.office.duties.filters import look_due
from quanheng.office.duties.lists import BEFORE
from quanheng.office.duties.models import OPEN, Answer, Listed, Stage

Task = tuple[str, int, str, str]
"""A title, how many, where they are, and the status whose colour it has."""


def waiting(user: User, on: date) -> list[Task]:
    """What waits for an account, the most urgent first; none where nothing does."""
    listed = reverse("duties:index")
    found: list[Task] = [
        *_own(user, on, listed),
        *_managed(user, on, listed),
    ]
    return [task for task in found if task[1]]


def _own(user: User, on: date, listed: str) -> list[Task]:
    """What the person is responsible for."""
    if not user.person_code:
        return []
    soon = on + timedelta(days=max(BEFORE))
    own = Listed.objects.current().staged().filter(owner__code=user.person_code)
    numbers = own.filter(stage=Stage.ASSIGNED.value).aggregate(
        over=Count("pk", filter=Q(deadline__lt=on)),
        soon=Count("pk", filter=Q(deadline__gte=on, deadline__lte=soon)),
        every=Count("pk"),
    )
    rest = numbers["every"] - numbers["over"] - numbers["soon"]
    url = f"{listed}?mine=1&stage="
    return [
        (_("我负责的事项已逾期"), numbers["over"], f"{url}overdue", Status.MISSED.value),
        (_("我负责的事项将到期"), numbers["soon"], f"{url}assigned", Status.ATTENTION.value),
        (_("我负责的在办事项"), rest, f"{url}assigned", Status.PENDING.value),
    ]


def _managed(user: User, on: date, listed: str) -> list[Task]:
    """What is to be verified, closed and looked back at."""
    own = Answer.objects.filter(
        item__type=OuterRef("type"),
        item__number=OuterRef("number"),
        verdict=Answer.Verdict.WAITING,
        answered_by=user,
    )
    found = Listed.objects.current().managed_by(user, on).staged()
    if user.person_code:
        found = found.filter(Q(owner=None) | ~Q(owner__code=user.person_code))
    numbers = found.aggregate(
        verify=Count("pk", filter=Q(stage=Stage.ANSWERED.value) & ~Exists(own)),
        close=Count("pk", filter=Q(stage=Stage.VERIFIED.value)),
        look=Count("pk", filter=Q(look_due(on), stage=Stage.CLOSED.value)),
        over=Count("pk", filter=Q(stage__in=OPEN, deadline__lt=on)),
    )
    return [
        (_("逾期督办事项"), numbers["over"], f"{listed}?stage=overdue", Status.MISSED.value),
        (
            _("待核验的回复"),
            numbers["verify"],
            f"{listed}?stage=answered",
            Status.ATTENTION.value,
        ),
        (_("待办结销号"), numbers["close"], f"{listed}?stage=verified", Status.PENDING.value),
        (_("到期的回头看"), numbers["look"], f"{listed}?stage=look", Status.PENDING.value),
    ]
