"""Dates as forms write them: mostly a month, sometimes a day or only a year, sometimes words."""

import re
from datetime import date
from typing import NamedTuple
from unicodedata import normalize

FIRST_YEAR, LAST_YEAR = 1800, 2199
"""The years a form can speak of; other digits are words, not dates."""


class PartialDate(NamedTuple):
    """A date as precisely as the file has it: the month or the day may be unknown."""

    year: int
    month: int | None = None
    day: int | None = None

    @property
    def first_day(self) -> date:
        """The first day that it can mean."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def dotted(self) -> str:
        """As printed on the form: ``1975.03``."""
        return f"{self.year:04d}" + "".join(f".{part:02d}" for part in self[1:] if part)

    @property
    def digits(self) -> str:
        """As stored in a file: ``197503``."""
        return self.dotted.replace(".", "")

    def agrees(self, other: "PartialDate") -> bool:
        """Whether the two are the same as far as both say: 1975.03 agrees with 1975.03.12."""
        return all(
            mine is None or theirs is None or mine == theirs
            for mine, theirs in zip(self, other, strict=True)
        )


When = PartialDate | str | None
"""A date, the words that stand where a date is expected, or ``None`` where nothing stands."""

_NUMBERS = re.compile(
    r"([0-9]{4})(?:"
    r"([0-9]{2})([0-9]{2})?"
    r"|([-/.])([0-9]{1,2})(?:\4([0-9]{1,2}))?\.?"
    r"|年(?:([0-9]{1,2})月(?:([0-9]{1,2})日)?)?"
    r")?"
)


def parse_date(text: str) -> PartialDate | None:
    """The date that a text is, or ``None`` if it is none.

    Understands ``197503``, ``19750312``, ``1975.03``, ``1975.3.12`` (with ``-`` and ``/`` too),
    ``1975年3月``, ``1975``. A month or day of ``00`` is unknown.
    """
    match = _NUMBERS.fullmatch(re.sub(r"\s+", "", normalize("NFKC", text)))
    if match is None:
        return None
    year = int(match[1])
    month = int(match[2] or match[5] or match[7] or 0) or None
    day = int(match[3] or match[6] or match[8] or 0) or None
    if not FIRST_YEAR <= year <= LAST_YEAR or (day is not None and month is None):
        return None
    found = PartialDate(year, month, day)
    try:
        assert found.first_day
    except ValueError:
        return None
    return found


def parse_when(text: str) -> When:
    """A date if the text is one, else the text itself; ``None`` for a blank."""
    text = text.strip()
    return parse_date(text) or text or None


def when_digits(when: When) -> str:
    """As stored in a file: a date as digits, words as they are."""
    return when.digits if isinstance(when, PartialDate) else when or ""


def when_shown(when: When) -> str:
    """As printed on the form: a date with dots, words as they are."""
    return when.dotted if isinstance(when, PartialDate) else when or ""


def of_month(day: date) -> PartialDate:
    """The month of a day, as forms write the dates of a file."""
    return PartialDate(day.year, day.month)
