"""A count against a target, where some members are unknown: against trying every possibility."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quanheng.norms.dates import add_years
from quanheng.norms.finding import Status
from quanheng.office.selection.teams.exchange import matrix
from quanheng.office.selection.teams.fields import WORDS
from quanheng.office.selection.teams.judging import Bounds, stand
from quanheng.office.selection.teams.vacancies import Event, within
from quanheng.packs import installed

pytestmark = pytest.mark.any_database

numbers = st.integers(0, 8)
bounds = st.builds(
    Bounds, st.none() | st.integers(0, 9), st.none() | st.integers(0, 9), st.booleans()
)


def holds(counted: int, total: int, wanted: Bounds) -> bool:
    """Whether a number that is known fits."""
    shown = counted * 100 / total if wanted.share else counted
    least, most = wanted.at_least, wanted.at_most
    return (least is None or shown >= least) and (most is None or shown <= most)


@given(numbers, numbers, numbers, bounds)
def test_met_or_not_only_where_no_unknown_could_change_it(
    counted: int, unknown: int, rest: int, wanted: Bounds
) -> None:
    if wanted.share:
        wanted = Bounds(*(one * 11 if one is not None else None for one in wanted[:2]), share=True)
    total = counted + unknown + rest
    found = stand(counted, unknown, total, wanted)
    if wanted.share and not total:
        assert found is Status.NO_DATA
        return
    possible = {holds(counted + more, total, wanted) for more in range(unknown + 1)}
    if found is Status.MET:
        assert possible == {True}
    elif found is Status.ATTENTION:
        assert possible == {False}
    else:
        assert unknown > 0


@given(st.integers(0, 12), st.integers(0, 12))
def test_with_everybody_known_it_is_always_said(counted: int, least: int) -> None:
    wanted = Bounds(least, None)
    assert stand(counted, 0, counted, wanted) is (
        Status.MET if counted >= least else Status.ATTENTION
    )


@given(st.dates(date(2000, 1, 1), date(2050, 1, 1)), st.integers(0, 5))
def test_an_event_counts_on_its_day_and_not_before(day: date, years: int) -> None:
    event = Event(None, "term", "任期届满", add_years(day, years), "", "")  # type: ignore[arg-type]
    assert within([event], day, years) == [event]
    later = event._replace(day=date.fromordinal(event.day.toordinal() + 1))
    assert within([later], day, years) == []


pairs = st.lists(st.tuples(st.sampled_from("甲乙丙"), st.sampled_from("甲乙丙")), max_size=30)


@given(pairs)
def test_the_sums_of_the_matrix_are_those_of_its_cells(moved: list[tuple[str, str]]) -> None:
    found = matrix(moved, list("甲乙丙"), {})
    assert found.total == len(moved) == sum(total for _kind, _cells, total in found.rows)
    assert found.columns == [
        sum(cells[at].count for _kind, cells, _total in found.rows)
        for at in range(len(found.kinds))
    ]
    for _kind, cells, _total in found.rows:
        assert all((cell.heat > 0) == (cell.count > 0) == bool(cell.href) for cell in cells)


def test_every_field_that_a_document_names_has_its_words() -> None:
    named = {
        name
        for pack in installed().values()
        for one in pack.parameters.values()
        if one.name == "fields"
        for name in one.values[-1].value  # type: ignore[union-attr]
    }
    assert len(named) == 14 and named == set(WORDS)
