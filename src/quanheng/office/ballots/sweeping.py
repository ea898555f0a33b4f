"""Making a database let go of what was deleted from it.

A deleted row is gone for every query, but its bytes may lie about: in the write-ahead log, in free
pages, in dead rows. What is swept is this database; disks, copies and archived logs are not.
"""

import logging
from functools import partial

from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections, transaction

from quanheng.office.ballots.models import Envelope, Slip, SpentToken, TellerKey, TokenKey, Voter

TABLES = (Envelope, TellerKey, TokenKey, Slip, SpentToken, Voter)

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
        for model in TABLES:
            table = connection.ops.quote_name(model._meta.db_table)
            try:
                cursor.execute(f"VACUUM (FULL) {table}")
            except DatabaseError as error:
                log.warning("%s was not swept: %s", model._meta.db_table, error)
