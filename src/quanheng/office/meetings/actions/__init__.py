"""Everything that changes a meeting; each writes its entry in the same transaction."""

from quanheng.office.meetings.actions.agenda import (
    add_item,
    add_question,
    change_item,
    move_item,
    put_question,
    remove_item,
    remove_question,
)
from quanheng.office.meetings.actions.closing_agenda import (
    close_agenda,
    propose_agenda_override,
    reopen_agenda,
    sign_agenda_override,
)
from quanheng.office.meetings.actions.drafting import (
    cancel_meeting,
    change_meeting,
    draft_meeting,
    prescribe_study,
    set_members,
)
from quanheng.office.meetings.actions.holding import (
    begin_meeting,
    note_attendance,
    note_speech,
    open_item,
    recuse_member,
    strike_speech,
)
from quanheng.office.meetings.actions.minutes import (
    close_meeting,
    note_minutes_taken,
    return_minutes,
    sign_minutes,
)
from quanheng.office.meetings.actions.registers import (
    give_authority,
    note_accountability,
    note_intervention,
)
from quanheng.office.meetings.actions.settling import (
    defer_question,
    finish_item,
    note_count,
    settle_question,
    use_ballot,
)

__all__ = [
    "add_item",
    "add_question",
    "begin_meeting",
    "cancel_meeting",
    "change_item",
    "change_meeting",
    "close_agenda",
    "close_meeting",
    "defer_question",
    "draft_meeting",
    "finish_item",
    "give_authority",
    "move_item",
    "note_accountability",
    "note_attendance",
    "note_count",
    "note_intervention",
    "note_minutes_taken",
    "note_speech",
    "open_item",
    "prescribe_study",
    "propose_agenda_override",
    "put_question",
    "recuse_member",
    "remove_item",
    "remove_question",
    "reopen_agenda",
    "return_minutes",
    "set_members",
    "settle_question",
    "sign_agenda_override",
    "sign_minutes",
    "strike_speech",
    "use_ballot",
]
