"""Adoption of documents, evaluations and what they found, messages."""

from quanheng.office.findings.models.law import Adoption, Choice
from quanheng.office.findings.models.messages import Feed, Message
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
    "Adoption",
    "Choice",
    "Counts",
    "Dues",
    "Feed",
    "Finding",
    "Message",
    "Run",
    "SavedView",
    "Standing",
    "added",
    "added_dues",
]
