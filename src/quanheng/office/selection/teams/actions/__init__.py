"""What may be done about teams."""

from quanheng.office.selection.teams.actions.exchange import drop_exchange, plan_exchange
from quanheng.office.selection.teams.actions.papers import (
    describe_post,
    give_opinion,
    note_taken,
    sign_paper,
    write_analysis,
)
from quanheng.office.selection.teams.actions.targets import (
    end_need,
    end_target,
    note_step,
    set_need,
    set_target,
)

__all__ = [
    "describe_post",
    "drop_exchange",
    "end_need",
    "end_target",
    "give_opinion",
    "note_step",
    "note_taken",
    "plan_exchange",
    "set_need",
    "set_target",
    "sign_paper",
    "write_analysis",
]
