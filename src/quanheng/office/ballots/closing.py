"""From sealed envelopes to tallies. Called by the actions, inside their transaction."""

import hashlib
import json
import secrets
from collections import Counter

from django.utils.translation import gettext as _

from quanheng.office.accounts.models import User
from quanheng.office.ballots import paper, sealing
from quanheng.office.ballots.counting import Cell, pools
from quanheng.office.ballots.holding import NotNow, Refused
from quanheng.office.ballots.models import Ballot, Envelope, Slip, Tally, Voter
from quanheng.office.ballots.tellers import INNER, OUTER, about, owner_of

BATCH = 500


def freeze(ballot: Ballot) -> None:
    """Set down how many were entitled, came, received a ballot, and gave one back."""
    voters = ballot.voters
    ballot.entitled = voters.count()
    ballot.present = voters.filter(present=True).count()
    ballot.handed = voters.exclude(received=Voter.Received.NONE).count()
    ballot.returned = ballot.envelopes.count()


def _private(ballot: Ballot, teller: User, passphrase: str) -> sealing.X25519PrivateKey:
    key = ballot.teller_keys.filter(teller=teller).exclude(sealed_private=None).first()
    if key is None:
        raise NotNow(_("您的计票密钥已经用过并销毁。"))
    try:
        return sealing.opened(key.sealed_private, passphrase, owner_of(ballot, teller))
    except sealing.Unopenable as error:
        raise Refused(_("口令不对，请重新输入。口令丢失的，只能作废后重新投票。")) from error


def peel(ballot: Ballot, teller: User, passphrase: str) -> None:
    """Take the outer seal off all envelopes and write them anew in another order.

    One that does not open stays as long as the others, and proves invalid at the count.
    """
    private = _private(ballot, teller, passphrase)
    peeled = []
    for kind, sealed in ballot.envelopes.values_list("voter_class", "sealed"):
        try:
            inside = sealing.unseal(private, sealed, about(ballot, kind, OUTER))
        except sealing.Unopenable:
            inside = secrets.token_bytes(max(len(sealed) - sealing.OVERHEAD, 1))
        peeled.append(Envelope(ballot=ballot, voter_class_id=kind, sealed=inside))
    ballot.envelopes.all().delete()
    ballot.teller_keys.filter(teller=teller).update(sealed_private=None)
    secrets.SystemRandom().shuffle(peeled)
    Envelope.objects.bulk_create(peeled, batch_size=BATCH)


def count(ballot: Ballot, teller: User, passphrase: str) -> None:
    """Open what is left of the envelopes, keep the tallies only, and destroy the rest.

    Classes with too few ballots are joined first (``counting.pools``), so that no row tells of
    fewer than the floor; with too few in all, no tally is kept.
    """
    private = _private(ballot, teller, passphrase)
    asked = ballot.asked()
    returned: Counter[int] = Counter(dict.fromkeys(ballot.classes.values_list("pk", flat=True), 0))
    cells: Counter[Cell] = Counter()
    ballot.valid = 0
    for kind, sealed in ballot.envelopes.values_list("voter_class", "sealed"):
        returned[kind] += 1
        try:
            packed = sealing.unseal(private, sealed, about(ballot, kind, INNER))
            votes = list(paper.votes(asked, paper.unpack(asked, packed)))
        except (sealing.Unopenable, ValueError):
            continue
        ballot.valid += 1
        cells.update(Cell(question, kind, choice) for question, choice in votes)
    groups = pools(returned, ballot.floor)
    ballot.counted = groups is not None
    if groups is not None:
        _keep(ballot, cells, returned, groups)
    destroy(ballot)


def _keep(
    ballot: Ballot, cells: Counter[Cell], returned: Counter[int], groups: dict[int, int]
) -> None:
    together: Counter[Cell] = Counter()
    for cell, votes in cells.items():
        together[cell._replace(group=groups[cell.group])] += votes
    for kind in ballot.classes.all():
        kind.counted_with_id = None if groups[kind.pk] == kind.pk else groups[kind.pk]
        in_group = [returned[key] for key, group in groups.items() if group == kind.pk]
        kind.returned = sum(in_group) if in_group else None
        kind.save(update_fields=["counted_with", "returned"])
    Tally.objects.bulk_create(
        [
            Tally(
                ballot=ballot, question=cell.question, voter_class_id=cell.group,
                choice=cell.choice, votes=votes,
            )
            for cell, votes in sorted(together.items())
        ],
        batch_size=BATCH,
    )  # fmt: skip


def destroy(ballot: Ballot) -> None:
    """Remove everything sealed, and the keys to it."""
    ballot.envelopes.all().delete()
    ballot.teller_keys.update(sealed_private=None)
    ballot.voters.exclude(blinded=None).update(blinded=None)
    for kind in ballot.classes.filter(token_key__isnull=False).select_related("token_key"):
        kind.token_key.sealed_private = None
        kind.token_key.save(update_fields=["sealed_private"])


def forget_order(ballot: Ballot) -> None:
    """Write roll, slips and spent tokens anew, sorted by what they say.

    A database keeps rows in the order in which they were last written, and PostgreSQL keeps the
    number of that transaction: both would show who came when, and which slip was used when.
    """
    voters = sorted(ballot.voters.all(), key=lambda row: (row.name, row.place, row.pk))
    slips = sorted(ballot.slip_rows.all(), key=lambda row: row.hash)
    spent = sorted(ballot.spent_tokens.all(), key=lambda row: row.hash)
    for rows in (voters, slips, spent):
        if rows:
            model = type(rows[0])
            model.objects.filter(ballot=ballot).delete()  # type: ignore[attr-defined]
            model.objects.bulk_create(rows, batch_size=BATCH)  # type: ignore[attr-defined]


def counted_hashes(ballot: Ballot) -> list[str]:
    """The hashes of the slips and tokens that voted, sorted."""
    used = Slip.objects.filter(ballot=ballot, used=True).values_list("hash", flat=True)
    return sorted([*used, *ballot.spent_tokens.values_list("hash", flat=True)])


def fingerprint(ballot: Ballot) -> str:
    """SHA-256 of the tallies, written out sorted as JSON: what the ledger keeps of a count."""
    rows = ballot.tallies.values_list("question", "voter_class__name", "choice", "votes")
    told = sorted(map(list, rows))
    plain = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(plain.encode()).hexdigest()
