"""Everything that changes a case."""

from quanheng.office.procedures.actions.cases import lapse_step, open_case, take_step
from quanheng.office.procedures.actions.corrections import (
    propose_correction,
    propose_retraction,
    request_correction,
    take_up_correction,
)
from quanheng.office.procedures.actions.course import (
    continue_case,
    reopen_case,
    resume_case,
    suspend_case,
    withdraw_case,
)
from quanheng.office.procedures.actions.deputies import delegate, end_delegation
from quanheng.office.procedures.actions.nominees import (
    fill_sheet,
    leave_out,
    nominate,
)
from quanheng.office.procedures.actions.overrides import propose_override, sign_override
from quanheng.office.procedures.actions.papers import attach_paper, remove_paper
from quanheng.office.procedures.actions.recusals import end_recusal, recuse
from quanheng.office.procedures.actions.replies import enter_written_reply, reply_to_sheet

__all__ = [
    "attach_paper",
    "continue_case",
    "delegate",
    "end_delegation",
    "end_recusal",
    "enter_written_reply",
    "fill_sheet",
    "lapse_step",
    "leave_out",
    "nominate",
    "open_case",
    "propose_correction",
    "propose_override",
    "propose_retraction",
    "recuse",
    "remove_paper",
    "reopen_case",
    "reply_to_sheet",
    "request_correction",
    "resume_case",
    "sign_override",
    "suspend_case",
    "take_step",
    "take_up_correction",
    "withdraw_case",
]
