"""The inside of ``bench.ballots``: one process of an installation in which a vote is held.

prepare VOTERS PHONES LATE   a vote that is open; prints the slips' codes and phones' tokens
cast THREADS                 casts what it reads, a line each; prints what became of each
queue                        those who come late vote, each at once after the check-in
close                        closes and counts; prints the numbers and how long it took
"""

import json
import secrets
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

from django.core.management import call_command
from django.db import DatabaseError, connection, connections

from quanheng.office.accounts import directory
from quanheng.office.accounts.models import Grant, Role, User
from quanheng.office.accounts.system import system_account
from quanheng.office.ballots import closing, queries
from quanheng.office.ballots.actions import begin_closing, check_in, finish_closing
from quanheng.office.ballots.casting import CastRefused, cast
from quanheng.office.ballots.models import Ballot, Envelope, Slip, Voter
from quanheng.office.ledger.checkpoints import own_key
from quanheng.office.ledger.models import Entry
from quanheng.office.ledger.verification import verify_ledger
from tests.office.ballots import meeting

UNIT = "DW900"
TELLERS = {"organisation_officer", "auditor", "discipline_officer"}
MARKS = "鼋鼍鼐鼒鼗鼙鼢鼩鼬鼯鼱鼷鼹鼽鼾齁齄齆齉齑"
CONNECTIONS = 12
"""Connections that one process keeps to the database, however many voters wait."""


def accounts() -> dict[str, User]:
    """The organiser and the two tellers, made on first use, and the unit."""
    directory.register(lambda: [directory.Place(UNIT, "某局", 0, f"{UNIT}/")])
    system = system_account()
    made = {}
    for name in TELLERS:
        made[name], new = User.objects.get_or_create(username=name)
        if new:
            Grant.objects.create(
                user=made[name], role=Role(name), since=meeting.ON, granted_by=system
            )
    return made


def prepare(voters: int, phones: int, late: int) -> None:
    """An open vote with two classes, a fifth of the voters in the first.

    ``late`` of the second class are not there yet; their slips come last.
    """
    call_command("migrate", verbosity=0)
    users = accounts()
    logins = [f"phone{number}" for number in range(phones)]
    User.objects.bulk_create(User(username=name, password="!") for name in logins)
    sizes = (voters // 5, voters - voters // 5)
    ballot = meeting.issuing(
        users, UNIT, "recommendation", sizes=sizes, logins=logins, phones=bool(phones)
    )
    slips = meeting.print_all(ballot, users["organisation_officer"])
    asking = ballot.voters.exclude(user=None).select_related("user", "ballot")
    tokens = [meeting.token_for(voter) for voter in asking]
    codes = []
    for kind in ballot.classes.all():
        here = ballot.voters.filter(voter_class=kind, received=Voter.Received.NONE)
        codes += slips[kind.pk][: here.count()]
        if kind.name == meeting.CLASSES[-1].name:
            here = here.exclude(pk__in=list(here.values_list("pk", flat=True)[:late]))
        here.update(present=True, received=Voter.Received.SLIP)
    meeting.open_voting(ballot, users)
    print(json.dumps({"slips": codes, "tokens": tokens}))


def queue() -> None:
    """The worst case for secrecy: who comes late is checked in and casts at once, one by one.

    Reads the slips; prints voter, code, the mark written on the paper, and the envelope.
    """
    users, ballot = accounts(), Ballot.objects.get()
    late = list(ballot.voters.filter(present=False))
    secrets.SystemRandom().shuffle(late)
    told = []
    for voter, code in zip(late, json.load(sys.stdin), strict=True):
        check_in(voter, slip=True, by=users["organisation_officer"], on=meeting.ON)
        known = set(ballot.envelopes.values_list("pk", flat=True))
        mark = "".join(secrets.choice(MARKS) for _ in range(5))
        receipt = cast(code, {"pick": [f"+{mark}"]})
        envelope = ballot.envelopes.exclude(pk__in=known).get()
        told.append([voter.name, code, mark, receipt.hash, bytes(envelope.sealed).hex()])
    keys = [bytes(key).hex() for key in ballot.teller_keys.values_list("sealed_private", flat=True)]
    print(json.dumps({"told": told, "keys": keys}))


def cast_all(threads: int) -> None:
    """Cast what stands in the standard input, in so many threads, all waiting to start together.

    Like a process of the server, this one has fewer connections; the others wait for their turn.
    """
    lines = [json.loads(line) for line in sys.stdin]
    workers = min(threads, CONNECTIONS, len(lines))
    gate, told = threading.Barrier(workers), threading.Lock()

    def work(share: list[tuple[int, str, Any]]) -> None:
        connection.ensure_connection()
        gate.wait()
        for number, credential, answers in share:
            began = time.perf_counter()
            said = outcome(partial(cast, credential, answers))
            took = time.perf_counter() - began
            with told:
                print(f"{number} {said} {took:.5f}", flush=True)
        connections.close_all()

    with ThreadPoolExecutor(workers) as pool:
        list(pool.map(work, [lines[at::workers] for at in range(workers)]))


def outcome(work: Callable[[], Any]) -> str:
    """What became of a ballot: its receipt, or why it was refused."""
    try:
        return str(work().hash)
    except (CastRefused, DatabaseError) as error:
        return type(error).__name__


def close(ballot: Ballot) -> None:
    """Close, and print what was counted, beside what the rows said before."""
    users = accounts()
    envelopes = Envelope.objects.filter(ballot=ballot).count()
    credentials = Slip.objects.filter(ballot=ballot, used=True).count()
    credentials += ballot.spent_tokens.count()
    began = time.perf_counter()
    begin_closing(ballot, meeting.FIRST, by=users["auditor"], on=meeting.ON)
    half = time.perf_counter()
    finish_closing(ballot, meeting.SECOND, by=users["discipline_officer"], on=meeting.ON)
    done = time.perf_counter()
    ballot.refresh_from_db()
    told = {
        "envelopes": envelopes,
        "credentials": credentials,
        "hashes": closing.counted_hashes(ballot),
        "counts": ballot.counts()._asdict(),
        "choices": dict(choices(ballot)),
        "entries": Entry.objects.count(),
        "problems": len(verify_ledger(trusted=[own_key()]).problems),
        "first": half - began,
        "second": done - half,
    }
    print(json.dumps(told))


def choices(ballot: Ballot) -> Iterator[tuple[str, int]]:
    """Votes by choice, of all classes."""
    found = queries.tallies(ballot)
    for choice in {cell.choice for cell in found}:
        yield choice, sum(votes for cell, votes in found.items() if cell.choice == choice)


if __name__ == "__main__":
    command, numbers = sys.argv[1], [int(given) for given in sys.argv[2:]]
    if command == "prepare":
        prepare(*numbers)
    elif command == "cast":
        cast_all(*numbers)
    elif command == "queue":
        queue()
    else:
        close(Ballot.objects.get())
