"""The engine's main test: two executors and an independent evaluator say the same, row by row."""

import math
from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quanheng.norms.columnar import STATUSES, Columns, evaluate_columns
from quanheng.norms.dates import DAY
from quanheng.norms.finding import Finding
from quanheng.norms.plain import evaluate
from quanheng.packs import installed
from tests.oracle.evaluator import evaluate as oracle
from tests.oracle.population import random_as_of, random_sheets
from tests.records_from import records_from

PACKS = list(installed().values())
thorough = settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
seeds = st.integers(min_value=0, max_value=2**32)


def population(seed):
    """A small district and an as-of date, both on the edges of the rules."""
    rng = Random(seed)
    on = random_as_of(rng)
    return random_sheets(rng, on), on


def told(finding: Finding):
    """What every executor must say."""
    return (
        finding.status.value,
        finding.measured,
        finding.required,
        finding.window_start,
        finding.window_end,
        finding.due,
    )


def by_plain(records, on):
    return {finding.key: finding for finding in evaluate(records, PACKS, on)}


def by_columns(records, on):
    found = {}
    for answers in evaluate_columns(Columns.from_records(records), PACKS, on):
        given = answers.outcome
        for i, subject in enumerate(given.subjects):
            measured = float(given.measured[i])
            found[answers.rule.id, answers.type.value, answers.codes[subject]] = (
                STATUSES[given.status[i]].value,
                None if math.isnan(measured) else measured,
                float(given.required[i]),
                *(date.fromordinal(int(d)) for d in (given.first[i], given.last[i])),
                date.fromordinal(int(given.due[i])) if given.due[i] else None,
            )
    return found


def by_oracle(sheets, on):
    names = ("status", "measured", "required", "window_start", "window_end", "due")
    return {
        (row["rule"], row["subject_type"], row["subject"]): tuple(row[name] for name in names)
        for row in oracle(sheets, on)
    }


@thorough
@given(seeds)
def test_the_columnar_executor_says_what_the_plain_one_says(seed):
    sheets, on = population(seed)
    records = records_from(sheets)
    plain = {key: told(finding) for key, finding in by_plain(records, on).items()}
    assert by_columns(records, on) == plain


@thorough
@given(seeds)
def test_the_engine_says_what_the_independent_evaluator_says(seed):
    sheets, on = population(seed)
    found = {key: told(finding) for key, finding in by_plain(records_from(sheets), on).items()}
    expected = by_oracle(sheets, on)
    assert found.keys() == expected.keys()
    for key, (status, measured, required, *days) in expected.items():
        got = found[key]
        assert (got[0], *got[3:]) == (status, *days), key
        assert got[1] == (None if measured is None else pytest.approx(measured)), key
        assert got[2] == pytest.approx(required), key


@thorough
@given(seeds, st.integers(1, 800), st.integers(1, 800))
def test_nothing_changes_before_the_day_that_a_finding_names(seed, first_step, second_step):
    sheets, on = population(seed)
    records = records_from(sheets)
    before = by_plain(records, on)
    nexts = [finding.next_change_on for finding in before.values() if finding.next_change_on]
    later = {on + timedelta(first_step), on + timedelta(second_step), on + DAY}
    later |= {day - DAY for day in nexts if day - DAY > on}
    for day in sorted(later):
        after = by_plain(records, day)
        for key, finding in before.items():
            if finding.next_change_on is None or day < finding.next_change_on:
                assert key in after, (on, day, finding)
                assert told(after[key])[:3] == told(finding)[:3], (on, day, finding)
                assert after[key].due == finding.due, (on, day, finding)


@thorough
@given(seeds)
def test_rows_after_the_day_and_their_order_do_not_matter(seed):
    sheets, on = population(seed)
    records = records_from(sheets)
    shuffled = {name: list(rows) for name, rows in sheets.items()}
    for rows in shuffled.values():
        Random(seed).shuffle(rows)
    again = by_plain(records_from(shuffled), on)
    assert {k: told(f) for k, f in again.items()} == {
        k: told(f) for k, f in by_plain(records, on).items()
    }


def test_every_rule_was_seen_by_all_of_them():
    seen = set()
    for seed in range(200):
        sheets, on = population(seed)
        seen |= {finding.rule for finding in evaluate(records_from(sheets), PACKS, on)}
    assert seen == {rule for pack in PACKS for rule in pack.rules}
