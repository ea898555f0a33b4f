"""Writers of the ledger wait for each other in one order, so that none waits for ever."""

from datetime import date
from threading import Event, Thread

import pytest
from django.db import OperationalError, connection, transaction
from django.utils import timezone

from quanheng.office.accounts.models import AccessLog, User
from quanheng.office.ledger.actions import record

pytestmark = pytest.mark.django_db(transaction=True)


def test_foreign_keys_are_checked_before_the_head_is_taken(users: dict[str, User]) -> None:
    """At the commit it would be too late: the owner of the lock may be waiting for the head."""
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one writer at a time")
    holds, enough = Event(), Event()
    head, by = users["head"], users["security_admin"]

    def lock_the_account() -> None:
        with transaction.atomic():
            User.objects.select_for_update().get(pk=head.pk)
            holds.set()
            enough.wait(20)
        connection.close()

    other = Thread(target=lock_the_account)
    other.start()
    try:
        assert holds.wait(20)
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET LOCAL lock_timeout = '200ms'")
            AccessLog.objects.create(
                at=timezone.now(),
                on=date(2026, 1, 1),
                user=head,
                person_code="P1",
                what=AccessLog.What.IDENTITY,
                reason="核对档案",
                entry_number=0,
            )
            with pytest.raises(OperationalError, match="lock timeout"), transaction.atomic():
                record(head, "identity seen", by=by)
            transaction.set_rollback(True)
    finally:
        enough.set()
        other.join()
