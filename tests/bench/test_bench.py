"""All engines of the comparison say the same, and Quanheng's say it by the packs' own rules."""

from collections import Counter
from importlib import import_module
from importlib.util import find_spec

import numpy as np
import pytest

from bench import as_rows, data
from bench.measure import ENGINES
from bench.page import page
from bench.people import ON, Array
from bench.rules12 import CHOSEN, MET, MISSED, NONE, PENDING, STATUSES, chosen, pack_of, questions
from bench.sections import Section
from bench.with_quanheng import doubled, evaluation, person_rules
from quanheng.norms.finding import SubjectType
from quanheng.norms.plain import Bench

PEOPLE = 500


@pytest.fixture(scope="module")
def raw() -> data.Raw:
    return data.make(PEOPLE)


def statuses(engine: str, raw: data.Raw) -> Array:
    evaluate, read = import_module(f"bench.with_{engine}").prepare(raw, questions(ON))
    return read(evaluate())


@pytest.fixture(scope="module")
def by_loop(raw: data.Raw) -> Array:
    return statuses("python", raw)


def test_the_loop_agrees_with_the_plain_executor(raw: data.Raw, by_loop: Array) -> None:
    records = as_rows.as_records(raw, PEOPLE)
    bench = Bench(records, [pack_of(chosen())], ON)
    expected = np.full_like(by_loop, NONE)
    for code, dossier in records.people.items():
        for rule, answer in bench.answers(SubjectType.PERSON, dossier):
            place = CHOSEN.index(rule.id)
            expected[place, int(code[1:])] = STATUSES.index(answer.status.value)
    assert np.array_equal(by_loop, expected)


@pytest.mark.parametrize("engine", [name for name in ENGINES if name != "python"])
def test_engines_agree(engine: str, raw: data.Raw, by_loop: Array) -> None:
    if find_spec(ENGINES[engine]) is None:
        pytest.skip(f"{engine} is not installed (requirements-bench.txt)")
    assert np.array_equal(statuses(engine, raw), by_loop)


def test_every_status_occurs(by_loop: Array) -> None:
    assert {NONE, MET, PENDING, MISSED} == set(np.unique(by_loop))


def test_all_person_rules_are_evaluated(raw: data.Raw) -> None:
    answered = {answer.rule.id for answer in evaluation(raw, person_rules())()}
    assert answered == {rule.id for rule in person_rules()}


def test_all_person_rules_agree_with_the_plain_executor(raw: data.Raw) -> None:
    records = as_rows.as_records(raw, PEOPLE)
    bench = Bench(records, [pack_of(person_rules())], ON)
    expected: Counter[tuple[str, str]] = Counter()
    for dossier in records.people.values():
        for rule, answer in bench.answers(SubjectType.PERSON, dossier):
            expected[rule.id, answer.status.value] += 1
    found: Counter[tuple[str, str]] = Counter()
    for answers in evaluation(raw, person_rules())():
        if answers.type is SubjectType.PERSON:
            for status, number in answers.counts().items():
                found[answers.rule.id, status.value] += number
    assert +found == expected


def test_doubling_asks_for_more_of_the_same(raw: data.Raw) -> None:
    found = evaluation(raw, doubled(chosen()))()
    met = [int((answer.outcome.status == 4).sum()) for answer in found]
    once, again = met[: len(CHOSEN)], met[len(CHOSEN) :]
    assert all(more <= fewer for fewer, more in zip(once, again, strict=True))
    assert sum(again) < sum(once)


def test_a_seed_makes_one_register_block_by_block(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(data, "BLOCK", 50)
    whole, again = data.make(120), data.make(120)
    for kind, table in whole.items():
        for name, column in table.items():
            assert np.array_equal(column, again[kind][name]), (kind, name)
    assert data.records(data.make(120, seed=2)) != data.records(whole)


def test_about_43_records_a_person_sorted(raw: data.Raw) -> None:
    assert 41 < data.records(raw) / PEOPLE < 46
    for kind, table in raw.items():
        if "start" in table and "person" in table:
            who = table["person"].astype(np.int64)
            assert (np.diff(who) >= 0).all(), kind


def test_the_page_shows_every_section() -> None:
    text = page([Section("A title", ("Engine", "Seconds"), [("quanheng", "0.2")], ["A note."])])
    assert "## A title" in text
    assert "| quanheng | 0.2 |" in text
    assert text.rstrip().endswith("A note.")
