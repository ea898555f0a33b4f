"""Key facts (三龄两历一身份): which changes of a record take two persons.

Age, years of service and Party standing; education and career; status. Each model names its own
in ``key_facts``.
"""

from collections.abc import Mapping
from typing import Any

from quanheng.office.records.models import Record
from quanheng.office.records.values import value_of


def key_changes(line: Record, changed: Mapping[str, Any]) -> dict[str, Any]:
    """Those changes that take two persons."""
    return {
        name: value
        for name, value in changed.items()
        if is_key_change(type(line), name, value_of(line, name), value)
    }


def is_key_change(model: type[Record], name: str, before: Any, after: Any) -> bool:
    """Whether a change of one value takes two persons.

    Entering the end of a post or rank that was still held tells of an event and corrects nothing.
    """
    if name not in model.key_facts:
        return False
    ended = model.interval is not None and name == model.interval[1]
    return not (ended and before is None and after is not None)
