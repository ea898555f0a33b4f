"""Making a database let go of what was deleted from it.

A deleted row is gone for every query, but its bytes may lie about: in the write-ahead log, in free
pages, in dead rows. What is swept is this database; disks, copies and archived logs are not.
"""

import logging
import time
from functools import partial
from typing import Any

from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections, transaction

from quanheng.office.ballots.models import Envelope, Slip, SpentToken, TellerKey, TokenKey, Voter

TABLES = (Envelope, TellerKey, TokenKey, Slip, SpentToken, Voter)
PATIENCE = 5.0
"""Seconds in which others may end what they began before the sweep."""

log = logging.getLogger(__name__)


def sweep_after_commit() -> None:
    """Sweep once the change at hand is committed; a failure is logged and undoes nothing."""
    transaction.on_commit(partial(sweep, DEFAULT_DB_ALIAS), robust=True)


def sweep(alias: str) -> None:
    """Empty the write-ahead log into the database (SQLite), rewrite the tables (PostgreSQL).

    SQLite overwrites deleted rows with zeros (``secure_delete`` in the settings).
    """
    connection = connections[alias]
    if connection.in_atomic_block:
        return  # inside a test's own transaction there is nothing to let go of yet
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            busy, _frames, _done = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            if busy:
                log.warning("the write-ahead log is in use and was not emptied; it will be later")
            return
        if not _alone(cursor):
            log.warning("others still read what was deleted; its remains go with the next sweep")
        for model in TABLES:
            table = connection.ops.quote_name(model._meta.db_table)
            try:
                cursor.execute(f"VACUUM (FULL) {table}")
            except DatabaseError as error:
                log.warning("%s was not swept: %s", model._meta.db_table, error)


def _alone(cursor: Any) -> bool:
    """Wait until no transaction is left that may still see what was deleted (PostgreSQL).

    Rewriting a table keeps dead rows that anybody's snapshot still shows, if only that of the
    server's own analysis of some table.
    """
    cursor.execute("SELECT pg_current_xact_id()::xid::text")
    (now,) = cursor.fetchone()
    end = time.monotonic() + PATIENCE
    while True:
        cursor.execute(
            "SELECT EXISTS (SELECT 1 FROM pg_stat_activity WHERE datname = current_database()"
            " AND pid <> pg_backend_pid() AND (age(backend_xmin) >= age(%s::xid)"
            " OR age(backend_xid) >= age(%s::xid)))",
            [now, now],
        )
        if not cursor.fetchone()[0]:
            return True
        if time.monotonic() > end:
            return False
        time.sleep(0.1)
