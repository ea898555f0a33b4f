"""Having a masked part of a file shown, and writing a note on health."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from quanheng.office.accounts.actions import note_access
from quanheng.office.accounts.models import AccessLog, User
from quanheng.office.accounts.roles import Power
from quanheng.office.ledger.actions import record
from quanheng.office.ledger.models import Entry
from quanheng.office.records.models import Person
from quanheng.office.records.models.sensitive import Health
from quanheng.office.records.permission import over
from quanheng.office.records.sensitive.sealing import seal_note

What = AccessLog.What
NEEDED: Mapping[What, Power] = {
    What.IDENTITY: Power.REVEAL_IDENTITY,
    What.FAMILY: Power.REVEAL_FAMILY,
    What.HEALTH: Power.REVEAL_HEALTH,
}


@transaction.atomic
def reveal(person: Person, what: What, *, by: User, on: date, reason: str) -> Entry:
    """Write down that a masked part is shown, and why; only then may it be shown.

    The person concerned needs no reason. Raises ``Denied`` without the power over this person and
    ``Refused`` without a reason.
    """
    over(person, NEEDED[what], by=by, on=on)
    if by.person_code == person.code:
        reason = reason.strip() or _("本人查看")
    return note_access(person, person.code, what, by=by, on=on, reason=reason)


@transaction.atomic
def note_health(person: Person, day: date, note: str, *, source: str, by: User, on: date) -> Entry:
    """Add a note on health to a file, in place of an earlier one of the same day."""
    for power in (Power.EDIT_RECORDS, Power.REVEAL_HEALTH):
        over(person, power, by=by, on=on)
    now = timezone.now()
    before = Health.objects.current().select_for_update().filter(person=person, day=day).first()
    if before is not None:
        Health.objects.filter(pk=before.pk).update(known_until=now)
    kept = Health(
        person=person,
        day=day,
        source=source,
        recorded_at=now,
        recorded_by=by,
        supersedes=before,
    )
    kept.note_sealed = seal_note(kept, note)
    kept.save(force_insert=True)
    return record(kept, "health noted", by=by, on=on, values={"person": person.code})
