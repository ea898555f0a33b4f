"""What is done to items of action lists; each writes its entry in the same transaction."""

from quanheng.office.duties.actions.burdens import note_burden, note_export
from quanheng.office.duties.actions.carrying import carry_over
from quanheng.office.duties.actions.deciding import (
    close_duty,
    extend_deadline,
    remind_duty,
    reopen_duty,
    verify_duty,
)
from quanheng.office.duties.actions.looking_back import look_back, plan_look_back
from quanheng.office.duties.actions.raising import raise_duty
from quanheng.office.duties.actions.sheets import apply_upload, cancel_upload, upload_sheet
from quanheng.office.duties.actions.working import (
    add_evidence,
    answer_duty,
    finish_measure,
    note_progress,
    set_measures,
)

__all__ = [
    "add_evidence",
    "answer_duty",
    "apply_upload",
    "cancel_upload",
    "carry_over",
    "close_duty",
    "extend_deadline",
    "finish_measure",
    "look_back",
    "note_burden",
    "note_export",
    "note_progress",
    "plan_look_back",
    "raise_duty",
    "remind_duty",
    "reopen_duty",
    "set_measures",
    "upload_sheet",
    "verify_duty",
]
