"""How long each kind of record is kept, why, and what has had its time.

The periods are the system's defaults; an installation changes them in the setting RETENTION_YEARS
(name of the model: years, None for good).
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet

from quanheng.norms.dates import add_years
from quanheng.norms.finding import Text
from quanheng.office.records.models import MODELS, FormFile, Health, ImportBatch, Record


class Term(NamedTuple):
    """How long a kind is kept: years after the day in ``since``; None years means for good."""

    years: int | None
    since: str
    basis: Text


PERSONNEL = Text(
    "干部人事档案的组成部分，长期保存", "part of the personnel file, kept for as long as it is"
)
TEAM = Text(
    "单位工作记录，用于多年度考核和分析", "record of a unit's work, used over several years"
)
SHORT = Text(
    "个人信息只保存为实现处理目的所必要的最短时间",
    "personal data are kept no longer than their purpose needs",
)

TERMS: Mapping[str, Term] = {
    "unitparticulars": Term(None, "", TEAM),
    "particulars": Term(None, "", PERSONNEL),
    "tenure": Term(None, "", PERSONNEL),
    "training": Term(None, "", PERSONNEL),
    "appraisal": Term(None, "", PERSONNEL),
    "evaluation": Term(10, "day", TEAM),
    "activity": Term(10, "day", TEAM),
    "supervision": Term(10, "day", SHORT),
    "award": Term(None, "", PERSONNEL),
    "programmeparticulars": Term(None, "", TEAM),
    "secondment": Term(None, "", PERSONNEL),
    "reserve": Term(5, "end", SHORT),
    "family": Term(3, "known_until", SHORT),
    "duty": Term(10, "closed", TEAM),
    "contact": Term(10, "end", TEAM),
    "rulebook": Term(10, "end", TEAM),
    "pay": Term(10, "month", SHORT),
    "education": Term(None, "", PERSONNEL),
    "professionaltitle": Term(None, "", PERSONNEL),
    "rank": Term(None, "", PERSONNEL),
    "observation": Term(5, "day", SHORT),
    "photo": Term(3, "known_until", SHORT),
    "health": Term(3, "known_until", SHORT),
    "post": Term(None, "", TEAM),
    "establishment": Term(None, "", TEAM),
}
"""A day that is not known, or a fact that still holds, lets nothing expire."""

KEPT_FOR_A_TERM: tuple[type[Record], ...] = (*MODELS.values(), Health)
"""Every kind of record that has a term."""

IMPORTS = Term(1, "uploaded_at", SHORT)
"""Rows of uploaded workbooks, and forms that were not applied."""

FORMS = Term(3, "applied_at", SHORT)
"""Forms that were applied, from the day on which a later one of the same person was."""


def term_of(name: str) -> Term:
    """The term of a kind, as this installation has it."""
    changed: Mapping[str, int | None] = getattr(settings, "RETENTION_YEARS", {})
    term = TERMS[name]
    return term._replace(years=changed[name]) if name in changed else term


def expired(model: type[Record], on: date) -> "QuerySet[Any]":
    """The records of a kind whose time is over, the last of each chain of corrections.

    For a term that begins with ``known_until`` these are the superseded and retracted ones.
    """
    term = term_of(model._meta.model_name or "")
    if term.years is None or not term.since:
        return model.objects.none()
    limit = add_years(on, -term.years)
    if term.since == "known_until":
        return model.objects.filter(known_until__date__lt=limit)
    return model.objects.filter(Q(**{f"{term.since}__lt": limit}), superseded_by=None)


def expired_imports(on: date) -> "QuerySet[ImportBatch]":
    """The imports whose rows need no longer be kept."""
    limit = add_years(on, -(IMPORTS.years or 0))
    done = ImportBatch.objects.exclude(state__in=ImportBatch.RUNNING)
    return done.filter(uploaded_at__date__lt=limit, chunks__isnull=False).distinct()


def expired_forms(on: date) -> "QuerySet[FormFile]":
    """The uploaded forms that need no longer be kept."""
    limit, unused = (add_years(on, -(term.years or 0)) for term in (FORMS, IMPORTS))
    later = FormFile.objects.filter(
        person=OuterRef("person"),
        entry_number__gt=OuterRef("entry_number"),
        applied_at__date__lt=limit,
    )
    never = Q(applied_at=None, batch__uploaded_at__date__lt=unused)
    running = Q(batch__state__in=ImportBatch.RUNNING)
    return FormFile.objects.filter(Exists(later) | (never & ~running))


def counts(on: date) -> Iterator[tuple[str, Term, int]]:
    """Each kind with its term and how many records have had their time."""
    for model in KEPT_FOR_A_TERM:
        term = term_of(model._meta.model_name or "")
        yield str(model._meta.verbose_name), term, expired(model, on).count()
    yield str(ImportBatch._meta.verbose_name), IMPORTS, expired_imports(on).count()
    yield str(FormFile._meta.verbose_name), FORMS, expired_forms(on).count()
