"""The inside of ``bench.kill9``: rounds of writing and killing on the configured database."""

import json
import os
import random
import select
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import date
from itertools import count
from typing import Any

from django.core.management import call_command
from django.db import OperationalError, connection, transaction

from quanheng.office.accounts.models import Grant, User
from quanheng.office.accounts.roles import Role
from quanheng.office.ledger.actions import record
from quanheng.office.ledger.checkpoints import own_key
from quanheng.office.ledger.models import Entry
from quanheng.office.ledger.verification import verify_ledger
from quanheng.office.records.actions import add_record, correct_record, load_records
from quanheng.office.records.models import Person, Training
from quanheng.office.records.writing import write
from quanheng.sample.district import make_district

ON = date(2026, 1, 5)
MARK = "kill9"
BATCH = 25
BATCHED = " batch "
IMPORTED = "trainings imported"
WRITERS = 3
SERVER_EVERY = 10
PATIENCE = 30.0
ABOUT = Training._meta.label_lower


@dataclass
class Counts:
    """What is added up over all rounds."""

    rounds: int = 0
    killed: int = 0
    acknowledged: int = 0
    lost: int = 0
    half: int = 0
    unseen: int = 0
    entries: int = 0
    problems: int = 0


def fill() -> None:
    """A small district, and the clerk who writes."""
    call_command("migrate", verbosity=0)
    clerk = User.objects.create_user("clerk", name="办事员")
    other = User.objects.create_user("other", name="另一人")
    Grant.objects.create(
        user=clerk, role=Role.ORGANISATION_OFFICER, since=date(2000, 1, 1), granted_by=other
    )
    load_records(make_district(20, None, 1), by=clerk, on=ON)


def told_of(name: str, person: Person) -> dict[str, Any]:
    """A training."""
    mode = Training._meta.get_field("mode").choices[0][0]
    return {"person": person, "name": name, "mode": mode, "start": ON, "end": ON, "hours": 8}


def edits(name: str) -> Iterator[list[str]]:
    """Add one training, then correct it, for ever; yields what each commit has put in the file."""
    by, people = User.objects.get(username="clerk"), list(Person.objects.all())
    for turn in count():
        told = told_of(f"{MARK} {name} {turn}", people[turn % len(people)])
        entry = add_record(Training, told, by=by, on=ON, reason="压力测试")
        made = Training.objects.get(pk=entry.about_key)
        yield [f"{made.name}\t8"]
        correct_record(made, {"hours": 16}, by=by, on=ON, reason="学时更正")
        yield [f"{made.name}\t16"]


@transaction.atomic
def add_many(names: list[str], people: list[Person], *, by: User, on: date) -> Entry:
    """File many trainings as an import does: in one transaction, with one entry at its end."""
    for number, name in enumerate(names):
        write(Training, told_of(name, people[number % len(people)]), by=by, source=MARK)
    return record(None, IMPORTED, by=by, on=on, values={"count": len(names)})


def imports(name: str) -> Iterator[list[str]]:
    """Add many trainings in one transaction, for ever."""
    by, people = User.objects.get(username="clerk"), list(Person.objects.all())
    for turn in count():
        names = [f"{MARK} {name} {turn}{BATCHED}{number}" for number in range(BATCH)]
        add_many(names, people, by=by, on=ON)
        yield [f"{one}\t8" for one in names]


def started(work: Callable[[str], Iterator[list[str]]], name: str, told: int) -> int:
    """A process that works and writes what was committed, a line each, to a pipe."""
    connection.close()
    if child := os.fork():
        return child
    try:
        for lines in work(name):
            os.write(told, "".join(f"{line}\n" for line in lines).encode())
    except Exception as error:  # it is told, and the round goes on without this writer
        print(f"{type(error).__name__}: {error}", file=sys.stderr, flush=True)
    finally:
        os._exit(3)


def one_round(number: int) -> tuple[list[str], int]:
    """Start writers, kill them at a random moment; what they acknowledged, and how many died."""
    reading, writing = os.pipe()
    works = [edits] * (WRITERS - 1) + [imports]
    children = [started(work, f"{number}-{place}", writing) for place, work in enumerate(works)]
    os.close(writing)
    select.select([reading], [], [], PATIENCE)
    time.sleep(random.uniform(0.05, 1.2))
    if number % SERVER_EVERY == SERVER_EVERY - 1:
        print(json.dumps({"ask": "kill"}), flush=True)
        sys.stdin.readline()
    killed = 0
    for child in children:
        os.kill(child, signal.SIGKILL)
        killed += os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
    with os.fdopen(reading, encoding="utf-8") as lines:
        return [line.removesuffix("\n") for line in lines if line.endswith("\n")], killed


def settle() -> None:
    """Wait until the server has rolled back what the dead writers left."""
    until = time.monotonic() + PATIENCE
    while connection.vendor == "postgresql" and time.monotonic() < until:
        try:
            with connection.cursor() as cursor:
                cursor.execute(
                    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                    " AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
                )
                if cursor.fetchone() == (0,):
                    return
        except OperationalError:  # the server is still coming up again
            connection.close()
        time.sleep(0.05)


def compare(acknowledged: list[str], counts: Counts, number: int) -> None:
    """Compare one round's acknowledgements with the file."""
    rows = Training.objects.filter(name__startswith=f"{MARK} {number}-")
    kept = {f"{name}\t{hours:.0f}" for name, hours in rows.values_list("name", "hours")}
    counts.acknowledged += len(acknowledged)
    counts.lost += len(set(acknowledged) - kept)
    counts.unseen += len(kept - set(acknowledged))
    batches = Counter(one.partition(BATCHED)[0] for one in kept if BATCHED in one)
    counts.half += sum(size != BATCH for size in batches.values())
    current = Counter(rows.current().values_list("name", flat=True))
    counts.half += len({one.partition("\t")[0] for one in kept} ^ current.keys())
    counts.half += sum(lines != 1 for lines in current.values())


def compare_with_ledger(counts: Counts) -> None:
    """Every row has its entry and every entry its row; the whole ledger verifies."""
    told = set(Entry.objects.filter(about_kind=ABOUT).values_list("about_key", flat=True))
    rows = Training.objects.filter(name__startswith=MARK)
    single = rows.exclude(name__contains=BATCHED).values_list("pk", flat=True)
    counts.half += len(told ^ set(map(str, single)))
    batches = rows.filter(name__endswith=f"{BATCHED}0").count()
    counts.half += abs(batches - Entry.objects.filter(action=IMPORTED).count())
    report = verify_ledger(trusted=[own_key()])
    counts.problems += len(report.problems)
    counts.entries = report.size


def main() -> None:
    """Run as many rounds as the first argument says; the counts go to standard output."""
    counts = Counts()
    fill()
    for number in range(int(sys.argv[1])):
        acknowledged, killed = one_round(number)
        settle()
        counts.rounds += 1
        counts.killed += killed
        compare(acknowledged, counts, number)
        compare_with_ledger(counts)
    print(json.dumps(asdict(counts)), flush=True)


if __name__ == "__main__":
    main()
