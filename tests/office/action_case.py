"""How a test says what an action does. Each app lists its cases in ``action_cases.py``.

    CASES = [
        Case(
            "accounts.actions.open_account",
            says="account opened",
            works=lambda world: open_account("new", name="新", password=..., by=..., on=world.on),
            refused=[lambda world: open_account("auditor", ...)],
        ),
    ]

``tests/office/test_actions.py`` runs them, and fails for an action that has none.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from quanheng.norms.records import Records
from quanheng.office.accounts.models import User
from quanheng.office.ledger.models import Entry


@dataclass(frozen=True)
class World:
    """What a case may use: an account per role, a day, other fixtures."""

    users: dict[str, User]
    on: date
    fixture: Callable[[str], Any]

    @property
    def district(self) -> Records:
        """The sample district; a case that needs it asks for it in ``before``."""
        found: Records = self.fixture("district")
        return found


@dataclass(frozen=True)
class Case:
    """One action on one occasion.

    ``works(world)`` performs it and returns its entry, whose action is ``says``. With ``before``,
    what is needed first is done by ``before(world)``, and ``works(world, made)`` is given what it
    returned. Each of ``refused``, called likewise, must raise and change nothing.
    """

    action: str
    says: str
    works: Callable[..., Entry]
    before: Callable[[World], Any] | None = None
    refused: Sequence[Callable[..., Any]] = ()

    def __str__(self) -> str:
        return f"{self.action}: {self.says}"
