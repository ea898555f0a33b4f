"""Which documents, with which numbers, hold for a unit on a day, as was known at a moment."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from quanheng.norms.adaptation import adapted
from quanheng.norms.finding import Text
from quanheng.norms.pack import Pack, Value
from quanheng.office.findings.models import Adoption, Choice
from quanheng.office.records.models.anchors import SEPARATOR
from quanheng.packs import installed


class Chosen(NamedTuple):
    """A number that a unit has set."""

    parameter: str
    value: str
    since: date
    source: str


class Variant(NamedTuple):
    """A document with the numbers chosen for it: what two units share or do not share."""

    pack: str
    chosen: tuple[Chosen, ...] = ()


Law = tuple[Variant, ...]
"""The documents that hold somewhere, in the order of their ids."""


@dataclass(frozen=True)
class Statutes:
    """All adoptions and choices in force on a day: by unit code, then by pack or parameter."""

    on: date
    adopted: Mapping[str, frozenset[str]]
    chosen: Mapping[str, Mapping[str, Chosen]]

    def at(self, path: str) -> Law:
        """What holds at a unit, given its path."""
        packs: set[str] = set()
        numbers: dict[str, Chosen] = {}
        for code in path.split(SEPARATOR)[:-1]:  # the nearest unit's choice comes last
            packs |= self.adopted.get(code, frozenset())
            numbers |= self.chosen.get(code, {})
        return tuple(
            Variant(
                pack,
                tuple(numbers[name] for name in sorted(numbers) if name.partition(":")[0] == pack),
            )
            for pack in sorted(packs)
        )

    @property
    def roots(self) -> frozenset[str]:
        """The codes of the units that have adopted anything themselves."""
        return frozenset(self.adopted)


def statutes(on: date, *, known_at: datetime | None = None) -> Statutes:
    """The law of a day; two queries. A pack that is installed no longer is left out."""
    known = installed()
    adopted: dict[str, frozenset[str]] = {}
    for one in Adoption.objects.filter(since__lte=on).select_related("unit"):
        if known_at is not None and not one.known(known_at):
            continue
        until = one.until if known_at is None else one.end_known(known_at)
        if (until is None or until > on) and one.pack in known:
            code = one.unit.code
            adopted[code] = adopted.get(code, frozenset()) | {one.pack}
    chosen: dict[str, dict[str, Chosen]] = {}
    choices = Choice.objects.filter(since__lte=on)
    if known_at is not None:
        choices = choices.filter(chosen_at__lte=known_at)
    for choice in choices.select_related("unit").order_by("since", "pk"):
        told = Chosen(choice.parameter, choice.value, choice.since, choice.source)
        chosen.setdefault(choice.unit.code, {})[choice.parameter] = told
    return Statutes(on, adopted, chosen)


@lru_cache(maxsize=256)
def pack_of(variant: Variant) -> Pack:
    """The pack of a variant, with its numbers."""
    pack = installed()[variant.pack]
    values = {
        one.parameter: Value(Fraction(one.value), one.since, Text(one.source, one.source))
        for one in variant.chosen
        if one.parameter in pack.parameters
    }
    return adapted(pack, values)


def packs_of(law: Law) -> tuple[Pack, ...]:
    """The packs of what holds somewhere."""
    return tuple(pack_of(variant) for variant in law)


def fingerprints(laws: "set[Law]") -> dict[str, str]:
    """The fingerprint of each variant; one with chosen numbers is named by them."""
    variants = sorted({variant for law in laws for variant in law})
    return {named(variant): pack_of(variant).fingerprint for variant in variants}


def named(variant: Variant) -> str:
    """A variant in one word."""
    numbers = ",".join(f"{one.parameter}={one.value}" for one in variant.chosen)
    return f"{variant.pack}[{numbers}]" if numbers else variant.pack
