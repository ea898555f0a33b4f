"""Columns that several models have."""

from typing import Any

from django.conf import settings
from django.db import models


def account(label: Any, *, null: bool = False) -> "models.ForeignKey[Any, Any]":
    """An account that did something."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=null,
        blank=null,
        related_name="+",
        verbose_name=label,
    )
