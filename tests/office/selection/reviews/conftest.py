"""The district on the stage, and a world for the cases of actions."""

from datetime import date
from typing import Any

import pytest

from quanheng.norms.records import Records
from quanheng.office.accounts.models import User
from tests.office.action_case import World
from tests.office.staged import adopted, district, evaluated, stage, users

__all__ = ["adopted", "district", "evaluated", "stage", "users"]

ON = date(2026, 1, 5)


@pytest.fixture
def world(district: Records, users: dict[str, User], request: Any, settings: Any) -> World:
    """Accounts and a day; the district is there."""
    return World(users, ON, request.getfixturevalue)
