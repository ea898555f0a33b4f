"""The made-up register that all engines are measured on: arrays, one per column.

Encoding (that of ``quanheng.norms.columnar``): people and units are their place (int32, blank -1),
dates are proleptic ordinals (int32, blank 0), choices are their place in ``Column.choices`` (int8,
blank -1), yes/no is 1, 0, -1 (blank), numbers are whole millionths (int64, blank -1), text is its
place in ``WORDS`` (int32, blank -1). Rows are clustered by person and sorted by date. Columns that
no rule reads (names, notes) are left out.
"""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np

from bench import deeds
from bench.people import VILLAGE, Array, District, Table, contacts, people_table, tenures
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
    Row,
    Supervision,
    Tenure,
    Training,
    Unit,
)
from quanheng.norms.records import OF_EITHER, OF_PERSON

Raw = dict[type[Row], Table]
BLOCK = 100_000
"""People drawn at once; a block is always the same, whatever comes after it."""


def make(people: int, seed: int = 1) -> Raw:
    """A register of so many people, about 43 records each."""
    district = District(people)
    blocks = [
        _block(np.random.default_rng([seed, first]), first, min(BLOCK, people - first), district)
        for first in range(0, people, BLOCK)
    ]
    raw: Raw = {Unit: district.table(np.random.default_rng([seed, people]))}
    for kind in list(blocks[0]):
        raw[kind] = {
            name: np.concatenate([block[kind].pop(name) for block in blocks])
            for name in list(blocks[0][kind])
        }
    return raw


def _block(rng: np.random.Generator, first: int, count: int, district: District) -> Raw:
    held, latest = tenures(rng, count, first, district)
    points, point, walks = contacts(rng, latest, first, district)
    leads = np.zeros(count, bool)
    leads[held["person"][held["leading"] == 1] - first] = True
    high = leads & (latest <= 7) & (latest != VILLAGE)
    zeal = np.exp(rng.normal(-0.08, 0.4, count))
    return {
        Person: people_table(rng, count),
        Tenure: held,
        Contact: points,
        Training: deeds.training(rng, zeal, leads, first),
        Appraisal: deeds.appraisals(rng, count, first),
        Evaluation: deeds.evaluations(rng, leads, first),
        Activity: deeds.activities(rng, zeal, leads, high, point, walks, first, district),
        Supervision: deeds.supervision(rng, leads, high, first),
        Award: deeds.awards(rng, count, first),
        Duty: deeds.duties(rng, leads, first),
        Pay: deeds.pay(rng, count, first, district),
    }


def size(raw: Raw, kind: type[Row]) -> int:
    """How many rows there are of a kind."""
    return len(next(iter(raw[kind].values()), ()))


def records(raw: Raw) -> int:
    """How many records there are, people and units not counted."""
    return sum(size(raw, kind) for kind in raw if kind not in (Person, Unit))


def owner(raw: Raw, kind: type[Row]) -> Array:
    """The person of each row."""
    return raw[kind]["subject" if kind in OF_EITHER else OF_PERSON[kind]]


def save(raw: Raw, folder: Path) -> None:
    """Write every column to a file of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    for kind, table in raw.items():
        for name, column in table.items():
            np.save(folder / f"{kind.__name__}.{name}.npy", column)
    told = {"people": size(raw, Person), "records": records(raw)}
    (folder / "size.json").write_text(json.dumps(told), encoding="utf-8")


def load(folder: Path, kinds: Iterable[type[Row]] = KINDS) -> Raw:
    """Read the columns of some kinds."""
    return {kind: dict(_columns(folder, kind)) for kind in kinds if _files(folder, kind)}


def _files(folder: Path, kind: type[Row]) -> list[Path]:
    return sorted(folder.glob(f"{kind.__name__}.*.npy"))


def _columns(folder: Path, kind: type[Row]) -> Iterator[tuple[str, Array]]:
    for path in _files(folder, kind):
        yield path.name.split(".")[1], np.load(path)
