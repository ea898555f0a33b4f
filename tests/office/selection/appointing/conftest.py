"""Appointments in the sample district."""

import pytest

from quanheng.office.accounts.models import User
from quanheng.office.selection.appointing.sample import Course
from tests.office.selection.appointing import course as ways
from tests.office.staged import adopted, district, evaluated, stage, users

__all__ = ["adopted", "district", "evaluated", "stage", "users"]


@pytest.fixture
def course(evaluated: object, users: dict[str, User]) -> Course:
    """A case in which names may be entered."""
    return ways.begun(users)


@pytest.fixture
def inspected(course: Course) -> Course:
    """A case at the inspection."""
    ways.put_forward(course)
    ways.to_inspection(course)
    return course


@pytest.fixture
def noticed(inspected: Course) -> Course:
    """A case whose public notice is over."""
    ways.published(inspected)
    return inspected
