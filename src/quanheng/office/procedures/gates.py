"""The gates of a step: every check, and whether the step may be taken."""

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from quanheng.norms.gate import Check, Gate
from quanheng.norms.procedure import Procedure, Step
from quanheng.office.language import said
from quanheng.office.procedures.facts import matter_of
from quanheng.office.procedures.models import Case, Override
from quanheng.office.procedures.reading import Reading
from quanheng.office.records.refusals import Refused


class Passage(NamedTuple):
    """A gate on one day: its checks, and the override of it, signed or not."""

    gate: Gate
    checks: list[Check]
    override: Override | None

    @property
    def holds(self) -> bool:
        """Whether every check holds."""
        return not any(check.blocks for check in self.checks)

    @property
    def passable(self) -> bool:
        """Whether the step may be taken as far as this gate is concerned."""
        return self.holds or (self.override is not None and self.override.signed_by_id is not None)


def passages(
    case: Case,
    procedure: Procedure,
    step: Step,
    on: date,
    more: Mapping[str, Any] | None = None,
    read: Reading | None = None,
) -> list[Passage]:
    """Every gate of the step in which the case stands; ``more`` are answers not yet kept.

    ``read`` is what has been read of the case already.
    """
    if not step.gates:
        return []
    matter = matter_of(read or Reading(case, procedure), procedure, on, more)
    signed = {one.gate: one for one in case.overrides.filter(stay=case.stay)}
    return [Passage(gate, gate.checks(matter), signed.get(gate.name)) for gate in step.gates]


def must_pass(found: list[Passage], names: Mapping[str, str]) -> None:
    """Raise ``Refused``, naming every check that fails and how to satisfy it.

    ``names`` are those of the people put forward, by code.
    """
    failing = [check for one in found if not one.passable for check in one.checks]
    told = [
        _("%(label)s：现为%(found)s，要求%(required)s。%(remedy)s")
        % {
            "label": _labelled(check, names),
            "found": said(check.on_file),
            "required": said(check.required),
            "remedy": said(check.remedy),
        }
        for check in failing
        if check.blocks
    ]
    if told:
        raise Refused(told)


def _labelled(check: Check, names: Mapping[str, str]) -> str:
    """What a check is called, with the person whom it is about."""
    if not check.about:
        return said(check.label)
    return f"{names.get(check.about, check.about)} {said(check.label)}"


def told_of(found: list[Passage]) -> list[dict[str, Any]]:
    """The checks as the ledger keeps them."""
    return [
        {
            "gate": one.gate.name,
            "clause": check.clause,
            "label": check.label.zh,
            "status": check.status.value,
            "on_file": check.on_file.zh,
            "required": check.required.zh,
            "evidence": [list(row) for row in check.evidence],
            "override": one.override.pk if one.override and not one.holds else None,
            **({"about": check.about} if check.about else {}),
            **({} if check.binding else {"advisory": True}),
        }
        for one in found
        for check in one.checks
    ]
