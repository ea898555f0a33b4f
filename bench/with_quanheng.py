"""Quanheng's columnar executor: the twelve rules, all person rules, and twice as many rules."""

from collections.abc import Callable, Iterable
from dataclasses import is_dataclass, replace
from fractions import Fraction
from typing import Any

import numpy as np

from bench.as_rows import person_code, unit_code
from bench.data import Raw, owner, size
from bench.people import ON, WORDS, Array
from bench.rules12 import MET, MISSED, NONE, PACKS, PENDING, Question, chosen, pack_of
from quanheng.norms.columnar import Columns, Table, evaluate_columns
from quanheng.norms.columnar.answers import Answers
from quanheng.norms.finding import Status, SubjectType, Text
from quanheng.norms.kinds import Duty, Person, Row, Unit
from quanheng.norms.measure import Threshold
from quanheng.norms.pack import Parameter, Rule, Value
from quanheng.norms.requirement import Grade

SHOWN = {Status.MET: MET, Status.PENDING: PENDING, Status.MISSED: MISSED}
Evaluate = Callable[[], list[Answers]]


def prepare(
    raw: Raw, asked: tuple[Question, ...]
) -> tuple[Evaluate, Callable[[list[Answers]], Array]]:
    """What is timed, and how its answer is read; columns are laid out before."""
    rules, count = chosen(), size(raw, Person)
    assert [rule.id for rule in rules] == [question.rule for question in asked]

    def read(answers: list[Answers]) -> Array:
        out = np.full((len(asked), count), NONE, np.int8)
        codes = np.array([SHOWN.get(status, -1) for status in Status], np.int8)
        for place, answer in enumerate(answers):
            out[place, answer.outcome.subjects] = codes[answer.outcome.status]
        return out

    return evaluation(raw, rules), read


def evaluation(raw: Raw, rules: list[Rule]) -> Evaluate:
    """The evaluation of some rules; columns are laid out before."""
    columns, pack = laid_out(raw), pack_of(rules)
    return lambda: evaluate_columns(columns, [pack], ON)


def person_rules() -> list[Rule]:
    """Every rule of every pack that speaks of persons."""
    rules = [rule for pack in PACKS for rule in pack.rules.values()]
    return [rule for rule in rules if rule.form.subject_type is SubjectType.PERSON]


def doubled(rules: Iterable[Rule]) -> list[Rule]:
    """The rules, and each a second time with other thresholds over the same measures."""
    rules = list(rules)
    return [*rules, *(replace(r, id=f"{r.id}-again", form=_raised(r.form)) for r in rules)]


def _raised(value: Any) -> Any:
    """A form with one more asked by each of its thresholds and grades."""
    if isinstance(value, Threshold | Grade):
        return replace(value, least=_one_more(value.least))
    if isinstance(value, tuple):
        return tuple(_raised(item) for item in value)
    if is_dataclass(value) and not isinstance(value, type | Parameter):
        changed = {name: _raised(getattr(value, name)) for name in ("what", "rungs", "grades")
                   if hasattr(value, name)}  # fmt: skip
        return replace(value, **changed)
    return value


def _one_more(least: Parameter) -> Parameter:
    (held,) = least.values
    assert isinstance(held.value, Fraction)
    more = Value(held.value + 1, held.since, Text("加一", "one more"))
    return replace(least, name=f"{least.name}-again", values=(more,))


def laid_out(raw: Raw) -> Columns:
    """The register as the executor takes it: the same arrays, and where each person begins."""
    people, units = size(raw, Person), size(raw, Unit) if Unit in raw else 0
    tables = {
        kind: Table(kind, _offsets(owner(raw, kind), people), columns)
        for kind, columns in raw.items()
        if kind not in (Person, Unit)
    }
    of_units: dict[type[Row], Table] = {}
    if Duty in tables:
        empty = {name: column[:0] for name, column in raw[Duty].items()}
        of_units[Duty] = Table(Duty, np.zeros(units + 1, np.int64), empty)
    return Columns(
        [person_code(place) for place in range(people)],
        [unit_code(place) for place in range(units)],
        frozenset(raw),
        {kind: raw[kind] for kind in (Person, Unit) if kind in raw},
        tables,
        of_units,
        {place: list(words) for place, words in WORDS.items()},
    )


def _offsets(who: Array, people: int) -> Array:
    return np.searchsorted(who, np.arange(people + 1)).astype(np.int64)
