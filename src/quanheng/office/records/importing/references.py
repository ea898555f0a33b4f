"""Codes that lead nowhere, and cycles in the tree of units."""

from collections.abc import Mapping

from quanheng.norms import kinds
from quanheng.norms.kinds import Row
from quanheng.office.records.filing import known_codes
from quanheng.office.records.importing.outcomes import Compared, Outcome, Why, conflicting
from quanheng.office.records.models import Person, Unit
from quanheng.office.records.shape import ANCHORS, PERSON, Codes, has_subject, places
from quanheng.office.records.tree import paths_of

WRITTEN = (Outcome.NEW, Outcome.CHANGED)

Rows = dict[type[Row], list[Compared]]


def check_references(rows: Rows) -> None:
    """Leave out rows that name a code which is neither in the file nor new in the workbook."""
    codes = known_codes()
    for kind, target in ANCHORS.items():
        new = [found.row.code for found in rows.get(kind, ()) if found.outcome == Outcome.NEW]  # type: ignore[attr-defined]
        codes.of(target).update(dict.fromkeys(new, 0))
    if kinds.Unit in rows:
        _check_tree(rows[kinds.Unit], codes)
    for kind, compared in rows.items():
        for at, found in enumerate(compared):
            if found.outcome in WRITTEN and (code := missing(found.row, codes)) is not None:
                compared[at] = conflicting(found.row, Why.UNKNOWN_CODE, code)
                if kind in ANCHORS and found.outcome == Outcome.NEW:
                    codes.of(ANCHORS[kind]).pop(found.row.code, None)  # type: ignore[attr-defined]


def missing(row: Row, codes: Codes) -> str | None:
    """A code of the row that leads nowhere, None if all lead somewhere."""
    for place in places(type(row)):
        code = getattr(row, place.column.name) if place.target is not None else None
        if code is not None and code not in codes.of(place.target):
            return str(code)
    if has_subject(type(row)):
        target = Person if row.subject_type == PERSON else Unit  # type: ignore[attr-defined]
        if row.subject not in codes.of(target):  # type: ignore[attr-defined]
            return str(row.subject)  # type: ignore[attr-defined]
    return None


def _check_tree(compared: list[Compared], codes: Codes) -> None:
    """Leave out units whose parent is unknown, or which would stand above themselves."""
    parents: dict[str, str | None] = dict(Unit.objects.values_list("code", "parent__code"))
    before = dict(parents)
    at = {found.row.code: n for n, found in enumerate(compared) if found.outcome in WRITTEN}  # type: ignore[attr-defined]
    for code, n in at.items():
        parents[code] = compared[n].row.parent or parents.get(code)  # type: ignore[attr-defined]

    def leave_out(code: str, why: Why, detail: str = "") -> None:
        n = at.pop(code)
        compared[n] = conflicting(compared[n].row, why, detail)
        if code in before:
            parents[code] = before[code]
        else:
            parents.pop(code, None)
            codes.units.pop(code, None)

    while (fault := _orphan(at, parents, compared)) or (fault := _circular(at, parents)):
        leave_out(*fault)


def _orphan(
    at: Mapping[str, int], parents: Mapping[str, str | None], compared: list[Compared]
) -> tuple[str, Why, str] | None:
    """A unit in the workbook that names a parent or township which does not exist."""
    for code, n in at.items():
        row = compared[n].row
        for named in (row.parent, row.township):  # type: ignore[attr-defined]
            if named is not None and named not in parents:
                return code, Why.UNKNOWN_CODE, named
    return None


def _circular(
    at: Mapping[str, int], parents: Mapping[str, str | None]
) -> tuple[str, Why, str] | None:
    """A unit in the workbook that stands above itself."""
    try:
        paths_of(parents)
    except ValueError as error:
        code = str(error)
        while code not in at:
            code = parents[code] or ""
        return code, Why.CYCLE, ""
    return None
