"""A unit in which ballots are held, without a personnel file behind it."""

from collections.abc import Iterator

import pytest

from quanheng.office.accounts import directory
from quanheng.office.accounts.directory import Place

UNIT = "DW900"
OTHER = "DW901"


@pytest.fixture
def unit(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The code of the unit; there is another one beside it."""
    places = [Place(UNIT, "某局", 0, f"/{UNIT}/"), Place(OTHER, "另一局", 0, f"/{OTHER}/")]
    monkeypatch.setattr(directory.Directory, "units", staticmethod(lambda: places))
    yield UNIT
