"""Changes of state: adopting documents, setting numbers, evaluating, reminding."""

from quanheng.office.findings.actions.law import adopt_pack, choose_number, end_adoption
from quanheng.office.findings.actions.reminders import remind_people
from quanheng.office.findings.actions.runs import order_evaluation
from quanheng.office.findings.actions.views import delete_view, end_feed, open_feed, save_view

__all__ = [
    "adopt_pack",
    "choose_number",
    "delete_view",
    "end_adoption",
    "end_feed",
    "open_feed",
    "order_evaluation",
    "remind_people",
    "save_view",
]
