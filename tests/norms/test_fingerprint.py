"""The fingerprint of a document is the same in every process, and tells what was changed."""

import os
import subprocess
import sys
from dataclasses import replace

import pytest

from quanheng.norms.pack import canonical
from quanheng.packs import installed

TOLD = """
from quanheng.norms.pack import canonical
from quanheng.packs import installed
for pack in installed().values():
    print(pack.id, pack.fingerprint, *map(canonical, pack.procedures.values()))
"""


def told(seed: int) -> str:
    """What another process says, in which sets of words stand in another order."""
    done = subprocess.run(
        [sys.executable, "-c", TOLD],
        env={**os.environ, "PYTHONHASHSEED": str(seed)},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def test_every_process_finds_the_same_fingerprints() -> None:
    assert len({told(seed) for seed in (1, 2, 3)}) == 1


@pytest.mark.parametrize("one", [frozenset("abc"), (frozenset("ab"), 1), {"乡镇", "街道"}])
def test_sets_stand_in_order(one: object) -> None:
    assert canonical(one) in ("{'a', 'b', 'c'}", "({'a', 'b'}, 1)", "{'乡镇', '街道'}")


def test_everything_that_decides_is_told() -> None:
    """A rule that gets another form, and a set with one word less, have other texts."""
    for pack in installed().values():
        for rule in pack.rules.values():
            assert canonical(rule) != canonical(replace(rule, form=None))
            assert rule.title.zh in canonical(rule)
    assert canonical(frozenset("ab")) != canonical(frozenset("abc"))
