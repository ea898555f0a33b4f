"""The guides: Markdown in this package, one file for each role and language.

A guide has a title, a few sentences, and tasks: a heading ``## Title {#anchor}``, three steps, and
a picture ``![what it shows](name)``. A link names a page, not an address:

    [](records:people)                      the page's own title in the language of the reader
    [missed](findings:board?status=missed)  other words, and a query
    [team](dashboards:team@unit)            of the reader's unit; ``@self`` is the reader's file
"""

import re
from collections.abc import Callable, Iterable
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token

from quanheng.norms.finding import Language
from quanheng.office.accounts.roles import Role

HEADING = re.compile(r"^## (?P<title>.+?) \{#(?P<anchor>[a-z-]+)\}$", re.MULTILINE)
PICTURE = re.compile(r"^!\[(?P<shows>[^\]]+)\]\((?P<name>[a-z-]+)\)$", re.MULTILINE)
TARGET = re.compile(
    r"(?P<page>[\w-]+(?::[\w-]+)?)(?:@(?P<about>[\w,-]+))?(?P<query>\?[^#]*)?(?P<part>#.*)?"
)
MARKDOWN = MarkdownIt("commonmark", {"html": False})


class Target(NamedTuple):
    """What a link names: a page, what it is about, a query and a part of the page."""

    page: str
    about: tuple[str, ...] = ()
    query: str = ""
    part: str = ""


class Linked(NamedTuple):
    """A link for one reader: its address (blank: only words), and the page's title."""

    address: str
    title: str


Resolve = Callable[[Target], Linked]


class Source(NamedTuple):
    """A task as written."""

    anchor: str
    title: str
    steps: str
    picture: str
    shows: str


class Written(NamedTuple):
    """A guide as written."""

    title: str
    lead: str
    tasks: tuple[Source, ...]

    @property
    def text(self) -> str:
        """Everything that is Markdown."""
        return "\n\n".join((self.lead, *(task.steps for task in self.tasks)))


class Task(NamedTuple):
    """A task ready to be shown; ``picture`` is the path of a static file."""

    anchor: str
    title: str
    steps: SafeString
    picture: str
    shows: str


class Guide(NamedTuple):
    """A guide ready to be shown."""

    title: str
    lead: SafeString
    tasks: tuple[Task, ...]


@cache
def written(role: Role, language: Language) -> Written:
    """The guide for a role; ValueError names the task that is not written as it must be."""
    name = f"{role.value}.{language}.md"
    text = files(__package__).joinpath("guides", name).read_text("utf-8")
    head, *parts = re.split(r"^(?=## )", text, flags=re.MULTILINE)
    title, _, lead = head.strip().partition("\n")
    return Written(
        title.removeprefix("# "), lead.strip(), tuple(_task(part, name) for part in parts)
    )


def _task(part: str, name: str) -> Source:
    heading, picture = HEADING.search(part), PICTURE.search(part)
    if heading is None or picture is None:
        raise ValueError(f"{name}: {part.splitlines()[0]!r} needs an anchor and a picture")
    steps = PICTURE.sub("", HEADING.sub("", part)).strip()
    return Source(heading["anchor"], heading["title"], steps, picture["name"], picture["shows"])


def guide(role: Role, language: Language, resolve: Resolve) -> Guide:
    """The guide for a role with its links resolved for a reader."""
    found = written(role, language)
    tasks = (
        Task(
            one.anchor,
            one.title,
            rendered(one.steps, resolve),
            picture_of(one.picture, language),
            one.shows,
        )
        for one in found.tasks
    )
    return Guide(found.title, rendered(found.lead, resolve), tuple(tasks))


def picture_of(name: str, language: Language) -> str:
    """The path of a picture among the static files."""
    return f"web/guide/{name}.{language}.webp"


def targets(text: str) -> list[Target]:
    """Everything that the links of a Markdown text name."""
    return [
        target_of(str(token.attrs["href"]))
        for block in MARKDOWN.parse(text)
        for token in block.children or ()
        if token.type == "link_open"
    ]


def target_of(told: str) -> Target:
    """What a link names."""
    found = TARGET.fullmatch(told)
    if found is None:
        raise ValueError(f"a link names no page: {told!r}")
    about = tuple(found["about"].split(",")) if found["about"] else ()
    return Target(found["page"], about, found["query"] or "", found["part"] or "")


def rendered(text: str, resolve: Resolve) -> SafeString:
    """Markdown as HTML. The Markdown is ours, and raw HTML in it is shown as text."""
    tokens = MARKDOWN.parse(text)
    for block in tokens:
        if block.children:
            block.children = list(_linked(block.children, resolve))
    return mark_safe(MARKDOWN.renderer.render(tokens, MARKDOWN.options, {}))


def _linked(tokens: Iterable[Token], resolve: Resolve) -> Iterable[Token]:
    """The tokens with addresses for targets; a link without an address becomes its words."""
    link, worded = Linked("", ""), False
    for token in tokens:
        if token.type == "link_open":
            link, worded = resolve(target_of(str(token.attrs["href"]))), False
            token.attrs = {"href": link.address}
        elif token.type == "link_close" and not worded:
            yield Token("text", "", 0, content=link.title)
        worded = worded or token.type == "text"
        if link.address or token.type not in ("link_open", "link_close"):
            yield token
