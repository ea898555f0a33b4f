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
    offsets, kinds, day, flags, first, second, start,
    ptr, slot, low, span, need, adds, blank, lowest, begin, end, out,
):  # fmt: skip
    """Add each record to the measures of its kind whose window holds its day.

    ``ptr`` lists, for each code of the discriminating column (shifted by one, so that blank has a
    place), which entries of ``slot`` .. ``blank`` apply; an entry names the measure, the first day
    and the length of its window, the flags it needs, and what a record adds. Records are sorted by
    day: the walk goes backwards and ends at ``lowest``, before which no window begins. ``out`` is
    measures x subjects, in millionths.
    """
    sums = np.zeros(out.shape[0], dtype=np.int64)
    for s in range(begin, end):
        sums[:] = 0
        for i in range(offsets[s + 1] - 1, offsets[s] - 1, -1):
            if day[i] < lowest:
                break
            code = kinds[i] + 1
            for k in range(ptr[code], ptr[code + 1]):
                if np.uint32(day[i] - low[k]) <= span[k] and (
                    need[k] == 0 or (flags[i] & need[k]) == need[k]
                ):
                    value = np.int64(MILLION)
                    if adds[k] == FIRST:
                        value = first[i]
                    elif adds[k] == SECOND:
                        value = second[i]
                    elif adds[k] == DAYS:
                        value = np.int64(day[i] - start[i] + 1) * MILLION
                    sums[slot[k]] += value if value >= 0 else blank[k]
        for m in range(out.shape[0]):
            out[m, s] = sums[m]


@compiled
def settle(
    subjects, since, first, second, two, need_first, need_second, weigh_first, weigh_second,
    ask_first, ask_second, late_from, due_now, due_later, full, full_from, lacking,
    begin, end, status, measured, required, due,
):  # fmt: skip
    """Status, figure, threshold and due day of subjects under one requirement.

    A subject meets it with ``first`` >= ``need_first`` or, if there are ``two`` ways, the second
    likewise; the way closer to its threshold is shown (``weigh`` cross-multiplies the ratios).
    Calendar windows: whoever qualified after ``late_from`` is due at ``due_later``, the others at
    ``due_now`` (0: closed). Rolling windows: ``full`` gives, from ``full_from`` on, the day on
    which somebody who qualified then has a full window (0: by now).
    """
    for i in range(begin, end):
        s = subjects[i]
        value, shown = first[s], ask_first
        met = value >= need_first
        if two:
            other = second[s]
            met = met or other >= need_second
            if value * weigh_first < other * weigh_second:
                value, shown = other, ask_second
            required[i] = shown
        day = due_now
        if late_from > 0:
            day = due_later if since[i] > late_from else due_now
        elif len(full) > 0:
            day = full[since[i] - full_from] if since[i] >= full_from else 0
        measured[i] = value / MILLION
        due[i] = 0
        if met:
            status[i] = 4
        elif lacking:
            status[i] = 3
            measured[i] = np.nan
        elif day > 0:
            status[i] = 2
            due[i] = day
        else:
            status[i] = 0


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
def _without_bars(begin, end, start, stop, sign, holds, bars, p, on, low, high):
    """As ``standing``, for a subject and a population with intervals that exclude."""
    n = 0
    for i in range(begin, end):
        if holds[sign[i], p] and start[i] <= on and start[i] != stop[i]:
            low[n] = start[i]
            high[n] = FOREVER if stop[i] == 0 else stop[i]
            n += 1
    for i in range(begin, end):
        if bars[sign[i], p] and start[i] <= on and start[i] != stop[i]:
            n = _cut(low, high, n, start[i], FOREVER if stop[i] == 0 else stop[i])
    return _merge(low, high, n, on)


@compiled
def standing(offsets, start, stop, sign, holds, bars, on, scratch, begin, end, out):
    """Since when each subject has qualified for each population without a break; 0 if not now.

    ``sign`` is each interval's signature, ``holds``/``bars`` (signatures x populations) say which
    signatures qualify and which exclude. Intervals are sorted by their start; those that begin
    after ``on`` or are empty are unseen. ``scratch`` is the most pieces that one subject's
    intervals can be cut into.
    """
    low = np.zeros(scratch, dtype=np.int64)
    high = np.zeros(scratch, dtype=np.int64)
    populations = holds.shape[1]
    since = np.zeros(populations, dtype=np.int64)
    reach = np.zeros(populations, dtype=np.int64)
    barred = np.zeros(populations, dtype=np.bool_)
    for s in range(begin, end):
        since[:] = 0
        reach[:] = 0
        barred[:] = False
        for i in range(offsets[s], offsets[s + 1]):
            if start[i] > on:
                break
            if start[i] == stop[i]:
                continue
            until = np.int64(FOREVER if stop[i] == 0 else stop[i])
            for p in range(populations):
                if holds[sign[i], p]:
                    if since[p] == 0 or start[i] - reach[p] > 1:
                        since[p] = start[i]
                    reach[p] = max(reach[p], until)
                if bars[sign[i], p]:
                    barred[p] = True
        for p in range(populations):
            if reach[p] > on and barred[p]:
                since[p] = _without_bars(
                    offsets[s], offsets[s + 1], start, stop, sign, holds, bars, p, on, low, high
                )
            out[p, s] = since[p] if reach[p] > on else 0


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
    offsets, month, earliest, after, amount, attendance, posts, start, stop, on, begin, end, out
):
    """Months paid without any day at work or any tenure that overlaps them, for each subject.

    ``after`` gives, from the day ``earliest`` on, the first day of the following month; ``posts``,
    ``start``, ``stop`` are the subjects' tenures.
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
                    if (
                        seen
                        and start[j] < after[month[i] - earliest]
                        and (stop[j] == 0 or stop[j] > month[i])
                    ):
                        held = True
                        break
            if not held:
                out[s] += 1
                last = month[i]
