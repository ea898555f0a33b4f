"""Other cases under way for a unit: which of them fill the same post."""

import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any, NamedTuple

from quanheng.norms.answered import NoOther
from quanheng.norms.gate import Value
from quanheng.norms.kinds import Tenure
from quanheng.office.accounts.models import User
from quanheng.office.procedures.known import gates_of, procedure_of, procedures
from quanheng.office.procedures.models import Case
from quanheng.office.procedures.reading import Reading
from quanheng.office.procedures.words import step_in, title_of
from quanheng.office.selection.appointing.queries import answers_of

APPOINTMENT = "appointment"
STATED = "motion"
"""The step in which a post is stated; a procedure without it fills the post that it files."""
BETWEEN = re.compile("[、,;/]")


class Other(NamedTuple):
    """Another case for the unit; ``same`` where it fills the same post.

    ``post`` is blank, and ``places`` None, while they are not stated.
    """

    case: Case
    kind: str
    post: str
    since: date
    places: Fraction | None
    same: bool


def others_of(case: Case) -> list[Other]:
    """The other cases that are to fill a post of the unit, the oldest first; two queries at most.

    A post that bears several titles is the same as one that bears any of them.
    """
    family = [one.id for one in procedures().values() if one.family == APPOINTMENT]
    if case.unit_id is None or case.procedure not in family:
        return []
    found = Case.objects.running().filter(procedure__in=family, unit=case.unit_id)
    running = list(found.exclude(pk=case.pk).order_by("pk"))
    if not running:
        return []
    motions = answers_of([case.pk, *(one.pk for one in running)], STATED)
    own = _titles(_post(case, motions))
    return [
        Other(
            one,
            title_of(one.procedure),
            _post(one, motions),
            one.opened_on,
            _places(motions.get(one.pk, {})),
            bool(own & _titles(_post(one, motions))),
        )
        for one in running
    ]


def seen_of(read: Reading, user: User) -> list[Other]:
    """The other cases for the unit that an account sees: none that puts it, or its kin, forward."""
    found = read.once(others_of)
    keys = [one.case.pk for one in found]
    seen = Case.objects.visible_to(user).filter(pk__in=keys) if keys else ()
    return [one for one in found if one.case in seen]


def told_of_others(read: Reading) -> dict[str, Value]:
    """What a gate is told of other cases for the same post; nothing where no gate asks."""
    case, procedure = read.case, procedure_of(read.case)
    step = step_in(procedure, case.step)
    gates = gates_of(procedure, step) if case.running and step is not None else ()
    if not any(isinstance(one, NoOther) for gate in gates for one in gate.conditions):
        return {}
    same = [one for one in read.once(others_of) if one.same]
    places = [one.places for one in same if one.places is not None]
    return {
        "post.others": "、".join(f"#{one.case.pk}（{one.since}）" for one in same),
        "post.taken": sum(places, Fraction(0)) if len(places) == len(same) else None,
    }


def _post(case: Case, motions: Mapping[int, Mapping[str, Any]]) -> str:
    """The title of the post: as it was stated, else as the procedure files it."""
    stated = motions.get(case.pk, {}).get("title")
    return str(stated or _filed(case.procedure))


def _filed(procedure: str) -> str:
    """The one title that a procedure files; blank where it files what was stated."""
    for filing in procedures()[procedure].filings:
        title = dict(filing.values).get("title")
        if filing.kind is Tenure and isinstance(title, str):
            return title
    return ""


def _places(motion: Mapping[str, Any]) -> Fraction | None:
    return Fraction(motion["places"]) if motion.get("places") else None


def _titles(post: str) -> set[str]:
    """The titles that a post bears, however they are written."""
    told = (one.strip() for one in BETWEEN.split(unicodedata.normalize("NFKC", post)))
    return {one for one in told if one}
