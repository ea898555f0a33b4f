"""The twelve rules in Polars: one lazy query, one aggregation a sheet, joined to the people."""

from collections.abc import Callable

import numpy as np
import polars as pl
import pyarrow as pa

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
from bench.with_numpy import FOREVER, INNER, PARTY, SHIFT
from quanheng.norms.kinds import MILLION, Column, Person, Unit, columns

Names = dict[tuple[Part, int, int], str]


def arrow_tables(raw: Raw) -> dict[str, pa.Table]:
    """The sheets that the rules read, blanks as nulls; ``end`` is called ``stop``."""
    found = {}
    for kind in raw:
        if kind is Unit:
            continue
        described = {column.name: column for column in columns(kind)}
        who = np.arange(size(raw, Person), dtype=np.int32) if kind is Person else owner(raw, kind)
        table = {"person": pa.array(who)}
        for name, values in raw[kind].items():
            if values is not who and name != "subject_type":
                table["stop" if name == "end" else name] = _cells(described[name], values)
        found[kind.__name__] = pa.table(table)
    return found


def _cells(column: Column, values: Array) -> pa.Array:
    blank = values == (0 if column.type in ("date", "month") else -1)
    mask = blank if blank.any() else None
    if column.type == "number":
        return pa.array(values / MILLION, mask=mask)
    return pa.array(values == 1 if column.type == "yes_no" else values, mask=mask)


def prepare(
    raw: Raw, asked: tuple[Question, ...]
) -> tuple[Callable[[], pl.DataFrame], Callable[[pl.DataFrame], Array]]:
    """What is timed, and how its answer is read; the frames are loaded before."""
    frames = {}
    for name, table in arrow_tables(raw).items():
        frame = pl.from_arrow(table)
        assert isinstance(frame, pl.DataFrame)
        frames[name] = frame.set_sorted("person").lazy()
    query = _query(frames, asked)

    def read(answer: pl.DataFrame) -> Array:
        out = np.empty((len(asked), answer.height), np.int8)
        who = answer["person"].to_numpy()
        for place in range(len(asked)):
            out[place, who] = answer[f"s{place}"].to_numpy()
        return out

    return query.collect, read


def _query(frames: dict[str, pl.LazyFrame], asked: tuple[Question, ...]) -> pl.LazyFrame:
    names, groups = parts(asked), people(asked)
    joined = frames["Person"].select("person", "politics")
    joined = joined.join(_standing(frames["Tenure"], groups), "person", how="left")
    for kind in dict.fromkeys(part.kind for part, _, _ in names):
        sums = [_sum(*key).alias(name) for key, name in names.items() if key[0].kind is kind]
        totals = frames[kind.__name__].group_by("person").agg(sums)
        joined = joined.join(totals, "person", how="left")
    return joined.select(
        "person", *(_status(q, groups, names).alias(f"s{n}") for n, q in enumerate(asked))
    )


def _like(who: Who) -> pl.Expr:
    found = pl.lit(True)
    if who.leading:
        found &= pl.col("leading")
    if who.highest is not None:
        found &= pl.col("level") >= who.highest
    if who.lowest is not None:
        found &= pl.col("level") <= who.lowest
    if who.outer:
        found &= pl.col("role").ne_missing(INNER)
    return found


def _standing(tenures: pl.LazyFrame, groups: dict[Who, str]) -> pl.LazyFrame:
    """Since when each person has qualified, by a running maximum that a person's place separates.

    (A ``cum_max().over("person")`` for each population reads better and takes longer.)
    """
    base = pl.col("person").cast(pl.Int64) * SHIFT
    start, stop = base + pl.col("start"), base + pl.col("stop").fill_null(FOREVER)
    seen = tenures.filter(
        pl.col("start") <= TODAY, pl.col("stop").is_null() | (pl.col("stop") != pl.col("start"))
    )
    reach = {
        name: pl.when(_like(who)).then(stop).otherwise(0).cum_max().shift(1, fill_value=0)
        for who, name in groups.items()
    }
    begun = {
        name: pl.when(_like(who) & (start - reach[name] > 1)).then(pl.col("start"))
        for who, name in groups.items()
    }
    ends = {
        f"{name}_end": pl.when(_like(who)).then(pl.col("stop").fill_null(FOREVER))
        for who, name in groups.items()
    }
    return (
        seen.select("person", **begun, **ends)
        .group_by("person")
        .agg(pl.all().max())
        .select(
            "person",
            *(
                pl.when(pl.col(f"{name}_end") > TODAY).then(pl.col(name)).alias(name)
                for name in groups.values()
            ),
        )
    )


def _sum(part: Part, first: int, last: int) -> pl.Expr:
    day = day_column(part.kind)
    wanted = pl.col("stop" if day == "end" else day).is_between(first, last)
    if part.told:
        wanted &= pl.col(part.told).is_in(list(part.choices))
    if part.worth == "1":
        return wanted.sum()
    if part.worth == "days":
        worth = pl.col("stop") - pl.col("start") + 1
    else:
        worth = pl.col(part.worth).fill_null(part.blank)
    return worth.filter(wanted).sum()


def _status(question: Question, groups: dict[Who, str], names: Names) -> pl.Expr:
    since = pl.col(groups[question.who._replace(party=False)])
    applies = since.is_not_null()
    if question.who.party:
        applies &= pl.col("politics").is_not_null() & (pl.col("politics") <= PARTY)
    met = pl.lit(False)
    for way in question.ways:
        met |= _value(question, way, names) >= way.required
    late = since <= question.held_from if question.closed else pl.lit(False)
    return (
        pl.when(~applies)
        .then(pl.lit(NONE))
        .when(met)
        .then(pl.lit(MET))
        .when(late)
        .then(pl.lit(MISSED))
        .otherwise(pl.lit(PENDING))
        .cast(pl.Int8)
    )


def _value(question: Question, way: Way, names: Names) -> pl.Expr:
    found = [pl.col(names[part, question.first, question.last]).fill_null(0) for part in way.parts]
    return pl.min_horizontal(found) if way.least else pl.sum_horizontal(found)
