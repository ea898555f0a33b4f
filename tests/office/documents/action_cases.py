"""What the actions of the documents app do."""

from typing import Any

from quanheng.office.documents.actions import cancel_order, fetch_order, order_documents
from quanheng.office.documents.kinds import Format, Kind
from quanheng.office.documents.models import Order
from quanheng.office.documents.stopping import stop_order
from quanheng.office.ledger.models import Entry
from quanheng.office.records.models import Person, Unit
from tests.office.action_case import Case, World

REASON = "提交常委会研究"


def somebody(world: World) -> Person:
    assert world.district
    return Person.objects.get(code=world.users["official"].person_code)


def form_of(world: World, person: Person, by: str, **more: Any) -> Entry:
    told = {"reason": REASON, "by": world.users[by], "on": world.on, **more}
    return order_documents(person, Kind.APPOINTMENT, told.pop("form", Format.PDF), **told)


def running(world: World) -> Order:
    entry = form_of(world, somebody(world), "organisation_officer")
    return Order.objects.get(pk=entry.about_key)


def done(world: World) -> Order:
    order = running(world)
    order.state, order.made, order.size, order.entry_number = Order.State.DONE, 1, 1, 1
    order.expires_on = world.on.replace(month=12)
    order.save()
    return order


def topmost(world: World) -> Unit:
    assert world.district
    return Unit.objects.filter(parent=None).order_by("path")[0]


def of_unit(world: World, unit: Unit, kind: Kind, by: str = "organisation_officer") -> Entry:
    told = {"reason": REASON, "by": world.users[by], "on": world.on}
    return order_documents(unit, kind, Format.PDF, **told)


CASES = [
    Case(
        "documents.actions.order_documents",
        says="documents ordered",
        before=somebody,
        works=lambda world, person: form_of(world, person, "organisation_officer"),
        refused=[
            lambda world, person: form_of(world, person, "organisation_officer", reason=" "),
            lambda world, person: form_of(world, person, "organisation_officer", form=Format.XLSX),
            lambda world, person: form_of(world, person, "head"),
            lambda world, person: form_of(world, person, "auditor"),
        ],
    ),
    Case(
        "documents.actions.order_documents",
        says="documents ordered",
        before=topmost,
        works=lambda world, unit: of_unit(world, unit, Kind.ROSTER),
        refused=[
            lambda world, unit: of_unit(world, unit, Kind.EXTRACT),
            lambda world, unit: of_unit(world, unit, Kind.ROSTER, by="official"),
        ],
    ),
    Case(
        "documents.actions.cancel_order",
        says="documents cancelled",
        before=running,
        works=lambda world, order: stop_order(
            order, by=world.users["organisation_officer"], on=world.on
        ),
        refused=[
            lambda world, order: cancel_order(
                order, by=world.users["personnel_officer"], on=world.on
            ),
            lambda world, order: cancel_order(order, by=world.users["head"], on=world.on),
        ],
    ),
    Case(
        "documents.actions.fetch_order",
        says="documents fetched",
        before=done,
        works=lambda world, order: fetch_order(
            order, by=world.users["organisation_officer"], on=world.on
        ),
        refused=[
            lambda world, order: fetch_order(
                order, by=world.users["personnel_officer"], on=world.on
            ),
            lambda world, order: fetch_order(
                order, by=world.users["organisation_officer"], on=world.on.replace(month=12)
            ),
        ],
    ),
]
