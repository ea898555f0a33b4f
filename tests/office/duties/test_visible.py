"""Who sees which items: the owner, who raised it, who sees or manages the lists of the unit."""

from typing import Any

import pytest
from django.utils import timezone

from quanheng.office.accounts.models import Grant
from quanheng.office.accounts.roles import Role
from quanheng.office.duties.models import Item, Listed
from quanheng.office.records.models import Duty, Unit
from tests.office.action_case import World
from tests.office.duties import making as cases

EVERYWHERE = {"organisation_officer", "discipline_officer", "auditor", "petition_officer"}
THERE = {"personnel_officer", "head", "committee_member"}


def filed(world: World, **more: Any) -> Duty:
    said = {"type": "整改", "number": "2026-777", "matter": "某项", "assigned": world.on, **more}
    recorded = {"recorded_by": world.users["auditor"], "recorded_at": timezone.now()}
    return Duty.objects.create(**said, **recorded)


def seen_by(world: World, duty: Duty) -> set[str]:
    seen = Listed.objects.current()
    return {
        role.value
        for role in Role
        if seen.visible_to(world.users[role.value], on=world.on).filter(pk=duty.pk).exists()
    }


def elsewhere(world: World) -> Unit:
    path = cases.place(world).path
    return Unit.objects.exclude(path__startswith=path).exclude(parent=None).order_by("path")[0]


def test_of_a_unit_and_of_somebody_there(world: World) -> None:
    duty = filed(world, lead_unit=cases.place(world), owner=cases.person(world))
    assert seen_by(world, duty) == EVERYWHERE | THERE | {"official"}


def test_of_a_unit_and_of_nobody(world: World) -> None:
    duty = filed(world, lead_unit=cases.place(world))
    assert seen_by(world, duty) == EVERYWHERE | THERE


def test_of_another_unit(world: World) -> None:
    assert seen_by(world, filed(world, lead_unit=elsewhere(world))) == EVERYWHERE


def test_of_another_unit_but_of_somebody_here(world: World) -> None:
    duty = filed(world, lead_unit=elsewhere(world), owner=cases.person(world))
    assert seen_by(world, duty) == EVERYWHERE | {"official"}


def test_of_no_unit_it_counts_where_the_owner_serves(world: World) -> None:
    duty = filed(world, owner=cases.person(world))
    assert seen_by(world, duty) == EVERYWHERE | THERE | {"official"}


def test_of_no_unit_and_of_nobody_only_for_those_who_manage_everything(world: World) -> None:
    assert seen_by(world, filed(world)) == EVERYWHERE - {"auditor"}


def test_whoever_raised_it_sees_it_after_the_role_has_ended(world: World) -> None:
    duty = filed(world, lead_unit=elsewhere(world))
    head = world.users["head"]
    Item.objects.create(
        type=duty.type, number=duty.number, record=duty, raised_by=head, raised_at=timezone.now()
    )
    Grant.objects.filter(user=head).delete()
    assert "head" in seen_by(world, duty)


@pytest.mark.parametrize("role", ["system_admin", "security_admin", "audit_admin"])
def test_administrators_see_none(world: World, role: str) -> None:
    assert not Listed.objects.visible_to(world.users[role], on=world.on).exists()
