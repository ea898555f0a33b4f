"""What the columnar executor answers: one array per property, one place per subject."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import singledispatch
from typing import Any

import numpy as np

from quanheng.norms.columnar.columns import Array
from quanheng.norms.columnar.frame import Frame
from quanheng.norms.dates import Span
from quanheng.norms.finding import Status, SubjectType
from quanheng.norms.pack import Form, Rule

STATUSES = tuple(Status)
"""From the worst to the best; a status is stored as its place here."""
MISSED, ATTENTION, PENDING, NO_DATA, MET = range(5)
NO_DAY = 0


@dataclass(frozen=True)
class Outcome:
    """Answers of one form: ``subjects`` are places, the rest one value for each of them.

    ``measured`` is NaN where there is no data; days are ordinals, 0 where there is none.
    """

    subjects: Array
    status: Array
    measured: Array
    required: Array
    first: Array
    last: Array
    due: Array

    def where(self, keep: Array) -> "Outcome":
        """Some of the answers."""
        return Outcome(*(getattr(self, name)[keep] for name in self.__dataclass_fields__))


@dataclass(frozen=True)
class Answers:
    """A rule's answers for one type of subject; ``codes`` are the subjects' codes by place."""

    rule: Rule
    type: SubjectType
    codes: Sequence[str]
    outcome: Outcome

    def __len__(self) -> int:
        """How many subjects there are answers for."""
        return len(self.outcome.subjects)

    def counts(self) -> dict[Status, int]:
        """How many answers there are of each status."""
        found = np.bincount(self.outcome.status, minlength=len(STATUSES)).tolist()
        return dict(zip(STATUSES, found, strict=True))


def outcome(
    subjects: Array,
    status: Any,
    measured: Any,
    required: Any,
    first: Any,
    last: Any,
    due: Any = NO_DAY,
) -> Outcome:
    """An outcome from arrays or single values; single values hold for every subject."""
    size = len(subjects)

    def wide(value: Any, dtype: type) -> Array:
        if np.isscalar(value) or isinstance(value, int | float):
            return np.broadcast_to(np.asarray(value, dtype=dtype), (size,))
        return np.asarray(value).astype(dtype, copy=False)

    return Outcome(
        np.asarray(subjects),
        wide(status, np.uint8),
        wide(measured, np.float64),
        wide(required, np.float64),
        wide(first, np.int32),
        wide(last, np.int32),
        wide(due, np.int32),
    )


def over(subjects: Array, status: Any, measured: Any, required: Any, span: Span) -> Outcome:
    """An outcome over one span for everybody, with nothing due."""
    first, last = span.first.toordinal(), span.last.toordinal()
    return outcome(subjects, status, measured, required, first, last)


def worst(found: Outcome) -> Outcome:
    """One answer for each subject, the worst, as the plain executor orders them."""
    if len(found.subjects) == 0:
        return found
    measured = np.nan_to_num(found.measured)
    due = np.where(found.due == NO_DAY, np.iinfo(np.int32).max, found.due)
    order = np.lexsort((found.first, due, measured, found.status, found.subjects))
    subjects = found.subjects[order]
    heads = np.concatenate(([True], subjects[1:] != subjects[:-1]))
    return found.where(order[heads])


def today(frame: Frame) -> Span:
    """The as-of date as a span."""
    return Span(frame.on, frame.on)


def first_of(owner: Array) -> Array:
    """Which rows are the first of their owner; rows are clustered by owner."""
    return np.concatenate(([True], owner[1:] != owner[:-1])) if len(owner) else owner.astype(bool)


Judge = Callable[[], Outcome]


@singledispatch
def prepare(form: Form, frame: Frame) -> Judge | None:
    """Note in the frame what a form needs; returns the judge to call after the pass.

    None if the form cannot speak of anybody there. Raises ``TypeError`` for an unknown form.
    """
    raise TypeError(f"{type(form).__name__} is not a form that can be evaluated.")


def nobody() -> Outcome:
    """No answers."""
    return outcome(np.zeros(0, dtype=np.int32), MET, 0.0, 0.0, 0, 0)
