"""Tenure signatures: all that a ``Post`` asks of a tenure, in one small number."""

from functools import cache

import numpy as np

from quanheng.norms.columnar.columns import LEVEL_NUMBERS, Array, column_of
from quanheng.norms.kinds import Tenure, Unit
from quanheng.norms.population import INNER, Post

ROLES = column_of(Tenure, "role").choices
CATEGORIES = column_of(Unit, "category").choices
SIZES = (2, 2, 3, len(LEVEL_NUMBERS), len(ROLES) + 1, len(CATEGORIES) + 1)
NUMBER = int(np.prod(SIZES))
"""How many signatures there are; ``kernels.signed`` numbers them."""


@cache
def like(post: Post) -> Array:
    """For each signature whether it is like a post."""
    leading, chief, promoted, level, role, category = np.unravel_index(np.arange(NUMBER), SIZES)
    found = np.ones(NUMBER, dtype=bool)
    if post.leading is not None:
        found &= leading == post.leading
    if post.chief is not None:
        found &= chief == post.chief
    if post.promoted is not None:
        found &= promoted == int(post.promoted) + 1
    numbers = LEVEL_NUMBERS[level]
    if post.highest is not None:
        found &= numbers >= post.highest
    if post.lowest is not None:
        found &= numbers <= post.lowest
    if post.inner is not None:
        found &= (role == ROLES.index(INNER) + 1) == post.inner
    if post.role is not None:
        found &= role == ROLES.index(post.role) + 1
    if post.unit_in is not None:
        found &= np.isin(category - 1, [CATEGORIES.index(one) for one in post.unit_in])
    return found
