"""A procedure is refused unless it can be run, passes over nothing, and lets people be heard."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quanheng.norms.agenda import MEETING
from quanheng.norms.finding import Status
from quanheng.norms.gate import (
    AtMost,
    Enclosed,
    Holds,
    InOrder,
    Matter,
    NoLaterThan,
    NotBefore,
)
from quanheng.norms.kinds import Appraisal, Person
from quanheng.norms.pack import PackError
from quanheng.norms.procedure import (
    DONE,
    REFUSED,
    Filing,
    Given,
    Limit,
    Outcome,
    Procedure,
    Purpose,
    Step,
    add_gate,
    problems,
    reached,
)
from quanheng.norms.records import Records
from quanheng.norms.testing import check_pack
from quanheng.packs import installed
from tests.office.procedures import ferry
from tests.office.procedures.pier import both, declare, empty, pier, steps

TODAY = date(2026, 3, 2)
DAYS = st.dates(date(2026, 1, 1), date(2026, 6, 30))


def changed(step: str, **what: Any) -> tuple[Step, ...]:
    told = steps(empty())
    told[step] = replace(told[step], **what)
    return tuple(told.values())


def test_the_sample_procedure_may_be_declared_and_is_found_good() -> None:
    pack = pier()
    assert list(pack.procedures) == ["pier:1/admonish"]
    assert check_pack(pack, {}) == []


def test_declared_steps_and_gates_cite_their_clause() -> None:
    made = pier().procedures["pier:1/admonish"]
    cited = {step.clause for step in made.steps}
    cited |= {gate.clause for step in made.steps for gate in step.gates}
    assert cited == {"pier:1"}


def test_a_step_may_rest_on_another_document() -> None:
    """Named in full; a clause of the own document must be registered."""
    pack = empty()
    told = steps(pack)
    told["find"] = replace(told["find"], clause="national:selection")
    made = declare(pack, steps=tuple(told.values()))
    assert made.step("find").clause == "national:selection"
    assert {gate.clause for gate in made.step("find").gates} == {"national:selection"}
    assert check_pack(pack, {}) == []
    told["find"] = replace(told["find"], clause="pier:9")
    with pytest.raises(PackError, match="no clause '9'"):
        declare(empty(), steps=tuple(told.values()))


def test_the_fingerprint_tells_a_changed_procedure() -> None:
    other = empty()
    declare(other, steps=changed("hear", optional=True, limit=None, lapses=""), adverse=True)
    assert other.fingerprint != pier().fingerprint


APPEAL = steps(empty())["appeal"]
BROKEN = [
    (changed("find", outcomes=(Outcome("skip", both("越过"), to="decide"),)), "adverse, unheard"),
    (changed("hear", purpose=Purpose.WORK), "nobody is heard"),
    (changed("hear", by=APPEAL.by + steps(empty())["find"].by), "others speak for the person"),
    (
        changed("decide", outcomes=(Outcome("no", both("诫勉"), to=DONE, adverse=True),)),
        "no appeal",
    ),
    (changed("appeal", limit=None, lapses=""), "an appeal without a time limit"),
    (changed("appeal", lapses="nothing"), "lapses to no outcome"),
    (changed("find", outcomes=(Outcome("lost", both("丢"), to="nowhere"),)), "leads nowhere"),
    (changed("find", outcomes=()), "no outcome"),
    (changed("find", by=()), "nobody acts"),
    (changed("decide", not_by=("review",)), "not by somebody who comes later"),
    (changed("hear", limit=Limit(APPEAL.limit.length, after="find.never")), "an unknown date"),  # type: ignore[union-attr]
    (changed("find", name="done"), "a step named like an end"),
    ((), "no step"),
    (changed("review", outcomes=(Outcome("never", both("回"), to="find"),)), "fine"),
]


@pytest.mark.parametrize(("made", "why"), BROKEN[:-1], ids=[why for _, why in BROKEN[:-1]])
def test_a_broken_procedure_is_refused(made: tuple[Step, ...], why: str) -> None:
    with pytest.raises(PackError):
        declare(empty(), steps=made)


def test_going_round_once_more_is_no_fault() -> None:
    declare(empty(), steps=BROKEN[-1][0])


def test_a_filing_that_names_no_outcome_is_refused() -> None:
    for filing in (
        Filing("decide", "none", Appraisal, "person", ()),
        Filing("decide", "dropped", Appraisal, "person", (("grade", Given("no.such")),)),
    ):
        with pytest.raises(PackError):
            declare(empty(), filings=(filing,))


def test_an_adverse_outcome_makes_the_procedure_adverse() -> None:
    with pytest.raises(PackError):
        declare(empty(), adverse=False)


@given(
    st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), min_size=4, max_size=4),
    st.lists(st.booleans(), min_size=4, max_size=4),
)
def test_what_is_accepted_passes_over_nothing(
    ways: list[tuple[int, int]], optional: list[bool]
) -> None:
    """Walk every way of a random procedure and see whether a required step was missed."""
    names = ["a", "b", "c", "d"]
    ends = [*names, DONE, REFUSED, "next"]
    officer = steps(empty())["find"].by
    made = Procedure(
        "pier:1/random", pier().clause("1"), both("随机"), declare(empty()).about,
        tuple(
            Step(
                name, both(name), by=officer, optional=free,
                outcomes=tuple(
                    Outcome(f"o{place}", both("去"), to=ends[target])
                    for place, target in enumerate(way)
                ),
            )
            for name, way, free in zip(names, ways, optional, strict=True)
        ),
        officer,
    )  # fmt: skip
    if list(problems(made)):
        return
    assert DONE in reached(made)
    for required in (step for step in made.steps if not step.optional):
        assert not walk(made, required.name)


def walk(made: Procedure, without: str) -> bool:
    """Whether DONE can be come to by hand, step by step, never standing in one step."""
    starts = []
    for step in made.steps:
        starts.append(step.name)
        if not step.optional:
            break
    paths, seen = [name for name in starts if name != without], set()
    for here in paths:
        if here == DONE:
            return True
        if here in (REFUSED, without) or here in seen:
            continue
        seen.add(here)
        step = made.step(here)
        paths += [made.leads_to(step, one) for one in step.outcomes]
    return False


@pytest.mark.parametrize("pack", [one for one in installed().values() if one.procedures])
def test_the_procedures_of_the_documents_have_no_problem(pack: Any) -> None:
    for one in pack.procedures.values():
        assert list(problems(one)) == []


# Gates: both sides of every condition.


def matter(
    records: Records | None = None, papers: frozenset[str] = frozenset(), **facts: Any
) -> Matter:
    told = {name.replace("__", "."): value for name, value in facts.items()}
    names = {name: both(name) for name in (*told, *papers, "a.from", "a.to", "a.paper", "a.n")}
    return Matter(TODAY, "P1", told, papers, names, records or Records({}))


@given(DAYS, DAYS)
def test_dates_in_order(first: date, then: date) -> None:
    (check,) = InOrder("a.from", "a.to").checks(matter(a__from=first, a__to=then), "x:1")
    assert check.holds is (first <= then)
    assert check.clause == "x:1"


def test_an_unknown_date_is_not_in_order() -> None:
    (check,) = InOrder("a.from", "a.to").checks(matter(a__from=TODAY), "x:1")
    assert check.status is Status.NO_DATA
    assert not check.holds


@given(st.integers(-40, 40))
def test_no_later_than_a_date(days: int) -> None:
    day = TODAY + timedelta(days=days)
    (check,) = NoLaterThan("a.from").checks(matter(a__from=day), "x:1")
    assert check.holds is (days >= 0)
    (unknown,) = NoLaterThan("a.from").checks(matter(), "x:1")
    assert unknown.status is Status.NO_DATA


@given(st.integers(-40, 40))
def test_not_before_a_date(days: int) -> None:
    day = TODAY + timedelta(days=days)
    (check,) = NotBefore("a.from").checks(matter(a__from=day), "x:1")
    assert check.holds is (days <= 0)
    (unknown,) = NotBefore("a.from").checks(matter(), "x:1")
    assert unknown.status is Status.NO_DATA


@given(st.fractions(0, 10))
def test_at_most_so_many(number: Fraction) -> None:
    most = pier().parameters["pier:1/most"]
    (check,) = AtMost("a.n", most).checks(matter(a__n=number), "x:1")
    assert check.holds is (number <= 3)
    (unknown,) = AtMost("a.n", most).checks(matter(), "x:1")
    assert unknown.status is Status.NO_DATA


def test_a_paper_is_attached_or_not() -> None:
    (there,) = Enclosed("a.paper").checks(matter(papers=frozenset({"a.paper"})), "x:1")
    (missing,) = Enclosed("a.paper").checks(matter(), "x:1")
    assert (there.holds, missing.holds) == (True, False)


@pytest.mark.parametrize(
    ("grades", "status"),
    [
        (("不称职", "不称职"), Status.ATTENTION),
        (("称职", "不称职"), Status.MET),
        ((), Status.MET),
    ],
)
def test_a_rule_of_a_pack_holds_or_not(grades: tuple[str, ...], status: Status) -> None:
    rule = installed()["national"].rules["national:civil-servant/dismissal-two-years"]
    rows = [
        Appraisal(
            row=place + 2,
            subject_type="干部",
            subject="P1",
            type="年度",
            year=2024 + place,
            grade=grade,
        )
        for place, grade in enumerate(grades)
    ]
    records = Records(
        {
            Person: [Person(row=2, code="P1", name="甲", sex="女", birth=date(1980, 1, 1))],
            Appraisal: rows,
        }
    )
    (check,) = Holds(rule).checks(matter(records), "x:1")
    assert check.status is status
    assert check.holds is (status is Status.MET)
    assert check.clause == rule.clause.id


def test_a_rule_about_somebody_unknown_is_not_met() -> None:
    rule = installed()["national"].rules["national:civil-servant/dismissal-two-years"]
    (check,) = Holds(rule).checks(matter(), "x:1")
    assert check.status is Status.NO_DATA


# Those put forward


def wrong(*made: Step, **more: Any) -> list[str]:
    """What is told of a procedure of some steps."""
    told = ferry.declare(empty("ferry"))
    return [one.en for one in problems(replace(told, steps=made, **more))]


LOOK = ferry.look(empty("ferry"))
TWICE = (*LOOK.each, LOOK.each[0])
UNNAMED = replace(ferry.NAME, enters=False)


@pytest.mark.parametrize(
    ("made", "why"),
    [
        ((ferry.PLAN, UNNAMED, LOOK, ferry.SETTLE), "before any step that enters"),
        ((ferry.PLAN, LOOK, ferry.NAME, ferry.SETTLE), "before any step that enters"),
        ((ferry.PLAN, UNNAMED, LOOK, ferry.SETTLE), "enters none"),
        ((ferry.PLAN, ferry.NAME, replace(LOOK, each=()), ferry.SETTLE), "asks nothing"),
        ((ferry.PLAN, ferry.NAME, replace(LOOK, each=TWICE), ferry.SETTLE), "asks twice"),
        (
            (ferry.PLAN, ferry.NAME, replace(LOOK, asks=LOOK.each[:1]), ferry.SETTLE),
            "asks twice",
        ),
        ((ferry.PLAN, ferry.NAME, LOOK, replace(ferry.SETTLE, each=())), "settle.chosen"),
    ],
)
def test_people_are_asked_about_once_they_are_put_forward(made: tuple[Step, ...], why: str) -> None:
    assert any(why in told for told in wrong(*made))
    assert wrong(ferry.PLAN, ferry.NAME, LOOK, ferry.SETTLE) == []


def test_a_gate_is_added_to_the_steps_of_a_family_only() -> None:
    made = ferry.declare(empty("ferry"))
    (added,) = ferry.lighthouse().additions.values()
    assert added.gate.clause == "lighthouse:1"
    gates = [gate.name for gate in made.with_gates([added]).step("look").gates]
    assert gates == ["heard", "clean", "lighthouse-1-least"]
    for other in (replace(made, family=""), replace(made, family="swimming")):
        assert other.with_gates([added]) == other


def test_a_gate_is_added_once_by_its_name() -> None:
    pack = ferry.lighthouse()
    (added,) = pack.additions.values()
    with pytest.raises(PackError, match="declared twice"):
        add_gate(pack, "1", ferry.FAMILY, "look", replace(added.gate, name="least"))


def test_the_fingerprint_tells_an_added_gate() -> None:
    assert ferry.lighthouse(3).fingerprint != ferry.lighthouse(4).fingerprint


def test_every_added_gate_finds_a_step() -> None:
    """A gate for a step that no procedure of the family has would be passed unseen.

    Those of meetings are for the items of an agenda.
    """
    made = [one for pack in installed().values() for one in pack.procedures.values()]
    steps = {(one.family, step.name) for one in made for step in one.steps}
    for pack in installed().values():
        for name, added in pack.additions.items():
            if added.family != MEETING:
                assert (added.family, added.step) in steps, name
