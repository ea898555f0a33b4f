"""Primary keys that tell nothing about the order in which rows were written."""

import secrets
from typing import Any

from django.db import models

BITS = 62


def random_key() -> int:
    """A number that nobody can foresee; two rows share one never in practice."""
    return secrets.randbits(BITS) + 1


class RandomKey(models.BigIntegerField):
    """A random primary key under which SQLite also files the row.

    SQLite numbers rows in the order of writing beside every key that is not called "integer", and
    shows that number to whoever asks.
    """

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"primary_key": True, "editable": False, **options})

    def db_type(self, connection: Any) -> str | None:
        """The type of the column."""
        return "integer" if connection.vendor == "sqlite" else super().db_type(connection)
