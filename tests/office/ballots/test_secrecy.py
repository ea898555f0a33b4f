"""Nothing in a dump, a log, the ledger or a backup leads from a ballot to a voter.

The worst case is played: people come one by one, are checked in and vote at once, and each writes
a word on the paper that nobody else writes. Then everything that lies about is searched.
"""

import json
import os
import re
import sqlite3
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit

import psycopg
import pytest
from django.apps import apps
from django.db import models

from bench import ballots as bench
from quanheng.office.ballots import tokens
from tests.office.ballots import meeting
from tests.office.installation import installation, quanheng

SERVER = os.environ.get("DATABASE_URL", "")
VOTERS, PHONES, LATE = 60, 4, 30
pytestmark = pytest.mark.xdist_group("secrecy")  # one vote is looked at by all
LAID_ANEW = ("ballots_voter", "ballots_slip", "ballots_spenttoken", "ballots_tally")


@dataclass
class Told:
    """One who came late: what only an eyewitness knows."""

    voter: str
    code: str
    mark: str
    hash: str
    envelope: bytes


@dataclass
class Lying:
    """What lies about at one moment."""

    files: dict[str, bytes]
    """The database's own files."""
    dump: str
    backup: bytes
    order: dict[str, list[tuple[object, ...]]]
    """Rows of the tables in the order in which they lie: key, transaction (0 on SQLite), text."""


@dataclass
class Scene:
    """The vote, as an eyewitness saw it, and what lay about during and after it."""

    told: list[Told]
    tokens: list[str]
    keys: list[bytes]
    logs: str
    during: Lying
    after: Lying
    result: dict[str, object] = field(default_factory=dict)


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    folder = tmp_path_factory.mktemp("vote")
    with installation(folder / "data", SERVER) as environment:
        environment["QUANHENG_LOG_LEVEL"] = "DEBUG"
        hall = bench.opened(environment, VOTERS, PHONES, LATE)
        with held_open(environment):
            here, late = hall.credentials[: -LATE - PHONES], hall.slips[-LATE:]
            bench.cast_at_once(hall, bench.choose([*here, *hall.tokens]), 1, 1)
            said, logs = noisy(environment, "queue", json.dumps(late))
            told = [Told(*one[:4], bytes.fromhex(one[4])) for one in said["told"]]
            during = lying(environment, folder / "during.tar")
            result, more = noisy(environment, "close", "")
            after = lying(environment, folder / "after.tar")
        keys = [bytes.fromhex(key) for key in said["keys"]]
        yield Scene(told, hall.tokens, keys, logs + more, during, after, result)


def noisy(environment: dict[str, str], command: str, given: str) -> tuple[dict, str]:
    """What a process printed last, and everything that it logged."""
    done = subprocess.run(
        bench.command(command),
        env=environment, cwd=bench.ROOT, input=given, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return json.loads(done.stdout.splitlines()[-1]), done.stderr


HOLDING = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1])
connection.execute("SELECT count(*) FROM ballots_voter").fetchall()
print("held", flush=True)
sys.stdin.read()
"""


@contextmanager
def held_open(environment: dict[str, str]) -> Iterator[None]:
    """Keep a connection, so that SQLite keeps its write-ahead log when the others are done.

    In another process, because reading the file in this one would let go of its lock.
    """
    path = Path(environment["QUANHENG_DATA"]) / "quanheng.sqlite3"
    if SERVER:
        yield
        return
    with subprocess.Popen(
        [sys.executable, "-c", HOLDING, path], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as holder:
        assert holder.stdout
        assert holder.stdout.readline() == b"held\n"
        yield
        holder.communicate()


def lying(environment: dict[str, str], archive: Path) -> Lying:
    """Everything that an attacker with the machine's disks finds at this moment."""
    quanheng(environment, "backup", archive)
    with tarfile.open(archive) as packed:
        parts = [packed.extractfile(name) for name in packed.getnames()]
        backup = b"".join(part.read() for part in parts if part)
    if SERVER:
        return on_postgresql(environment["DATABASE_URL"], backup)
    path = Path(environment["QUANHENG_DATA"]) / "quanheng.sqlite3"
    files = {one.name: one.read_bytes() for one in path.parent.glob("quanheng.sqlite3*")}
    with closing(sqlite3.connect(path)) as connection:
        dump = "\n".join(connection.iterdump())
        order = {
            table: connection.execute(f"SELECT rowid, 0, * FROM {table} NOT INDEXED").fetchall()
            for table in LAID_ANEW
        }
    return Lying(files, dump, backup, order)


def on_postgresql(url: str, backup: bytes) -> Lying:
    """As ``lying``, with the files of the database and the log of what was written."""
    data = Path(unquote(urlsplit(url).netloc.rpartition("@")[2])) / "data"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("CHECKPOINT")
        number = connection.execute(
            "SELECT oid FROM pg_database WHERE datname = current_database()"
        ).fetchone()
        assert number
        order = {
            table: connection.execute(
                f"SELECT ctid::text, xmin::text::bigint, * FROM {table} ORDER BY {table}.ctid"
            ).fetchall()
            for table in LAID_ANEW
        }
        dump = "\n".join(
            repr(row)
            for (table,) in connection.execute(
                "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = "
                "'public'::regnamespace ORDER BY 1"
            ).fetchall()
            for row in connection.execute(f"TABLE {table}").fetchall()
        )
    files = {one.name: one.read_bytes() for one in (data / "base" / str(number[0])).iterdir()}
    return Lying(files, dump, backup, order)


def everything(lies: Lying) -> bytes:
    return b"".join([*lies.files.values(), lies.dump.encode(), lies.backup])


def written(text: str) -> list[bytes]:
    """How a text might be written."""
    escaped = json.dumps(text)[1:-1]
    return [text.encode(), text.encode("utf-16-le"), escaped.encode(), text.encode().hex().encode()]


def test_the_scene_is_what_it_says(scene: Scene) -> None:
    assert len(scene.told) == LATE
    assert scene.result["counts"]["valid"] == VOTERS  # type: ignore[index]
    for one in scene.told:
        assert scene.result["choices"][f"+{one.mark}"] == 1  # type: ignore[index]
        assert one.envelope in everything(scene.during), "what is searched for can be found"


def test_no_code_token_or_passphrase_lies_anywhere(scene: Scene) -> None:
    secret = [meeting.FIRST, meeting.SECOND, *(one.code for one in scene.told), *scene.tokens]
    for lies in (scene.during, scene.after):
        found = everything(lies)
        for text in secret:
            assert not any(way in found for way in written(text)), text
        for text in scene.tokens:
            token = tokens.read(text)
            assert token
            assert token.prepared not in found
            assert token.signature not in found
            assert token.signature.hex().encode() not in found


def test_no_choice_lies_anywhere_before_the_close(scene: Scene) -> None:
    found = everything(scene.during)
    for one in scene.told:
        assert not any(way in found for way in written(one.mark)), one.mark


def test_every_envelope_is_equally_long(scene: Scene) -> None:
    assert len({len(one.envelope) for one in scene.told}) == 1


def test_no_envelope_and_no_private_key_is_left_after_the_close(scene: Scene) -> None:
    """Neither as a row nor as the remains of one in the files of the database."""
    found = everything(scene.after)
    for one in scene.told:
        assert one.envelope not in found
        assert one.envelope.hex().encode() not in found
        assert one.envelope[:32] not in found
        assert one.envelope[-48:] not in found
    for key in scene.keys:
        assert key in everything(scene.during)
        assert key not in found
        assert key[-32:] not in found


def test_after_the_close_rows_lie_in_an_order_that_means_nothing(scene: Scene) -> None:
    """Sorted by what they say; on PostgreSQL all written by one transaction."""
    for table, rows in scene.after.order.items():
        assert len(rows) >= PHONES, table
        assert len({row[1] for row in rows}) == 1, f"{table}: several transactions"
    names = [row_text(row) for row in scene.after.order["ballots_voter"]]
    slips = [row_text(row) for row in scene.after.order["ballots_slip"]]
    if SERVER:
        assert names == sorted(names)
        assert slips == sorted(slips)
    else:  # SQLite files rows by their key, and that is random
        for table, rows in scene.after.order.items():
            keys = [row[0] for row in rows]
            assert keys == sorted(keys), table
            assert keys == [row[2] for row in rows], f"{table}: numbered besides its key"
    came = [one.voter for one in scene.told]
    assert [name for name in names if name in came] != came
    voted = [one.hash for one in scene.told]
    assert [hash for hash in slips if hash in voted] != voted


def row_text(row: tuple[object, ...]) -> str:
    """The name of a voter, or the hash of a slip: the first text behind the key."""
    return next(value for value in row[2:] if isinstance(value, str))


def test_the_marks_are_told_of_without_anything_beside_them(scene: Scene) -> None:
    """A line of the dump with a mark has neither voter nor slip."""
    lines = scene.after.dump.splitlines()
    for one in scene.told:
        (line,) = [line for line in lines if one.mark in line]
        assert "ballots_tally" in line or SERVER
        assert one.voter not in line
        assert one.hash not in line
        assert not re.search(r"\d{4}-\d{2}-\d{2}|\d\d:\d\d", line)


def test_no_line_has_both_a_voter_and_a_slip(scene: Scene) -> None:
    for lies in (scene.during, scene.after):
        for line in lies.dump.splitlines():
            for one in scene.told:
                assert not (one.voter in line and one.hash in line)
                if one.hash in line:
                    assert not re.search(r"\d\d:\d\d", line), "a slip with a time"


def test_the_ledger_tells_of_checking_in_and_of_nothing_after(scene: Scene) -> None:
    lines = [line for line in scene.during.dump.splitlines() if "voter checked in" in line]
    assert len(lines) == LATE
    for lies in (scene.during, scene.after):
        ledger = [
            line for line in lies.dump.splitlines() if "ledger_" in line or "ballots." in line
        ]
        for one in scene.told:
            assert not any(one.hash in line or one.mark in line for line in ledger)
    between = {"voting opened", "voter checked in", "voting ended"}
    assert between <= set(re.findall("|".join(between), scene.after.dump))


def test_nothing_is_logged_of_casting(scene: Scene) -> None:
    for one in scene.told:
        for text in (one.code, one.hash, one.mark, one.voter):
            assert not any(way in scene.logs.encode() for way in written(text)), text


@pytest.mark.any_database
def test_no_row_of_casting_has_a_time_or_a_number_in_sequence() -> None:
    for model in apps.get_app_config("ballots").get_models():
        fields = model._meta.get_fields()
        assert not [one for one in fields if isinstance(one, models.DateTimeField)]
        dates = [one.name for one in fields if isinstance(one, models.DateField)]
        assert not dates or model._meta.model_name == "ballot"
        if f"ballots_{model._meta.model_name}" in (*LAID_ANEW, "ballots_envelope"):
            assert not isinstance(model._meta.pk, models.AutoField), model
