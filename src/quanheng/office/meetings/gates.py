"""What must hold before an agenda is closed: the gates that documents add to meetings."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from quanheng.norms.agenda import AGENDA, ITEM, MAJOR, MEETING, NAMES
from quanheng.norms.gate import Check, Gate, Matter, Value
from quanheng.norms.pack import Pack
from quanheng.norms.records import Records
from quanheng.office.language import said
from quanheng.office.law.statutes import held_at, law_at, pack_of
from quanheng.office.meetings.counting import Share
from quanheng.office.meetings.models import MAJORS, Item, Meeting, Override
from quanheng.office.records.models import Unit
from quanheng.office.records.refusals import Refused

NATIONAL, QUORUM, PASSING = "national", "national:decision/quorum", "national:decision/passing"
PAPERS = ("legality", "risk", "expert", "soundings", "alignment", "consultation")
"""What of an item is on file as a paper with its date and result."""


class Passage(NamedTuple):
    """A gate of an agenda, of an item or (none) of the whole: its checks, and its override."""

    item: Item | None
    gate: Gate
    checks: list[Check]
    override: Override | None

    @property
    def holds(self) -> bool:
        """Whether nothing keeps the agenda from being closed, but for an override."""
        return not any(check.blocks for check in self.checks)

    @property
    def passable(self) -> bool:
        """Whether the agenda may be closed as far as this gate is concerned."""
        return self.holds or (self.override is not None and self.override.signed_by_id is not None)


def passages(meeting: Meeting, on: date) -> list[Passage]:
    """Every gate of the documents that the unit follows, in order; six queries."""
    items = list(meeting.items.select_related("study").prefetch_related("questions"))
    packs = held_at(meeting.unit, on).values()
    signed = {
        (one.item_id, one.gate): one
        for one in meeting.overrides.filter(agendas=meeting.agendas).select_related(
            "proposed_by", "signed_by"
        )
    }
    return [
        Passage(
            item,
            gate,
            gate.checks(_matter(meeting, items, item, on)),
            signed.get((item.pk if item else None, gate.name)),
        )
        for item in (None, *items)
        for gate in _gates(packs, item)
    ]


def gate_named(meeting: Meeting, item: Item | None, name: str, on: date) -> Gate:
    """A gate of an agenda by its name; raises ``Refused`` where there is none."""
    for gate in _gates(held_at(meeting.unit, on).values(), item):
        if gate.name == name:
            return gate
    raise Refused(_("这里没有这个关口。"))


def _gates(packs: Iterable[Pack], item: Item | None) -> Iterator[Gate]:
    steps = {AGENDA}
    if item is not None:
        steps = {ITEM, item.kind, *([MAJOR] if item.kind in MAJORS else ())}
    for pack in packs:
        for one in pack.additions.values():
            if one.family == MEETING and one.step in steps:
                yield one.gate


def _matter(meeting: Meeting, items: list[Item], item: Item | None, on: date) -> Matter:
    facts = _of_item(item) if item is not None else _of_meeting(meeting, items)
    return Matter(
        on=on,
        subject=meeting.unit.code,
        facts=facts,
        papers=frozenset(),
        names=NAMES,
        records=Records({}),
    )


def _of_meeting(meeting: Meeting, items: list[Item]) -> dict[str, Value]:
    first = items[0] if items else None
    study = first.study if first is not None else None
    return {
        "meeting.first": first is not None and first.kind == Item.Kind.STUDY,
        "meeting.study": study.title if study is not None else None,
        "meeting.received": study.received_on if study is not None else None,
        "meeting.day": meeting.day,
    }


def _of_item(item: Item) -> dict[str, Value]:
    asked = len(item.questions.all())
    return {
        "item.interests": item.interests,
        "item.questions": str(asked) if asked else None,
        **{f"item.{name}": getattr(item, name) or None for name in PAPERS},
    }


def must_pass(found: list[Passage]) -> None:
    """Raise ``Refused``, naming every check that fails and how to satisfy it."""
    told = [
        _("%(item)s%(label)s：现为%(found)s，要求%(required)s。%(remedy)s")
        % {
            "item": f"{one.item}，" if one.item is not None else "",
            "label": said(check.label),
            "found": said(check.on_file),
            "required": said(check.required),
            "remedy": said(check.remedy),
        }
        for one in found
        if not one.passable
        for check in one.checks
        if check.blocks
    ]
    if told:
        raise Refused(told)


def told_of(found: list[Passage]) -> list[dict[str, Any]]:
    """The checks as the ledger keeps them."""
    return [
        {
            "item": one.item.pk if one.item is not None else None,
            "gate": one.gate.name,
            "clause": check.clause,
            "label": check.label.zh,
            "status": check.status.value,
            "on_file": check.on_file.zh,
            "required": check.required.zh,
            "override": one.override.pk if one.override and not one.holds else None,
        }
        for one in found
        for check in one.checks
    ]


def shares_of(unit: Unit, on: date) -> tuple[Share, Share]:
    """The quorum, and what must be exceeded, of the members entitled, as they hold at a unit."""
    law, path = law_at(unit, on)
    numbers = pack_of(law.variant(NATIONAL, path)).parameters
    quorum, passing = numbers[QUORUM].number(on), numbers[PASSING].number(on)
    return (
        Share(quorum.numerator, quorum.denominator),
        Share(passing.numerator, passing.denominator),
    )
