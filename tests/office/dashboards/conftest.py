"""The district on the stage, and the official and the unit that the tests look at."""

import pytest

from quanheng.norms import kinds
from quanheng.office.accounts.models import User
from quanheng.office.records.models import Person, Unit
from tests.office.staged import adopted, district, evaluated, stage, users

__all__ = ["adopted", "district", "evaluated", "stage", "users"]


@pytest.fixture
def person(users: dict[str, User], somebody: kinds.Person) -> Person:
    """The official whose account ``users["official"]`` is."""
    return Person.objects.get(code=somebody.code)


@pytest.fixture
def unit(users: dict[str, User], somewhere: str) -> Unit:
    """The unit in which that official serves."""
    return Unit.objects.get(code=somewhere)
