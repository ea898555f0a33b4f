"""The types that marks may have: closed lists of installed documents, and lists units entered."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from quanheng.norms.pack import Pack
from quanheng.office.law.statutes import held_at
from quanheng.office.records.models import Unit
from quanheng.office.selection.models import WordList
from quanheng.packs import installed

FOR, AGAINST = "mark-for", "mark-against"
PLACES, REPLY, YEARS = "mark-places", "mark-reply", "mark-years"
"""The parameters of a clause by which marks are declared, in every document."""


class MarkType(NamedTuple):
    """A type: a key for addresses, its word, its clause, whether it speaks for somebody.

    ``words`` is the entered list in which it stands, if it does not stand in the document.
    """

    key: str
    label: str
    clause: str
    favourable: bool
    words: int | None = None


class Terms(NamedTuple):
    """Working days to answer, and years for which a mark holds, where a unit follows a clause."""

    reply: int
    years: int


def types(on: date) -> list[MarkType]:
    """Every type of every document in force on a day, and of the lists in force; one query."""
    found = list(_declared(installed().values(), on))
    return found + list(_entered(_latest(WordList.objects.filter(since__lte=on))))


def types_at(unit: Unit | None, on: date) -> list[MarkType]:
    """The types of the documents that a unit follows, and of its own lists or those above it."""
    packs = held_at(unit, on)
    found = list(_declared(packs.values(), on))
    codes = unit.path.split("/")[:-1] if unit is not None else []
    lists = WordList.objects.filter(since__lte=on, unit__code__in=codes).select_related("unit")
    nearest = {one.clause: one for one in sorted(_latest(lists), key=lambda one: one.unit.path)}
    held = [one for one in nearest.values() if one.clause.partition(":")[0] in packs]
    return found + list(_entered(held))


def terms_at(unit: Unit | None, clause: str, on: date) -> Terms | None:
    """What holds for marks of a clause at a unit; None where it does not follow the document."""
    pack = held_at(unit, on).get(clause.partition(":")[0])
    if pack is None or f"{clause}/{REPLY}" not in pack.parameters:
        return None
    numbers = (pack.parameters[f"{clause}/{name}"].number(on) for name in (REPLY, YEARS))
    return Terms(*map(int, numbers))


def listing(on: date) -> dict[str, int]:
    """The clauses for which a unit enters lists of its own, with the places of each list."""
    return {
        one.clause: int(one.number(on))
        for pack in installed().values()
        if pack.in_force(on)
        for one in pack.parameters.values()
        if one.name == PLACES
    }


def _declared(packs: Iterable[Pack], on: date) -> Iterator[MarkType]:
    for pack in packs:
        for one in pack.parameters.values():
            if one.name in (FOR, AGAINST) and pack.in_force(on):
                for word in one.names(on):
                    yield _type(one.clause, word, one.name == FOR)


def _entered(lists: Iterable[WordList]) -> Iterator[MarkType]:
    for one in lists:
        for words, favourable in ((one.to_use, True), (one.not_to_use, False)):
            for word in words:
                yield _type(one.clause, word, favourable, one.pk)


def _type(clause: str, word: str, favourable: bool, words: int | None = None) -> MarkType:
    side = "for" if favourable else "against"
    return MarkType(f"{clause}/{side}/{word}", word, clause, favourable, words)


def _latest(lists: Iterable[WordList]) -> list[WordList]:
    """The newest list of each unit and clause."""
    found: dict[tuple[int, str], WordList] = {}
    for one in sorted(lists, key=lambda one: one.since):
        found[one.unit_id, one.clause] = one
    return list(found.values())
