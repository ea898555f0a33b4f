"""The twelve rules as an OpenFisca model: records are the members of the group ``official``.

OpenFisca knows one entity of members, so all sheets share it: every column that the rules read is
an input variable of ``record``. Windows are variables of ``record``, measures, standing and
statuses are variables of ``official``. Measures use ``official.sum``; how long somebody has
qualified cannot be said in OpenFisca's own words and is worked out in NumPy on the tenures alone.

The model is also helped where it stumbles: blanks are filled before (a missing input would become
a default silently), every official gets one record of its own (``sum`` fails when the last
officials have none), and entities are set up as arrays, without lists of identifiers.
"""

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
from openfisca_core.entities import build_entity
from openfisca_core.periods import DateUnit
from openfisca_core.simulations import Simulation
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

from bench.data import Raw, owner, size
from bench.people import TODAY, Array
from bench.rules12 import (
    MET,
    MISSED,
    NONE,
    PENDING,
    Part,
    Question,
    Way,
    Who,
    day_column,
    parts,
    people,
)
from bench.with_numpy import FOREVER, INNER, PARTY, stretches
from quanheng.norms.kinds import (
    MILLION,
    Activity,
    Duty,
    Person,
    Row,
    Supervision,
    Tenure,
    Training,
)

SHEETS: tuple[type[Row], ...] = (Person, Tenure, Training, Activity, Supervision, Duty)
CODES = 64
"""``code`` of a record = its sheet's place x 64 + the choice that tells its kind."""
TOLD = {Training: "mode", Activity: "type", Supervision: "type", Duty: "type"}
PERIOD = "2023"

RECORD = build_entity("record", "records", "A line in a personnel file", is_person=True)
OFFICIAL = build_entity(
    "official", "officials", "Whom the file is about", roles=[{"key": "line", "label": "Line"}]
)
Formula = Callable[[Any, Any], Array]


def prepare(
    raw: Raw, asked: tuple[Question, ...]
) -> tuple[Callable[[], list[Array]], Callable[[list[Array]], Array]]:
    """What is timed, and how its answer is read; inputs are set before."""
    simulation, computed = _simulation(raw, asked)
    wanted = [f"status_{place}" for place in range(len(asked))]

    def evaluate() -> list[Array]:
        for name in computed:
            simulation.delete_arrays(name)
        return [simulation.calculate(name, PERIOD) for name in wanted]

    return evaluate, lambda answer: np.array(answer, np.int8)


def _simulation(raw: Raw, asked: tuple[Question, ...]) -> tuple[Simulation, list[str]]:
    system = TaxBenefitSystem([RECORD, OFFICIAL])
    who, inputs = records(raw)
    politics = raw[Person]["politics"]
    for name, values in inputs.items():
        system.add_variable(_variable(name, system.person_entity, values.dtype))
    official = system.group_entities[0]
    system.add_variable(_variable("in_party", official, np.dtype(bool)))
    formulas = dict(_formulas(asked))
    for name, (of_record, formula) in formulas.items():
        entity = system.person_entity if of_record else official
        kind = np.dtype(bool if of_record else np.float32 if name.startswith("m") else np.int32)
        system.add_variable(_variable(name, entity, kind, formula))
    populations = system.instantiate_entities()
    populations["record"].count = len(who)
    populations["official"].count = len(politics)
    populations["official"].members_entity_id = who
    simulation = Simulation(system, populations)
    for name, values in inputs.items():
        simulation.set_input(name, PERIOD, values)
    simulation.set_input("in_party", PERIOD, (politics >= 0) & (politics <= PARTY))
    return simulation, list(formulas)


def _variable(
    name: str, entity: Any, kind: np.dtype[Any], formula: Formula | None = None
) -> type[Variable]:
    said: dict[str, Any] = {
        "value_type": {"b": bool, "i": int, "f": float}[kind.kind],
        "entity": entity,
        "definition_period": DateUnit.ETERNITY,
        "label": name,
    }
    if formula is not None:
        said["formula"] = lambda population, period: formula(population, period)
    return type(name, (Variable,), said)


def records(raw: Raw) -> tuple[Array, dict[str, Array]]:
    """The official of each record and the records' columns, all sheets one below the other."""
    count = size(raw, Person)
    people = np.concatenate(
        [np.arange(count, dtype=np.int32), *(owner(raw, kind) for kind in SHEETS[1:])]
    )
    order = np.argsort(people, kind="stable")
    defaults = dict.fromkeys(("code", "day", "begun", "level", "role"), np.int32)
    defaults |= {"amount": np.float32, "credits": np.float32, "leading": np.bool_}
    stacked = {
        name: np.concatenate([_cells(raw, kind, name, kind_of) for kind in SHEETS])[order]
        for name, kind_of in defaults.items()
    }
    return people[order], stacked


def _cells(raw: Raw, kind: type[Row], name: str, type: type[np.generic]) -> Array:
    """One column of one sheet as OpenFisca gets it: no blanks."""
    table, rows = raw[kind], size(raw, kind)
    if name == "code":
        told = table[TOLD[kind]].astype(type) if kind in TOLD else np.zeros(rows)
        return (SHEETS.index(kind) * CODES + told).astype(type)
    if name == "day" and kind is Tenure:
        return np.where(table["end"] == 0, FOREVER, table["end"]).astype(type)
    if name == "day" and kind is not Person:
        return table[day_column(kind)].astype(type)
    column = {"begun": "start", "amount": "quantity" if kind is Activity else "hours"}
    values = table.get(column.get(name, name))
    if values is None:
        return np.zeros(rows, type)
    if name in ("amount", "credits"):
        blank = 1 if kind is Activity else 0
        return np.where(values < 0, blank, values / MILLION).astype(type)
    return values.astype(type)


def _formulas(asked: tuple[Question, ...]) -> Iterator[tuple[str, tuple[bool, Formula]]]:
    """Name, whether it is the record's (else the official's), and formula of each variable."""
    names, groups = parts(asked), people(asked)
    windows = {window: f"in_{n}" for n, window in enumerate({(a, b): 0 for _, a, b in names})}
    for window, name in windows.items():
        yield name, (True, _falls(*window))
    for (part, first, last), name in names.items():
        yield name, (False, _measure(part, windows[first, last]))
    for who, name in groups.items():
        yield f"since_{name}", (False, _since(who))
    for place, question in enumerate(asked):
        yield f"status_{place}", (False, _status(question, names, groups))


def _falls(first: int, last: int) -> Formula:
    def formula(record: Any, period: Any) -> Array:
        day = record("day", period)
        return (day >= first) & (day <= last)

    return formula


def _measure(part: Part, window: str) -> Formula:
    base = SHEETS.index(part.kind) * CODES
    codes = [base + choice for choice in part.choices]

    def formula(official: Any, period: Any) -> Array:
        code = official.members("code", period)
        if len(codes) == 1:
            wanted = code == codes[0]
        else:
            wanted = np.isin(code, codes) if codes else (code >= base) & (code < base + CODES)
        wanted &= official.members(window, period)
        if part.worth == "1":
            return official.sum(wanted)
        if part.worth == "days":
            days = official.members("day", period) - official.members("begun", period) + 1
            return official.sum(wanted * days)
        column = "credits" if part.worth == "credits" else "amount"
        return official.sum(wanted * official.members(column, period))

    return formula


def _since(who: Who) -> Formula:
    def formula(official: Any, period: Any) -> Array:
        rows = np.flatnonzero(official.members("code", period) == SHEETS.index(Tenure) * CODES)
        cell = {name: official.members(name, period)[rows] for name in ("begun", "day", "level")}
        held = (cell["begun"] <= TODAY) & (cell["begun"] != cell["day"])
        if who.leading:
            held &= official.members("leading", period)[rows]
        if who.highest is not None:
            held &= cell["level"] >= who.highest
        if who.lowest is not None:
            held &= cell["level"] <= who.lowest
        if who.outer:
            held &= official.members("role", period)[rows] != INNER
        person = official.members_entity_id[rows][held]
        return stretches(person, cell["begun"][held], cell["day"][held], official.count)

    return formula


def _status(
    question: Question, names: dict[tuple[Part, int, int], str], groups: dict[Who, str]
) -> Formula:
    def measured(official: Any, period: Any, way: Way) -> Array:
        found = [official(names[part, question.first, question.last], period) for part in way.parts]
        return np.minimum.reduce(found) if way.least else sum(found[1:], found[0])

    def formula(official: Any, period: Any) -> Array:
        since = official(f"since_{groups[question.who._replace(party=False)]}", period)
        applies = since > 0
        if question.who.party:
            applies = applies & official("in_party", period)
        met = np.zeros(official.count, bool)
        for way in question.ways:
            met |= measured(official, period, way) >= way.required
        late = question.closed & (since <= question.held_from)
        return np.select([~applies, met, late], [NONE, MET, MISSED], PENDING)

    return formula
