"""Records of a personnel file, and the dossier of one subject."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from operator import attrgetter
from typing import TypeVar

from quanheng.norms.kinds import (
    KINDS,
    Activity,
    Appraisal,
    Award,
    Contact,
    Duty,
    Evaluation,
    Pay,
    Person,
    Project,
    Reserve,
    Row,
    Rulebook,
    Secondment,
    Supervision,
    Tenure,
    Training,
    Unit,
)

R = TypeVar("R", bound=Row)

DATED: Mapping[type[Row], str] = {
    Tenure: "start",
    Training: "end",
    Evaluation: "day",
    Activity: "day",
    Supervision: "day",
    Award: "day",
    Secondment: "start",
    Reserve: "start",
    Duty: "assigned",
    Contact: "start",
    Rulebook: "start",
    Pay: "month",
}
"""The column that dates a record: it is seen from that day on."""

OF_PERSON: Mapping[type[Row], str] = {
    Tenure: "person",
    Training: "person",
    Supervision: "person",
    Secondment: "person",
    Reserve: "person",
    Duty: "owner",
    Contact: "person",
    Pay: "person",
}
OF_UNIT: Mapping[type[Row], str] = {Rulebook: "unit", Tenure: "unit"}
OF_EITHER: tuple[type[Row], ...] = (Appraisal, Evaluation, Activity, Award)


class Dossier:
    """The records of one person or one unit: kind by kind, in the order of date and row."""

    __slots__ = ("_rows", "code", "head", "memo")

    def __init__(self, code: str, head: Person | Unit | Project | None) -> None:
        """An empty dossier; ``head`` is the subject's own line, None if that sheet is absent."""
        self.code = code
        self.head = head
        self._rows: dict[type[Row], list[Row]] = {}
        self.memo: dict[int, object] = {}

    @property
    def name(self) -> str:
        """The subject's name; its code where the sheet that names it is absent."""
        return self.head.name if self.head else self.code

    def add(self, row: Row) -> None:
        """Put a record into the dossier."""
        self._rows.setdefault(type(row), []).append(row)

    def sort(self) -> None:
        """Bring each kind into the order of its date, then of its row."""
        for kind, rows in self._rows.items():
            dated = DATED.get(kind)
            if dated and len(rows) > 1:
                day = attrgetter(dated, "row")
                rows.sort(key=day)

    def of(self, kind: type[R]) -> Sequence[R]:
        """The subject's records of one kind."""
        return self._rows.get(kind, ())  # type: ignore[return-value]


class Records:
    """All records that were given, kind by kind; a kind that was not given is absent, not empty."""

    def __init__(self, rows: Mapping[type[Row], Sequence[Row]]) -> None:
        """``rows`` maps each kind whose sheet is present to its records."""
        self._rows = {kind: rows[kind] for kind in KINDS if kind in rows}

    def has(self, kind: type[Row]) -> bool:
        """Whether the kind's sheet is present."""
        return kind in self._rows

    def of(self, kind: type[R]) -> Sequence[R]:
        """All records of a kind; empty when its sheet is absent."""
        return self._rows.get(kind, ())  # type: ignore[return-value]

    def __iter__(self) -> Iterator[type[Row]]:
        """The kinds that are present."""
        return iter(self._rows)

    def __len__(self) -> int:
        """How many records there are."""
        return sum(map(len, self._rows.values()))

    def __eq__(self, other: object) -> bool:
        """Equal when the same kinds hold the same records in the same order."""
        if not isinstance(other, Records):
            return NotImplemented
        return {kind: list(rows) for kind, rows in self._rows.items()} == {
            kind: list(rows) for kind, rows in other._rows.items()
        }

    __hash__ = None  # type: ignore[assignment]

    @cached_property
    def units(self) -> Mapping[str, Unit]:
        """Units by code."""
        return {unit.code: unit for unit in self.of(Unit)}

    @cached_property
    def people(self) -> Mapping[str, Dossier]:
        """Dossiers of all persons that occur, by code."""
        return self._dossiers[0]

    @cached_property
    def organs(self) -> Mapping[str, Dossier]:
        """Dossiers of all units that occur, by code; they also hold the tenures at the unit."""
        return self._dossiers[1]

    @cached_property
    def pools(self) -> Mapping[str, Dossier]:
        """Reserve pools by name, with their members' records."""
        found: dict[str, Dossier] = {}
        for row in self.of(Reserve):
            found.setdefault(row.pool, Dossier(row.pool, None)).add(row)
        return _sorted(found)

    @cached_property
    def projects(self) -> Mapping[str, Dossier]:
        """Programmes by code, with the secondments to them."""
        found = {project.code: Dossier(project.code, project) for project in self.of(Project)}
        for row in self.of(Secondment):
            if row.project in found:
                found[row.project].add(row)
        return _sorted(found)

    @cached_property
    def _dossiers(self) -> tuple[dict[str, Dossier], dict[str, Dossier]]:
        people = {person.code: Dossier(person.code, person) for person in self.of(Person)}
        organs = {code: Dossier(code, unit) for code, unit in self.units.items()}

        def put(row: Row, code: str | None, into: dict[str, Dossier]) -> None:
            if code is not None:
                dossier = into.get(code)
                if dossier is None:
                    dossier = into[code] = Dossier(code, None)
                dossier.add(row)

        for kind, field in OF_PERSON.items():
            for row in self.of(kind):
                put(row, getattr(row, field), people)
        for kind, field in OF_UNIT.items():
            for row in self.of(kind):
                put(row, getattr(row, field), organs)
        for kind in OF_EITHER:
            for row in self.of(kind):
                put(row, row.subject, people if row.subject_type == "干部" else organs)  # type: ignore[attr-defined]
        for duty in self.of(Duty):
            if duty.owner is None:
                put(duty, duty.lead_unit, organs)
        return _sorted(people), _sorted(organs)


def _sorted(dossiers: dict[str, Dossier]) -> dict[str, Dossier]:
    for dossier in dossiers.values():
        dossier.sort()
    return dossiers
