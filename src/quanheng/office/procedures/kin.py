"""Relatives, by the family members that officials have declared (公务回避).

A declared name that an official bears is held for that official until it is known not to be: where
both birth months are on file and differ, it is somebody else. Nobody is shown why.
"""

from datetime import date

from django.db.models import Q

from quanheng.office.accounts.models import User
from quanheng.office.records.models import Family, Particulars, Person


def relatives_of(user: User) -> frozenset[int]:
    """The keys of the people to whom an account is related; at most three queries."""
    own = Particulars.objects.filter(person__code=user.person_code, known_until=None)
    mine = own.values_list("person", "name", "birth").first() if user.person_code else None
    person, name, birth = mine or (None, user.name, None)
    asked = Q(name=name) if name else Q(pk__in=())
    asked |= Q(person=person) if mine else Q(pk__in=())
    families = Family.objects.filter(asked, known_until=None)
    found: set[int] = set()
    declared: dict[str, list[date | None]] = {}
    for key, called, born in families.values_list("person", "name", "birth"):
        if key == person:
            declared.setdefault(called, []).append(born)
        elif called == name and same(born, birth):
            found.add(key)
    bearers = Particulars.objects.filter(name__in=declared, known_until=None)
    for key, called, born in bearers.values_list("person", "name", "birth"):
        if key != person and any(same(born, one) for one in declared[called]):
            found.add(key)
    return frozenset(found)


def same(one: date | None, other: date | None) -> bool:
    """Whether two birth dates may be one person's: the month decides, unknown may be any."""
    if one is None or other is None:
        return True
    return (one.year, one.month) == (other.year, other.month)


def related(user: User, person: Person | None) -> bool:
    """Whether an account is that of a relative of a person."""
    return person is not None and person.pk in relatives_of(user)
