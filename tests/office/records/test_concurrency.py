"""Imports and edits at the same time: one after the other, and nobody overwrites unseen."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from django.core.files import File
from django.db import connection, connections

from quanheng.exchange.export import write_workbook
from quanheng.norms import kinds
from quanheng.norms.kinds import MILLION
from quanheng.norms.records import Records
from quanheng.office.accounts.models import User
from quanheng.office.ledger.models import Entry, Head
from quanheng.office.records import actions
from quanheng.office.records.importing import jobs
from quanheng.office.records.importing.actions import order_import, upload_workbook
from quanheng.office.records.models import ImportBatch, Training
from quanheng.office.records.refusals import Overtaken
from quanheng.office.records.tables import everyone
from tests.office.records.conftest import TODAY

pytestmark = pytest.mark.django_db(transaction=True)
State = ImportBatch.State


@pytest.fixture(autouse=True)
def several_writers(db: None) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one writer at a time; run with QUANHENG_TEST_DATABASE=postgresql")


@pytest.fixture
def ordered(
    loaded: Entry, officer: User, settings: Any, tmp_path: Path
) -> Callable[[kinds.Row], ImportBatch]:
    """An import of one row that only has to be written."""
    settings.MEDIA_ROOT = tmp_path / "uploads"

    def order(row: kinds.Row) -> ImportBatch:
        path = tmp_path / "book.xlsx"
        write_workbook(Records({type(row): [row]}), path)
        with path.open("rb") as file:
            entry = upload_workbook(File(file, name=path.name), by=officer, on=TODAY, queued=False)
        jobs.read_and_compare.call(int(entry.about_key))
        batch = ImportBatch.objects.get(pk=entry.about_key)
        order_import(batch, by=officer, on=TODAY, queued=False)
        return batch

    return order


def at_once(*tasks: Callable[[], object]) -> list[object]:
    """Run tasks in threads that start together; what they gave or raised."""
    start = Barrier(len(tasks))

    def run(task: Callable[[], object]) -> object:
        start.wait()
        try:
            return task()
        except Overtaken as error:
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(tasks)) as pool:
        return list(pool.map(run, tasks))


def test_two_imports_of_the_same_row_write_it_once(
    ordered: Callable[[kinds.Row], ImportBatch], loaded: Entry
) -> None:
    row = replace(everyone().of(kinds.Training)[0], name="新班次")
    first, second = ordered(row), ordered(row)
    at_once(lambda: jobs.apply.call(first.pk), lambda: jobs.apply.call(second.pk))
    assert Training.objects.filter(name="新班次").count() == 1
    states = set(ImportBatch.objects.values_list("state", flat=True))
    assert states == {State.APPLIED, State.READY}


def test_an_import_run_twice_writes_once(
    ordered: Callable[[kinds.Row], ImportBatch], loaded: Entry
) -> None:
    batch = ordered(replace(everyone().of(kinds.Training)[0], name="新班次"))
    at_once(lambda: jobs.apply.call(batch.pk), lambda: jobs.apply.call(batch.pk))
    assert Training.objects.filter(name="新班次").count() == 1
    assert ImportBatch.objects.get().state == State.APPLIED
    assert Entry.objects.filter(action="import applied").count() == 1


def test_an_edit_and_an_import_do_not_overwrite_each_other(
    ordered: Callable[[kinds.Row], ImportBatch], loaded: Entry, officer: User
) -> None:
    for hours in range(1, 6):
        row = everyone().of(kinds.Training)[0]
        batch = ordered(replace(row, hours=(100 + hours) * MILLION))
        line = Training.objects.get(pk=row.row)

        def edit(line: Training = line, hours: int = hours) -> Entry:
            return actions.correct_record(
                line, {"hours": 200 + hours}, by=officer, on=TODAY, reason="更正"
            )

        edited, _imported = at_once(edit, lambda pk=batch.pk: jobs.apply.call(pk))  # type: ignore[misc]
        batch.refresh_from_db()
        current = Training.objects.current().filter(
            person__code=row.person, name=row.name, start=row.start
        )
        won = batch.state == State.APPLIED
        assert isinstance(edited, Overtaken) is won
        assert [one.hours for one in current] == [(100 if won else 200) + hours]
    assert Head.objects.get().size == Entry.objects.count()
