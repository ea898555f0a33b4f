"""Evaluations and what they found, calendar feeds."""

from quanheng.office.findings.models.feeds import Feed
from quanheng.office.findings.models.runs import (
    Counts,
    Dues,
    Finding,
    Run,
    Standing,
    added,
    added_dues,
)
from quanheng.office.findings.models.saved import SavedView

__all__ = [
    "Counts",
    "Dues",
    "Feed",
    "Finding",
    "Run",
    "SavedView",
    "Standing",
    "added",
    "added_dues",
]
