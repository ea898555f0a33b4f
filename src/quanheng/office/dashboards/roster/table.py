"""The roster as the page shows it: headings that sort, cells, choices of the filters."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from quanheng.office.dashboards.roster.asked import ORDERS, Asked
from quanheng.office.dashboards.roster.catalogue import COLUMNS, Line
from quanheng.office.keyset import AFTER, BEFORE
from quanheng.office.records.models import Person
from quanheng.office.records.models.columns import LEVEL_CHOICES
from quanheng.office.records.showing import NOTHING

KINDS_OF_POST = (
    ("chief", _("领导正职")),
    ("deputy", _("领导副职")),
    ("other", _("非领导职务")),
)
FILTERS = ("q", "unit", "level", "post", "youngest", "oldest", "title", "on")
SORTED = {"ascending": "desc", "descending": "asc", "": "asc"}


class Heading(NamedTuple):
    """The head of a column; ``link`` sorts by it, ``sorted`` says how it is sorted now."""

    title: str | Promise
    wide: bool
    link: str
    sorted: str


class Cell(NamedTuple):
    """What a column says of a person."""

    title: str | Promise
    text: str
    wide: bool


class Row(NamedTuple):
    """A person, and the cells beside the name, before and after it."""

    person: Person
    cells: list[Cell | None]


class Offered(NamedTuple):
    """A column to choose."""

    name: str
    title: str | Promise
    chosen: bool


def headings(asked: Asked, query: QueryDict) -> list[Heading]:
    """The heads of the columns."""
    found = []
    for name in asked.columns:
        column, link, now = COLUMNS[name], "", ""
        if asked.sort == name:
            now = "descending" if asked.descending else "ascending"
        if name in ORDERS:
            link = with_changes(query, sort=name, dir=SORTED[now])
        found.append(Heading(column.title, column.wide, link, now))
    return found


def rows(lines: Sequence[Line], asked: Asked) -> list[Row]:
    """The people with their cells; None stands for the name."""
    found = []
    for line in lines:
        cells: list[Cell | None] = []
        for name in asked.columns:
            column = COLUMNS[name]
            said = None if name == "name" else column.says(line) or NOTHING
            cells.append(Cell(column.title, said, column.wide) if said is not None else None)
        found.append(Row(line.person, cells))
    return found


def choices(asked: Asked, query: QueryDict) -> dict[str, Any]:
    """What the filters and the choice of columns offer, and the address as it is."""
    return {
        "levels": LEVEL_CHOICES,
        "posts": KINDS_OF_POST,
        "offered": [
            Offered(name, one.title, name in asked.columns) for name, one in COLUMNS.items()
        ],
        "picked": query.getlist("c"),
        "kept": [(name, query[name]) for name in FILTERS if query.get(name)],
        "address": with_changes(query),
        "printing": with_changes(query, print="1"),
        "screen": with_changes(query, print=None),
    }


def with_changes(query: QueryDict, **changes: str | None) -> str:
    """The query string from the first page on, with some values replaced; None drops one."""
    found = query.copy()
    for name, value in {AFTER: None, BEFORE: None, **changes}.items():
        if value is None:
            found.pop(name, None)
        else:
            found[name] = value
    return f"?{found.urlencode()}"


def back_to_roster(query: QueryDict, **changes: str | None) -> HttpResponse:
    """Lead back to the roster as it was asked for."""
    return redirect(reverse("dashboards:roster") + with_changes(query, **changes))
