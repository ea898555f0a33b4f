"""Which documents, with which numbers, hold for a unit on a day, as was known at a moment."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from django.db.models import Q

from quanheng.norms.adaptation import adapted
from quanheng.norms.finding import Text
from quanheng.norms.pack import Pack, Value
from quanheng.office.law.models import Adoption, Choice
from quanheng.office.records.models import Unit
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
        packs = {pack for code in _above(path) for pack in self.adopted.get(code, ())}
        numbers = self._numbers(path)
        return tuple(_variant(pack, numbers) for pack in sorted(packs))

    def holds(self, pack: str, path: str) -> bool:
        """Whether the procedures of a document hold at a unit, given its path.

        Those of national rules hold everywhere, adopted or not.
        """
        return installed()[pack].reference or any(
            pack in self.adopted.get(code, ()) for code in _above(path)
        )

    def variant(self, pack: str, path: str) -> Variant:
        """A document with the numbers of a unit, given its path, whether it holds there or not."""
        return _variant(pack, self._numbers(path))

    def _numbers(self, path: str) -> dict[str, Chosen]:
        """The numbers set at a unit or above it; the nearest unit's choice comes last."""
        found: dict[str, Chosen] = {}
        for code in _above(path):
            found |= self.chosen.get(code, {})
        return found

    @property
    def roots(self) -> frozenset[str]:
        """The codes of the units that have adopted anything themselves."""
        return frozenset(self.adopted)


def _above(path: str) -> list[str]:
    """The codes of a unit and those above it, the topmost first."""
    return path.split(SEPARATOR)[:-1]


def _variant(pack: str, numbers: Mapping[str, Chosen]) -> Variant:
    own = sorted(name for name in numbers if name.partition(":")[0] == pack)
    return Variant(pack, tuple(numbers[name] for name in own))


def statutes(on: date, *, known_at: datetime | None = None, along: str | None = None) -> Statutes:
    """The law of a day; two queries. A pack that is installed no longer is left out.

    Given a path ``along``, only what holds at that unit or above it is read.
    """
    known = installed()
    units = Q() if along is None else Q(unit__code__in=_above(along))
    adopted: dict[str, frozenset[str]] = {}
    for one in Adoption.objects.filter(units, since__lte=on).select_related("unit"):
        if known_at is not None and not one.known(known_at):
            continue
        until = one.until if known_at is None else one.end_known(known_at)
        if (until is None or until > on) and one.pack in known:
            code = one.unit.code
            adopted[code] = adopted.get(code, frozenset()) | {one.pack}
    chosen: dict[str, dict[str, Chosen]] = {}
    choices = Choice.objects.filter(units, since__lte=on)
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


@lru_cache(maxsize=256)
def fingerprint_of(variant: Variant) -> str:
    """The fingerprint of the pack of a variant."""
    return pack_of(variant).fingerprint


def path_of(unit: Unit | None) -> str:
    """The path along which law reaches a unit.

    What belongs to no unit stands under the law of the topmost one, which takes a query.
    """
    place = unit or Unit.objects.filter(parent=None).order_by("code").first()
    return place.path if place is not None else ""


def law_at(unit: Unit | None, on: date) -> tuple[Statutes, str]:
    """The law of a day along the path of a unit, and that path; see ``path_of``. Two queries."""
    path = path_of(unit)
    return statutes(on, along=path), path


def held_at(unit: Unit | None, on: date) -> dict[str, Pack]:
    """The packs that hold at a unit on a day, with its numbers, by their id; see ``law_at``."""
    law, path = law_at(unit, on)
    return {variant.pack: pack_of(variant) for variant in law.at(path)}


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
