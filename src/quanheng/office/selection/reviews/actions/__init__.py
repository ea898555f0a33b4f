"""Everything that changes reviews, checks and prior reports."""

from quanheng.office.selection.reviews.actions.leaving import (
    file_leaving_check,
    note_findings,
    open_leaving_check,
    show_findings,
    state_on_check,
)
from quanheng.office.selection.reviews.actions.prior import (
    answer_prior_report,
    register_prior_report,
)
from quanheng.office.selection.reviews.actions.regulations import (
    enter_titles,
    finish_check,
    open_check,
    rectify,
)
from quanheng.office.selection.reviews.actions.yearly import (
    confirm_count,
    count_by_hand,
    draft_review_ballot,
    file_review,
    note_report_taken,
    open_review,
    prepare_review,
    take_votes,
)

__all__ = [
    "answer_prior_report",
    "confirm_count",
    "count_by_hand",
    "draft_review_ballot",
    "enter_titles",
    "file_leaving_check",
    "file_review",
    "finish_check",
    "note_findings",
    "note_report_taken",
    "open_check",
    "open_leaving_check",
    "open_review",
    "prepare_review",
    "rectify",
    "register_prior_report",
    "show_findings",
    "state_on_check",
    "take_votes",
]
