"""Doing jobs, one process for each data folder; what died at work is taken up again."""

import hashlib
import logging
import os
import secrets
import socket

from django.conf import settings
from django.core.management import execute_from_command_line
from django.db import connection, transaction
from django_tasks_db.models import DBTaskResult

from quanheng.office.alone import alone
from quanheng.office.config.clock import Clock

LOG = logging.getLogger(__name__)
ARGUMENTS = ["quanheng", "db_worker", "--queue-name", "*", "--no-reload", "--no-startup-delay"]
ATTEMPTS = 3
"""How often a job is begun that ends its process each time."""


def workplace() -> str:
    """What the names of all processes for jobs of this data folder begin with."""
    folder = hashlib.sha256(os.fsencode(settings.DATA)).hexdigest()[:8]
    return f"{socket.gethostname()[:32]}-{folder}-"


@transaction.atomic
def take_up() -> int:
    """Put back into the queue what processes of this data folder were doing when they died.

    To be called while no such process runs. A job that was begun ``ATTEMPTS`` times is given up.
    Returns how many were put back.
    """
    taken = 0
    held = DBTaskResult.objects.running().select_for_update()
    for job in held:
        if not (job.worker_ids and job.worker_ids[-1].startswith(workplace())):
            continue
        if len(job.worker_ids) < ATTEMPTS:
            job.status = "READY"
            job.save(update_fields=["status"])
            taken += 1
            LOG.warning("后台任务中断，重新执行 Job taken up again: %s", job.task_name)
        else:
            job.set_failed(RuntimeError(f"begun {ATTEMPTS} times, and its process died each time"))
            LOG.error("后台任务多次中断，已放弃 Job given up: %s", job.task_name)
    return taken


def work() -> None:
    """Do jobs until asked to stop, first those that were broken off.

    A process that outlives a killed server finishes its job first.
    """
    with alone("jobs", wait=True):
        take_up()
        connection.close()
        Clock().start()
        execute_from_command_line([*ARGUMENTS, "--worker-id", workplace() + secrets.token_hex(8)])
