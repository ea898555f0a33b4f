"""Cases of the sample district."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from quanheng.norms import kinds
from quanheng.office.accounts.models import User
from quanheng.office.procedures.models import Case
from quanheng.office.records.models import Person, Tenure, Unit
from tests.office.selection.papers.scenes import case_at
from tests.office.staged import adopted, district, evaluated, stage, users

__all__ = ["adopted", "district", "evaluated", "stage", "users"]


@pytest.fixture(autouse=True)
def uploads(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "uploads"


@pytest.fixture
def officer(users: dict[str, User]) -> User:
    return users["organisation_officer"]


@pytest.fixture
def unit(users: dict[str, User], somewhere: str) -> Unit:
    """The unit of the post, below the unit that handles the case."""
    return Unit.objects.get(code=somewhere)


@pytest.fixture
def people(users: dict[str, User], somebody: kinds.Person) -> list[Person]:
    """Three officials who hold a post."""
    held = Tenure.objects.current().filter(end=None).exclude(person__code=somebody.code)
    return list(Person.objects.filter(pk__in=held.values("person")).order_by("code")[:3])


@pytest.fixture
def at(unit: Unit, officer: User, people: list[Person]) -> Callable[..., Case]:
    """A case that stands in a step."""

    def opened(step: str, **more: Any) -> Case:
        team = (people[0].code, people[1].code)
        told = {"unit": unit, "officer": officer, "people": people, "team": team} | more
        return case_at(step, **told)

    return opened
