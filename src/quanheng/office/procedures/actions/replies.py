"""What people say to what a case found about them: themselves, or in writing."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext as _

from quanheng.office.accounts.models import User
from quanheng.office.ledger.actions import record
from quanheng.office.ledger.models import Entry
from quanheng.office.procedures.actions.papers import keep_file, title_of
from quanheng.office.procedures.models import Attachment, Case, Sheet
from quanheng.office.procedures.moving import locked, must_see, told
from quanheng.office.procedures.replying import why_not
from quanheng.office.records.refusals import Overtaken, Refused, given

ENTERED_FOR = "〔书面说明，由组织部门代录：{who}，{day:%Y.%m.%d}收到{scan}〕\n"
SCANNED = "，附扫描件“{file}”"
"""What stands before a reply in writing, for good."""


@transaction.atomic
def reply_to_sheet(sheet: Sheet, *, reply: str, by: User, on: date) -> Entry:
    """Say, as the person concerned, what there is to say to what was found; once.

    What was said before the sheet was changed stays above it. Raises ``Refused`` for anybody
    else, and ``Overtaken`` after the time for it, or the step, is over.
    """
    given(reply)
    case, sheet = _present(sheet, on)
    if sheet.nominee.person.code != by.person_code or sheet.reply_by is None:
        raise Refused(_("只有本人可以说明。"))
    if sheet.replied_on is not None or sheet.stay != case.stay or on > sheet.reply_by:
        raise Overtaken(_("已经说明过，或答复期已过，或这一步已经办完。"))
    _add(sheet, reply.strip(), on)
    values = told(case, person=sheet.nominee.person.code, reply=reply.strip())
    return record(case, "sheet replied to", by=by, on=on, values=values)


@transaction.atomic
def enter_written_reply(
    sheet: Sheet, *, reply: str, received: date, scan: File | None = None, by: User, on: date
) -> Entry:
    """Enter what somebody without an account says in writing, with the day on which it came.

    Raises ``Refused`` for whoever may not (see ``replying.why_not``), ``ValidationError`` for a day
    outside the time for it, ``Overtaken`` where a reply is there already or the step is over. It
    may be entered after the time to reply, if it came within.
    """
    given(reply)
    case, sheet = _present(sheet, on)
    if sheet.replied_on is not None or sheet.stay != case.stay or sheet.shown_on is None:
        raise Overtaken(_("已经说明过，或尚未告知本人，或这一步已经办完。"))
    if reason := why_not(sheet, case, by, on):
        raise Refused(reason)
    must_see(case, by, on)
    assert sheet.reply_by is not None
    if not sheet.shown_on <= received <= min(on, sheet.reply_by):
        days = _("收到日期应在告知当日（%(since)s）至%(until)s之间。")
        since, until = sheet.shown_on, min(on, sheet.reply_by)
        raise ValidationError({"received": days % {"since": since, "until": until}})
    scanned = SCANNED.format(file=title_of(scan)) if scan is not None else ""
    mark = ENTERED_FOR.format(who=by, day=received, scan=scanned)
    _add(sheet, mark + reply.strip(), received)
    kept: dict[str, Any] = {}
    if scan is not None:
        made = keep_file(case, Attachment.WRITTEN_REPLY, scan, by=by)
        kept = {"file": made.title, "sha256": made.sha256}
    code = sheet.nominee.person.code
    values = told(case, person=code, reply=reply.strip(), received=received, **kept)
    return record(case, "written reply entered", by=by, on=on, values=values)


def _present(sheet: Sheet, on: date) -> tuple[Case, Sheet]:
    """The case under way, and the sheet as it stands, nobody else changing them."""
    case, _procedure = locked(sheet.nominee.case, *Case.RUNNING, on=on)
    found = Sheet.objects.select_for_update(of=("self",)).select_related("nominee__person")
    return case, found.get(pk=sheet.pk)


def _add(sheet: Sheet, text: str, day: date) -> None:
    """Keep a reply below what was said before; ``ValidationError`` where it is too long."""
    sheet.reply, sheet.replied_on = "\n".join(filter(None, (sheet.reply, text))), day
    sheet.clean_fields(exclude={field.name for field in sheet._meta.fields} - {"reply"})
    sheet.save(update_fields=["reply", "replied_on"])
