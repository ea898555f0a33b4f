"""Turn plain sheets (Chinese headers, parsed cells) into Records."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from quanheng.norms.kinds import LEVELS, MILLION, SHEETS, columns
from quanheng.norms.records import Records


def records_from(sheets: Mapping[str, list[dict[str, Any]]]) -> Records:
    """Records of the sheets that are present; ``_row`` gives the row number."""
    rows = {}
    for name, lines in sheets.items():
        kind = SHEETS[name]
        described = columns(kind)
        rows[kind] = [
            kind(row=line["_row"], **{c.name: _value(c, line.get(c.header)) for c in described})
            for line in lines
        ]
    return Records(rows)


def _value(column: Any, value: Any) -> Any:
    if value is None or value == "":
        return None
    if column.type == "number":
        return int(Fraction(value) * MILLION)
    if column.header == "职务层次":
        return LEVELS[value]
    return value
