"""The pack is good, its examples hold, and Quanheng finds it once it is installed."""

import tomllib
from importlib.resources import files

import pytest
from harbour_2024 import pack

from quanheng.norms.testing import assert_pack, check_example, read_examples
from quanheng.packs import installed

TOLD = tomllib.loads(files("harbour_2024").joinpath("examples.toml").read_text("utf-8"))
EXAMPLES, _ = read_examples(pack, TOLD)


def test_the_pack_is_good():
    assert_pack(pack, TOLD)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: f"{example.rule}: {example.zh}")
def test_the_rule_answers_as_the_example_states(example):
    assert check_example(pack, example) == []


def test_quanheng_finds_the_installed_pack():
    assert installed()["harbour-2024"] is pack
