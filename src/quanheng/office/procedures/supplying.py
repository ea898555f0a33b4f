"""Facts that other rooms of the system tell of a case, by what its procedure declares.

A module ``effects.py`` of an app registers a function with ``@supplier`` for a family of
procedures. It is asked whenever gates are looked at, and tells what is known at that moment.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from quanheng.norms.gate import Value
from quanheng.norms.procedure import Procedure
from quanheng.office.procedures.reading import Reading


@dataclass(frozen=True)
class Supplied:
    """Facts of the case by full name, and of its nominees by the code of the person."""

    facts: Mapping[str, Value] = field(default_factory=dict)
    nominees: Mapping[str, Mapping[str, Value]] = field(default_factory=dict)


Supplier = Callable[[Reading], Supplied]
_SUPPLIERS: dict[str, Supplier] = {}


def supplier(family: str) -> Callable[[Supplier], Supplier]:
    """Let a function tell the supplied facts of the cases of a family of procedures."""

    def registered(function: Supplier) -> Supplier:
        _SUPPLIERS[family] = function
        return function

    return registered


def supplied(read: Reading, procedure: Procedure) -> Supplied:
    """What other rooms tell of a case; nothing where the procedure asks for nothing."""
    function = _SUPPLIERS.get(procedure.family)
    wanted = procedure.supplied or procedure.supplied_each
    return function(read) if function is not None and wanted and read.case.pk else Supplied()
