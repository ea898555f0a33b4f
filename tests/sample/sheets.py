"""Records as the rows that the second evaluator reads."""

from fractions import Fraction
from typing import Any

from quanheng.norms.kinds import LEVELS, MILLION, Column, Row, columns
from quanheng.norms.records import Records

LEVEL_NAMES = {level: name for name, level in LEVELS.items()}


def as_sheets(records: Records) -> dict[str, list[dict[str, Any]]]:
    """Sheet names to rows: Chinese headers to parsed cells, blank ones left out."""
    return {
        kind.sheet: [as_cells(row, columns(kind)) for row in records.of(kind)] for kind in records
    }


def as_cells(row: Row, described: tuple[Column, ...]) -> dict[str, Any]:
    cells: dict[str, Any] = {"_row": row.row}
    for column in described:
        value = getattr(row, column.name)
        if value is not None:
            cells[column.header] = as_cell(column, value)
    return cells


def as_cell(column: Column, value: Any) -> Any:
    if column.type == "number":
        return Fraction(value, MILLION)
    return LEVEL_NAMES[value] if column.header == "职务层次" else value
