"""Each thing is told once; the mail says how many messages wait and nothing else."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import IntegrityError
from django.utils import timezone
from django.utils.translation import override

from quanheng.norms.finding import Text
from quanheng.office.accounts.models import User
from quanheng.office.alone import alone
from quanheng.office.inbox import sending
from quanheng.office.inbox.models import Message
from quanheng.office.inbox.sending import mail_unread, prepare, tell, tell_all, withdraw

SAID = Text("请于周五前报送。", "Please report by Friday.")
SOMETHING = {"key": "duty:1", "text": SAID}
Asked = Callable[..., Any]


@pytest.fixture
def reader(users: dict[str, User]) -> User:
    """Somebody with a mail address."""
    User.objects.filter(username="head").update(email="a@example.org")
    return User.objects.get(username="head")


@pytest.fixture
def system(users: dict[str, User]) -> User:
    return User.objects.get(is_system=True)


def test_what_is_told_says_what_and_where(reader: User, system: User) -> None:
    day = date(2026, 1, 9)
    told = tell(reader, **SOMETHING, url="/duties/1/", due=day, kind="task", count=3, by=system)
    assert told is not None
    kept = Message.objects.of(reader).unread().get()
    assert kept.pk == told.pk
    assert (kept.url, kept.due, kept.count, kept.sent_by) == ("/duties/1/", day, 3, system)
    assert kept.get_kind_display() == "待办"
    assert str(kept) == SAID.zh
    with override("en"):
        assert kept.text == SAID.en


def test_the_same_key_tells_each_account_once(
    reader: User, users: dict[str, User], system: User
) -> None:
    assert tell(reader, **SOMETHING, by=system)
    Message.objects.update(read_at=timezone.now())
    assert tell(reader, **SOMETHING, by=system) is None
    assert tell(users["auditor"], **SOMETHING, by=system)
    assert tell(reader, key="duty:2", text=SAID, by=system)
    assert Message.objects.of(reader).count() == 2
    assert Message.objects.of(reader).unread().count() == 1


def test_many_are_told_at_once_without_those_told_before(
    reader: User, users: dict[str, User], system: User, monkeypatch: Any
) -> None:
    monkeypatch.setattr(sending, "AT_ONCE", 3)
    tell(reader, key="n:4", text=SAID, by=system)
    both = [reader, users["auditor"].pk]
    wanted = [prepare(to, key=f"n:{n}", text=SAID, by=system) for n in range(5) for to in both]
    assert tell_all([*wanted, *wanted]) == 9
    assert Message.objects.of(reader).count() == Message.objects.of(users["auditor"]).count() == 5
    assert tell_all(wanted) == tell_all([]) == 0


def test_telling_many_asks_little(
    reader: User, system: User, django_assert_max_num_queries: Asked
) -> None:
    for count in (2, 200):
        wanted = [prepare(reader, key=f"{count}:{n}", text=SAID, by=system) for n in range(count)]
        with django_assert_max_num_queries(6):
            assert tell_all(wanted) == count


@pytest.mark.parametrize("url", ["https://example.org/", "//example.org/", "messages/"])
def test_a_message_leads_to_a_page_of_the_system_only(reader: User, system: User, url: str) -> None:
    with pytest.raises(IntegrityError, match="inbox_url_is_within"):
        tell(reader, **SOMETHING, url=url, by=system)


def test_messages_about_a_page_that_is_gone_go_with_it(reader: User, system: User) -> None:
    for number in range(3):
        tell(reader, key=f"{number}", text=SAID, url=f"/findings/{number}/", by=system)
    assert withdraw(["/findings/1/", "/findings/2/", "/findings/9/"]) == 2
    assert Message.objects.get().url == "/findings/0/"


def test_mail_says_how_many_and_nothing_else(
    reader: User, users: dict[str, User], system: User, settings: Any
) -> None:
    settings.SITE_ADDRESS = "https://quanheng.example.org/"
    for number in range(2):
        tell(reader, key=f"{number}", text=SAID, by=system)
    tell(users["auditor"], **SOMETHING, by=system)
    assert mail_unread() == 1
    (letter,) = mail.outbox
    assert letter.to == ["a@example.org"] and "2条新消息" in letter.subject
    assert SAID.zh not in letter.body and SAID.en not in letter.body
    assert "https://quanheng.example.org/messages/" in letter.body
    assert mail_unread() == 0


def test_what_was_read_or_is_old_is_not_mailed(reader: User, system: User) -> None:
    for number in range(2):
        tell(reader, key=f"{number}", text=SAID, by=system)
    first, second = Message.objects.of(reader)
    Message.objects.filter(pk=first.pk).update(read_at=timezone.now())
    Message.objects.filter(pk=second.pk).update(sent_at=timezone.now() - timedelta(days=8))
    assert mail_unread() == 0
    Message.objects.filter(pk=second.pk).update(sent_at=timezone.now() - timedelta(days=6))
    assert mail_unread() == 1


def test_mail_that_could_not_be_sent_is_tried_again(
    reader: User, system: User, settings: Any
) -> None:
    tell(reader, **SOMETHING, by=system)
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    assert mail_unread() == 0
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    assert mail_unread() == 0
    assert Message.objects.get().mailed_at is None
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert mail_unread() == 1
    assert Message.objects.get().mailed_at


def test_two_do_not_mail_at_a_time(reader: User, system: User) -> None:
    tell(reader, **SOMETHING, by=system)
    with alone("mail", wait=False):
        assert mail_unread() == 0
    assert mail_unread() == len(mail.outbox) == 1
