"""The page on writing packs says what the example pack says, and the example pack is good."""

import importlib
import inspect
import re
import tomllib
from pathlib import Path

import pytest

from quanheng.norms import measure, population, proposal, requirement
from quanheng.norms.pack import Form
from quanheng.norms.testing import assert_pack, read_examples

ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "examples" / "harbour_2024"
PAGE = (ROOT / "docs" / "packs.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(?:python|toml) (\S+)\n(.*?)^```$", PAGE, re.M | re.S)


@pytest.fixture
def harbour(monkeypatch):
    monkeypatch.syspath_prepend(str(EXAMPLE / "src"))
    return importlib.import_module("harbour_2024").pack


def examples():
    file = EXAMPLE / "src" / "harbour_2024" / "examples.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


def test_every_code_block_names_its_file():
    assert len(BLOCKS) == len(re.findall(r"^```(?:python|toml)", PAGE, re.M)) > 8


@pytest.mark.parametrize(
    ("file", "code"), BLOCKS, ids=[f"{place}-{file}" for place, (file, _) in enumerate(BLOCKS)]
)
def test_a_code_block_stands_in_the_example_word_by_word(file, code):
    assert code in (EXAMPLE / file).read_text(encoding="utf-8")


def test_the_folder_is_as_drawn():
    drawn = re.findall(r"^ +([\w/]+[.]\w+) ", PAGE, re.M)
    files = {path.name for path in EXAMPLE.rglob("*") if path.is_file()}
    assert {Path(name).name for name in drawn} <= files


def test_the_example_pack_is_good(harbour):
    assert_pack(harbour, examples())


def test_the_entry_point_names_the_pack(harbour):
    project = tomllib.loads((EXAMPLE / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    points = project["entry-points"]["quanheng.packs"]
    assert points == {harbour.id: "harbour_2024:pack"}


def test_the_example_has_an_example_of_everything_it_explains(harbour):
    read, problems = read_examples(harbour, examples())
    assert problems == []
    stated = {example.expect["status"] if example.expect else "none" for example in read}
    assert stated == {"met", "missed", "pending", "attention", "none"}


def vocabulary():
    """Every form, and every function that tells whom or what a rule is about."""
    for module in (requirement, proposal):
        for name, kind in inspect.getmembers(module, inspect.isclass):
            if issubclass(kind, Form) and kind is not Form and kind.__module__ == module.__name__:
                yield name
    for module in (population, measure):
        for name, told in vars(module).items():
            own = getattr(told, "__module__", None) == module.__name__
            if callable(told) and own and not name.startswith("_") and name.islower():
                yield name


@pytest.mark.parametrize("word", sorted(set(vocabulary())))
def test_every_word_of_the_vocabulary_is_explained(word):
    assert re.search(rf"`{word}\b", PAGE), word
