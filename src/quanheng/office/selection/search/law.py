"""The conditions of eligibility that hold at a unit: national ones, and those of its documents."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from quanheng.norms.eligibility.candidate import OfCandidate
from quanheng.norms.eligibility.seat import WithinQuota
from quanheng.norms.gate import Condition, Gate, Matter
from quanheng.office.law.statutes import Statutes, law_at, pack_of
from quanheng.office.records.models import Unit
from quanheng.packs import installed

FAMILY = "appointment"


class Conditions(NamedTuple):
    """Gates whose conditions speak of a person, and those that speak of the post alone."""

    of_people: list[Gate]
    of_post: list[Gate]


def conditions_at(unit: Unit, on: date) -> Conditions:
    """What is asked for posts of a unit on a day, with its numbers; two queries."""
    law, path = law_at(unit, on)
    gates = list(_gates(law, path))
    return Conditions(_only(gates, OfCandidate), _only(gates, WithinQuota))


def _gates(law: Statutes, path: str) -> Iterator[Gate]:
    for name in installed():
        if law.holds(name, path):
            for one in pack_of(law.variant(name, path)).additions.values():
                if one.family == FAMILY:
                    yield one.gate


def _only(gates: list[Gate], kind: type[Condition]) -> list[Gate]:
    """The gates with their conditions of one kind, where they have any; national ones first."""
    found = [
        replace(gate, conditions=kept)
        for gate in gates
        if (kept := tuple(one for one in gate.conditions if isinstance(one, kind)))
    ]
    return sorted(found, key=lambda gate: not _national(gate))


def _national(gate: Gate) -> bool:
    return installed()[gate.clause.partition(":")[0]].reference


def told(gates: list[Gate], matter: Matter) -> dict[str, list]:
    """The checks of everybody in a matter, by code; those of the post under a blank."""
    found: dict[str, list] = {}
    for gate in gates:
        for check in gate.checks(matter):
            found.setdefault(check.about, []).append(check)
    return found
