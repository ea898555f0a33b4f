"""Two rounds of what ``bench.kill9`` measures at length."""

import os
from pathlib import Path

from bench.kill9 import COLUMNS, measure, table


def test_nothing_acknowledged_is_lost_and_nothing_is_half(tmp_path: Path) -> None:
    found = measure(tmp_path / "data", 2, os.environ.get("DATABASE_URL", ""))
    assert found["rounds"] == 2
    assert found["main_killed"] + found["pages_killed"] + found["jobs_killed"] >= 2
    assert found["edits"] > 0
    assert found["entries"] > found["edits"]
    assert (found["lost"], found["half"], found["problems"], found["stuck"]) == (0, 0, 0, 0)
    assert found["completed"] == found["hit"]
    assert table([found]).count("\n") == len(COLUMNS) + 1
