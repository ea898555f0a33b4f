"""Exports, as pages show them."""

from django.utils.translation import gettext as _

from quanheng.office.records.exports.making import progress_of
from quanheng.office.records.models import Export
from quanheng.office.records.queries.imports import Working


def working(export: Export) -> Working | None:
    """How far a workbook is, None when it is not being made."""
    if export.state != Export.State.RUNNING:
        return None
    seen = progress_of(export)
    if seen is None:
        return Working("", 0, 0, 0, False)
    words = {"collect": _("汇集数据"), "write": _("写成工作簿")}
    phase = words.get(seen.phase, "")
    return Working(phase, seen.done, seen.total, seen.percent, seen.stalled)


def contents(export: Export) -> list[tuple[str, int]]:
    """The sheets of a workbook that have rows, with their number."""
    return [(sheet, rows) for sheet, rows in export.counts.items() if rows]
