"""Procedures of the packs: their clauses exist, and every gate can read what it looks at."""

from collections.abc import Iterator
from datetime import date

import pytest

from quanheng.norms.gate import Matter, Nominee
from quanheng.norms.procedure import Procedure, Step
from quanheng.norms.records import Records
from quanheng.packs import installed

ON = date(2026, 3, 2)
CLAUSES = {clause.id for pack in installed().values() for clause in pack.clauses.values()}
ADDED = [one for pack in installed().values() for one in pack.additions.values()]
PROCEDURES = {name: one for pack in installed().values() for name, one in pack.procedures.items()}
SELECTION = {name: one for name, one in PROCEDURES.items() if one.family}
UNIT = [one for one in SELECTION.values() if one.entry is not None]


def whole(made: Procedure) -> Iterator[Step]:
    """The steps with the gates that every document adds."""
    yield from made.with_gates(ADDED).steps


@pytest.mark.parametrize("made", PROCEDURES.values(), ids=PROCEDURES)
def test_every_step_and_gate_cites_a_clause_that_exists(made: Procedure) -> None:
    for step in whole(made):
        assert {step.clause, *(gate.clause for gate in step.gates)} <= CLAUSES


@pytest.mark.parametrize("made", PROCEDURES.values(), ids=PROCEDURES)
def test_every_gate_can_be_asked_before_anything_is_known(made: Procedure) -> None:
    """Nothing is met by not being stated, except where it concerns nothing."""
    nobody = Nominee("P1", "甲", {}, Records({}))
    matter = Matter(ON, "W1", {}, frozenset(), made.names, Records({}), (nobody,))
    for step in whole(made):
        for gate in step.gates:
            for check in gate.checks(matter):
                assert check.label.zh, (step.name, gate.name)
                assert check.remedy.zh, (step.name, gate.name)


@pytest.mark.parametrize("made", PROCEDURES.values(), ids=PROCEDURES)
def test_gates_of_a_step_have_different_names(made: Procedure) -> None:
    for step in whole(made):
        names = [gate.name for gate in step.gates]
        assert len(names) == len(set(names))


def test_gates_are_added_to_steps_that_exist() -> None:
    families = {one.family for one in SELECTION.values()}
    for one in ADDED:
        if one.family in families:
            steps = {step.name for made in SELECTION.values() for step in made.steps}
            assert one.step in steps


@pytest.mark.parametrize("made", UNIT, ids=lambda made: made.id)
def test_nobody_is_put_forward_before_a_plan_or_what_people_recommend(made: Procedure) -> None:
    names = [step.name for step in made.steps]
    assert made.entry is not None
    first = names.index(made.entry.name)
    assert "approve" in names[:first] or "recommend" in names[:first]


@pytest.mark.parametrize("name", [one.id for one in SELECTION.values() if one.adverse])
def test_only_these_may_end_against_somebody(name: str) -> None:
    assert name.partition("/")[2] in {
        "probation", "removal", "demotion", "resignation", "leader-resignation",
    }  # fmt: skip


def test_the_district_restates_the_national_numbers() -> None:
    own, national = (installed()[name].parameters for name in ("qingshanhu-2009", "national"))
    pairs = {name: f"selection/{name}" for name in ("attendance", "valid", "fresh", "notice")}
    pairs |= {"quorum": "decision/quorum", "passing": "decision/passing"}
    for name, there in pairs.items():
        mine, theirs = own[f"qingshanhu-2009:19/{name}"], national[f"national:{there}"]
        assert (mine.values[0].value, mine.confidence) == (
            theirs.values[0].value,
            theirs.confidence,
        )


def test_no_number_that_is_remembered_only_blocks() -> None:
    unsure = [
        number
        for made in SELECTION.values()
        for number in made.parameters
        if number.confidence != "high"
    ]
    assert {one.name for one in unsure} <= {"attendance", "fresh"}
