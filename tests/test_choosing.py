"""The nearest names to a wrong one."""

import pytest

from quanheng.choosing import COMPARED, FIRST, NEAREST, nearest

CODES = [f"GB{n:05}" for n in range(1, 200)]
MANY = [f"GB{n:06}" for n in range(1, 3 * COMPARED)]


@pytest.mark.parametrize(
    ("wrong", "known", "first"),
    [
        ("GB1", CODES, "GB00001"),
        ("gb00001", CODES, "GB00001"),
        ("GB000042", CODES, "GB00042"),
        ("GB0O042", CODES, "GB00042"),
        ("GB1", MANY, "GB000001"),
        ("gb5999", MANY, "GB005999"),
        ("GB00599", MANY, "GB000599"),
        ("training-5y", ["a:4/training-year", "a:4/training-5y", "b:1/rest"], "a:4/training-5y"),
        ("kunming", ["hangzhou-2017", "kunming-2019"], "kunming-2019"),
    ],
)
def test_the_nearest_comes_first(wrong, known, first):
    assert nearest(wrong, known)[0] == first
    assert len(nearest(wrong, known)) <= NEAREST


def test_where_none_is_near_the_first_ones_are_named():
    assert nearest("zzz", CODES) == CODES[:FIRST]
    assert nearest("", CODES) == CODES[:FIRST]
    assert nearest("zzz", []) == []


def test_the_order_of_the_known_names_does_not_matter():
    assert nearest("GB7", reversed(CODES)) == nearest("GB7", CODES)
