"""Corrections, as pages show them."""

from quanheng.office.ledger.models import Entry
from quanheng.office.records.models import MODELS, Correction

ENDED = ("correction confirmed", "correction refused", "correction withdrawn")
RETRACTED = ("record retracted",)


def entry_of(correction: Correction) -> int | None:
    """The number of the ledger entry that tells how a correction ended; None while it is open.

    That a record was taken back is told by an entry about the record.
    """
    if correction.state in Correction.OPEN:
        return None
    kind, key, ended = correction._meta.label_lower, correction.pk, ENDED
    if correction.retracts and correction.state == Correction.State.CONFIRMED:
        kind, key, ended = MODELS[correction.model]._meta.label_lower, _last(correction), RETRACTED
    found = Entry.objects.filter(about_kind=kind, about_key=str(key), action__in=ended)
    return found.order_by("-number").values_list("number", flat=True).first()


def _last(correction: Correction) -> int:
    """The record that now stands where that of a correction stood."""
    model, key = MODELS[correction.model], correction.record
    while (later := model.objects.filter(supersedes=key).first()) is not None:
        key = later.pk
    return key
