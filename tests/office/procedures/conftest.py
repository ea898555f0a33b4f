"""Cases on the sample district, and a document of which one procedure may end against somebody."""

from collections.abc import Iterator

import pytest

from quanheng.norms import kinds
from quanheng.norms.records import Records
from quanheng.office.accounts.models import User
from quanheng.office.procedures import known
from quanheng.packs import installed
from tests.office.procedures.desk import Desk, desk_of
from tests.office.procedures.pier import pier
from tests.office.staged import adopted, district, evaluated, stage, users

__all__ = ["adopted", "district", "evaluated", "stage", "users"]


@pytest.fixture(autouse=True)
def pier_installed() -> Iterator[None]:
    """The document made for tests, beside the others."""
    pack = pier()
    installed()[pack.id] = pack
    known.procedures.cache_clear()
    yield
    del installed()[pack.id]
    known.procedures.cache_clear()


@pytest.fixture
def desk(evaluated: object, users: dict[str, User], somebody: kinds.Person, somewhere: str) -> Desk:
    """The official, the unit, and everybody who acts, in the evaluated district."""
    return desk_of(users, somebody.code, somewhere)


@pytest.fixture
def rows(sample: Records) -> Records:
    """The rows of the district."""
    return sample
