"""Writing the ledger, in the transaction of the change it tells of."""

import secrets
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from quanheng.office.ledger.leaves import LINE, SALT, commitment_to, leaf_of, line, settled
from quanheng.office.ledger.models import Details, Entry, Erasure, Head
from quanheng.office.ledger.tree import push


def record(
    about: models.Model | None,
    action: str,
    *,
    by: Any,
    on: date | None = None,
    reason: str = "",
    values: Mapping[str, Any] | None = None,
) -> Entry:
    """Add an entry about a thing; must be called inside the transaction of the change.

    ``by`` is the acting account. Call it last in the action: from here to the commit every other
    writer of the ledger waits. Raises ``TransactionManagementError`` outside a transaction.
    """
    connection = transaction.get_connection()
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("a ledger entry belongs to a transaction")
    if connection.vendor == "postgresql":
        # Foreign keys are checked at the commit, which waits for whoever has locked the row that
        # they name, who in turn may wait for the head: check them before the head is taken.
        connection.check_constraints()
    head, _ = Head.objects.select_for_update().get_or_create(id=1)
    salt, told = secrets.token_bytes(SALT), settled(values or {})
    entry = Entry(
        number=head.size,
        at=timezone.now(),
        actor=by.get_username(),
        action=action,
        about_kind=about._meta.label_lower if about is not None else "",
        about_key=str(about.pk) if about is not None else "",
        on=on,
        commitment=commitment_to(salt, reason, told),
    )
    entry.leaf = leaf_of(line(*(getattr(entry, name) for name in LINE)))
    entry.save(force_insert=True)
    Details.objects.create(entry=entry, salt=salt, reason=reason, values=told)
    head.frontier = b"".join(push(head.peaks(), head.size, entry.leaf))
    head.size += 1
    head.save(update_fields=["size", "frontier"])
    return entry


@transaction.atomic
def erase_details(entry: Entry, *, by: Any, on: date, reason: str) -> Entry:
    """Erase what an entry says beyond its line, because its retention period has ended.

    The line, its place in the tree and its commitment stay. The database lets details go only
    when an ``Erasure`` names the entry that tells of it.
    """
    told = record(entry, Erasure.ACTION, by=by, on=on, reason=reason)
    Erasure.objects.create(number=entry.number, told=told.number)
    Details.objects.filter(entry=entry).delete()
    return told
