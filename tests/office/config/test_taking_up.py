"""Jobs that died with their process are begun again, a few times."""

import threading
from pathlib import Path
from typing import Any

import pytest
from django_tasks_db.models import DBTaskResult

from quanheng.office.alone import alone
from quanheng.office.config.taking_up import ATTEMPTS, take_up, workplace
from quanheng.office.records.importing.jobs import read_and_compare

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def job() -> DBTaskResult:
    read_and_compare.enqueue(1)
    return DBTaskResult.objects.get()


def states() -> list[str]:
    return list(DBTaskResult.objects.values_list("status", flat=True))


def test_what_a_dead_process_was_doing_is_put_back(job: DBTaskResult) -> None:
    job.claim(f"{workplace()}1")
    assert take_up() == 1
    assert states() == ["READY"]


def test_what_another_workplace_does_is_left_to_it(job: DBTaskResult) -> None:
    job.claim("elsewhere-1")
    assert take_up() == 0
    assert states() == ["RUNNING"]


def test_a_job_that_kills_each_process_is_given_up(job: DBTaskResult) -> None:
    for attempt in range(ATTEMPTS):
        job.refresh_from_db()
        job.claim(f"{workplace()}{attempt}")
        take_up()
    assert states() == ["FAILED"]
    assert "its process died" in DBTaskResult.objects.get().traceback


def test_two_processes_do_not_do_jobs_from_one_folder(tmp_path: Path, settings: Any) -> None:
    settings.DATA, entered = tmp_path, threading.Event()

    def another() -> None:
        with alone("jobs", wait=True):
            entered.set()

    with alone("jobs", wait=True):
        thread = threading.Thread(target=another)
        thread.start()
        assert not entered.wait(0.3)
    assert entered.wait(10)
    thread.join()
