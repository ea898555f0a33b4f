"""The papers of a case as its pages show them."""

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from quanheng.office.accounts.models import User
from quanheng.office.meetings.asking import outcomes_of
from quanheng.office.procedures.facts import standing
from quanheng.office.procedures.known import procedures
from quanheng.office.procedures.models import Case
from quanheng.office.procedures.words import step_title
from quanheng.office.records.models import Person
from quanheng.office.selection.models import CasePaper, PaperKind
from quanheng.office.selection.papers.kinds import PAPERS, makeable
from quanheng.office.selection.papers.permission import may_make

FAMILY = "appointment"
"""The procedures of selection and appointment."""
SHOWN = 4
"""Papers that the page of a case shows; the others are on a page of their own."""


class Offer(NamedTuple):
    """A paper that can be made now: of whom, if of one; ``again`` where there is one already."""

    kind: PaperKind
    person: Person | None
    again: bool


class Version(NamedTuple):
    """A paper that was made; ``last`` is the version in use, ``step`` where the case stood."""

    paper: CasePaper
    step: str
    last: bool


def has_papers(case: Case) -> bool:
    """Whether the procedure of a case is one of those that yield papers."""
    procedure = procedures().get(case.procedure)
    return procedure is not None and procedure.family == FAMILY


def papers_of(case: Case) -> list[Version]:
    """Every version of every paper of a case, the newest first; one query."""
    procedure = procedures().get(case.procedure)
    found = CasePaper.objects.filter(case=case).select_related("person", "made_by").order_by("-pk")
    seen: set[tuple[str, int | None]] = set()
    versions = []
    for one in found:
        key = (one.kind, one.person_id)
        step = step_title(procedure, one.step) if one.step else ""
        versions.append(Version(one, step, key not in seen))
        seen.add(key)
    return versions


def offers(
    case: Case, made: list[Version], *, met: bool | None = None, people: list[Person] | None = None
) -> list[Offer]:
    """The papers that can be made as the case stands, in the order of the procedure.

    ``met`` and ``people`` are asked of the database where the caller does not know whether a closed
    meeting dealt with the case, and who is still put forward.
    """
    procedure = procedures().get(case.procedure)
    if procedure is None:
        return []
    met = outcomes_of(case) is not None if met is None else met
    kinds = [kind for kind in PAPERS if makeable(kind, case, procedure, met=met)]
    if people is None:
        people = [one.person for one in standing(case)]
    there = {(one.paper.kind, one.paper.person_id) for one in made}
    return [
        Offer(kind, person, (kind.value, person.pk if person else None) in there)
        for kind in kinds
        for person in (people if PAPERS[kind].each else [None])
    ]


def panel_of(
    case: Case, *, met: bool | None = None, people: list[Person] | None = None
) -> Mapping[str, Any]:
    """What ``selection/_papers.html`` shows beside a case: the last papers; one query.

    ``met`` and ``people`` as in ``offers``.
    """
    made = papers_of(case)
    return {
        "paper_case": case,
        "paper_versions": [one for one in made if one.last][:SHOWN],
        "paper_total": len(made),
        "paper_offers": offers(case, made, met=met, people=people),
    }


def whole(case: Case) -> Mapping[str, Any]:
    """The same with every paper, earlier versions apart."""
    made = papers_of(case)
    return {
        "paper_case": case,
        "paper_versions": [one for one in made if one.last],
        "paper_old": [one for one in made if not one.last],
        "paper_total": len(made),
        "paper_offers": offers(case, made),
        "paper_whole": True,
    }


def allowed(case: Case, kind: PaperKind, user: User, on: date) -> bool:
    """Whether an account may make a paper of a case."""
    procedure = procedures().get(case.procedure)
    return procedure is not None and may_make(case, procedure, kind, user, on)


def last_details(case: Case, kind: PaperKind, person: Person | None) -> Mapping[str, Any]:
    """What was added to the last version; of a first one what the unit's last of its kind had.

    Of another case only what tells nothing about that case is taken over.
    """
    own = CasePaper.objects.filter(case=case, kind=kind, person=person).order_by("-version").first()
    if own is not None:
        return dict(own.details)
    others = CasePaper.objects.filter(kind=kind, case__place=case.place).order_by("-pk")
    before = others.values_list("details", flat=True).first() or {}
    return {name: value for name, value in before.items() if name in LASTING}


LASTING = frozenset(
    {"organ", "mark", "addressee", "groups", "phone", "address", "postcode", "contact", "copies"}
)
"""Details that are the same from case to case."""
