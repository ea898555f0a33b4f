"""How a count stands against a target, where some members are unknown. Asks nobody."""

from typing import NamedTuple

from quanheng.norms.finding import Status


class Bounds(NamedTuple):
    """At least and at most; in whole percent of the team where it is a ``share``."""

    at_least: int | None
    at_most: int | None
    share: bool = False


def stand(counted: int, unknown: int, total: int, bounds: Bounds) -> Status:
    """Met, off target (``attention``), or not to be said while some members are unknown.

    Each unknown member may or may not belong to what is counted.
    """
    low, high = _scaled(counted, bounds), _scaled(counted + unknown, bounds)
    whole = total if bounds.share else 1
    least = (bounds.at_least or 0) * whole
    most = bounds.at_most * whole if bounds.at_most is not None else high
    if bounds.share and not total:
        return Status.NO_DATA
    if high < least or low > most:
        return Status.ATTENTION
    if low >= least and high <= most:
        return Status.MET
    return Status.NO_DATA


def _scaled(number: int, bounds: Bounds) -> int:
    return number * 100 if bounds.share else number
