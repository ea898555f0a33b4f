"""Whoever changes the ledger behind its back is found out."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import transaction
from django.db.models import F

from quanheng.office.accounts.models import User
from quanheng.office.ledger.actions import erase_details, record
from quanheng.office.ledger.checkpoints import LedgerBroken, make_checkpoint, own_key
from quanheng.office.ledger.leaves import LINE, leaf_of, line
from quanheng.office.ledger.models import Checkpoint, Details, Entry, Erasure, Head
from quanheng.office.ledger.notes import TreeHead, sign, verifier_of
from quanheng.office.ledger.tree import push
from quanheng.office.ledger.verification import Report, verify_ledger
from tests.office.conftest import without_triggers

pytestmark = pytest.mark.django_db(transaction=True)

ON = date(2025, 6, 1)
STRANGER = bytes(range(32))


def verified(**options: Any) -> Report:
    return verify_ledger(trusted=[own_key()], **options)


@pytest.fixture
def actor(users: dict[str, User]) -> User:
    return users["organisation_officer"]


@pytest.fixture
def ledger(actor: User) -> User:
    """Eight entries; a checkpoint after five."""
    for number in range(8):
        with transaction.atomic():
            record(actor, "changed", by=actor, on=ON, reason="更正", values={"n": number})
        if number == 4:
            make_checkpoint()
    return actor


def rebuild_tree() -> None:
    """What a clever forger does: compute leaves and head anew over the changed entries."""
    frontier: list[bytes] = []
    for size, entry in enumerate(Entry.objects.order_by("number")):
        leaf = leaf_of(line(*(getattr(entry, name) for name in LINE)))
        Entry.objects.filter(pk=entry.pk).update(leaf=leaf)
        frontier = push(frontier, size, leaf)
    Head.objects.update(size=Entry.objects.count(), frontier=b"".join(frontier))


def move_time() -> None:
    Entry.objects.filter(number=6).update(at=F("at") + timedelta(seconds=1))


def forge_early_entry() -> None:
    Entry.objects.filter(number=2).update(actor="somebody-else")
    rebuild_tree()


def forge_checkpoint() -> None:
    head = TreeHead("quanheng/ledger", 5, bytes(32))
    Checkpoint.objects.update(root=head.root, note=sign(head.text(), head.origin, STRANGER))


def cut_off_the_end() -> None:
    Details.objects.filter(entry__number__gte=4).delete()
    Entry.objects.filter(number__gte=4).delete()
    rebuild_tree()


def slip_one_in() -> None:
    entry = Entry.objects.get(number=7)
    entry.number = 8
    entry.save(force_insert=True)


FORGERIES: dict[Callable[[], Any], str] = {
    lambda: Entry.objects.filter(number=3).update(actor="somebody-else"): "entry 3: its line",
    move_time: "entry 6: its line",
    lambda: Entry.objects.filter(number=3).update(leaf=bytes(32)): "entry 3: its line",
    lambda: Details.objects.filter(entry=3).update(reason="另一理由"): "entry 3: its reason",
    lambda: Details.objects.filter(entry=3).update(values={"n": 4}): "entry 3: its reason",
    lambda: Details.objects.filter(entry=3).delete(): "entry 3: its reason and values are gone",
    lambda: Entry.objects.filter(number=3).delete(): "entry 3: it is missing",
    lambda: Entry.objects.filter(number=7).delete(): "the head says 8 entries, there are 7",
    lambda: Head.objects.update(frontier=bytes(32)): "the head's root",
    lambda: Head.objects.all().delete(): "entry 7: it lies beyond the head",
    lambda: Checkpoint.objects.update(note="not a note"): "checkpoint 5: the note",
    lambda: Checkpoint.objects.update(root=bytes(32)): "checkpoint 5: the row does not say",
    forge_checkpoint: "checkpoint 5: no trusted key",
    forge_early_entry: "checkpoint 5: the signed root",
    cut_off_the_end: "checkpoint 5: the ledger has only 4 entries",
    slip_one_in: "entry 8: it lies beyond the head",
}


def test_an_untouched_ledger_verifies(ledger: User) -> None:
    report = verified()
    assert report.problems == []
    assert (report.size, report.checkpoints, report.erased) == (8, 1, 0)


@pytest.mark.parametrize("forge", FORGERIES, ids=FORGERIES.values())
def test_a_forgery_is_found(ledger: User, forge: Callable[[], Any]) -> None:
    with without_triggers():
        forge()
    problems = verified().problems
    assert any(problem.en.startswith(FORGERIES[forge]) for problem in problems), problems


def test_a_checkpoint_kept_elsewhere_outlives_a_clever_forger(ledger: User) -> None:
    kept = Checkpoint.objects.get().note
    with without_triggers():
        Checkpoint.objects.all().delete()
        forge_early_entry()
    assert verified().problems == []
    assert [problem.en for problem in verified(against=[kept]).problems] == [
        "checkpoint 5: the signed root is not that of the ledger; an entry before it was changed."
    ]


def test_a_broken_ledger_is_not_signed(ledger: User) -> None:
    with without_triggers():
        Details.objects.filter(entry=3).update(reason="另一理由")
    with pytest.raises(LedgerBroken):
        make_checkpoint()
    assert Checkpoint.objects.count() == 1


def test_an_earlier_key_is_trusted_when_named(ledger: User, settings: Any) -> None:
    earlier = own_key()
    settings.LEDGER_KEY = STRANGER.hex()
    assert own_key() == verifier_of("quanheng/ledger", STRANGER)
    assert len(verified().problems) == 1
    assert verify_ledger(trusted=[own_key(), earlier]).problems == []


def test_told_erasures_are_counted_and_untold_ones_are_problems(ledger: User) -> None:
    with transaction.atomic():
        erase_details(Entry.objects.get(number=3), by=ledger, on=ON, reason="保存期届满")
    report = verified()
    assert (report.problems, report.erased, report.size) == ([], 1, 9)
    with without_triggers():
        Erasure.objects.update(told=7)
    assert len(verified().problems) == 1


def test_an_entry_outside_a_transaction_is_refused(actor: User) -> None:
    with pytest.raises(transaction.TransactionManagementError):
        record(actor, "changed", by=actor)
    assert not Entry.objects.exists()


def test_a_failed_change_leaves_no_entry(ledger: User) -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        record(ledger, "changed", by=ledger)
        1 / 0  # noqa: B018
    report = verified()
    assert (report.problems, report.size) == ([], 8)


def test_values_come_back_as_they_were_committed(actor: User) -> None:
    values = {
        "date": ON,
        "moment": datetime(2025, 6, 1, 12, 30),
        "amount": Decimal("1.50"),
        "floats": [1.5, 1e300, -0.0, float("nan")],
        "whole": 10**30,
        "text": '“铨衡” \\ " é\u2028',
        "nested": {"b": [None, True, {"a": ""}], "a": 1},
    }
    with transaction.atomic():
        entry = record(actor, "changed", by=actor, values=values)
    assert verified().problems == []
    told = Details.objects.get(entry=entry).values
    assert (told["date"], told["amount"], told["whole"]) == ("2025-06-01", "1.50", 10**30)


def test_progress_ends_with_all(ledger: User) -> None:
    told: list[tuple[int, int]] = []
    verified(progress=lambda done, total: told.append((done, total)))
    assert told[-1] == (8, 8)
