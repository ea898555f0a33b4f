"""The kinds of column that record models are made of."""

from typing import Any

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from quanheng.norms.kinds import LEVELS, Row, columns

LEVEL_CHOICES = [(level.value, _(name)) for name, level in LEVELS.items()]


def choices(kind: type[Row], name: str) -> list[tuple[str, str | Promise]]:
    """The values that a column of a record kind may have, with the words for them."""
    described = next(column for column in columns(kind) if column.name == name)
    return [(value, _(value)) for value in described.choices]


def number(label: Any) -> "models.DecimalField[Any, Any]":
    """A non-negative number to six places, the precision of the rules."""
    return models.DecimalField(label, max_digits=18, decimal_places=6, null=True, blank=True)


def text(label: Any, size: int = 500) -> "models.CharField[Any, Any]":
    """A text that may be absent; absent is null, never empty."""
    return models.CharField(label, max_length=size, null=True, blank=True)


def day(label: Any) -> "models.DateField[Any, Any]":
    """A day that may be unknown."""
    return models.DateField(label, null=True, blank=True)


def about(
    model: type[models.Model], label: Any, *, optional: bool = False
) -> "models.ForeignKey[Any, Any]":
    """The person, unit or programme that a record is about."""
    return models.ForeignKey(
        model,
        models.PROTECT,
        null=optional,
        blank=optional,
        related_name="%(class)ss",
        verbose_name=label,
    )


def other(
    model: type[models.Model], label: Any, *, optional: bool = True
) -> "models.ForeignKey[Any, Any]":
    """Another person, unit or programme that a record names."""
    return models.ForeignKey(
        model,
        models.PROTECT,
        null=optional,
        blank=optional,
        related_name="+",
        verbose_name=label,
    )


def chosen(
    kind: type[Row], name: str, label: Any, *, optional: bool = False
) -> "models.CharField[Any, Any]":
    """A column with the closed list of values that the workbook has."""
    return picked(choices(kind, name), label, optional=optional)


def picked(
    listed: list[tuple[str, str | Promise]], label: Any, *, optional: bool = False
) -> "models.CharField[Any, Any]":
    """A column with a closed list of values."""
    return models.CharField(label, max_length=20, choices=listed, null=optional, blank=optional)


def in_words(words: str) -> list[tuple[str, str | Promise]]:
    """A closed list from words separated by spaces; each stands for itself."""
    return [(word, _(word)) for word in words.split()]
