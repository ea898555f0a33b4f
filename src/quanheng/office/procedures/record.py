"""What the printed record of a case (全程纪实表) reads."""

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from django.db.models import CharField, Q
from django.db.models.functions import Cast

from quanheng.norms.finding import Status
from quanheng.office.language import said
from quanheng.office.ledger.models import Entry
from quanheng.office.ledger.queries import Line, in_words
from quanheng.office.procedures import nominated
from quanheng.office.procedures.models import Attachment, Case, Nominee, Override, Recusal
from quanheng.office.procedures.nominated import Told
from quanheng.office.procedures.reading import TAKEN
from quanheng.office.procedures.showing import Doing, Sight
from quanheng.office.procedures.words import Cited, cited, step_in, step_title

OPENED, STEPS = "case opened", ("step taken", "step lapsed")
ABOUT_NOMINEES = (
    "nominee entered",
    "nominee left out",
    "sheet filled",
    "sheet changed",
    "sheet replied to",
    "written reply entered",
)
"""What is done about one who is put forward is no move of the case."""


class Checked(NamedTuple):
    """A check as the ledger kept it when the step was taken; ``name`` is whom it was about."""

    status: str
    label: str
    clause: Cited
    on_file: str
    required: str
    overridden: bool
    advisory: bool
    name: str


class Row(NamedTuple):
    """Something done, the number of its ledger entry, and the checks of its gates."""

    doing: Doing
    entry: int | None
    checks: list[Checked]


class Named(NamedTuple):
    """Somebody who is or was put forward: what was entered, step by step, and its entries."""

    nominee: Nominee
    step: str
    left_in: str
    told: list[Told]
    entries: list[int]


class Passed(NamedTuple):
    """An override in words."""

    override: Override
    step: str
    gate: str


class Signer(NamedTuple):
    """A line to sign: the step, and who took it."""

    step: str
    name: str


def entries_of(case: Case) -> list[Entry]:
    """The ledger's entries about a case, or about its matter as far as they tell of the case.

    With what they say; one query.
    """
    found = Entry.objects.filter(_about(case))
    entries = found.select_related("details").order_by("number")
    own = case._meta.label_lower
    return [one for one in entries if one.about_kind == own or "procedure" in _told(one)]


def numbers(case: Case, entries: Iterable[Entry]) -> list[Line]:
    """The entries about a case, and about its papers, in order; one query."""
    keys = Attachment.objects.filter(case=case).annotate(key=Cast("pk", CharField()))
    label = Attachment._meta.label_lower
    papers = Entry.objects.filter(about_kind=label, about_key__in=keys.values("key"))
    return sorted(map(in_words, [*entries, *papers]), key=lambda line: line.entry.number)


def _about(case: Case) -> Q:
    about = Q(about_kind=case._meta.label_lower, about_key=str(case.pk))
    if case.matter_key:
        about |= Q(about_kind=case.matter_kind, about_key=case.matter_key)
    return about


def rows(doings: Sequence[Doing], entries: Iterable[Entry], names: Mapping[str, str]) -> list[Row]:
    """What was done with its entry: that of a step names it, others follow in the same order.

    ``names`` are those of the people put forward, by code.
    """
    steps: dict[int, Entry] = {}
    others: deque[Entry] = deque()
    for entry in entries:
        number = _told(entry).get("move")
        if number is not None:
            steps[int(number)] = entry
        elif entry.action not in (OPENED, *STEPS, *ABOUT_NOMINEES):
            others.append(entry)
    found = []
    for doing in doings:
        if doing.move.kind in TAKEN:
            entry = steps.get(doing.move.number)
        else:
            entry = others.popleft() if others else None
        found.append(Row(doing, entry.number if entry else None, _checks(entry, names)))
    return found


def _told(entry: Entry | None) -> Mapping[str, Any]:
    """What an entry says; nothing once its details have been erased."""
    return entry.details.values if entry is not None and hasattr(entry, "details") else {}


def _checks(entry: Entry | None, names: Mapping[str, str]) -> list[Checked]:
    return [
        Checked(
            Status(one["status"]).value,
            one["label"],
            cited(one["clause"]),
            one["on_file"],
            one["required"],
            bool(one.get("override")),
            bool(one.get("advisory")) and one["status"] != Status.MET,
            names.get(one.get("about", ""), one.get("about", "")),
        )
        for one in _told(entry).get("checks", [])
    ]


def nominees_of(seen: Sight, entries: Iterable[Entry]) -> list[Named]:
    """Everybody who is or was put forward; at most four queries."""
    people = seen.people
    numbered: dict[str, list[int]] = {}
    for entry in entries:
        if entry.action in ABOUT_NOMINEES:
            numbered.setdefault(_told(entry).get("person", ""), []).append(entry.number)
    sheets = nominated.sheets_of(seen, people)
    return [
        Named(
            one,
            step_title(seen.procedure, one.step),
            step_title(seen.procedure, one.out_step) if one.out_step else "",
            sheets[one.pk],
            numbered.get(one.person.code, []),
        )
        for one in people
    ]


def overrides_of(seen: Sight) -> list[Passed]:
    """Every override of the case; one query."""
    found = []
    procedure = seen.procedure
    for one in seen.case.overrides.select_related("proposed_by", "signed_by"):
        step = step_in(procedure, one.step)
        gates = {gate.name: said(gate.title) for gate in step.gates} if step else {}
        found.append(Passed(one, step_title(procedure, one.step), gates.get(one.gate, one.gate)))
    return found


def recusals_of(case: Case) -> list[Recusal]:
    """Every recusal and clearance of the case, those ended as well; one query."""
    return list(case.recusals.select_related("user", "by"))


def signers(seen: Sight) -> list[Signer]:
    """Who signs: each person once for each step taken."""
    pairs = [
        (step_title(seen.procedure, move.step), str(move.by))
        for move in seen.moves
        if move.kind in TAKEN
    ]
    return [Signer(*pair) for pair in dict.fromkeys(pairs)]
