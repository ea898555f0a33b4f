"""The inside of ``bench.ledger``: a ledger with as many entries as the first argument says.

The entries are those that ``record`` would write, in transactions of many, because one transaction
for each would take an hour.
"""

import secrets
import sys
from datetime import date

from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from quanheng.office.ledger.checkpoints import make_checkpoint
from quanheng.office.ledger.leaves import LINE, SALT, commitment_to, leaf_of, line, settled
from quanheng.office.ledger.models import Details, Entry, Head
from quanheng.office.ledger.tree import push

AT_ONCE = 10_000
ON = date(2026, 1, 5)
REASON = "学时更正"
VALUES = {"hours": {"before": "8", "after": "16"}, "source": "证书"}


def entry_of(number: int) -> tuple[Entry, Details]:
    """One entry with what it says."""
    salt, told = secrets.token_bytes(SALT), settled(VALUES)
    entry = Entry(
        number=number,
        at=timezone.now(),
        actor="officer",
        action="record corrected",
        about_kind="records.training",
        about_key=str(number),
        on=ON,
        commitment=commitment_to(salt, REASON, told),
    )
    entry.leaf = leaf_of(line(*(getattr(entry, name) for name in LINE)))
    return entry, Details(entry=entry, salt=salt, reason=REASON, values=told)


@transaction.atomic
def add(first: int, count: int) -> None:
    """Add many entries."""
    head, _ = Head.objects.select_for_update().get_or_create(id=1)
    made = [entry_of(number) for number in range(first, first + count)]
    frontier = head.peaks()
    for entry, _ in made:
        frontier = push(frontier, entry.number, entry.leaf)
    Entry.objects.bulk_create([entry for entry, _ in made])
    Details.objects.bulk_create([details for _, details in made])
    head.frontier, head.size = b"".join(frontier), first + count
    head.save()


def main() -> None:
    """Fill the ledger and sign a checkpoint."""
    call_command("migrate", verbosity=0)
    entries = int(sys.argv[1])
    for first in range(0, entries, AT_ONCE):
        add(first, min(AT_ONCE, entries - first))
    make_checkpoint()


if __name__ == "__main__":
    main()
