"""The page of an account's messages."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from quanheng.norms.finding import Text
from quanheng.office.accounts.models import Role, User
from quanheng.office.inbox.models import Message
from quanheng.office.inbox.sending import tell
from quanheng.office.inbox.views import ROWS

PAGE = "inbox:messages"
ClientOf = Callable[[str], Client]


@pytest.fixture
def told(users: dict[str, User]) -> list[Message]:
    """Three messages to the head, the last one told last."""
    made = []
    for number in range(3):
        one = tell(
            users["head"], key=f"{number}", text=Text(f"第{number}条", f"number {number}"),
            url=f"/duties/{number}/", due=date(2026, 1, 5), kind="task", by=users["auditor"],
        )  # fmt: skip
        assert one is not None
        Message.objects.filter(pk=one.pk).update(
            sent_at=timezone.now() - timedelta(days=3 - number)
        )
        made.append(one)
    return made


def page_of(client: Client) -> str:
    return client.get(reverse(PAGE)).content.decode()


def test_the_newest_is_first_with_its_day_its_sender_and_its_page(
    told: list[Message], client_of: ClientOf, users: dict[str, User]
) -> None:
    page = page_of(client_of("head"))
    assert re.findall("第(.)条", page) == ["2", "1", "0"]
    assert re.findall('href="(/duties/./)"', page) == ["/duties/2/", "/duties/1/", "/duties/0/"]
    assert page.count("期限") >= 3 and users["auditor"].name in page
    english = client_of("head").get(reverse(PAGE), headers={"Accept-Language": "en"})
    assert "number 2" in english.content.decode()


def test_messages_are_read_by_their_reader_one_or_all(
    told: list[Message], client_of: ClientOf
) -> None:
    head, read = client_of("head"), reverse("inbox:read")
    assert page_of(head).count('<li class="unread">') == 3
    assert head.post(read, {"message": told[0].pk}).url == reverse(PAGE)
    assert page_of(head).count('<li class="unread">') == 2
    other = client_of("auditor").post(read, {"message": told[1].pk})
    assert other.status_code == 404 and Message.objects.unread().count() == 2
    for wrong in ("x", "0", "9" * 30):
        assert head.post(read, {"message": wrong}).status_code == 404
    client_of("auditor").post(read)
    assert Message.objects.unread().count() == 2
    head.post(read)
    assert Message.objects.unread().count() == 0
    assert "全部标为已读" not in page_of(head)


def test_the_page_asks_little_however_many_messages_there_are(
    users: dict[str, User], client_of: ClientOf, django_assert_max_num_queries: Any
) -> None:
    for number in range(ROWS + 5):
        tell(users["head"], key=str(number), text=Text("甲", "a"), by=users["auditor"])
    head = client_of("head")
    page_of(head)
    with django_assert_max_num_queries(12):
        page = page_of(head)
    assert page.count('<li class="unread">') == ROWS
    second = head.get(reverse(PAGE), {"page": 2}).content.decode()
    assert second.count('<li class="unread">') == 5


@pytest.mark.parametrize("role", list(Role))
def test_everybody_has_the_page_and_whoever_sees_files_the_calendar(
    client_of: ClientOf, role: str
) -> None:
    client = client_of(role)
    page = page_of(client)
    offered = reverse("findings:open-calendar") in page
    assert offered is (client.post(reverse("findings:open-calendar")).status_code == 200)
    assert f'href="{reverse(PAGE)}"' in client.get("/").content.decode()
