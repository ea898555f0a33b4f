"""What waits for an account: the work that the home page shows first."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from quanheng.office.accounts.models import Grant, User
from quanheng.office.accounts.powers import Power, powers_of
from quanheng.office.ledger.models import Checkpoint, Head
from quanheng.office.records.models import ImportBatch
from quanheng.office.records.models.correction import Correction

State, Batch = Correction.State, ImportBatch.State


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


def tasks(user: User, on: date, unread: int = 0) -> list[Task]:
    """The work that waits for an account; nothing that it may not do. ``unread`` are messages."""
    held = powers_of(user, on)
    found = [*_corrections(user, held), *_imports(user, held), *_requests(user)]
    found.append(Task(_("未读消息"), unread, reverse("findings:messages"), "message"))
    if Power.SIGN_CHECKPOINT in held and user.has_perm(Power.SIGN_CHECKPOINT):
        signing = reverse("ledger:checkpoints")
        found.append(Task(_("账本条目待签检查点"), _unsigned(), signing, "shield"))
    if Power.MANAGE_ACCOUNTS in held:
        idle = User.objects.filter(is_system=False, is_active=True)
        roleless = idle.exclude(pk__in=_granted(on)).count()
        found.append(Task(_("账户尚未授予角色"), roleless, reverse("accounts:index"), "user"))
    return [task for task in found if task.count]


def _corrections(user: User, held: frozenset[str]) -> Iterator[Task]:
    index, seen = reverse("records:corrections"), Correction.objects.visible_to(user)
    if Power.PROPOSE_CORRECTION in held:
        asked = Correction.objects.visible_to(user, Power.PROPOSE_CORRECTION)
        asked = asked.filter(state=State.REQUESTED).exclude(requested_by=user)
        count = asked.exclude(person__code=user.person_code or "").count()
        yield Task(_("更正申请待受理"), count, f"{index}?state={State.REQUESTED}", "inbox")
        own, url = seen.filter(state=State.PROPOSED, proposed_by=user), f"{index}?state=proposed"
        yield Task(_("您提出的更正待他人审核"), own.count(), url, "clock", "pending")


def _imports(user: User, held: frozenset[str]) -> Iterator[Task]:
    if Power.IMPORT_RECORDS not in held:
        return
    own, index = ImportBatch.objects.filter(uploaded_by=user), reverse("records:imports")
    yield Task(_("导入待您确认"), own.filter(state=Batch.READY).count(), index, "import")
    running = own.filter(state__in=ImportBatch.RUNNING).count()
    yield Task(_("导入处理中"), running, index, "clock", "pending")


def _requests(user: User) -> Iterator[Task]:
    asked = Correction.objects.filter(requested_by=user, state__in=Correction.OPEN).count()
    yield Task(_("您申请的更正办理中"), asked, reverse("records:my-file"), "clock", "pending")


def _unsigned() -> int:
    size = Head.objects.values_list("size", flat=True).first() or 0
    signed = Checkpoint.objects.order_by("size").values_list("size", flat=True).last() or 0
    return size - signed


def _granted(on: date) -> list[int]:
    return list(Grant.objects.in_force(on).values_list("user", flat=True))
