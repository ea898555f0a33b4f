"""A Merkle tree after RFC 6962 section 2.1: leaf and node hashes, frontier, proofs. Pure."""

import hashlib
from collections.abc import Sequence

EMPTY = hashlib.sha256(b"").digest()


def leaf_hash(content: bytes) -> bytes:
    """The hash of a leaf: SHA-256 over 0x00 and its content."""
    return hashlib.sha256(b"\x00" + content).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of an inner node: SHA-256 over 0x01 and both children."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def push(frontier: list[bytes], size: int, leaf: bytes) -> list[bytes]:
    """The frontier (roots of the complete subtrees, largest first) after one more leaf."""
    grown = [*frontier, leaf]
    while size & 1:
        right, left = grown.pop(), grown.pop()
        grown.append(node_hash(left, right))
        size >>= 1
    return grown


def root_of(frontier: Sequence[bytes]) -> bytes:
    """The root of the tree with this frontier."""
    if not frontier:
        return EMPTY
    root = frontier[-1]
    for left in reversed(frontier[:-1]):
        root = node_hash(left, root)
    return root


def root(leaves: Sequence[bytes]) -> bytes:
    """The root over leaf hashes."""
    frontier: list[bytes] = []
    for size, leaf in enumerate(leaves):
        frontier = push(frontier, size, leaf)
    return root_of(frontier)


def _split(size: int) -> int:
    """The largest power of two smaller than ``size``."""
    return 1 << (size - 1).bit_length() - 1


def inclusion_path(leaves: Sequence[bytes], index: int) -> list[bytes]:
    """The audit path of a leaf: siblings from the leaf to the root (RFC 6962 2.1.1)."""
    if len(leaves) == 1:
        return []
    half = _split(len(leaves))
    if index < half:
        return [*inclusion_path(leaves[:half], index), root(leaves[half:])]
    return [*inclusion_path(leaves[half:], index - half), root(leaves[:half])]


def sides(index: int, size: int) -> list[bool]:
    """Whether each sibling of an audit path stands on the left, from the leaf to the root."""
    if size == 1:
        return []
    half = _split(size)
    if index < half:
        return [*sides(index, half), False]
    return [*sides(index - half, size - half), True]


def root_from_path(leaf: bytes, index: int, size: int, path: Sequence[bytes]) -> bytes:
    """The root that an audit path leads to; raises ``ValueError`` if its length is wrong."""
    node, last, found = index, size - 1, leaf
    for sibling in path:
        if last == 0:
            raise ValueError("the path is too long")
        if node & 1 or node == last:
            found = node_hash(sibling, found)
            while not node & 1 and node:
                node >>= 1
                last >>= 1
        else:
            found = node_hash(found, sibling)
        node >>= 1
        last >>= 1
    if last:
        raise ValueError("the path is too short")
    return found


def consistency_path(leaves: Sequence[bytes], old: int) -> list[bytes]:
    """The proof that the tree over the first ``old`` leaves is part of this one (2.1.2)."""
    return _subproof(leaves, old, True) if 0 < old < len(leaves) else []


def _subproof(leaves: Sequence[bytes], old: int, known: bool) -> list[bytes]:
    """``known``: the old root of these leaves is the one that the verifier already holds."""
    if old == len(leaves):
        return [] if known else [root(leaves)]
    half = _split(len(leaves))
    if old <= half:
        return [*_subproof(leaves[:half], old, known), root(leaves[half:])]
    return [*_subproof(leaves[half:], old - half, False), root(leaves[:half])]


def grew(old: int, old_root: bytes, size: int, new_root: bytes, path: Sequence[bytes]) -> bool:
    """Whether a consistency proof shows that the old tree is the beginning of the new one."""
    if old == 0:
        return old_root == EMPTY and not path
    if old == size:
        return old_root == new_root and not path
    if not path or old > size:
        return False
    node, last = old - 1, size - 1
    while node & 1:
        node, last = node >> 1, last >> 1
    steps = list(path)
    was = now = steps.pop(0) if node else old_root
    for sibling in steps:
        if last == 0:
            return False
        if node & 1 or node == last:
            was, now = node_hash(sibling, was), node_hash(sibling, now)
            while not node & 1 and node:
                node, last = node >> 1, last >> 1
        else:
            now = node_hash(now, sibling)
        node, last = node >> 1, last >> 1
    return (was, now, last) == (old_root, new_root, 0)
