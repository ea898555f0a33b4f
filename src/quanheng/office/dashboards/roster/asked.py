"""What a roster is asked for: who, in which order, with which columns, as of which day."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from quanheng.office.dashboards.roster.catalogue import COLUMNS, STANDARD
from quanheng.office.keyset import Order
from quanheng.office.records.models.columns import LEVEL_CHOICES

POSTS = ("chief", "deputy", "other")
"""Kinds of post: head of a unit, other leader, no leader."""

ORDERS: Mapping[str, Order] = {
    "unit": Order(("unit__path", "level", "pk")),
    "level": Order(("level", "start", "pk")),
    "since": Order(("start", "pk")),
    "name": Order(("pinyin", "pk")),
    "code": Order(("code",)),
    "birth": Order(("birth", "pk")),
}
"""The orders, by the column of the catalogue that they sort; each has its index."""

OLDEST = 120


@dataclass(frozen=True)
class Asked:
    """What a roster is asked for; ages are in full years on the day ``on``."""

    on: date
    unit: str = ""
    text: str = ""
    title: str = ""
    level: int | None = None
    post: str = ""
    youngest: int | None = None
    oldest: int | None = None
    sort: str = "unit"
    descending: bool = False
    columns: tuple[str, ...] = STANDARD

    @property
    def order(self) -> Order:
        """The order of rows."""
        return ORDERS[self.sort]._replace(descending=self.descending)

    @property
    def narrowed(self) -> bool:
        """Whether any filter is set."""
        filters = (self.unit, self.text, self.title, self.level, self.post)
        return any(filters) or self.youngest is not None or self.oldest is not None

    def kept(self) -> dict[str, Any]:
        """As plain values, to be kept with an order."""
        return {**asdict(self), "on": self.on.isoformat(), "columns": list(self.columns)}


def asked_by(query: Mapping[str, str], columns: list[str], today: date) -> Asked:
    """What the parameters of an address ask for; what makes no sense is left out.

    ``columns`` are the wanted ones, none for the standard ones.
    """
    known = {str(value) for value, _label in LEVEL_CHOICES}
    level, post, sort = (query.get(name, "") for name in ("level", "post", "sort"))
    return Asked(
        on=_day(query.get("on", "")) or today,
        unit=query.get("unit", "").strip(),
        text=_plain(query.get("q", "")),
        title=_plain(query.get("title", "")),
        level=int(level) if level in known else None,
        post=post if post in POSTS else "",
        youngest=_age(query.get("youngest", "")),
        oldest=_age(query.get("oldest", "")),
        sort=sort if sort in ORDERS else "unit",
        descending=query.get("dir") == "desc",
        columns=chosen(columns) or STANDARD,
    )


def chosen(columns: list[str]) -> tuple[str, ...]:
    """The columns among some names that there are, the name of the person always among them."""
    found = dict.fromkeys(name for name in columns if name in COLUMNS)
    return tuple(found) if "name" in found or not found else ("name", *found)


def kept_as(values: Mapping[str, Any]) -> Asked:
    """What was kept by ``Asked.kept``."""
    columns = chosen(values["columns"]) or STANDARD
    return Asked(**{**values, "on": date.fromisoformat(values["on"]), "columns": columns})


def _plain(text: str) -> str:
    return text.replace("\0", "").strip()


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _age(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and int(text) <= OLDEST else None
