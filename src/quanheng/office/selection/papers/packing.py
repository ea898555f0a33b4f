"""The papers of a case as the package that proves the case lists them."""

from typing import Any

from django.db.models import Q

from quanheng.office.ledger.models import Entry
from quanheng.office.procedures.models import Case
from quanheng.office.procedures.registry import Packed
from quanheng.office.selection.models import CasePaper

MADE = "case paper made"
"""The word of the ledger for the making of a paper."""


def packed_papers(case: Case) -> Packed:
    """Every version of every paper of a case, and every entry that says one was made; two queries.

    An entry whose paper is gone is packed as well, so that whoever verifies the case misses it.
    """
    papers = list(CasePaper.objects.filter(case=case).order_by("pk"))
    keys = [str(one.pk) for one in papers]
    own = Q(about_key__in=keys) | Q(details__values__case=case.pk)
    found = Entry.objects.filter(own, action=MADE, about_kind=CasePaper._meta.label_lower)
    return Packed([_listed(one) for one in papers], list(found.select_related("details")))


def _listed(paper: CasePaper) -> dict[str, Any]:
    name = str(paper.get_kind_display())
    return {
        "key": str(paper.pk), "name": name, "day": paper.made_on.isoformat(), **told_of(paper),
    }  # fmt: skip


def told_of(paper: CasePaper) -> dict[str, Any]:
    """What the ledger keeps of a paper, beside its case."""
    return {
        "paper": paper.kind,
        "number": f"{paper.year}-{paper.number}",
        "version": paper.version,
        "reference": paper.reference,
        "people": paper.people,
        "pdf_sha256": paper.pdf_sha256,
        "docx_sha256": paper.docx_sha256,
    }
