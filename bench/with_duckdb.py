"""The twelve rules in SQL, by DuckDB: one aggregation a sheet, joined to the people.

Rows stand in the tables clustered by person, as an import sorted by person leaves them. Two
window functions find the unbroken stretches of tenures for all populations at once.
"""

from collections.abc import Callable

import duckdb
import numpy as np
import pyarrow as pa

from bench.data import Raw
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
from bench.with_numpy import FOREVER, INNER, PARTY
from bench.with_polars import arrow_tables


def prepare(
    raw: Raw, asked: tuple[Question, ...]
) -> tuple[Callable[[], pa.Table], Callable[[pa.Table], Array]]:
    """What is timed, and how its answer is read; the tables are loaded before."""
    connection = duckdb.connect()
    for name, table in arrow_tables(raw).items():
        connection.register("given", table)
        connection.execute(f"CREATE TABLE {name} AS SELECT * FROM given")
        connection.unregister("given")
    query = sql(asked)

    def evaluate() -> pa.Table:
        return connection.sql(query).to_arrow_table()

    def read(answer: pa.Table) -> Array:
        out = np.empty((len(asked), answer.num_rows), np.int8)
        who = answer["person"].to_numpy()
        for place in range(len(asked)):
            out[place, who] = answer[f"s{place}"].to_numpy()
        return out

    return evaluate, read


def sql(asked: tuple[Question, ...]) -> str:
    """The whole question as one statement."""
    names, groups = parts(asked), people(asked)
    sheets = dict.fromkeys(part.kind for part, _, _ in names)
    steps = [_held(groups), _runs(groups), _standing(groups)]
    steps += [
        f"sum_{kind.__name__} AS (SELECT person, "
        + ", ".join(_sum(*key, name) for key, name in names.items() if key[0].kind is kind)
        + f" FROM {kind.__name__} GROUP BY person)"
        for kind in sheets
    ]
    joins = "".join(f" LEFT JOIN sum_{kind.__name__} USING (person)" for kind in sheets)
    statuses = [_status(q, groups, names, place) for place, q in enumerate(asked)]
    return (
        f"WITH {', '.join(steps)} SELECT person, {', '.join(statuses)}"
        f" FROM Person LEFT JOIN standing USING (person){joins}"
    )


def _held(groups: dict[Who, str]) -> str:
    flags = ", ".join(f"({_like(who)}) AS {name}" for who, name in groups.items())
    return (
        f"held AS (SELECT person, start, coalesce(stop, {FOREVER}) AS stop, {flags} FROM Tenure"
        f" WHERE start <= {TODAY} AND stop IS DISTINCT FROM start)"
    )


def _like(who: Who) -> str:
    conditions = ['"leading"'] if who.leading else []
    conditions += [] if who.highest is None else [f"level >= {who.highest}"]
    conditions += [] if who.lowest is None else [f"level <= {who.lowest}"]
    conditions += [f"role IS DISTINCT FROM {INNER}"] if who.outer else []
    return " AND ".join(conditions) or "true"


def _runs(groups: dict[Who, str]) -> str:
    reach = ", ".join(
        f"max(CASE WHEN {name} THEN stop END) OVER earlier AS {name}_reach"
        for name in groups.values()
    )
    return (
        f"runs AS (SELECT *, {reach} FROM held WINDOW earlier AS (PARTITION BY person"
        " ORDER BY start ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING))"
    )


def _standing(groups: dict[Who, str]) -> str:
    since = ", ".join(
        f"CASE WHEN max(stop) FILTER ({name}) > {TODAY} THEN"
        f" max(start) FILTER ({name} AND coalesce(start - {name}_reach > 1, true)) END AS {name}"
        for name in groups.values()
    )
    return f"standing AS (SELECT person, {since} FROM runs GROUP BY person)"


def _sum(part: Part, first: int, last: int, name: str) -> str:
    wanted = f"{day_column(part.kind)} BETWEEN {first} AND {last}".replace("end ", "stop ")
    if part.told:
        wanted += f" AND {part.told} IN ({', '.join(map(str, part.choices))})"
    worth = {"1": "count(*)", "days": "sum(stop - start + 1)"}.get(
        part.worth, f"sum(coalesce({part.worth}, {part.blank}))"
    )
    return f"{worth} FILTER ({wanted}) AS {name}"


def _status(
    question: Question,
    groups: dict[Who, str],
    names: dict[tuple[Part, int, int], str],
    place: int,
) -> str:
    since = groups[question.who._replace(party=False)]
    out = f"{since} IS NULL" + (
        f" OR politics IS NULL OR politics > {PARTY}" if question.who.party else ""
    )
    ways = " OR ".join(f"{_value(question, way, names)} >= {way.required}" for way in question.ways)
    late = f"{since} <= {question.held_from}" if question.closed else "false"
    return (
        f"(CASE WHEN {out} THEN {NONE} WHEN {ways} THEN {MET} WHEN {late} THEN {MISSED}"
        f" ELSE {PENDING} END)::TINYINT AS s{place}"
    )


def _value(question: Question, way: Way, names: dict[tuple[Part, int, int], str]) -> str:
    found = [f"coalesce({names[part, question.first, question.last]}, 0)" for part in way.parts]
    return f"least({', '.join(found)})" if way.least else f"({' + '.join(found)})"
