"""The database refuses to change or remove what the ledger holds."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from quanheng.office.accounts.models import User
from quanheng.office.ledger.actions import erase_details, record
from quanheng.office.ledger.checkpoints import make_checkpoint
from quanheng.office.ledger.guards import missing_guards
from quanheng.office.ledger.models import Checkpoint, Details, Entry, Erasure, Head

pytestmark = pytest.mark.django_db

TABLES = [Entry, Details, Head, Checkpoint, Erasure]
ON = date(2025, 6, 1)


@pytest.fixture
def ledger(users: dict[str, User]) -> User:
    """Three entries, the details of the first erased, and a checkpoint; returns the actor."""
    by = users["audit_admin"]
    first = record(by, "looked at", by=by, on=ON, reason="审计", values={"field": "id_number"})
    record(by, "looked at", by=by, on=ON)
    erase_details(first, by=by, on=ON, reason="保存期届满")
    make_checkpoint()
    return by


def refused(change: Callable[[], Any]) -> None:
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        change()


@pytest.mark.parametrize("model", TABLES, ids=lambda model: model.__name__)
def test_rows_cannot_be_removed(ledger: User, model: Any) -> None:
    assert model.objects.exists()
    refused(model.objects.all().delete)
    refused(lambda: model.objects.all()._raw_delete("default"))


@pytest.mark.parametrize(
    ("model", "change"),
    [
        (Entry, {"actor": "somebody-else"}),
        (Details, {"reason": "another reason"}),
        (Head, {"size": 1}),
        (Checkpoint, {"note": "another note"}),
        (Erasure, {"told": 5}),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_rows_cannot_be_changed(ledger: User, model: Any, change: dict[str, Any]) -> None:
    assert model.objects.exists()
    refused(lambda: model.objects.update(**change))


@pytest.mark.parametrize("model", TABLES, ids=lambda model: model.__name__)
def test_rows_cannot_be_replaced_or_truncated(ledger: User, model: Any) -> None:
    table = model._meta.db_table
    statement = (
        f"REPLACE INTO {table} SELECT * FROM {table}"
        if connection.vendor == "sqlite"
        else f"TRUNCATE {table} CASCADE"
    )

    def change() -> None:
        with connection.cursor() as cursor:
            cursor.execute(statement)

    refused(change)


def test_details_go_only_when_an_entry_tells_of_it(ledger: User) -> None:
    kept = Entry.objects.get(number=1)
    refused(lambda: Details.objects.filter(entry=kept)._raw_delete("default"))
    told = erase_details(kept, by=ledger, on=ON, reason="保存期届满")
    assert (told.about_kind, told.about_key) == ("ledger.entry", "1")
    assert not Details.objects.filter(entry=kept).exists()
    assert Entry.objects.filter(number=1).exists()


def test_every_guard_is_in_place_and_missed_when_gone(ledger: User) -> None:
    assert missing_guards() == []
    on_table = " ON ledger_entry" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER ledger_entry_refuse_update{on_table}")
    assert missing_guards() == ["ledger_entry_refuse_update"]
