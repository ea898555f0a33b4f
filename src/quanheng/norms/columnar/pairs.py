"""Distinct pairs of a subject and a member, as one number each."""

import numpy as np

from quanheng.norms.columnar.columns import Array, Table
from quanheng.norms.columnar.frame import Frame


def distinct(subjects: Array, members: Array) -> Array:
    """Distinct (subject, member) pairs as one number each."""
    pairs = np.sort(subjects.astype(np.int64) << 32 | members.astype(np.int64))
    return pairs[np.concatenate(([True], pairs[1:] != pairs[:-1]))] if len(pairs) else pairs


def among(pairs: Array, others: Array) -> Array:
    """Which pairs are among others, both distinct and sorted."""
    if len(others) == 0:
        return np.zeros(len(pairs), dtype=bool)
    places = np.minimum(np.searchsorted(others, pairs), len(others) - 1)
    return np.asarray(others[places] == pairs)


def counts(pairs: Array, size: int) -> Array:
    """How many members each subject has."""
    return np.bincount(pairs >> 32, minlength=size)


def at_units(frame: Frame, rows: Array, table: Table) -> Array:
    """Distinct pairs of a unit and a person with one of these tenures there."""
    found = np.flatnonzero(rows)
    return distinct(table.owner[found], table["person"][found])
