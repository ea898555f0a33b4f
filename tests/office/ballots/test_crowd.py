"""A whole hall voting at once, and processes that are killed while it does."""

import os
from collections import Counter
from pathlib import Path

import pytest

from bench.ballots import (
    REFUSED,
    cast_at_once,
    choose,
    closed,
    expected,
    killed,
    opened,
    over_http,
)
from tests.office.installation import installation

SERVER = os.environ.get("DATABASE_URL", "")
VOTERS, PHONES, STRANGERS = 500, 20, 25


def test_three_hundred_of_five_hundred_vote_at_once(tmp_path: Path) -> None:
    """Every ballot once in the count: none lost, none doubled, nobody else's let in."""
    with installation(tmp_path / "data", SERVER) as environment:
        hall = opened(environment, VOTERS, PHONES)
        good = choose(hall.credentials)
        assert len(good) == VOTERS
        again = [one._replace(choices=["3"]) for one in good[:100]]
        strange = [
            one._replace(credential=one.credential[:-2] + one.credential[:2])
            for one in [*good[:STRANGERS], *good[-PHONES:]]
        ]
        every = [*good, *again, *strange]
        outcomes, _, _ = cast_at_once(hall, every, 4, 75)
        found = closed(hall)

    said = dict(outcomes)
    assert len(outcomes) == len(every)
    assert {said[number] for number in range(600, len(every))} == {"UnknownCredential"}
    taken = Counter(every[number].credential for number in said if said[number] not in REFUSED)
    assert taken == Counter(one.credential for one in good)
    assert found["envelopes"] == found["credentials"] == VOTERS
    assert found["counts"] == dict.fromkeys(
        ("entitled", "present", "handed", "returned", "valid"), VOTERS
    )
    counted = [every[number] for number in said if said[number] not in REFUSED]
    assert found["choices"] == expected(counted)
    assert found["hashes"] == sorted(value for value in said.values() if value not in REFUSED)
    assert found["problems"] == 0


def test_a_killed_process_loses_nothing_that_it_acknowledged(tmp_path: Path) -> None:
    with installation(tmp_path / "data", SERVER) as environment:
        hall = opened(environment, 120)
        ballots = choose(hall.credentials)
        told = killed(hall, ballots, 5)
        found = closed(hall)
    assert told["kills"] == 5
    assert told["acknowledged"] + told["in_anyway"] == len(ballots)
    assert found["envelopes"] == found["credentials"] == len(ballots)
    assert found["choices"] == expected(ballots)
    assert found["problems"] == 0


@pytest.mark.any_database  # the two above ask as much of the database
def test_three_hundred_clients_at_once_outlive_a_server_that_is_killed(tmp_path: Path) -> None:
    """The processes for pages are killed; who got no answer sends the ballot again."""
    with installation(tmp_path / "data", SERVER) as environment:
        hall = opened(environment, 300)
        ballots = choose(hall.credentials)
        told = over_http(hall, ballots, clients=300, kills=1)
        found = closed(hall)
    assert told["killed"] == 1
    assert set(told["told"]) <= {"receipt", "used"}
    assert found["envelopes"] == found["credentials"] == len(ballots)
    assert found["choices"] == expected(ballots)
    assert found["problems"] == 0
