"""The inside of ``bench.hostile``: each file is uploaded and read by a process of its own."""

import json
import os
import sys
import time
from pathlib import Path
from typing import Any

from django.core.files.base import File
from django.core.management import call_command
from django.db import connection
from django.utils.timezone import localdate

from bench.hostile import bounded, peak
from quanheng.office.accounts.models import User
from quanheng.office.config.first import system_account
from quanheng.office.records.actions import load_records
from quanheng.office.records.importing.actions import upload_workbook
from quanheng.office.records.importing.jobs import read_and_compare
from quanheng.office.records.models import ImportBatch
from quanheng.sample.district import make_district

State = ImportBatch.State


def read(path: Path, by: User) -> dict[str, Any]:
    """Upload a file and read it as the background job does; what the import's page then says."""
    today = localdate()
    with path.open("rb") as file:
        entry = upload_workbook(File(file, path.name), by=by, on=today, queued=False)
    read_and_compare.call(int(entry.about_key))
    batch = ImportBatch.objects.get(pk=entry.about_key)
    said = batch.problems[0][1] if batch.problems else ""
    refused = batch.state == State.REFUSED and batch.problem_count >= 1
    return {"state": batch.state, "said": said, "sound": refused or batch.state == State.READY}


def apart(name: str, path: Path, by: User) -> None:
    """Read one file in a process of its own, with bounded memory, and tell."""
    connection.close()
    if child := os.fork():
        _, status = os.waitpid(child, 0)
        if status:
            told = {"state": "died", "said": f"**died with {status}**", "sound": False}
            print(
                json.dumps({"name": name, "size": 0, "seconds": 0, "more": 0, **told}), flush=True
            )
        return
    Path("/proc/self/clear_refs").write_text("5")  # the peak counts from here
    bounded()
    before, begun = peak(), time.perf_counter()
    try:
        told = read(path, by)
    except BaseException as error:  # it is told as what became of the file
        told = {"state": "fault", "said": f"**{type(error).__name__}: {error}**", "sound": False}
    told |= {"seconds": time.perf_counter() - begun, "more": peak() - before}
    print(json.dumps({"name": name, "size": path.stat().st_size, **told}), flush=True)
    sys.stdout.flush()
    os._exit(0)


def main() -> None:
    """Read every file named on the standard input."""
    call_command("migrate", verbosity=0)
    by = system_account()
    load_records(make_district(20, None, 1), by=by, on=localdate())
    for name, path in json.load(sys.stdin):
        apart(name, Path(path), by)


if __name__ == "__main__":
    main()
