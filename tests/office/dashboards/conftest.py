"""The sample district under the documents, evaluated once."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from quanheng.norms import kinds
from quanheng.norms.records import Records
from quanheng.office.accounts.models import User
from quanheng.office.findings.models import Adoption, Run
from quanheng.office.findings.running import run_evaluation
from quanheng.office.records.models import Person, Unit
from quanheng.packs import installed

TODAY = date(2025, 12, 31)


@pytest.fixture
def adopted(district: Records, users: dict[str, User]) -> None:
    """Every installed document holds for the whole district."""
    at = datetime(2020, 1, 1, tzinfo=ZoneInfo("Asia/Shanghai"))
    root = Unit.objects.get(parent=None)
    Adoption.objects.bulk_create(
        Adoption(
            unit=root, pack=pack.id, since=pack.since, source="样例",
            adopted_by=users["organisation_officer"], adopted_at=at,
        )
        for pack in installed().values()
    )  # fmt: skip


@pytest.fixture
def evaluated(adopted: None, users: dict[str, User]) -> Run:
    """What the documents say of everyone on the last day of the sample."""
    return run_evaluation(Run.Kind.FULL, by=users["organisation_officer"], on=TODAY)


@pytest.fixture
def person(district: Records, somebody: kinds.Person) -> Person:
    """The official whose account ``users["official"]`` is."""
    return Person.objects.get(code=somebody.code)


@pytest.fixture
def unit(district: Records, somewhere: str) -> Unit:
    """The unit in which that official serves."""
    return Unit.objects.get(code=somewhere)
