"""Changes of state: evaluating, reminding, views of the board, the calendar."""

from quanheng.office.findings.actions.reminders import remind_people
from quanheng.office.findings.actions.runs import order_evaluation
from quanheng.office.findings.actions.views import delete_view, end_feed, open_feed, save_view

__all__ = [
    "delete_view",
    "end_feed",
    "open_feed",
    "order_evaluation",
    "remind_people",
    "save_view",
]
