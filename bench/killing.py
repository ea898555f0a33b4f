"""The inside of ``bench.kill9``: rounds of working in the running system, killing it, counting."""

import json
import random
import re
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from datetime import date
from http.client import HTTPException
from itertools import count
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import Error, connection
from django.utils.timezone import localdate

from bench.served import Served, Victim, until
from bench.visitor import Visitor
from quanheng.exchange.export import write_workbook
from quanheng.norms import kinds
from quanheng.norms.records import Records
from quanheng.office.accounts.models import User
from quanheng.office.accounts.roles import Role
from quanheng.office.config.first import open_with_role, system_account
from quanheng.office.ledger.checkpoints import own_key
from quanheng.office.ledger.models import Entry
from quanheng.office.ledger.verification import verify_ledger
from quanheng.office.records.actions import load_records
from quanheng.office.records.importing import progress
from quanheng.office.records.models import ImportBatch, Person, Training
from quanheng.sample.district import make_district

MARK = "kill9"
PEOPLE = 300
ROWS = 4_000
PER_ROUND = 20
"""People whose files a workbook changes."""
EDITORS = 2
HUNTED = 0.7
"""The share of rounds that wait until an import is being written."""
SERVER_EVERY = 10
PATIENCE = 60.0
HOURS = 8
LONG_AGO = date(2025, 3, 3)
State = ImportBatch.State


@dataclass
class Counts:
    """What is added up over all rounds."""

    rounds: int = 0
    pages_killed: int = 0
    jobs_killed: int = 0
    main_killed: int = 0
    edits: int = 0
    imports: int = 0
    hit: int = 0
    completed: int = 0
    by_hand: int = 0
    stuck: int = 0
    lost: int = 0
    half: int = 0
    unseen: int = 0
    entries: int = 0
    problems: int = 0


@dataclass
class Told:
    """What the system acknowledged in one round."""

    edits: list[str] = field(default_factory=list)
    uploaded: dict[str, int] = field(default_factory=dict)
    ordered: set[str] = field(default_factory=set)
    applied: set[str] = field(default_factory=set)
    strange: list[str] = field(default_factory=list)


def fill() -> str:
    """A district, and the officer who works in it; the officer's password."""
    call_command("migrate", verbosity=0)
    today = localdate()
    load_records(make_district(PEOPLE, None, 1), by=system_account(), on=today)
    password = open_with_role("officer", "办事员", Role.ORGANISATION_OFFICER, on=today)
    User.objects.filter(username="officer").update(must_change_password=False)
    return password


def workbooks(number: int, codes: list[str], folder: Path) -> Iterator[Path]:
    """The workbooks of a round, each made when it is wanted: trainings of some people."""
    chosen = [codes[(number * PER_ROUND + place) % len(codes)] for place in range(PER_ROUND)]
    for turn in count():
        name = f"{MARK}-{number}-{turn}"
        rows = [
            kinds.Training(
                row=at + 2,
                person=chosen[at % PER_ROUND],
                name=f"{name} {at}",
                mode="自学",
                start=LONG_AGO,
                end=LONG_AGO,
                hours=HOURS * kinds.MILLION,
            )
            for at in range(ROWS)
        ]
        path = folder / f"{name}.xlsx"
        write_workbook(Records({kinds.Training: rows}), path)
        yield path


def edit(visitor: Visitor, told: Told, stop: threading.Event, name: str, person: int) -> None:
    """Add one training by the form, then correct it, for ever."""
    today = f"{localdate():%Y-%m-%d}"
    file = f"/people/{person}/"
    for turn in count():
        one = f"{name} {turn}"
        values = {"name": one, "mode": "自学", "start": today, "end": today, "hours": f"{HOURS}"}
        if stop.is_set() or not sent(visitor, told, f"{file}add/training", values):
            return
        told.edits.append(f"{one}\t{HOURS}")
        found = re.search(
            r'href="(/records/training/\d+/)"', visitor.get(f"{file}file/?kind=training").text
        )
        values = {"hours": f"{2 * HOURS}", "reason": "学时更正", "evidence": "证书"}
        if stop.is_set() or not found or not sent(visitor, told, f"{found[1]}correct", values):
            return
        told.edits.append(f"{one}\t{2 * HOURS}")


def sent(visitor: Visitor, told: Told, path: str, values: dict[str, str]) -> bool:
    """Whether a form was accepted."""
    answer = visitor.submit(path, values)
    if answer.status not in (302, 500, 502, 503):
        told.strange.append(
            f"{path}: {answer.status} {re.sub('<[^>]*>|  +', ' ', answer.text)[-900:]}"
        )
    return answer.status == 302


def bring(visitor: Visitor, told: Told, stop: threading.Event, paths: Iterator[Path]) -> None:
    """Upload one workbook after the other, order its import, and wait until it is written."""
    for path in paths:
        if stop.is_set():
            return
        answer = visitor.submit("/imports/", {}, {"file": path})
        if answer.status != 302:
            return
        told.uploaded[path.stem] = int(answer.place.rstrip("/").rpartition("/")[2])
        if not stands(visitor, stop, answer.place, State.READY):
            return
        if visitor.send(f"{answer.place}order", {}).status != 302:
            return
        told.ordered.add(path.stem)
        if not stands(visitor, stop, answer.place, State.APPLIED):
            return
        told.applied.add(path.stem)


def stands(visitor: Visitor, stop: threading.Event, place: str, state: str) -> bool:
    """Wait until the page of an import shows a state."""
    badge = re.compile(f'<span class="badge[^"]*">{State(state).label}</span>')
    while not stop.is_set():
        answer = visitor.get(place)
        if answer.status != 200:
            return False
        if badge.search(answer.text):
            return True
        time.sleep(0.1)
    return False


def at_work(work: Callable[..., None], *given: object) -> threading.Thread:
    """A thread that works until the server is gone."""

    def run() -> None:
        try:
            work(*given)
        except (OSError, ValueError, HTTPException):
            return

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    return thread


def being_written(told: Told) -> bool:
    """Whether an import is in its transaction."""
    waiting = [pk for name, pk in told.uploaded.items() if name in told.ordered - told.applied]
    return any((seen := progress.seen(pk)) and seen.phase == "write" for pk in waiting)


def wait_for_moment(told: Told) -> Victim:
    """A random moment, often while an import is being written; whom to kill then."""
    if random.random() >= HUNTED:
        time.sleep(random.uniform(0.2, 8))
        return random.choice(list(Victim))
    end = time.monotonic() + PATIENCE
    while not being_written(told) and time.monotonic() < end:
        time.sleep(0.005)
    time.sleep(random.uniform(0, 0.2))
    return random.choice([Victim.JOBS, Victim.ALL])


def settle() -> None:
    """Connect anew, when the database can be reached again."""

    def reached() -> bool:
        try:
            connection.close()
            return ImportBatch.objects.count() >= 0
        except Error:
            return False

    until(reached, "the database does not come back")


def batches(number: int) -> list[ImportBatch]:
    """The imports of a round."""
    return list(ImportBatch.objects.filter(name__startswith=f"{MARK}-{number}-").order_by("pk"))


def rows_of(batch: ImportBatch) -> int:
    """How many rows of a workbook stand in the file."""
    return Training.objects.filter(name__startswith=f"{Path(batch.name).stem} ").count()


def broken_off(number: int, counts: Counts) -> list[int]:
    """Imports that were being written when their process died; what is half is counted."""
    found = []
    for batch in batches(number):
        counts.half += rows_of(batch) not in (0, ROWS)
        seen = progress.seen(batch.pk)
        if batch.state == State.APPLYING and seen is not None and seen.phase == "write":
            found.append(batch.pk)
    return found


def finish(number: int, visitor: Visitor, counts: Counts) -> None:
    """Wait until no import of the round is under way; take up by hand what stays behind."""

    def done() -> bool:
        return not any(batch.state in ImportBatch.RUNNING for batch in batches(number))

    for by_hand in (True, False):
        try:
            return until(done, "imports under way", PATIENCE)
        except TimeoutError:
            left = [batch for batch in batches(number) if batch.state in ImportBatch.RUNNING]
            if not by_hand:
                counts.stuck += len(left)
                return
            counts.by_hand += len(left)
            for batch in left:
                visitor.send(f"/imports/{batch.pk}/restart", {})


def compare_edits(number: int, told: Told, counts: Counts) -> None:
    """Compare one round's acknowledged edits with the file."""
    rows = Training.objects.filter(name__startswith=f"{MARK}-{number}e")
    kept = {f"{name}\t{hours:.0f}" for name, hours in rows.values_list("name", "hours")}
    counts.edits += len(told.edits)
    counts.lost += len(set(told.edits) - kept)
    counts.unseen += len(kept - set(told.edits))
    current = Counter(rows.current().values_list("name", flat=True))
    counts.half += len({one.partition("\t")[0] for one in kept} ^ current.keys())
    counts.half += sum(lines != 1 for lines in current.values())
    keys = set(map(str, rows.values_list("pk", flat=True)))
    entries = Entry.objects.filter(about_kind=Training._meta.label_lower, about_key__in=keys)
    counts.half += len(keys ^ set(entries.values_list("about_key", flat=True)))


def compare_imports(number: int, told: Told, hit: list[int], counts: Counts) -> None:
    """Compare one round's imports: each is wholly in the file with one entry, or not at all."""
    kept = {Path(batch.name).stem: batch for batch in batches(number)}
    counts.imports += len(told.applied)
    counts.lost += len(told.uploaded.keys() - kept.keys())
    for name, batch in kept.items():
        entries = Entry.objects.filter(about_kind=batch._meta.label_lower, about_key=str(batch.pk))
        actions = Counter(entries.values_list("action", flat=True))
        whole = batch.state == State.APPLIED
        counts.half += rows_of(batch) != (ROWS if whole else 0)
        counts.half += actions["import applied"] != whole
        counts.lost += name in told.ordered and not actions["import ordered"]
        counts.lost += name in told.applied and not whole
        counts.completed += whole and batch.pk in hit
        counts.unseen += whole and name not in told.applied and batch.pk not in hit


def one_round(number: int, served: Served, visitors: list[Visitor], counts: Counts) -> None:
    """Work, kill, start again, compare."""
    people = list(Person.objects.order_by("pk").values_list("pk", "code"))
    told, stop = Told(), threading.Event()
    paths = workbooks(number, [code for _, code in people], settings.DATA)
    threads = [at_work(bring, visitors[0], told, stop, paths)]
    for place, visitor in enumerate(visitors[1:]):
        person, _ = people[(number * EDITORS + place) % len(people)]
        threads.append(at_work(edit, visitor, told, stop, f"{MARK}-{number}e{place}", person))
    victim = wait_for_moment(told)
    server = number % SERVER_EVERY == SERVER_EVERY - 1
    if server:
        print(json.dumps({"ask": "kill"}), flush=True)
        sys.stdin.readline()
    pages, jobs = served.kill(victim)
    stop.set()
    settle()
    hit = broken_off(number, counts) if jobs or server else []
    counts.pages_killed += pages
    counts.jobs_killed += jobs
    counts.main_killed += victim in (Victim.MAIN, Victim.ALL)
    counts.hit += len(hit)
    if victim in (Victim.MAIN, Victim.ALL):
        served.start()
    for thread in threads:
        thread.join(PATIENCE)
    served.wait()
    finish(number, visitors[0], counts)
    compare_edits(number, told, counts)
    compare_imports(number, told, hit, counts)
    for line in told.strange:
        print(line, file=sys.stderr, flush=True)


def main() -> None:
    """Run as many rounds as the first argument says; the counts go to standard output."""
    counts, password = Counts(), fill()
    served = Served(settings.DATA / "serve.log")
    served.start()
    visitors = [Visitor(served.address) for _ in range(EDITORS + 1)]
    try:
        for visitor in visitors:
            visitor.log_in("officer", password)
        for number in range(int(sys.argv[1])):
            one_round(number, served, visitors, counts)
            report = verify_ledger(trusted=[own_key()])
            counts.rounds += 1
            counts.problems += len(report.problems)
            counts.entries = report.size
            print(json.dumps({"so_far": asdict(counts)}), flush=True)
    finally:
        served.stop()
    print(json.dumps(asdict(counts)), flush=True)


if __name__ == "__main__":
    main()
