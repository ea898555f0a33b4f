"""A file filled with the sample district, and a folder of its own for what is made."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from quanheng.norms import kinds
from quanheng.norms.records import Records
from quanheng.office.accounts.models import User
from quanheng.office.ledger.models import Entry
from quanheng.office.records.actions import load_records
from quanheng.office.records.models import Person, Unit

TODAY = date(2026, 1, 5)


@pytest.fixture
def officer(users: dict[str, User]) -> User:
    """An officer of the organisation department, who may everything in the file."""
    return users["organisation_officer"]


@pytest.fixture
def loaded(sample: Records, officer: User) -> Entry:
    """The sample district in the file."""
    return load_records(sample, by=officer, on=TODAY)


@pytest.fixture
def person(loaded: Entry, somebody: kinds.Person) -> Person:
    """The official whose account ``users["official"]`` is."""
    return Person.objects.get(code=somebody.code)


@pytest.fixture
def district_unit(loaded: Entry) -> Unit:
    """The topmost unit, in or below which everybody serves."""
    return Unit.objects.filter(parent=None).order_by("path")[0]


@pytest.fixture(autouse=True)
def uploads(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "uploads"
