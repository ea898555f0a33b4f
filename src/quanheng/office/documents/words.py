"""Texts on their way into a document."""

import re
from collections.abc import Mapping
from typing import Any

_UNFIT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
"""Characters that XML and fonts have no place for."""


def clean(data: Mapping[str, Any]) -> dict[str, Any]:
    """The same data without characters that no document can hold, lines ended alike."""
    return {name: _clean(value) for name, value in data.items()}


def _clean(data: Any) -> Any:
    if isinstance(data, str):
        return _UNFIT.sub("", data.replace("\r\n", "\n").replace("\r", "\n"))
    if isinstance(data, Mapping):
        return clean(data)
    if isinstance(data, list | tuple):
        return [_clean(value) for value in data]
    return data
