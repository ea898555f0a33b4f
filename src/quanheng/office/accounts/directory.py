"""What units there are, as told by the app that keeps them.

Accounts lie below the personnel file and cannot import it, so it registers here when it starts.
"""

from collections.abc import Callable, Iterable
from typing import NamedTuple


class Place(NamedTuple):
    """A unit to choose from: code, name, how deep it stands in the tree, and its path in it."""

    code: str
    name: str
    depth: int = 0
    path: str = ""


def nothing() -> Iterable[Place]:
    """No unit, until somebody registers."""
    return ()


class Directory:
    """The one list of units; ``Directory.units()`` asks whoever registered."""

    units: Callable[[], Iterable[Place]] = staticmethod(nothing)


def register(units: Callable[[], Iterable[Place]]) -> None:
    """Say where the units are listed, top down."""
    Directory.units = staticmethod(units)


def places() -> list[Place]:
    """The units, top down."""
    return list(Directory.units())
