"""Changes of state of a ballot. Casting is none of them, and writes no entry: ``casting.py``."""

from quanheng.office.ballots.actions.counting import (
    begin_closing,
    confirm_opening,
    finish_closing,
    note_recount_export,
    void_ballot,
)
from quanheng.office.ballots.actions.drafting import change_ballot, draft_ballot, set_roll
from quanheng.office.ballots.actions.issuing import (
    begin_issuing,
    check_in,
    give_token,
    move_check_in,
    print_slips,
    set_passphrase,
    undo_check_in,
)

__all__ = [
    "begin_closing",
    "begin_issuing",
    "change_ballot",
    "check_in",
    "confirm_opening",
    "draft_ballot",
    "finish_closing",
    "give_token",
    "move_check_in",
    "note_recount_export",
    "print_slips",
    "set_passphrase",
    "set_roll",
    "undo_check_in",
    "void_ballot",
]
