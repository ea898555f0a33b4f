"""The pages that ``bench.pages`` asks for, and what whoever asks must know."""

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import quote


@dataclass(frozen=True)
class Visit:
    """One account: its session, and people, units and words that it may ask for."""

    session: str
    people: list[int]
    units: list[int]
    words: list[str]


@dataclass(frozen=True)
class Facts:
    """What the database holds, and who asks."""

    people: int
    records: int
    findings: int
    units: int
    visits: list[Visit]

    def write(self, path: Path, strides: Mapping[str, int]) -> None:
        """Keep them in a file."""
        path.write_text(json.dumps({**asdict(self), "strides": strides}), encoding="utf-8")

    @classmethod
    def read(cls, path: Path) -> "Facts":
        """What was kept."""
        told: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        told.pop("strides")
        visits = [Visit(**one) for one in told.pop("visits")]
        return cls(**told, visits=visits)


Address = Callable[[Visit, Random], str]

SORTS = ("unit", "level", "since", "name", "birth", "code")

PAGES: Mapping[str, Address] = {
    "home": lambda visit, rng: "/",
    "person": lambda visit, rng: f"/people/{rng.choice(visit.people)}/",
    "unit": lambda visit, rng: f"/units/{rng.choice(visit.units)}/",
    "search while typing": lambda visit, rng: f"/search/?q={quote(rng.choice(visit.words))}",
    "findings board": lambda visit, rng: "/findings/",
    "list of people": lambda visit, rng: "/people/",
    "people by name": lambda visit, rng: f"/people/?q={quote(rng.choice(visit.words))}",
    "roster": lambda visit, rng: f"/roster/?sort={rng.choice(SORTS)}",
    "roster, narrowed": lambda visit, rng: (
        f"/roster/?sort={rng.choice(SORTS)}&level=108&youngest=40&oldest=50"
    ),
}
"""The addresses, by what they are called in the table."""

WEIGHTS = {"home": 2, "person": 4, "unit": 2, "search while typing": 4, "findings board": 2}
"""How often a page is asked for; once when it is not here."""

ADMIN: Mapping[str, Address] = {
    "Django admin: list of people": lambda visit, rng: "/people/",
    "Django admin: people by name": lambda visit, rng: (
        f"/people/?q={quote(rng.choice(visit.words))}"
    ),
}
"""The change list of Django's own admin on the same table, served by the same server."""
