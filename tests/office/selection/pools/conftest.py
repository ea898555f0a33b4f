"""The district on the stage, under all documents and evaluated, for pages of pools."""

from datetime import date
from typing import Any

import pytest

from quanheng.norms.records import Records
from quanheng.office.accounts.models import User
from quanheng.office.findings.models import Run
from tests.office.action_case import World
from tests.office.staged import evaluated, stage, users

__all__ = ["evaluated", "stage", "users"]

ON = date(2026, 1, 5)


@pytest.fixture
def district(evaluated: Run, sample: Records) -> Records:
    """The district, for which every document holds; returns its rows."""
    return sample


@pytest.fixture
def world(district: Records, users: dict[str, User], request: Any) -> World:
    """Accounts and a day; the district is there."""
    return World(users, ON, request.getfixturevalue)
