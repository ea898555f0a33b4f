"""The page's worked example: under 40 lines, word by word as in the example pack, and it runs."""

import importlib
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError

from quanheng.norms.pack import Pack
from quanheng.office.procedures.models import Case
from tests.office.procedures.conftest import put_in_force
from tests.office.procedures.desk import DAY, Desk

ROOT = Path(__file__).parents[3]
EXAMPLE = ROOT / "examples" / "harbour_2024"
PAGE = (ROOT / "docs" / "procedures.md").read_text(encoding="utf-8")
SWAP = "harbour-2024:5/swap"


@pytest.fixture
def harbour(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Iterator[Pack]:
    monkeypatch.syspath_prepend(str(EXAMPLE / "src"))
    pack = importlib.import_module("harbour_2024").pack
    with put_in_force(pack):
        yield pack


def test_the_page_shows_the_example_word_by_word_and_it_is_short() -> None:
    blocks = re.findall(r"^```python (\S+)\n(.*?)^```$", PAGE, re.M | re.S)
    assert len(blocks) == 2
    for file, code in blocks:
        assert code in (EXAMPLE / file).read_text(encoding="utf-8")
        assert code.count("\n") < 40


@pytest.mark.parametrize("night", [DAY, date(2026, 3, 1)])
def test_the_example_runs(harbour: Pack, desk: Desk, night: date) -> None:
    case = desk.open(SWAP)
    desk.take(case, "taken", {"night": night, "with": "李四"}, role="official")
    if night < DAY:
        with pytest.raises(ValidationError):
            desk.take(case, "agreed", role="head")
        return
    desk.take(case, "agreed", role="head")
    assert Case.objects.get(pk=case.pk).state == Case.State.DONE
