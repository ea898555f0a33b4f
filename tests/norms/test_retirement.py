"""The months of retirement against the published table, and on any birth."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quanheng.norms.dates import add_months, add_years
from quanheng.norms.kinds import Level
from quanheng.norms.retirement import MAN, WOMAN, retirement, schedules_in
from quanheng.packs import installed

ALL = schedules_in(installed()["national"])
MEN = [
    # born, age in years and months, retires in
    ("1964.12", "60", "2024.12"),
    ("1965.01", "60.1", "2025.02"),
    ("1965.04", "60.1", "2025.05"),
    ("1965.05", "60.2", "2025.07"),
    ("1965.12", "60.3", "2026.03"),
    ("1966.09", "60.6", "2027.03"),
    ("1967.01", "60.7", "2027.08"),
    ("1968.12", "61", "2029.12"),
    ("1969.01", "61.1", "2030.02"),
    ("1970.08", "61.5", "2032.01"),
    ("1972.12", "62", "2034.12"),
    ("1973.01", "62.1", "2035.02"),
    ("1976.08", "62.11", "2039.07"),
    ("1976.09", "63", "2039.09"),
    ("1976.12", "63", "2039.12"),
    ("1990.06", "63", "2053.06"),
]
WOMEN = [
    ("1969.12", "55", "2024.12"),
    ("1970.01", "55.1", "2025.02"),
    ("1970.05", "55.2", "2025.07"),
    ("1973.12", "56", "2029.12"),
    ("1974.01", "56.1", "2030.02"),
    ("1977.12", "57", "2034.12"),
    ("1978.01", "57.1", "2035.02"),
    ("1981.08", "57.11", "2039.07"),
    ("1981.09", "58", "2039.09"),
    ("1988.03", "58", "2046.03"),
]
"""Rows of the tables of men and of women whose former age is 55, written down by hand."""

births = st.dates(date(1940, 1, 1), date(2005, 12, 31))
sexes = st.sampled_from([MAN, WOMAN])


def month(text: str) -> date:
    year, number = text.split(".")
    return date(int(year), int(number), 1)


def aged(born: date, age: str) -> date:
    years, _, months = age.partition(".")
    return add_months(add_years(born, int(years)), int(months or 0))


@pytest.mark.parametrize(
    ("sex", "born", "age", "retires"),
    [(MAN, *row) for row in MEN] + [(WOMAN, *row) for row in WOMEN],
)
def test_the_published_table(sex: str, born: str, age: str, retires: str) -> None:
    found = retirement(month(born), ALL.of(sex, Level.SECTION_CHIEF))
    assert found is not None
    assert found.statutory == month(retires) == aged(month(born), age)


@pytest.mark.parametrize(
    ("level", "retires"),
    [
        (Level.DIVISION_CHIEF, "2032.01"),
        (Level.DIVISION_DEPUTY, "2032.01"),
        (Level.SECTION_CHIEF, "2025.10"),
        (None, "2025.10"),
    ],
)
def test_women_from_deputy_county_level_up_retire_as_men(level: Level | None, retires: str) -> None:
    found = retirement(date(1970, 8, 20), ALL.of(WOMAN, level))
    assert found is not None and found.statutory == month(retires)


def test_an_unknown_birth_is_unknown() -> None:
    assert retirement(None, ALL.men) is None


@pytest.mark.parametrize(
    ("born", "earliest"),
    [
        ("1964.12", "2024.12"),  # before the change there was nothing to choose
        ("1970.08", "2030.08"),  # at 60, the age before
        ("1976.09", "2036.09"),  # at 60, three years earlier
        ("1990.06", "2050.06"),
    ],
)
def test_nobody_goes_before_the_former_age_nor_over_three_years_early(
    born: str, earliest: str
) -> None:
    found = retirement(month(born), ALL.men)
    assert found is not None and found.earliest == month(earliest)


@given(births, sexes)
def test_between_the_former_age_and_the_new_one(born: date, sex: str) -> None:
    schedule = ALL.of(sex, None)
    found = retirement(born, schedule)
    assert found is not None
    first = born.replace(day=1)
    assert add_years(first, schedule.before) <= found.statutory <= add_years(first, schedule.after)
    assert add_years(first, schedule.before) <= found.earliest <= found.statutory
    assert found.statutory.day == found.earliest.day == 1


@given(births, births, sexes)
def test_whoever_is_born_later_never_retires_earlier(one: date, other: date, sex: str) -> None:
    older, younger = sorted([one, other])
    first, second = retirement(older, ALL.of(sex, None)), retirement(younger, ALL.of(sex, None))
    assert first is not None and second is not None
    assert first.statutory <= second.statutory


@given(births, sexes)
def test_four_births_later_is_a_month_more_of_delay(born: date, sex: str) -> None:
    schedule = ALL.of(sex, None)

    def late(day: date) -> int:
        found = retirement(day, schedule)
        assert found is not None
        past = found.statutory
        due = add_years(day.replace(day=1), schedule.before)
        return (past.year - due.year) * 12 + past.month - due.month

    now, later = late(born), late(add_months(born.replace(day=1), schedule.step))
    assert later - now == (0 if now == 36 or later == 0 else 1)
