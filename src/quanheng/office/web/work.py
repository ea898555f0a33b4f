"""What waits for an account: the work that the home page shows first."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from quanheng.office.accounts.models import Grant, User
from quanheng.office.accounts.powers import Power, powers_of
from quanheng.office.ballots import waiting as votes
from quanheng.office.duties import waiting as duties
from quanheng.office.ledger.models import Checkpoint, Head
from quanheng.office.meetings import waiting as meetings
from quanheng.office.procedures import waiting as cases
from quanheng.office.procedures.waiting import Mine
from quanheng.office.records.models import ImportBatch

Batch = ImportBatch.State
ICONS = {"pending": "clock"}


class Task(NamedTuple):
    """Some work of one kind: how much of it, and where it is done.

    ``status`` colours the number: attention for what waits for the account, pending for what the
    account waits for.
    """

    title: str | Promise
    count: int
    url: str
    icon: str
    status: str = "attention"


def tasks(user: User, on: date, mine: Mine, unread: int = 0) -> list[Task]:
    """The work that waits for an account; nothing that it may not do. ``unread`` are messages."""
    held = powers_of(user, on)
    found = [
        *_cases(user, on, mine),
        *_duties(user, on),
        *_meetings(user, on),
        *_votes(user),
        *_imports(user, held),
    ]
    found.append(Task(_("未读消息"), unread, reverse("inbox:messages"), "message"))
    if Power.SIGN_CHECKPOINT in held and user.has_perm(Power.SIGN_CHECKPOINT):
        signing = reverse("ledger:checkpoints")
        found.append(Task(_("账本条目待签检查点"), _unsigned(), signing, "shield"))
    if Power.MANAGE_ACCOUNTS in held:
        idle = User.objects.filter(is_system=False, is_active=True)
        roleless = idle.exclude(pk__in=_granted(on)).count()
        found.append(Task(_("账户尚未授予角色"), roleless, reverse("accounts:index"), "user"))
    return [task for task in found if task.count]


def to_take(work: list[Task]) -> bool:
    """Whether cases wait for the account to take a step."""
    return any(task.url == f"{reverse('procedures:board')}?who=take" for task in work)


def _cases(user: User, on: date, mine: Mine) -> Iterator[Task]:
    for title, count, url, status in cases.waiting(user, on, mine):
        yield Task(title, count, url, ICONS.get(status, "edit"), status)


def _duties(user: User, on: date) -> Iterator[Task]:
    for title, count, url, status in duties.waiting(user, on):
        yield Task(title, count, url, ICONS.get(status, "check"), status)


def _meetings(user: User, on: date) -> Iterator[Task]:
    for title, count, url, status in meetings.waiting(user, on):
        yield Task(title, count, url, ICONS.get(status, "check"), status)


def _votes(user: User) -> Iterator[Task]:
    for title, count, url, status in votes.waiting(user):
        yield Task(title, count, url, ICONS.get(status, "check"), status)


def _imports(user: User, held: frozenset[str]) -> Iterator[Task]:
    if Power.IMPORT_RECORDS not in held:
        return
    index = reverse("records:imports")
    own = ImportBatch.objects.filter(uploaded_by=user).aggregate(
        ready=Count("pk", filter=Q(state=Batch.READY)),
        running=Count("pk", filter=Q(state__in=ImportBatch.RUNNING)),
    )
    yield Task(_("导入待您确认"), own["ready"], index, "import")
    yield Task(_("导入处理中"), own["running"], index, "clock", "pending")


def _unsigned() -> int:
    size = Head.objects.values_list("size", flat=True).first() or 0
    signed = Checkpoint.objects.order_by("size").values_list("size", flat=True).last() or 0
    return size - signed


def _granted(on: date) -> list[int]:
    return list(Grant.objects.in_force(on).values_list("user", flat=True))
