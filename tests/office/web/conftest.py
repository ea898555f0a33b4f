"""What tests of the pages share."""

from collections.abc import Iterator

import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def language_left_alone() -> Iterator[None]:
    """A page asked for in English leaves its language to the thread; take it back."""
    yield
    translation.deactivate()
