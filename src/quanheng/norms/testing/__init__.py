"""What every pack must satisfy, ours and those of others: declared in full, proved by examples.

``check_pack`` takes a pack and its ``examples.toml``, parsed. It looks at what the pack declares
(``declared``), reads the examples (``examples``), and evaluates them (``proved``): each must give
the answer that it states, and together they must notice if any parameter were moved by the
smallest step.
"""

from collections.abc import Mapping
from typing import Any

from quanheng.norms.pack import Pack
from quanheng.norms.testing.declared import check_declarations
from quanheng.norms.testing.examples import Example, read_examples
from quanheng.norms.testing.proved import check_example, check_rules

__all__ = ["Example", "assert_pack", "check_example", "check_pack", "read_examples"]


def check_pack(pack: Pack, examples: Mapping[str, Any]) -> list[str]:
    """Everything wrong with a pack: where, what, and what to do; empty when it is good.

    ``examples`` is the parsed ``examples.toml``. Rules are proved only when all of it can be read.
    """
    problems = check_declarations(pack)
    read, unreadable = read_examples(pack, examples)
    return problems + unreadable + ([] if unreadable else check_rules(pack, read))


def assert_pack(pack: Pack, examples: Mapping[str, Any]) -> None:
    """Fail with every problem of a pack, one a line."""
    problems = check_pack(pack, examples)
    assert not problems, "\n".join(["", *problems])
