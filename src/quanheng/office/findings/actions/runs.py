"""Ordering an evaluation."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from quanheng.office.accounts.models import User
from quanheng.office.accounts.powers import Power, require
from quanheng.office.accounts.system import system_account
from quanheng.office.findings.jobs import evaluate, ordered
from quanheng.office.findings.models import Run
from quanheng.office.ledger.actions import record
from quanheng.office.ledger.models import Entry
from quanheng.office.records.refusals import Overtaken


@transaction.atomic
def order_evaluation(*, by: User, on: date, queued: bool = True) -> Entry:
    """Have everyone evaluated in the background; without ``queued`` the caller runs the job.

    Raises ``Overtaken`` when an evaluation waits or runs already.
    """
    require(by, Power.EVALUATE, on)
    User.objects.select_for_update(no_key=True).get(pk=system_account().pk)
    if ordered():
        raise Overtaken(_("已有一次核对在排队或进行中，请等它完成。"))
    if queued:
        evaluate.enqueue(Run.Kind.FULL.value, by.pk)
    return record(None, "evaluation ordered", by=by, on=on)
