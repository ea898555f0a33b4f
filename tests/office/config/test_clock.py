"""What the process for jobs does each hour."""

from datetime import date
from typing import Any

import pytest
from django.core import mail
from django.utils.timezone import localdate

from quanheng.norms.finding import Text
from quanheng.office.accounts.models import User
from quanheng.office.accounts.system import system_account
from quanheng.office.config import clock
from quanheng.office.inbox.sending import tell


def test_one_that_fails_keeps_no_other_from_its_turn(
    db: None, monkeypatch: Any, caplog: Any
) -> None:
    reader = User.objects.create_user("甲", email="a@example.org")
    called: list[tuple[User, date]] = []

    def fails(*, by: User, on: date) -> None:
        raise ValueError("出错")

    def tells(*, by: User, on: date) -> None:
        called.append((by, on))
        tell(reader, key="1", text=Text("甲", "a"), by=by)

    monkeypatch.setattr(clock, "HOURLY", (fails, tells))
    clock.each_hour()
    assert called == [(system_account(), localdate())]
    assert "test_clock" in caplog.text and "ValueError" in caplog.text
    assert [letter.to for letter in mail.outbox] == [["a@example.org"]]


@pytest.mark.parametrize("hours", [1, 3])
def test_hourly_work_is_done_at_the_start_and_once_an_hour(monkeypatch: Any, hours: int) -> None:
    passed, ticks, worked, taken = iter(range(0, 3600 * hours, 600)), [], [], []
    running = clock.Clock()

    def monotonic() -> float:
        now = float(next(passed, -1))
        if now < 0:
            running.stop()
        return now

    monkeypatch.setattr(clock, "EVERY", 0)
    monkeypatch.setattr(clock, "tick", ticks.append)
    monkeypatch.setattr(clock, "system_account", lambda: None)
    monkeypatch.setattr(clock, "take_up_corrections", lambda **told: taken.append(told))
    monkeypatch.setattr(clock, "close_old_connections", lambda: None)
    monkeypatch.setattr(clock, "each_hour", lambda: worked.append(1))
    monkeypatch.setattr(clock.time, "monotonic", monotonic)
    running.run()
    assert len(worked) == hours and len(ticks) > len(worked)
    assert len(taken) == len(ticks)
