"""The compiled loops: the two ways to tally, and memory lent from one evaluation to the next."""

from itertools import pairwise

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from quanheng.norms.columnar import kernels
from quanheng.norms.columnar.columns import Room
from quanheng.norms.columnar.plan import Plan

CODES = 4
SUBJECTS = 12
LATEST = 60


def records_of(random):
    """Offsets, kinds, days, flags, two value columns and starts of a few subjects' records."""
    offsets = np.concatenate(([0], np.cumsum(random.integers(0, 7, SUBJECTS))))
    rows = int(offsets[-1])
    day = random.integers(1, LATEST, rows).astype(np.int32)
    for begin, end in pairwise(offsets):
        day[begin:end].sort()
    kinds = random.integers(-1, CODES, rows).astype(np.int8)
    flags = random.integers(0, 4, rows).astype(np.uint8)
    first, second = (random.integers(-1, 50, rows).astype(np.int64) for _ in range(2))
    start = day - random.integers(0, 5, rows).astype(np.int32)
    return offsets, kinds, day, flags, first, second, start


def plan_of(random, measures):
    """Measures at random, laid out as ``Plan`` does; and which codes each of them counts."""
    counts = random.integers(0, 2, (measures, CODES + 1))
    code, slot = np.nonzero(counts.T)
    plan = Plan.__new__(Plan)
    plan.measures, plan.codes, plan.slot = measures, CODES + 1, slot.astype(np.int32)
    plan.ptr = np.searchsorted(code, np.arange(CODES + 2)).astype(np.int32)
    plan.low = random.integers(1, LATEST, measures).astype(np.int32)[slot]
    plan.span = random.integers(0, LATEST, measures).astype(np.uint32)[slot]
    plan.need = random.integers(0, 4, measures).astype(np.uint8)[slot]
    plan.adds = random.integers(0, 4, measures).astype(np.uint8)[slot]
    plan.blank = random.integers(0, 9, measures).astype(np.int64)[slot]
    plan.lowest = int(plan.low.min(initial=LATEST))
    return plan


def added_up(records, plan):
    """The sums, record by record and entry by entry."""
    offsets, kinds, day, flags, first, second, start = records
    sums = np.zeros((plan.measures, SUBJECTS), dtype=np.int64)
    for s, (begin, end) in enumerate(pairwise(offsets)):
        for i in range(begin, end):
            for k in range(plan.ptr[kinds[i] + 1], plan.ptr[kinds[i] + 2]):
                inside = plan.low[k] <= day[i] <= plan.low[k] + int(plan.span[k])
                if inside and flags[i] & plan.need[k] == plan.need[k]:
                    days = (int(day[i]) - int(start[i]) + 1) * kernels.MILLION
                    worth = (kernels.MILLION, first[i], second[i], days)[plan.adds[k]]
                    sums[plan.slot[k], s] += worth if worth >= 0 else plan.blank[k]
    return sums


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 2**32), st.integers(1, 9))
def test_both_ways_to_tally_add_up_the_same(seed, measures):
    random = np.random.default_rng(seed)
    records, plan = records_of(random), plan_of(random, measures)
    expected = added_up(records, plan)
    sparse, crowded = (np.full_like(expected, -7) for _ in range(2))
    entries = (plan.ptr, plan.slot, plan.low, plan.span, plan.need, plan.adds, plan.blank)
    kernels.tally(*records, *entries, plan.lowest, 0, SUBJECTS, sparse)
    for place, four in enumerate(plan.fours()):
        kernels.tally_four(*records, *four, 0, SUBJECTS, crowded, 4 * place)
    assert (sparse == expected).all()
    assert (crowded == expected).all()


def test_memory_is_lent_again_and_never_to_two_at_once():
    room = Room()
    large, one = room.lend((1000,), np.int64)
    small, two = room.lend((10, 10), np.int32)
    one[:], two[:] = 1, 2
    assert (one == 1).all() and (two == 2).all() and two.shape == (10, 10)
    assert not np.shares_memory(one, two)
    room.take_back([large, small])
    again, three = room.lend((100,), np.int32)
    assert again is small and np.shares_memory(three, two)
    assert room.lend((900,), np.int64)[0] is large
    assert room.lend((1,), np.int64)[0] is not large
