"""The sample district under the documents, evaluated: put into the database once a module.

What a test changes is undone after it, what the module shares after the module.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction

from quanheng.norms import kinds
from quanheng.norms.records import Records
from quanheng.office.accounts.models import User
from quanheng.office.accounts.roles import Role
from quanheng.office.findings.models import Finding, Run, Standing
from quanheng.office.findings.running import run_evaluation
from quanheng.office.inbox.models import Message
from quanheng.office.law.models import Adoption
from quanheng.office.records.actions import load_records
from quanheng.office.records.models import Unit
from quanheng.packs import installed
from tests.office.conftest import AS_OF, open_accounts

TODAY = AS_OF


@pytest.fixture(scope="module")
def stage(
    django_db_setup: None,
    django_db_blocker: Any,
    sample: Records,
    somebody: kinds.Person,
    somewhere: str,
) -> Iterator[None]:
    """Accounts, the district, every document adopted, and what they say on the last day."""
    with django_db_blocker.unblock(), transaction.atomic():
        officer = open_accounts(somebody, somewhere)[Role.ORGANISATION_OFFICER]
        load_records(sample, by=officer, on=AS_OF, source="样例")
        at = datetime(2020, 1, 1, tzinfo=ZoneInfo("Asia/Shanghai"))
        root = Unit.objects.get(parent=None)
        Adoption.objects.bulk_create(
            Adoption(
                unit=root, pack=pack.id, since=pack.since, source="样例",
                adopted_by=officer, adopted_at=at,
            )
            for pack in installed().values()
        )  # fmt: skip
        run_evaluation(Run.Kind.FULL, by=officer, on=TODAY)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def users(stage: None, db: None) -> dict[str, User]:
    """The accounts, one for each role."""
    return {role.value: User.objects.get(username=role.value) for role in Role}


@pytest.fixture
def evaluated(users: dict[str, User]) -> Run:
    """What the documents say of everyone on the last day of the sample."""
    return Run.objects.get()


@pytest.fixture
def adopted(users: dict[str, User]) -> None:
    """Every installed document holds for the whole district; nothing has been evaluated yet."""
    for model in (Message, Standing, Finding, Run):
        model.objects.all().delete()


@pytest.fixture
def district(adopted: None, sample: Records) -> Records:
    """The district alone, for which no document holds; returns its rows."""
    Adoption.objects.all().delete()
    return sample
