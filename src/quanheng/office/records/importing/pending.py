"""Rows whose key facts have been proposed already, by an earlier import or by hand."""

from typing import Any

from quanheng.norms.kinds import Row
from quanheng.office.records import identity
from quanheng.office.records.importing.matching import field_of
from quanheng.office.records.importing.outcomes import Compared, Outcome, Why, conflicting
from quanheng.office.records.models import RECORDS, Correction
from quanheng.office.records.values import plain


def settle_pending(rows: dict[type[Row], list[Compared]]) -> None:
    """A proposal that says the same is waited for; one that says otherwise is in the way."""
    open_ones = {
        (correction.model, correction.record): correction
        for correction in Correction.objects.filter(state=Correction.State.PROPOSED)
    }
    if not open_ones:
        return
    for kind, compared in rows.items():
        model = RECORDS[kind]._meta.model_name
        for at, found in enumerate(compared):
            correction = open_ones.get((model or "", found.record or 0))
            if found.keys and correction is not None:
                compared[at] = _beside(found, correction)


def _beside(found: Compared, correction: Correction) -> Compared:
    if not all(_proposes(correction, found.row, name) for name in found.keys):
        return conflicting(found.row, Why.PENDING)
    rest = {name: old for name, old in (found.before or {}).items() if name not in found.keys}
    outcome = Outcome.CHANGED if rest else Outcome.WAITING
    return found._replace(outcome=outcome, before=rest or found.before, keys=())


def _proposes(correction: Correction, row: Row, name: str) -> bool:
    """Whether a correction proposes what a row says in a column."""
    change: dict[str, Any] | None = correction.changes.get(field_of(type(row), name))
    if change is None:
        return False
    after, said = change["after"], getattr(row, name)
    if name == identity.COLUMN:
        return after is not None and identity.opened_text(after, correction.person_id) == said
    return bool(after == plain(said))
