"""The terms of the field: what a word means, in both languages, and where it occurs here.

``glossary.toml`` holds them. Pages link a term with ``{% term "civil_rank" %}``.
"""

import tomllib
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from quanheng.norms.finding import Language, Text


class Term(NamedTuple):
    """A term; ``pages`` are the names of the side bar's pages on which it occurs."""

    id: str
    name: Text
    meaning: Text
    pages: tuple[str, ...] = ()

    @property
    def anchor(self) -> str:
        """Its id on the page of the glossary."""
        return f"term-{self.id}"

    def answers(self, asked: str) -> bool:
        """Whether a text occurs in one of its names or meanings."""
        texts = (self.name.zh, self.name.en, self.meaning.zh, self.meaning.en, self.id)
        return any(asked.casefold() in text.casefold() for text in texts)


@cache
def terms() -> dict[str, Term]:
    """All terms by id, in the order of the file, which is by matter."""
    told = tomllib.loads(files(__package__).joinpath("glossary.toml").read_text("utf-8"))
    return {id: _term(id, row) for id, row in told.items()}


def _term(id: str, row: dict[str, str]) -> Term:
    return Term(
        id,
        Text(row["zh"], row["en"]),
        Text(row["means_zh"], row["means_en"]),
        tuple(row.get("pages", "").split()),
    )


def named(id: str, language: Language) -> tuple[str, str]:
    """The name and the meaning of a term; KeyError for an unknown one."""
    term = terms()[id]
    return term.name.in_(language), term.meaning.in_(language)
