"""A sweep waits for those who may still see what was deleted."""

import os
from threading import Timer

import psycopg
import pytest
from django.db import connection

from quanheng.office.ballots import sweeping

SERVER = os.environ.get("DATABASE_URL", "")

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not SERVER, reason="SQLite overwrites what is deleted at once"),
]


@pytest.fixture
def reader():
    """Another connection to the same database: a snapshot from before the sweep, and no lock."""
    name = connection.settings_dict["NAME"]
    with psycopg.connect(SERVER, dbname=name) as other:
        other.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        other.execute("SELECT 1")
        yield other


def test_it_goes_on_when_they_have_ended(reader, caplog) -> None:
    done = Timer(0.4, reader.rollback)
    done.start()
    sweeping.sweep("default")
    assert not done.is_alive()
    assert not caplog.records


def test_it_tells_when_they_do_not_end(reader, monkeypatch, caplog) -> None:
    monkeypatch.setattr(sweeping, "PATIENCE", 0.3)
    with connection.cursor() as cursor:
        assert not sweeping._alone(cursor)
    reader.rollback()
    with connection.cursor() as cursor:
        assert sweeping._alone(cursor)
