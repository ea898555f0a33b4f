"""The examples of the six packs: each holds, and together they pin every threshold."""

import math
import tomllib
from datetime import date, timedelta
from importlib import resources

import pytest

from quanheng.exchange.validation import REFERRED, RowChecks, UnitLine, tree_faults
from quanheng.norms.columnar import STATUSES, Columns, evaluate_columns
from quanheng.norms.kinds import Unit, columns
from quanheng.norms.plain import evaluate
from quanheng.norms.testing import assert_pack, check_example, read_examples
from quanheng.packs import installed

PACKS = {
    "hangzhou-2017": "hangzhou_2017",
    "hangzhou-2020": "hangzhou_2020",
    "kunming-2019": "kunming_2019",
    "national": "national",
    "qingshanhu-2009": "qingshanhu_2009",
    "zhejiang-2015": "zhejiang_2015",
}


def toml_of(folder):
    file = resources.files(f"quanheng.packs.{folder}") / "examples.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


TOML = {name: toml_of(folder) for name, folder in PACKS.items()}
READ = {name: read_examples(installed()[name], told) for name, told in TOML.items()}
EXAMPLES = [
    pytest.param(name, example, id=f"{example.rule}: {example.zh}")
    for name, (examples, _) in READ.items()
    for example in examples
]


@pytest.mark.parametrize("name", PACKS)
def test_a_pack_is_declared_in_full_and_proved_by_its_examples(name):
    assert_pack(installed()[name], TOML[name])


@pytest.mark.parametrize(("name", "example"), EXAMPLES)
def test_the_rule_answers_as_the_example_states(name, example):
    assert check_example(installed()[name], example) == []


@pytest.mark.parametrize("name", PACKS)
def test_the_columnar_executor_answers_as_the_plain_one(name):
    pack = installed()[name]
    for example in READ[name][0]:
        plain = {
            (found.rule, found.subject, found.status, found.measured, found.due)
            for found in evaluate(example.records, [pack], example.on)
        }
        assert plain == by_columns(example, pack), example.where


def by_columns(example, pack):
    found = set()
    for answers in evaluate_columns(Columns.from_records(example.records), [pack], example.on):
        given = answers.outcome
        for place, subject in enumerate(given.subjects):
            measured = float(given.measured[place])
            due = int(given.due[place])
            found.add(
                (
                    answers.rule.id,
                    answers.codes[subject],
                    STATUSES[given.status[place]],
                    None if math.isnan(measured) else measured,
                    date.fromordinal(due) if due else None,
                )
            )
    return found


@pytest.mark.parametrize(("name", "example"), EXAMPLES)
def test_the_example_could_stand_in_a_workbook(name, example):
    records = example.records
    codes = {
        sheet: {row.code for row in records.of(kind)}
        for sheet, kind in REFERRED.items()
        if records.has(kind)
    }
    for kind in records:
        checks = RowChecks(kind, codes)
        for row in records.of(kind):
            values = [getattr(row, column.name) for column in columns(kind)]
            assert checks.faults(values) == []
            assert checks.repeated(values, row.row) is None
    tree = [UnitLine(u.row, u.code, u.parent, u.township) for u in records.of(Unit)]
    assert list(tree_faults(tree, cascade=False)) == []


@pytest.mark.parametrize("name", PACKS)
def test_a_name_is_used_once_in_a_rule_in_each_language(name):
    examples, _ = READ[name]
    for language in ("zh", "en"):
        names = [(example.rule, getattr(example, language)) for example in examples]
        assert len(set(names)) == len(names)


@pytest.mark.parametrize("name", PACKS)
def test_nothing_is_asked_before_the_document_is_in_force(name):
    pack = installed()[name]
    before = pack.since - timedelta(days=1)
    examples, _ = READ[name]
    assert not any(evaluate(example.records, [pack], before) for example in examples)
