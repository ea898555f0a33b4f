"""A few rounds of what ``bench.kill9`` measures at length."""

import os
from pathlib import Path

from bench.kill9 import COLUMNS, measure, table


def test_nothing_acknowledged_is_lost_and_nothing_is_half(tmp_path: Path) -> None:
    found = measure(tmp_path / "data", 3, os.environ.get("DATABASE_URL", ""))
    assert (found["rounds"], found["killed"]) == (3, 9)
    assert found["acknowledged"] > 0
    assert found["entries"] >= found["acknowledged"] / 25
    assert (found["lost"], found["half"], found["problems"]) == (0, 0, 0)
    assert table([found]).count("\n") == len(COLUMNS) + 1
