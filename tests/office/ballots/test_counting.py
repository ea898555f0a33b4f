"""Every counting rule against a count by hand, one ballot after the other."""

from collections import Counter
from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quanheng.office.ballots import counting
from quanheng.office.ballots.counting import Basis, Cell, Counts, Threshold
from quanheng.office.ballots.paper import GRADES, Form, Paper, Subject, votes
from quanheng.office.ballots.results import Rules, blank, overall, standings

pytestmark = pytest.mark.any_database

NUMBER = st.integers(0, 60)
COUNTS = st.builds(Counts, *[st.one_of(st.none(), NUMBER)] * 5)
THRESHOLDS = st.tuples(st.integers(1, 12), st.integers(1, 12)).flatmap(
    lambda pair: st.builds(
        Threshold, st.just(min(pair)), st.just(max(pair)), st.sampled_from(Basis), st.booleans()
    )
)
POINTS = dict(zip(GRADES, (100, 80, 60, 0), strict=True))


def by_hand(votes: int, whole: int, part: tuple[int, int], strict: bool) -> bool:
    """votes / whole against a part, in whole numbers only."""
    left, right = votes * part[1], whole * part[0]
    return left > right if strict else left >= right


@given(NUMBER, COUNTS, THRESHOLDS)
def test_a_share_is_of_the_basis_stated(votes: int, counts: Counts, threshold: Threshold) -> None:
    whole = counts[[*Counts._fields].index(threshold.basis.value)]
    found = counting.share(votes, counts, threshold.basis)
    enough = counting.reaches(votes, counts, threshold)
    if not whole:
        assert (found, enough, counting.needed(counts, threshold)) == (None, None, None)
        return
    assert found is not None
    assert found * whole == votes
    assert enough is by_hand(votes, whole, threshold[:2], threshold.strict)


@given(COUNTS, THRESHOLDS)
def test_the_fewest_votes_needed_are_found_by_trying(counts: Counts, threshold: Threshold) -> None:
    whole = counts.of(threshold.basis)
    if not whole:
        return
    tried = (votes for votes in range(whole + 2) if counting.reaches(votes, counts, threshold))
    assert counting.needed(counts, threshold) == next(tried)


@pytest.mark.parametrize(
    ("votes", "strict", "enough"),
    [(20, True, False), (21, True, True), (20, False, True), (19, False, False)],
)
def test_half_is_not_more_than_half(votes: int, strict: bool, enough: bool) -> None:
    counts = Counts(40, 38, 38, 36, 35)
    assert counting.reaches(votes, counts, Threshold(1, 2, Basis.ENTITLED, strict)) is enough


def test_each_denominator_gives_another_answer() -> None:
    counts = Counts(40, 38, 38, 36, 35)
    found = [counting.share(18, counts, basis) for basis in Basis]
    assert found == [Fraction(18, 40), Fraction(18, 38), Fraction(18, 36), Fraction(18, 35)]


@given(COUNTS, THRESHOLDS)
def test_quorum_is_of_those_entitled(counts: Counts, quorum: Threshold) -> None:
    came, entitled = counts.of(quorum.basis), counts.entitled
    found = counting.has_quorum(counts, quorum)
    if came is None or not entitled:
        assert found is None
    else:
        assert found is by_hand(came, entitled, quorum[:2], strict=False)


@given(COUNTS)
def test_more_back_than_handed_out_is_seen(counts: Counts) -> None:
    found = counting.overfull(counts)
    if counts.handed is None or counts.returned is None:
        assert found is None
    else:
        assert found is (counts.returned - counts.handed > 0)


# Classes with few ballots


@given(st.dictionaries(st.integers(1, 9), st.integers(0, 14), max_size=7), st.integers(5, 9))
def test_no_group_is_smaller_than_the_floor(returned: dict[int, int], floor: int) -> None:
    found = counting.pools(returned, floor)
    if sum(returned.values()) < floor:
        assert found is None
        return
    assert found is not None
    assert set(found) == set(returned)
    groups: dict[int, list[int]] = {}
    for key, group in found.items():
        groups.setdefault(group, []).append(key)
    assert all(group in members for group, members in groups.items())
    sizes = {group: sum(returned[key] for key in keys) for group, keys in groups.items()}
    assert min(sizes.values()) >= floor
    # What is told are the groups and their sum. No sum or difference of them, however they are
    # put together, is about fewer people than the floor, other than nobody.
    for length in range(1, len(sizes) + 1):
        for some in combinations(sizes, length):
            left = sum(sizes.values()) - sum(sizes[group] for group in some)
            assert left == 0 or left >= floor


@given(st.dictionaries(st.integers(1, 9), st.integers(5, 14), min_size=1), st.just(5))
def test_classes_that_are_large_enough_stay_by_themselves(
    returned: dict[int, int], floor: int
) -> None:
    assert counting.pools(returned, floor) == {key: key for key in returned}


def test_a_second_class_is_told_with_a_small_one() -> None:
    found = counting.pools({1: 2, 2: 30, 3: 12}, 5)
    assert found == {1: 3, 3: 3, 2: 2}, "30 by itself; of 2 and 12 only the sum"
    assert counting.pools({1: 1, 2: 4, 3: 4}, 5) == {1: 3, 2: 3, 3: 3}


# Rankings


@given(st.dictionaries(st.text("abcdef", min_size=1, max_size=2), st.integers(0, 6)))
def test_a_place_is_one_more_than_those_with_more_votes(found: dict[str, int]) -> None:
    ranking = counting.ranked(found)
    assert {rank.key: rank.votes for rank in ranking} == found
    assert [rank.votes for rank in ranking] == sorted(found.values(), reverse=True)
    for rank in ranking:
        better = [key for key, votes in found.items() if votes > rank.votes]
        equal = [key for key, votes in found.items() if votes == rank.votes]
        assert rank.place == len(better) + 1
        assert rank.tied is (len(equal) > 1)


@given(
    st.dictionaries(st.text("abcdef", min_size=1, max_size=2), st.integers(0, 4)),
    st.integers(1, 6),
)
def test_who_is_within_the_seats_does_not_depend_on_how_ties_are_broken(
    found: dict[str, int], seats: int
) -> None:
    sure, tied = counting.within(counting.ranked(found), seats)
    for key, own in found.items():
        best = sum(other > own for other in found.values())
        worst = sum(other >= own for other in found.values()) - 1
        expected = "sure" if worst < seats else "tied" if best < seats else "out"
        said = (
            "sure"
            if key in {rank.key for rank in sure}
            else ("tied" if key in {rank.key for rank in tied} else "out")
        )
        assert said == expected


# Whole papers, counted ballot by ballot

SUBJECTS = tuple(Subject(str(place), name) for place, name in enumerate("甲乙丙丁", start=1))
WEIGHTS = {1: 3, 2: 1}
ALL = Counts(40, 40, 40, 40, 40)


def single(form: Form) -> Paper:
    return Paper(form, SUBJECTS, most=2, write_ins=1 if form is Form.RECOMMENDATION else 0)


def graded(form: Form) -> Paper:
    return Paper(form, SUBJECTS[:2], dimensions=("德", "能"))


def tallied(paper: Paper, cast: list[tuple[int, dict[str, list[str]]]]) -> Counter[Cell]:
    return counting.tally(
        Cell(question, group, choice)
        for group, answers in cast
        for question, choice in votes(paper, answers)
    )


def rules(passing: Threshold, warning: Threshold | None = None) -> Rules:
    return Rules(ALL, passing, warning, WEIGHTS)


HALF = Threshold(1, 2, Basis.RETURNED, strict=True)
GROUP = st.sampled_from([1, 2])
NAMES = st.lists(st.sampled_from(["1", "2", "3", "4", "+戊"]), unique=True, max_size=2)
PICKS = st.lists(st.tuples(GROUP, NAMES.map(lambda made: {"pick": made})), max_size=40)
GRADE = st.lists(st.sampled_from(GRADES), max_size=1)
KEYS = ("1-1", "1-2", "2-1", "2-2")
GRADED = st.lists(st.tuples(GROUP, st.fixed_dictionaries(dict.fromkeys(KEYS, GRADE))), max_size=40)


@given(PICKS)
def test_names_chosen_are_counted(cast: list[tuple[int, dict[str, list[str]]]]) -> None:
    paper = single(Form.RECOMMENDATION)
    found = tallied(paper, cast)
    lines = standings(paper, found, rules(HALF))
    for line in lines:
        named = [group for group, answers in cast if line.key in answers["pick"]]
        assert line.votes == len(named)
        assert line.passes is (2 * len(named) > 40)
        assert {group: cells[line.key] for group, cells in line.by_group.items()} == Counter(named)
    nobody = [group for group, answers in cast if not answers["pick"]]
    assert blank(found).votes == len(nobody)
    assert blank(found).by_group == Counter(nobody)
    assert {line.key for line in lines} == {"1", "2", "3", "4"} | {
        "+戊" for _group, answers in cast if "+戊" in answers["pick"]
    }


@given(GRADED)
def test_grades_are_counted_and_scored(cast: list[tuple[int, dict[str, list[str]]]]) -> None:
    paper = graded(Form.MUTUAL)
    third = Threshold(1, 3, Basis.RETURNED, strict=True)
    lines = standings(paper, tallied(paper, cast), rules(HALF, third))
    for line in lines:
        made = [answers[line.key] for _group, answers in cast]
        assert line.choices == {
            **{grade: made.count([grade]) for grade in GRADES},
            "": made.count([]),
        }
        assert line.votes == made.count(["excellent"]) + made.count(["competent"])
        assert line.warned is (3 * made.count(["incompetent"]) > 40)
        assert line.score == score_by_hand(cast, line.key)
    for subject, score in overall(lines).items():
        known = [line.score for line in lines if line.subject.key == subject]
        known = [value for value in known if value is not None]
        assert score == (sum(known) / len(known) if known else None)


def score_by_hand(cast: list[tuple[int, dict[str, list[str]]]], key: str) -> Fraction | None:
    """A class's mean, then the mean of the classes by weight; who said nothing is left out."""
    above, below = Fraction(0), 0
    for group, weight in WEIGHTS.items():
        given = [POINTS[answers[key][0]] for who, answers in cast if who == group and answers[key]]
        if given:
            above += weight * Fraction(sum(given), len(given))
            below += weight
    return above / below if below else None


@given(
    st.lists(
        st.tuples(GROUP, st.fixed_dictionaries({
            "1": st.lists(st.sampled_from(["agree", "disagree", "defer"]), max_size=1)
        })),
        max_size=40,
    )
)  # fmt: skip
def test_agreement_is_counted(cast: list[tuple[int, dict[str, list[str]]]]) -> None:
    paper = Paper(Form.DECISION, SUBJECTS[:1])
    (line,) = standings(paper, tallied(paper, cast), rules(HALF))
    said = [answers["1"][0] if answers["1"] else "" for _group, answers in cast]
    assert line.choices == {
        choice: said.count(choice) for choice in ("agree", "disagree", "defer", "")
    }
    assert line.votes == said.count("agree")
    assert line.score is None
    assert line.warned is None


def test_nothing_is_scored_where_all_are_blank() -> None:
    paper = graded(Form.EVALUATION)
    lines = standings(paper, tallied(paper, [(1, {}), (2, {})]), rules(HALF))
    assert {line.score for line in lines} == {None}
    assert {line.choices[""] for line in lines} == {2}
