"""Working days: public holidays and the weekends worked instead, as announced for each year.

Of a year whose holidays are not known the days from Monday to Friday count.
"""

from datetime import date, timedelta

from chinese_calendar import is_workday

DAY = timedelta(days=1)
FRIDAY = 4


def known(day: date) -> bool:
    """Whether the holidays of the day's year are known."""
    return _told(day) is not None


def is_working_day(day: date) -> bool:
    """Whether people work on a day."""
    told = _told(day)
    return day.weekday() <= FRIDAY if told is None else told


def add_working_days(day: date, n: int) -> date:
    """The working day that is ``n`` after a day, which does not count itself; before it for a
    negative ``n``, the day itself for 0.
    """
    step = DAY if n > 0 else -DAY
    left = abs(n)
    while left:
        day += step
        left -= is_working_day(day)
    return day


def working_days_between(a: date, b: date) -> int:
    """How many working days follow ``a`` until ``b``, ``b`` included; negative when ``b`` is
    before ``a``.

    For a working day ``b``, ``add_working_days(a, working_days_between(a, b)) == b``.
    """
    if b < a:
        return -sum(is_working_day(b + DAY * ahead) for ahead in range((a - b).days))
    return sum(is_working_day(b - DAY * back) for back in range((b - a).days))


def _told(day: date) -> bool | None:
    """What the calendar says; None for a year that it does not know."""
    try:
        return bool(is_workday(day))
    except NotImplementedError:
        return None
