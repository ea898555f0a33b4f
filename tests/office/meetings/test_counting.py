"""Quorum and majority on both sides of every threshold."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quanheng.office.meetings.counting import (
    Share,
    Votes,
    has_quorum,
    needed_of,
    passes,
    quorum_of,
    split,
)

pytestmark = pytest.mark.any_database

SIZES = st.integers(1, 400)
QUORUM, PASSING = Share(2, 3), Share(1, 2)


@st.composite
def shares(draw: st.DrawFn) -> Share:
    bottom = draw(st.integers(2, 12))
    return Share(draw(st.integers(1, bottom - 1)), bottom)


@given(SIZES, shares(), st.integers(0, 400))
def test_the_quorum_is_reached_or_not(entitled: int, share: Share, present: int) -> None:
    wanted = Fraction(share.top, share.bottom) * entitled
    assert has_quorum(entitled, present, share) is (present >= wanted)


@given(SIZES, shares())
def test_one_fewer_than_the_quorum_is_not_enough(entitled: int, share: Share) -> None:
    least = quorum_of(entitled, share)
    assert has_quorum(entitled, least, share)
    assert not has_quorum(entitled, least - 1, share)


@given(SIZES, shares(), st.integers(0, 400), st.integers(0, 400))
def test_more_than_the_share_of_those_entitled_pass(
    entitled: int, share: Share, agree: int, others: int
) -> None:
    wanted = Fraction(share.top, share.bottom) * entitled
    assert passes(Votes(agree, others, 0), entitled, share) is (agree > wanted)


@given(SIZES)
def test_half_is_not_more_than_half(entitled: int) -> None:
    least = needed_of(entitled, PASSING)
    assert 2 * least > entitled >= 2 * (least - 1)


@given(st.integers(0, 60), st.integers(0, 60), st.integers(0, 60))
def test_a_split_is_where_no_position_has_more_than_half(agree: int, no: int, defer: int) -> None:
    total = agree + no + defer
    parted = total > 0 and all(Fraction(one, total) <= Fraction(1, 2) for one in (agree, no, defer))
    assert split(Votes(agree, no, defer)) is parted


def test_nobody_entitled_decides_nothing() -> None:
    assert not has_quorum(0, 0, QUORUM)
