"""The overview leads to rooms that open, and to no other."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from quanheng.office.selection.rooms import ROOMS
from tests.office.action_case import World

pytestmark = pytest.mark.any_database

SEES = {
    "organisation_officer": {room.url for room in ROOMS},
    "personnel_officer": {room.url for room in ROOMS} - {"selection:search"},
    "head": {room.url for room in ROOMS} - {"selection:search"},
    "committee_member": {room.url for room in ROOMS} - {"selection:search"},
}


@pytest.mark.parametrize("role", SEES)
def test_every_room_that_is_named_opens(
    world: World, client_of: Callable[[str], Client], role: str
) -> None:
    client = client_of(role)
    answer = client.get(reverse("selection:index"))
    assert {room.url for room in answer.context["rooms"]} == SEES[role]
    for room in answer.context["rooms"]:
        assert reverse(room.url) in answer.content.decode()
        assert client.get(reverse(room.url)).status_code == 200, room.url


@pytest.mark.parametrize("role", ["official", "auditor", "discipline_officer", "system_admin"])
def test_it_is_closed_to_others(
    world: World, client_of: Callable[[str], Client], role: str
) -> None:
    assert client_of(role).get(reverse("selection:index")).status_code == 403
