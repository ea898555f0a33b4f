"""Corrections and their cases, as pages show them."""

from collections.abc import Sequence

from quanheng.office.procedures.models import Case
from quanheng.office.records.models import MODELS, Correction, Record
from quanheng.office.records.showing import proposed_by

KIND = Correction._meta.label_lower


def cases_of(corrections: Sequence[Correction]) -> dict[int, int]:
    """The key of the latest case of each correction, by the key of the correction."""
    keys = [str(one.pk) for one in corrections]
    found = Case.objects.filter(matter_kind=KIND, matter_key__in=keys).order_by("pk")
    return {int(key): case for key, case in found.values_list("matter_key", "pk")}


def case_of(correction: Correction) -> Case | None:
    """The latest case of a correction; None for one that an import has just proposed."""
    found = Case.objects.filter(matter_kind=KIND, matter_key=str(correction.pk))
    return found.order_by("-pk").first()


def change_of(case: Case) -> dict[str, object]:
    """What the page of a case shows of the correction that it is about."""
    correction = Correction.objects.select_related("person").get(pk=case.matter_key)
    model: type[Record] = MODELS[correction.model]
    return {
        "correction": correction,
        "kind": model._meta.verbose_name,
        "changes": proposed_by(correction, model),
    }
