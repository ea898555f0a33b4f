"""Cases on the sample district, and a document of which one procedure may end against somebody."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.utils.timezone import localdate

from quanheng.norms import kinds
from quanheng.norms.pack import Pack
from quanheng.norms.records import Records
from quanheng.office.accounts.models import Role, User
from quanheng.office.law import statutes
from quanheng.office.procedures import known
from quanheng.office.procedures.models import Case
from quanheng.office.records.models import Person, Tenure
from quanheng.packs import installed
from tests.office.procedures.asking import trip
from tests.office.procedures.desk import Desk, another, desk_of, follow
from tests.office.procedures.pier import pier
from tests.office.staged import adopted, district, evaluated, stage, users

__all__ = ["adopted", "district", "evaluated", "stage", "users"]


CACHED = (known.procedures, statutes.pack_of, statutes.fingerprint_of)


@contextmanager
def at_hand(pack: Pack) -> Iterator[None]:
    """A document, installed beside the others; nobody follows it."""
    installed()[pack.id] = pack
    for one in CACHED:
        one.cache_clear()
    yield
    del installed()[pack.id]
    for one in CACHED:
        one.cache_clear()


@contextmanager
def put_in_force(pack: Pack) -> Iterator[None]:
    """A document, installed beside the others, that the whole district follows."""
    with at_hand(pack):
        follow(pack.id)
        yield


@pytest.fixture(autouse=True)
def pier_installed() -> Iterator[None]:
    """The document made for tests, beside the others."""
    with at_hand(pier()):
        yield


@pytest.fixture
def desk(evaluated: object, users: dict[str, User], somebody: kinds.Person, somewhere: str) -> Desk:
    """The official, the unit, and everybody who acts, in the evaluated district."""
    follow("pier")
    return desk_of(users, somebody.code, somewhere)


@pytest.fixture
def rows(sample: Records) -> Records:
    """The rows of the district."""
    return sample


@pytest.fixture
def officer(users: dict[str, User]) -> User:
    """An officer of the organisation department."""
    return users["organisation_officer"]


@pytest.fixture
def second(users: dict[str, User]) -> User:
    """Another one."""
    return another(Role.ORGANISATION_OFFICER)


@pytest.fixture
def person(desk: Desk) -> Person:
    """The official whose account ``users["official"]`` is."""
    return desk.person


@pytest.fixture
def tenure(person: Person) -> Tenure:
    """A tenure of that official, still held."""
    return Tenure.objects.filter(person=person, end=None)[0]


@pytest.fixture
def applied(desk: Desk) -> Case:
    """A leave that waits for the head, since today."""
    return desk.applied(trip(), on=localdate())


@pytest.fixture
def late(desk: Desk) -> Case:
    """A leave that has begun, and waits for the head."""
    return desk.applied(trip(-3), on=localdate())
