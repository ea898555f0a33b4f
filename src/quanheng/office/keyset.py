"""Long lists cut by the keys of their rows instead of by page numbers.

A page begins after the last row of the one before, so that its cost does not grow with its place in
the list, and nothing is shown twice while rows are added. The place is told by signed tokens in the
address; a token that somebody made up leads to the beginning.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from functools import reduce
from typing import Any, NamedTuple

from django.core import signing
from django.db.models import F, QuerySet
from django.db.models.fields.tuple_lookups import Tuple, TupleGreaterThan, TupleLessThan

AFTER, BEFORE = "after", "before"
"""The parameters of an address that say where a page begins."""

FEW, WHOLE = 2_000, 1_000
"""Lists up to this length are counted, and sorted whole; longer ones follow the index. A list that
nothing narrows is hardly ever short, so less is spent on finding out.
"""

SALT = "quanheng.keyset"


class Order(NamedTuple):
    """An order of rows: lookups of which the last is unique, none ever null, all one way."""

    keys: tuple[str, ...]
    descending: bool = False


class Slice(NamedTuple):
    """One page of a long list; ``before`` and ``after`` are tokens, blank where there is nothing.

    ``count`` is the number of all rows; when ``more`` is true there are more than that.
    """

    rows: list[Any]
    before: str
    after: str
    count: int
    more: bool


def cut(
    found: "QuerySet[Any]",
    order: Order,
    size: int,
    query: Mapping[str, str],
    about: str = "",
    *,
    narrowed: bool = True,
) -> Slice:
    """The page of a list that an address asks for; two queries.

    The first one looks whether there are few rows, and fetches their keys. Then those are sorted
    here, for a database that follows the index of the order in search of a few rows may walk
    through all of it.

    ``about`` tells lists in different orders apart: a token of one is none of another. Related
    rows that the keys lead through must be selected with the rows.
    """
    most = FEW if narrowed else WHOLE
    names = tuple(dict.fromkeys((*order.keys, "pk")))
    keys = list(found.order_by().values_list(*names)[: most + 1])
    begin, end = _told(query.get(AFTER), order, about), _told(query.get(BEFORE), order, about)
    if len(keys) > most:
        rows, less, further = _of_many(found, order, size, begin, end)
    else:
        rows, less, further = _of_few(found, order, size, begin, end, keys)
    return Slice(
        rows,
        _token(rows[0], order, about) if rows and less else "",
        _token(rows[-1], order, about) if rows and further else "",
        min(len(keys), most),
        len(keys) > most,
    )


Key = list[Any]
Part = tuple[list[Any], bool, bool]
"""Rows, and whether there are others before and after them."""


def _of_many(
    found: "QuerySet[Any]", order: Order, size: int, begin: Key | None, end: Key | None
) -> Part:
    """A page along the index of the order."""
    if end is None:
        rows = list(_next(found, order, begin)[: size + 1])
        return rows[:size], begin is not None, len(rows) > size
    backwards = _next(found, order._replace(descending=not order.descending), end)
    rows = list(backwards[: size + 1])
    return rows[:size][::-1], len(rows) > size, True


def _of_few(
    found: "QuerySet[Any]",
    order: Order,
    size: int,
    begin: Key | None,
    end: Key | None,
    keys: list[tuple[Any, ...]],
) -> Part:
    """A page of a list whose keys are known; the last of each is that of the row."""
    places = sorted((_plain(key[: len(order.keys)]), key[-1]) for key in keys)
    sorts, mark = [one[0] for one in places], begin if end is None else end
    if (end is None) is not order.descending:  # the page lies above the mark
        first = 0 if mark is None else bisect_right(sorts, mark)
        last = min(first + size, len(places))
    else:
        last = len(places) if mark is None else bisect_left(sorts, mark)
        first = max(0, last - size)
    wanted = [pk for _key, pk in places[first:last]]
    few = found.model._base_manager.filter(pk__in=wanted)
    few.query.select_related = found.query.select_related
    known = {row.pk: row for row in few}
    rows = [known[pk] for pk in wanted if pk in known]
    beside = (first > 0, last < len(places))
    return (rows[::-1], *beside[::-1]) if order.descending else (rows, *beside)


def beyond(found: "QuerySet[Any]", order: Order, last: Any | None, size: int) -> list[Any]:
    """The next rows of a list after one of its rows, for whoever walks through all of it."""
    key = None if last is None else [_value(last, name) for name in order.keys]
    return list(_next(found, order, key)[:size])


def _next(found: "QuerySet[Any]", order: Order, key: Sequence[Any] | None) -> "QuerySet[Any]":
    signs = [f"-{name}" if order.descending else name for name in order.keys]
    ordered = found.order_by(*signs)
    if key is None:
        return ordered
    first = f"{order.keys[0]}__{'lte' if order.descending else 'gte'}"
    compared = TupleLessThan if order.descending else TupleGreaterThan
    # The first key alone says where an index begins, also when the others are of other tables.
    columns = Tuple(*map(F, order.keys))
    return ordered.filter(compared(columns, tuple(key)), **{first: key[0]})


def _value(row: Any, name: str) -> Any:
    return reduce(getattr, name.split("__"), row)


def _token(row: Any, order: Order, about: str) -> str:
    key = _plain([_value(row, name) for name in order.keys])
    return signing.Signer(salt=SALT).sign_object([about, order.descending, key])


def _plain(key: Iterable[Any]) -> Key:
    """A key as it stands in a token."""
    return [one.isoformat() if hasattr(one, "isoformat") else one for one in key]


def _told(token: str | None, order: Order, about: str) -> Key | None:
    """The key that a token holds; None for none, for another list's and for a forged one."""
    if not token:
        return None
    try:
        found, descending, values = signing.Signer(salt=SALT).unsign_object(token)
    except (signing.BadSignature, ValueError):
        return None
    known = (found, descending, len(values)) == (about, order.descending, len(order.keys))
    return values if known else None
