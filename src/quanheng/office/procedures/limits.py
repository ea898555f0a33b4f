"""By when a step is to be taken."""

from collections.abc import Mapping
from datetime import date, timedelta

from quanheng.norms.dates import add_months
from quanheng.norms.gate import Value
from quanheng.norms.procedure import Clock, Limit
from quanheng.office.workdays import add_working_days, is_working_day


def due_of(limit: Limit | None, since: date, facts: Mapping[str, Value]) -> date | None:
    """The last day of a time limit that began on ``since``, or after a date that was entered.

    None without a limit, and while that date is unknown. Never before ``since``.
    """
    if limit is None:
        return None
    begin = facts.get(limit.after) if limit.after else since
    if not isinstance(begin, date):
        return None
    length = int(limit.length.number(since))
    return max(since, _after(begin, length, limit.clock))


def _after(begin: date, length: int, clock: Clock) -> date:
    if clock is Clock.WORKING_DAYS:
        return add_working_days(begin, length)
    if clock is Clock.MONTHS:
        return add_months(begin, length)
    return begin + timedelta(days=length)


def put_off(due: date | None, suspended: date, resumed: date, clock: Clock | None) -> date | None:
    """A time limit moved by the days for which the case was suspended."""
    if due is None:
        return None
    later = due + (resumed - suspended)
    while clock is Clock.WORKING_DAYS and not is_working_day(later):
        later += timedelta(days=1)
    return later
