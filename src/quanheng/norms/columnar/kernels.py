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


# Places are unsigned: a signed one could be negative, and would be tested for it at every access.
U = np.uintp


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
    measures = out.shape[0]
    sums = np.zeros(measures, dtype=np.int64)
    for s in range(begin, end):
        for m in range(measures):
            sums[U(m)] = 0
        i, stop = U(offsets[s + 1]), U(offsets[s])
        while i > stop:
            i = U(i - U(1))
            on = day[i]
            if on < lowest:
                break
            code = U(kinds[i] + 1)
            k, last = U(ptr[code]), U(ptr[U(code + U(1))])
            while k < last:
                if np.uint32(on - low[k]) <= span[k] and (
                    need[k] == 0 or (flags[i] & need[k]) == need[k]
                ):
                    value = np.int64(MILLION)
                    if adds[k] == FIRST:
                        value = first[i]
                    elif adds[k] == SECOND:
                        value = second[i]
                    elif adds[k] == DAYS:
                        value = np.int64(on - start[i] + 1) * MILLION
                    sums[U(slot[k])] += value if value >= 0 else blank[k]
                k = U(k + U(1))
        for m in range(measures):
            out[m, s] = sums[U(m)]


@compiled
def _part(counts, on, entry, flag, first, second, days):
    """What one record adds to one measure, without a branch that depends on the record."""
    low, span, need, adds, blank = entry
    counts &= -np.int64(np.uint32(on - low) <= span)
    counts &= -np.int64((flag & need) == need)
    if adds == COUNT:
        return counts & MILLION
    if adds == DAYS:
        return counts & days
    value = first if adds == FIRST else second
    return counts & (value if value >= 0 else blank)


@compiled
def tally_four(
    offsets, kinds, day, flags, first, second, start,
    counts, entries, adds, lowest, begin, end, out, place,
):  # fmt: skip
    """As ``tally``, for four measures to which nearly every record adds: all of them, at each.

    ``counts`` has for each code of the discriminating column (blank first) four numbers, -1 where
    the measure counts it, else 0; ``entries`` are four times ``low`` .. ``blank``, ``adds`` all
    that they add. The sums go to the rows of ``out`` from ``place`` on, as far as there are rows.
    """
    firsts, seconds, lasting = FIRST in adds, SECOND in adds, DAYS in adds
    flagged = (entries[0][2] | entries[1][2] | entries[2][2] | entries[3][2]) != 0
    one, two, days, flag = np.int64(0), np.int64(0), np.int64(0), np.uint8(0)
    sums = np.zeros(4, dtype=np.int64)
    for s in range(begin, end):
        a, b, c, d = np.int64(0), np.int64(0), np.int64(0), np.int64(0)
        i, stop = U(offsets[s + 1]), U(offsets[s])
        while i > stop:
            i = U(i - U(1))
            on = day[i]
            if on < lowest:
                break
            if flagged:
                flag = flags[i]
            if firsts:
                one = first[i]
            if seconds:
                two = second[i]
            if lasting:
                days = np.int64(on - start[i] + 1) * MILLION
            k = U(U(kinds[i] + 1) * U(4))
            a += _part(counts[k], on, entries[0], flag, one, two, days)
            b += _part(counts[U(k + U(1))], on, entries[1], flag, one, two, days)
            c += _part(counts[U(k + U(2))], on, entries[2], flag, one, two, days)
            d += _part(counts[U(k + U(3))], on, entries[3], flag, one, two, days)
        sums[0], sums[1], sums[2], sums[3] = a, b, c, d
        for m in range(place, min(place + 4, out.shape[0])):
            out[m, s] = sums[m - place]


@compiled
def settle(
    subjects, since, first, second, two, need_first, need_second, weigh_first, weigh_second,
    ask_first, ask_second, late_from, due_now, due_later, full, full_from, lacking,
    begin, end, status, measured, required, due,
):  # fmt: skip
    """Status, figure, threshold and due day of subjects under one requirement.

    A subject meets it with ``first`` >= ``need_first`` or, if there are ``two`` ways, the second
    likewise; the way closer to its threshold is shown (``weigh`` cross-multiplies the ratios).
    ``measured`` may be empty where it is the same for all rules of a measure.
    Calendar windows: whoever qualified after ``late_from`` is due at ``due_later``, the others at
    ``due_now`` (0: closed). Rolling windows: ``full`` gives, from ``full_from`` on, the day on
    which somebody who qualified then has a full window (0: by now). ``due`` comes cleared.
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
        if len(measured) > 0 and (met or not lacking):
            measured[i] = value / MILLION
        day = due_now
        if late_from > 0:
            day = due_later if since[i] > late_from else due_now
        elif len(full) > 0:
            day = full[since[i] - full_from] if since[i] >= full_from else 0
        if met:
            status[i] = 4
        elif lacking:
            status[i] = 3
        elif day > 0:
            status[i] = 2
            due[i] = day
        else:
            status[i] = 0


@compiled
def figures_of(subjects, values, begin, end, out):
    """The values of some subjects, from millionths to plain numbers."""
    for i in range(begin, end):
        out[i] = values[subjects[i]] / MILLION


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
def signed(leading, chief, promoted, level, role, unit, category, sizes, begin, end, out):
    """The signature of each tenure; ``category`` is that of the units, empty if unknown."""
    for i in range(begin, end):
        at = category[unit[i]] + 1 if 0 <= unit[i] < len(category) else 0
        sign = (np.int64(leading[i]) * sizes[1] + chief[i]) * sizes[2] + promoted[i] + 1
        out[i] = ((sign * sizes[3] + level[i]) * sizes[4] + role[i] + 1) * sizes[5] + at


@compiled
def _without_bars(own, start, stop, sign, holds, bars, bit, on, low, high):
    """As ``standing``, for a subject and a population with intervals that exclude."""
    n = 0
    for i in range(own[0], own[1]):
        if holds[sign[i]] & bit and start[i] <= on and start[i] != stop[i]:
            low[n] = start[i]
            high[n] = FOREVER if stop[i] == 0 else stop[i]
            n += 1
    for i in range(own[0], own[1]):
        if bars[sign[i]] & bit and start[i] <= on and start[i] != stop[i]:
            n = _cut(low, high, n, start[i], FOREVER if stop[i] == 0 else stop[i])
    return _merge(low, high, n, on)


@compiled
def standing(offsets, start, stop, sign, holds, bars, on, scratch, begin, end, out):
    """Since when each subject has qualified for each population without a break; 0 if not now.

    ``sign`` is each interval's signature; ``holds`` and ``bars`` have a bit for each population
    (the rows of ``out``, at most 64): under which a signature qualifies, under which it excludes.
    Intervals are sorted by their start; those that begin after ``on`` or are empty are unseen.
    ``scratch`` is the most pieces that one subject's intervals can be cut into.
    """
    low, high = np.zeros(scratch, dtype=np.int64), np.zeros(scratch, dtype=np.int64)
    populations = out.shape[0]
    since, reach = np.zeros(populations, dtype=np.int64), np.zeros(populations, dtype=np.int64)
    one, nothing = np.uint64(1), np.uint64(0)
    for s in range(begin, end):
        seen, barred = nothing, nothing
        for i in range(offsets[s], offsets[s + 1]):
            at = U(i)
            if start[at] > on:
                break
            if start[at] == stop[at]:
                continue
            until = np.int64(FOREVER if stop[at] == 0 else stop[at])
            held, p, barred = holds[U(sign[at])], U(0), barred | bars[U(sign[at])]
            while held:
                if held & one:
                    if not (seen >> np.uint64(p)) & one or start[at] - reach[p] > 1:
                        since[p], reach[p] = start[at], until
                    else:
                        reach[p] = max(reach[p], until)
                held >>= one
                p = U(p + U(1))
            seen |= holds[U(sign[at])]
        for q in range(populations):
            p, bit, day = U(q), one << np.uint64(q), np.int64(0)
            if seen & bit and reach[p] > on:
                day = since[p]
                if barred & bit:
                    own = offsets[s], offsets[s + 1]
                    day = _without_bars(own, start, stop, sign, holds, bars, bit, on, low, high)
            out[q, s] = day


@compiled
def members(since, politics, of_politics, staff, of_staff, subjects, days):
    """List those who qualify and are of a party and a staff category; returns how many there are.

    ``since`` is as from ``standing``; ``subjects`` and ``days`` (one place longer than ``since``)
    get their places and since when.
    """
    n = 0
    for s in range(len(since)):
        subjects[U(n)], days[U(n)] = s, since[s]
        n += (since[s] != 0) & of_politics[politics[s]] & of_staff[staff[s]]
    return n


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
def run_of_grades(offsets, type, year, grade, annual, wanted, latest, begin, end, out):
    """For how many years in a row, up to the latest graded one, each subject has had a grade.

    Blank grades are passed over; rows are sorted by year.
    """
    for s in range(begin, end):
        run, newest = 0, 0
        for i in range(offsets[s + 1] - 1, offsets[s] - 1, -1):
            if type[i] != annual or grade[i] < 0 or year[i] > latest:
                continue
            if run == 0:
                newest = year[i]
            if grade[i] != wanted or year[i] != newest - run:
                break
            run += 1
        out[s] = run


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
