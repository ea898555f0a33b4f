"""Influence periods: they end by themselves, on the day in 影响期截止."""

from datetime import date

from django.utils.translation import gettext as _

COLUMN = "influence_until"


def runs(until: date, on: date) -> bool:
    """Whether an influence period still runs on a day; on the day of its end it does not."""
    return on < until


def shown(until: date, on: date) -> str:
    """The end of an influence period, and whether it is over on a day."""
    day = until.strftime("%Y.%m.%d")
    if runs(until, on):
        return _("%(day)s（影响期内）") % {"day": day}
    return _("%(day)s（影响期已满）") % {"day": day}
