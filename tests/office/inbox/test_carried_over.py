"""Messages of an earlier version are carried over with the pages that they are about."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from quanheng.office.accounts.models import User
from quanheng.office.inbox.models import Message

BEFORE = ("findings", "0002_index_of_moved_findings_and_due_tallies")
AFTER = ("findings", "0004_remove_messages")


def migrate(to: tuple[str, str]) -> Any:
    """Bring the database to a migration; the models as they are then."""
    executor = MigrationExecutor(connection)
    executor.migrate([to])
    return MigrationExecutor(connection).loader.project_state([to]).apps


@pytest.fixture
def earlier(transactional_db: None) -> Iterator[Any]:
    """The models while messages still stood with the findings."""
    yield migrate(BEFORE)
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())


def test_messages_are_carried_over(earlier: Any) -> None:
    user = User.objects.create_user("甲")
    now = timezone.now()
    run = earlier.get_model("findings", "Run").objects.create(
        kind="full", on=date(2026, 1, 1), known_at=now, ordered_by_id=user.pk
    )
    finding = earlier.get_model("findings", "Finding").objects.create(
        since_run=run, rule="r", pack="p", clause="c", subject_type="person", code="1", name="乙",
        status="pending", severity=2, order_day=date.max, message_zh="甲", message_en="a",
    )  # fmt: skip
    messages = earlier.get_model("findings", "Message").objects
    same = {"recipient_id": user.pk, "sent_by_id": user.pk, "sent_at": now, "text_en": "a"}
    about = [{"finding": finding}, {"query": "rule=r&due_to=2026-01-09", "count": 4}, {}]
    for number, one in enumerate(about):
        messages.create(
            kind="due", key=f"k{number}", rule="r", text_zh=f"第{number}条",
            due=date(2026, 1, 9), read_at=now if number == 0 else None, **same, **one,
        )  # fmt: skip

    migrate(AFTER)

    kept = Message.objects.order_by("key")
    assert [one.url for one in kept] == [
        f"/findings/{finding.pk}/",
        "/findings/?rule=r&due_to=2026-01-09",
        "",
    ]
    assert [(one.text_zh, one.count, one.read_at) for one in kept] == [
        ("第0条", 1, now),
        ("第1条", 4, None),
        ("第2条", 1, None),
    ]
    assert all(one.due == date(2026, 1, 9) and one.sent_at == now for one in kept)
