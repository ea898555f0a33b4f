"""The report of one check: what was asked, what was answered, and of whom."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from quanheng.norms.finding import Finding, Text
from quanheng.norms.pack import Clause
from quanheng.norms.records import Records


@dataclass(frozen=True, slots=True)
class PackInfo:
    """A document that was asked for, with all its clauses in their order.

    One that is not ``in_force`` on the day was not evaluated: it says nothing.
    """

    id: str
    title: Text
    clauses: tuple[Clause, ...]
    in_force: bool = True


@dataclass(frozen=True, slots=True)
class RuleInfo:
    """A rule that was evaluated: its title, and the clause (``pack:number``) that it cites."""

    title: Text
    clause: str


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that one check says.

    ``rules`` maps rule ids, in the order in which they are shown. ``findings`` are in the order of
    ``Finding.key``. ``warnings`` and ``skipped`` (one line for each row that was left out) are
    sentences in the reader's language. ``records`` tell units and posts of people on ``as_of``.
    """

    as_of: date
    packs: tuple[PackInfo, ...]
    rules: Mapping[str, RuleInfo]
    findings: tuple[Finding, ...]
    records: Records
    warnings: tuple[str, ...] = ()
    skipped: tuple[str, ...] = ()

    @property
    def evaluated(self) -> tuple[PackInfo, ...]:
        """The packs in force on the day."""
        return tuple(pack for pack in self.packs if pack.in_force)

    def rule(self, id: str) -> RuleInfo:
        """What is known of a rule; one that is not declared goes by its id."""
        known = self.rules.get(id)
        return known or RuleInfo(Text(id, id), id.partition("/")[0])
