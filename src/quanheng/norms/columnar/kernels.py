"""The loops over records, compiled: sums in windows, stretches of qualifying, posts, payroll."""

import numba
import numpy as np
from numpy.typing import NDArray

I32, I64 = NDArray[np.int32], NDArray[np.int64]
I8, U8 = NDArray[np.int8], NDArray[np.uint8]
FOREVER = 2**31 - 1

COUNT, FIRST, SECOND, DAYS = 0, 1, 2, 3
"""What one record adds to a measure: one, a value column, or its days."""
MILLION = 1_000_000

compiled = numba.njit(nogil=True, cache=True)


@compiled
def tally(
    offsets,
    kinds,
    day,
    flags,
    first,
    second,
    start,
    ptr,
    members,
    lo,
    hi,
    need,
    adds,
    blank,
    begin,
    end,
    out,
):
    """Add each record to the measures of its kind whose window holds its day.

    ``ptr``/``members`` list the measures for each code of the discriminating column (shifted by
    one, so that blank has a place). ``out`` is measures x subjects, in millionths.
    """
    for s in range(begin, end):
        for i in range(offsets[s], offsets[s + 1]):
            code = kinds[i] + 1
            for k in range(ptr[code], ptr[code + 1]):
                m = members[k]
                if lo[m] <= day[i] <= hi[m] and (flags[i] & need[m]) == need[m]:
                    if adds[m] == COUNT:
                        out[m, s] += MILLION
                    elif adds[m] == DAYS:
                        out[m, s] += (day[i] - start[i] + 1) * MILLION
                    else:
                        value = first[i] if adds[m] == FIRST else second[i]
                        out[m, s] += value if value >= 0 else blank[m]


@compiled
def tally_at(offsets, day, mask, values, subjects, lo, hi):
    """Sum ``values`` of the masked records of each subject between two days of its own."""
    out = np.zeros(len(subjects), dtype=np.int64)
    for a in range(len(subjects)):
        s = subjects[a]
        for i in range(offsets[s], offsets[s + 1]):
            if mask[i] and lo[a] <= day[i] <= hi[a]:
                out[a] += values[i]
    return out


@compiled
def _merge(low, high, n, on):
    """Sort pieces by their start and return the first day of the stretch that holds ``on``."""
    for a in range(1, n):
        x, y = low[a], high[a]
        b = a - 1
        while b >= 0 and low[b] > x:
            low[b + 1], high[b + 1] = low[b], high[b]
            b -= 1
        low[b + 1], high[b + 1] = x, y
    since, reach, holds = 0, 0, False
    for a in range(n):
        if low[a] > on:
            break
        if since == 0 or low[a] - reach > 1:
            since = low[a]
        reach = max(reach, high[a])
        holds = holds or high[a] > on
    return since if holds else 0


@compiled
def _cut(low, high, n, bar_low, bar_high):
    """Take one interval out of ``n`` pieces; returns how many pieces there are then."""
    count = n
    for a in range(n):
        x, y = low[a], high[a]
        if bar_low < y and bar_high > x:
            low[a], high[a] = x, min(y, bar_low)
            if max(x, bar_high) < y:
                low[count], high[count] = max(x, bar_high), y
                count += 1
    kept = 0
    for a in range(count):
        if low[a] < high[a]:
            low[kept], high[kept] = low[a], high[a]
            kept += 1
    return kept


@compiled
def standing(offsets, start, stop, sign, holds, bars, on, scratch, begin, end, out):
    """Since when each subject has qualified for each population without a break; 0 if not now.

    ``sign`` is each interval's signature, ``holds``/``bars`` (populations x signatures) say which
    signatures qualify and which exclude. Intervals that begin after ``on`` or are empty are unseen.
    ``scratch`` is the most pieces that one subject's intervals can be cut into.
    """
    low = np.zeros(scratch, dtype=np.int64)
    high = np.zeros(scratch, dtype=np.int64)
    for s in range(begin, end):
        for p in range(holds.shape[0]):
            n, barred = 0, False
            for i in range(offsets[s], offsets[s + 1]):
                if start[i] > on or start[i] == stop[i]:
                    continue
                barred = barred or bars[p, sign[i]]
                if holds[p, sign[i]]:
                    low[n] = start[i]
                    high[n] = FOREVER if stop[i] == 0 else stop[i]
                    n += 1
            if n == 0:
                continue
            if barred:
                for i in range(offsets[s], offsets[s + 1]):
                    if bars[p, sign[i]] and start[i] <= on and start[i] != stop[i]:
                        n = _cut(low, high, n, start[i], FOREVER if stop[i] == 0 else stop[i])
            out[p, s] = _merge(low, high, n, on)


@compiled
def longest_post(offsets, start, stop, unit, title, fits, on, scratch, begin, end, since, one_unit):
    """Since when the longest-held fitting post in force has been held; 0 without one.

    A post is an unbroken run of tenures of one unit and title, whatever else they say.
    ``one_unit`` tells whether all tenures begun so far were in one unit.
    """
    low = np.zeros(scratch, dtype=np.int64)
    high = np.zeros(scratch, dtype=np.int64)
    for s in range(begin, end):
        best, home, single = 0, -2, True
        for i in range(offsets[s], offsets[s + 1]):
            if start[i] > on or start[i] == stop[i]:
                continue
            single = single and (home == -2 or home == unit[i])
            home = unit[i]
            if not fits[i] or not (stop[i] == 0 or stop[i] > on):
                continue
            n = 0
            for j in range(offsets[s], offsets[s + 1]):
                same = unit[j] == unit[i] and title[j] == title[i]
                if same and start[j] <= on and start[j] != stop[j]:
                    low[n] = start[j]
                    high[n] = FOREVER if stop[j] == 0 else stop[j]
                    n += 1
            first = _merge(low, high, n, on)
            if best == 0 or first < best:
                best = first
        since[s] = best
        one_unit[s] = single


@compiled
def ghost_months(
    offsets, month, after, amount, attendance, posts, start, stop, on, begin, end, out
):
    """Months paid without any day at work or any tenure that overlaps them, for each subject.

    ``after`` is the first day of the following month; ``posts``, ``start``, ``stop`` are the
    subjects' tenures.
    """
    for s in range(begin, end):
        last = 0
        for i in range(offsets[s], offsets[s + 1]):
            if month[i] > on or amount[i] == 0 or month[i] == last:
                continue
            held = False
            if attendance[i] != 0:
                for j in range(posts[s], posts[s + 1]):
                    seen = start[j] <= on and start[j] != stop[j]
                    if seen and start[j] < after[i] and (stop[j] == 0 or stop[j] > month[i]):
                        held = True
                        break
            if not held:
                out[s] += 1
                last = month[i]
