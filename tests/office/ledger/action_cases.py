"""What the actions of the ledger do."""

from quanheng.office.ledger.actions import erase_details, record
from quanheng.office.ledger.models import Entry
from tests.office.action_case import Case, World


def some_entry(world: World) -> Entry:
    return record(None, "looked at", by=world.users["auditor"], reason="审计")


CASES = [
    Case(
        "ledger.actions.erase_details",
        says="details erased",
        before=some_entry,
        works=lambda world, entry: erase_details(
            entry, by=world.users["audit_admin"], on=world.on, reason="保存期届满"
        ),
        refused=[
            lambda world, entry: erase_details(
                Entry(number=10_000), by=world.users["audit_admin"], on=world.on, reason="无此条目"
            )
        ],
    ),
]
