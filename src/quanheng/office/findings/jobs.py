"""What the process for jobs does: evaluate, and tell those concerned."""

from django.utils.timezone import localdate
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from quanheng.office.accounts.models import User
from quanheng.office.accounts.system import system_account
from quanheng.office.findings.notices import send_notices
from quanheng.office.findings.running import run_evaluation


@task()
def evaluate(kind: str, ordered_by: int | None = None) -> None:
    """Evaluate everyone (``full``) or those whose records have changed (``follow``).

    After a full run, whoever has something due soon is told.
    """
    by = system_account() if ordered_by is None else User.objects.get(pk=ordered_by)
    today = localdate()
    run = run_evaluation(kind, by=by, on=today)
    if run.kind == run.Kind.FULL:
        send_notices(by=system_account(), on=today)


def ordered() -> bool:
    """Whether an evaluation waits or runs."""
    waiting = DBTaskResult.objects.filter(task_path=evaluate.module_path)
    return waiting.filter(status__in=("READY", "RUNNING")).exists()
