"""Adoption of documents, evaluations and what they found, messages."""

from quanheng.office.findings.models.law import Adoption, Choice
from quanheng.office.findings.models.messages import Feed, Message
from quanheng.office.findings.models.runs import Counts, Finding, Run, Standing, added
from quanheng.office.findings.models.saved import SavedView

__all__ = [
    "Adoption",
    "Choice",
    "Counts",
    "Feed",
    "Finding",
    "Message",
    "Run",
    "SavedView",
    "Standing",
    "added",
]
