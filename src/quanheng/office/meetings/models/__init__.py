"""Meetings of committees: roll, agenda, what is put to the vote, who said what, registers."""

from quanheng.office.meetings.models.items import Item, Question
from quanheng.office.meetings.models.meetings import MAJORS, Meeting, Member, Study
from quanheng.office.meetings.models.registers import Authority, Intervention, Note
from quanheng.office.meetings.models.taking import Override, Recusal, Speech

__all__ = [
    "MAJORS",
    "Authority",
    "Intervention",
    "Item",
    "Meeting",
    "Member",
    "Note",
    "Override",
    "Question",
    "Recusal",
    "Speech",
    "Study",
]
