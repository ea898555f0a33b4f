"""The inside of ``bench.workbooks``: steps, each timed, as the rows of a table."""

import resource
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.core.files import File  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.utils.timezone import localdate  # noqa: E402
from django_tasks_db.models import DBTaskResult  # noqa: E402

from quanheng.exchange.export import write_workbook  # noqa: E402
from quanheng.office.accounts.models import User  # noqa: E402
from quanheng.office.accounts.roles import Role  # noqa: E402
from quanheng.office.config.first import open_with_role  # noqa: E402
from quanheng.office.records.exports import files  # noqa: E402
from quanheng.office.records.exports.actions import order_export  # noqa: E402
from quanheng.office.records.importing.actions import order_import, upload_workbook  # noqa: E402
from quanheng.office.records.models import Export, ImportBatch  # noqa: E402
from quanheng.sample.district import make_district  # noqa: E402

WORKER = [sys.executable, "-m", "django", "db_worker", "--queue-name", "*", "--batch", "-v", "0"]
AS_OF = date(2025, 12, 31)
State = ImportBatch.State


def work() -> None:
    """Do what waits, in a process of its own."""
    subprocess.run([*WORKER, "--no-startup-delay", "--no-reload"], check=True)


def timed(name: str, step: Callable[[], str]) -> None:
    """One row of the table: the step, what came of it, seconds, the worker's peak so far."""
    told = step()
    job = DBTaskResult.objects.latest("finished_at")
    seconds = (job.finished_at - job.started_at).total_seconds()
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"| {name} | {told} | {seconds:.1f} | {peak:.0f} |", flush=True)


class Steps:
    """The way of one workbook in, and out again."""

    def __init__(self, people: int) -> None:
        open_with_role("officer", "officer", Role.ORGANISATION_OFFICER, on=localdate())
        self.officer = User.objects.get(username="officer")
        self.given = settings.DATA / "given.xlsx"
        records = make_district(people, None, 1, as_of=AS_OF)
        self.rows = len(records)
        write_workbook(records, self.given)

    def read(self, path: Path) -> str:
        with path.open("rb") as file:
            told = {"by": self.officer, "on": localdate()}
            entry = upload_workbook(File(file, name=path.name), **told)
        work()
        self.batch = ImportBatch.objects.get(pk=entry.about_key)
        assert self.batch.state == State.READY, self.batch.state
        return "; ".join(
            f"{self.batch.count(outcome):,} {outcome}"
            for outcome in ("new", "changed", "same", "waiting", "conflict")
            if self.batch.count(outcome)
        )

    def write(self) -> str:
        order_import(self.batch, by=self.officer, on=localdate())
        work()
        self.batch.refresh_from_db()
        assert self.batch.state == State.APPLIED, self.batch.state
        return "applied"

    def export(self) -> str:
        entry = order_export(by=self.officer, on=localdate(), reason="whole district")
        work()
        export = Export.objects.get(pk=entry.about_key)
        data = files.kept(export)
        assert data is not None
        self.taken = settings.DATA / "taken.xlsx"
        self.taken.write_bytes(data)
        return f"{export.rows():,} rows, {len(data) / 1e6:.1f} MB"


def main() -> None:
    """Print the table."""
    call_command("migrate", verbosity=0)
    steps = Steps(int(sys.argv[1]))
    megabytes = steps.given.stat().st_size / 1e6
    print(f"{connection.vendor}: {steps.rows:,} rows, {megabytes:.1f} MB\n")
    print("| Step | Result | Seconds | Peak of the worker, MB |\n|---|---|---|---|")
    timed("read, compare with an empty file", lambda: steps.read(steps.given))
    timed("write", steps.write)
    timed("the same workbook again", lambda: steps.read(steps.given))
    timed("export", steps.export)
    timed("read what was exported", lambda: steps.read(steps.taken))


if __name__ == "__main__":
    main()
