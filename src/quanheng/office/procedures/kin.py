"""Relatives, by the family members that officials have declared (公务回避).

A declared name that an official bears is held for that official until it is known not to be: where
both birth months are on file and differ, it is somebody else. Nobody is shown why.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from django.db.models import Q

from quanheng.office.accounts.models import User
from quanheng.office.records.models import Family, Particulars, Person


class Named(NamedTuple):
    """Somebody by name: the key of the person, None of whom nobody knows, and the birth date."""

    person: int | None
    name: str
    birth: date | None


def relatives_of(user: User) -> frozenset[int]:
    """The keys of the people to whom an account is related; at most three queries."""
    return relatives_of_each([user])[0]


def relatives_of_each(users: Sequence[User]) -> list[frozenset[int]]:
    """As ``relatives_of`` for each of several accounts, in their order; at most three queries."""
    codes = {user.person_code for user in users if user.person_code}
    own = Particulars.objects.filter(person__code__in=codes, known_until=None)
    files = own.values_list("person__code", "person", "name", "birth")
    mine = {code: Named(*one) for code, *one in files}
    who = [mine.get(user.person_code or "", Named(None, user.name, None)) for user in users]
    near = Q(name__in={one.name for one in who if one.name})
    near |= Q(person__in={one.person for one in who if one.person is not None})
    families = Family.objects.filter(near, known_until=None)
    told = [Named(*one) for one in families.values_list("person", "name", "birth")]
    declarers = {one.person for one in who}
    declared = {one.name for one in told if one.person in declarers}
    bearers = Particulars.objects.filter(name__in=declared, known_until=None)
    borne = [Named(*one) for one in bearers.values_list("person", "name", "birth")]
    declaring, as_member, bearing = _by(told, "person"), _by(told, "name"), _by(borne, "name")
    found = []
    for one in who:
        kin = _alike(as_member.get(one.name, ()), one)
        for member in declaring.get(one.person, ()):
            kin |= _alike(bearing.get(member.name, ()), member)
        found.append(frozenset(kin - {one.person}))
    return found


def _by(rows: Iterable[Named], column: str) -> dict[object, list[Named]]:
    """Rows by what stands in a column of theirs."""
    found: dict[object, list[Named]] = {}
    for one in rows:
        found.setdefault(getattr(one, column), []).append(one)
    return found


def _alike(rows: Iterable[Named], other: Named) -> set[int]:
    """The people of those rows that may be about somebody born when another row says."""
    return {one.person for one in rows if one.person and same(one.birth, other.birth)}


def same(one: date | None, other: date | None) -> bool:
    """Whether two birth dates may be one person's: the month decides, unknown may be any."""
    if one is None or other is None:
        return True
    return (one.year, one.month) == (other.year, other.month)


def related(user: User, person: Person | None) -> bool:
    """Whether an account is that of a relative of a person."""
    return person is not None and person.pk in relatives_of(user)
