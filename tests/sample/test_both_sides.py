"""Every rule has subjects on both sides, judged by the second evaluator."""

from collections import Counter, defaultdict
from datetime import date

import pytest

from quanheng.norms.kinds import Person, Project, Reserve, Unit
from quanheng.norms.records import Records
from quanheng.sample.district import make_district
from quanheng.sample.exceptions import BY_SHAPE, EXCEPTIONS
from tests.oracle.evaluator import evaluate
from tests.sample.sheets import as_sheets

YEAR_END = date(2025, 12, 31)
ROOT_ONLY = {
    "kunming-2019:3/base-batch",
    "kunming-2019:5/practice-batch",
    "kunming-2019:20/tolerance-notice",
}
POOLS = "hangzhou-2017:7/pools"
PLANNED = {rule for planted in EXCEPTIONS.values() for rule in planted.serves} | set(BY_SHAPE)


def statuses(people: int, seed: int, on: date, as_of: date = YEAR_END) -> dict[str, Counter[str]]:
    """How many subjects of each rule have each status."""
    counted: dict[str, Counter[str]] = defaultdict(Counter)
    for finding in evaluate(as_sheets(make_district(people, None, seed, as_of=as_of)), on):
        counted[finding["rule"]][finding["status"]] += 1
    return counted


@pytest.mark.parametrize(
    ("people", "seed"), [*((300, seed) for seed in range(5)), (420, 5), (900, 6)]
)
def test_every_rule_has_subjects_on_both_sides(people: int, seed: int) -> None:
    found = statuses(people, seed, YEAR_END)
    assert set(found) == PLANNED
    one_sided = {
        rule
        for rule, counted in found.items()
        if not counted["attention"]
        and not (counted["met"] and counted["missed"] + counted["pending"])
    }
    assert one_sided == ROOT_ONLY


@pytest.mark.parametrize("seed", [1, 2])
def test_a_proposal_is_never_open_for_everybody(seed: int) -> None:
    district = make_district(300, None, seed)
    subjects = {
        "person": len(district.of(Person)),
        "unit": len(district.of(Unit)),
        "project": len(district.of(Project)),
    }
    found: Counter[tuple[str, str]] = Counter()
    for finding in evaluate(as_sheets(district), YEAR_END):
        if finding["status"] == "attention" and finding["rule"] != POOLS:
            found[finding["rule"], finding["subject_type"]] += 1
    assert found
    assert not [key for key, count in found.items() if count > 0.4 * subjects[key[1]]]


def test_a_large_district_has_pools_in_range_and_out_of_range() -> None:
    pools = {kind: make_district(2000, None, 1).of(kind) for kind in (Person, Reserve)}
    answers = evaluate(as_sheets(Records(pools)), YEAR_END)
    assert sum(answer["rule"] == POOLS for answer in answers) == 2


def test_the_root_committee_shows_both_sides_over_time() -> None:
    early, late = date(2025, 2, 15), date(2024, 12, 31)
    now = statuses(300, 1, YEAR_END)
    before = statuses(300, 1, early, early)
    assert all(before[rule] == {"pending": 1} for rule in ROOT_ONLY)
    assert now["kunming-2019:3/base-batch"] == {"met": 1}
    assert now["kunming-2019:5/practice-batch"] == {"met": 1}
    assert now["kunming-2019:20/tolerance-notice"] == {"missed": 1}
    assert statuses(300, 1, late)["kunming-2019:20/tolerance-notice"] == {"met": 1}


@pytest.mark.parametrize("people", [300, 800])
def test_most_comply(people: int) -> None:
    total: Counter[str] = Counter()
    for counted in statuses(people, 4, YEAR_END).values():
        total += counted
    share = total["met"] / (total["met"] + total["missed"] + total["pending"])
    assert 0.75 <= share <= 0.92


def test_in_mid_year_much_is_pending() -> None:
    middle = date(2025, 6, 15)
    found = statuses(300, 3, middle, middle)
    for rule in (
        "kunming-2019:4/training-year",
        "hangzhou-2020:1/lecture",
        "kunming-2019:22/talks",
    ):
        assert found[rule]["pending"] > 0
        assert found[rule]["missed"] == 0
