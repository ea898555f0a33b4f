"""The tree against another implementation of RFC 6962."""

import pymerkle
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quanheng.office.ledger.tree import (
    EMPTY,
    consistency_path,
    grew,
    inclusion_path,
    leaf_hash,
    node_hash,
    push,
    root,
    root_from_path,
    root_of,
    sides,
)

pytestmark = pytest.mark.any_database

SIZES = [1, 2, 3, 4, 5, 6, 7, 8, 9, 15, 16, 17, 31, 33, 64, 100]


def leaves_of(size: int) -> list[bytes]:
    return [leaf_hash(b"%d" % number) for number in range(size)]


@pytest.fixture(scope="module")
def oracle() -> pymerkle.InmemoryTree:
    tree = pymerkle.InmemoryTree(algorithm="sha256")
    for number in range(max(SIZES)):
        tree.append_entry(b"%d" % number)
    return tree


def test_the_empty_tree_has_the_hash_of_nothing() -> None:
    assert root([]) == EMPTY


@pytest.mark.parametrize("size", SIZES)
def test_roots_agree(oracle: pymerkle.InmemoryTree, size: int) -> None:
    assert root(leaves_of(size)) == oracle.get_root(size)


def test_a_tree_grows_by_its_frontier() -> None:
    frontier: list[bytes] = []
    for size, leaf in enumerate(leaves_of(70)):
        assert root_of(frontier) == root(leaves_of(size))
        frontier = push(frontier, size, leaf)


@pytest.mark.parametrize("size", SIZES)
def test_every_leaf_leads_to_the_root(oracle: pymerkle.InmemoryTree, size: int) -> None:
    leaves = leaves_of(size)
    for index, leaf in enumerate(leaves):
        path = inclusion_path(leaves, index)
        assert root_from_path(leaf, index, size, path) == oracle.get_root(size)
        other = oracle.prove_inclusion(index + 1, size)
        assert [leaf, *path] == [bytes.fromhex(node) for node in other.serialize()["path"]]
        node = leaf
        for on_left, sibling in zip(sides(index, size), path, strict=True):
            node = node_hash(sibling, node) if on_left else node_hash(node, sibling)
        assert node == root(leaves)


@given(st.integers(1, 80), st.data())
def test_growth_is_proved_and_a_wrong_root_is_not(size: int, data: st.DataObject) -> None:
    old = data.draw(st.integers(0, size))
    leaves = leaves_of(size)
    path = consistency_path(leaves, old)
    before, now = root(leaves[:old]), root(leaves)
    assert grew(old, before, size, now, path)
    assert not grew(old, leaf_hash(b"forged"), size, now, path)
    if 0 < old < size:
        assert not grew(old, before, size, leaf_hash(b"forged"), path)
        assert not grew(old, before, size, now, [*path, now])
        assert not grew(old, before, size, now, path[:-1])


def test_a_changed_leaf_breaks_growth() -> None:
    leaves = leaves_of(20)
    before = root(leaves[:9])
    leaves[3] = leaf_hash(b"forged")
    assert not grew(9, before, 20, root(leaves), consistency_path(leaves, 9))
