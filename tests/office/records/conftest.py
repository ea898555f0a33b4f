"""A file filled with the sample district, for the tests of the records app."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.files import File

from quanheng.exchange.export import write_workbook
from quanheng.norms import kinds
from quanheng.norms.records import Records
from quanheng.office.accounts.models import Grant, Role, User
from quanheng.office.ledger.models import Entry
from quanheng.office.records.actions import load_records
from quanheng.office.records.importing import jobs
from quanheng.office.records.importing.actions import upload_workbook
from quanheng.office.records.models import ImportBatch, Person, Tenure, Unit

TODAY = date(2026, 1, 5)


@pytest.fixture
def officer(users: dict[str, User]) -> User:
    """An officer of the organisation department, who may everything in the file."""
    return users["organisation_officer"]


@pytest.fixture
def second(db: None, users: dict[str, User]) -> User:
    """Another officer of the organisation department."""
    account = User.objects.create_user("second-officer", name="second")
    system = User.objects.get(username="test-system")
    Grant.objects.create(
        user=account,
        role=Role.ORGANISATION_OFFICER,
        since=date(2000, 1, 1),
        granted_by=system,
    )
    return account


@pytest.fixture
def loaded(sample: Records, officer: User) -> Entry:
    """The sample district in the file."""
    return load_records(sample, by=officer, on=TODAY)


@pytest.fixture
def person(loaded: Entry, somebody: kinds.Person) -> Person:
    """The official whose account ``users["official"]`` is."""
    return Person.objects.get(code=somebody.code)


@pytest.fixture
def tenure(person: Person) -> Tenure:
    """A tenure of that official, still held."""
    return Tenure.objects.filter(person=person, end=None).first()


@pytest.fixture
def unit(loaded: Entry, somewhere: str) -> Unit:
    """The unit in which that official serves."""
    return Unit.objects.get(code=somewhere)


@pytest.fixture(autouse=True)
def uploads(settings: Any, tmp_path: Path) -> None:
    """A folder of its own for uploaded and exported files."""
    settings.MEDIA_ROOT = tmp_path / "uploads"


@pytest.fixture
def upload(tmp_path: Path, officer: User) -> Callable[..., ImportBatch]:
    """Upload rows as a workbook, and have it read."""

    def uploaded(
        rows: Records | Mapping[type[kinds.Row], Sequence[kinds.Row]], by: User = officer
    ) -> ImportBatch:
        path = tmp_path / "干部.xlsx"
        write_workbook(rows if isinstance(rows, Records) else Records(rows), path)
        with path.open("rb") as file:
            entry = upload_workbook(File(file, name=path.name), by=by, on=TODAY)
        jobs.read_and_compare.call(int(entry.about_key))
        return ImportBatch.objects.get(pk=entry.about_key)

    return uploaded
