"""XML that may be anything: read with defusedxml, counted while it is read.

A document type, an entity or an external reference ends the reading at once; so do elements
nested deeply, too many elements and names, and a text too long. Time and memory stay bounded
by the size of the file.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Protocol

from defusedxml.common import DefusedXmlException  # type: ignore[import-untyped]
from defusedxml.ElementTree import (  # type: ignore[import-untyped]
    DefusedXMLParser,
    ParseError,
)

from quanheng.exchange.forms.problems import FormRefused

DEPTH = 12
ELEMENTS = 5_000
TEXT = 8 << 20
"""Characters of the longest element: a photo in base64 just fits."""

CHUNK = 1 << 16
LONGEST_TAG = 1 << 20
NAMES = 2_000

Attributes = dict[str, str]


class Target(Protocol):
    """What receives the parts of a document while it is read."""

    def start(self, tag: str, attributes: Attributes) -> object:
        """An element begins."""

    def end(self, tag: str) -> object:
        """An element ends."""

    def data(self, text: str) -> object:
        """Some text."""

    def close(self) -> object:
        """The document has ended."""


@dataclass(slots=True)
class Node:
    """An element: its name, attributes, text, and the elements in it."""

    name: str
    attributes: Attributes
    texts: list[str] = field(default_factory=list)
    children: list["Node"] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The text directly in the element."""
        return "".join(self.texts)


class _Tree:
    """Builds nodes, within the bounds of a form."""

    def __init__(self) -> None:
        self.root: Node | None = None
        self._open: list[Node] = []
        self._elements = 0
        self._length = 0

    def start(self, tag: str, attributes: Attributes) -> None:
        node = Node(tag, attributes)
        self._elements += 1
        if len(self._open) >= DEPTH:
            raise deep()
        if self._elements > ELEMENTS:
            raise many()
        if not self._open:
            self.root = node
        elif tag.lower() == "br":
            # Editors built on a browser leave their line breaks in the text.
            self._open[-1].texts.append("\n")
        else:
            self._open[-1].children.append(node)
        self._open.append(node)
        self._length = 0

    def end(self, _tag: str) -> None:
        self._open.pop()
        self._length = 0

    def data(self, text: str) -> None:
        self._length += len(text)
        if self._length > TEXT:
            raise FormRefused(
                "文件中有一项内容超过 800 万字，不是任免审批表，请检查文件。",
                "The file has an item of more than 8 million characters: it is no form.",
            )
        if self._open:
            self._open[-1].texts.append(text)

    def close(self) -> None:
        pass


def parse_tree(text: str) -> Node:
    """The root element of a document. Raises ``FormRefused`` for anything unsound."""
    tree = _Tree()
    feed((text[at : at + CHUNK] for at in range(0, len(text), CHUNK)), tree)
    if tree.root is None:
        raise malformed()
    return tree.root


def feed(chunks: Iterable[str | bytes], target: Target) -> None:
    """Read a document piece by piece into a target. Raises ``FormRefused``."""
    fed = 0
    try:
        parser = DefusedXMLParser(target=target, forbid_dtd=True)
        for chunk in chunks:
            fed += len(chunk.encode()) if isinstance(chunk, str) else len(chunk)
            parser.feed(chunk)
            # Expat keeps a tag until it ends and every name for ever: both are bounded.
            if fed - parser.parser.CurrentByteIndex > LONGEST_TAG + CHUNK * 4:
                raise malformed()
            if len(parser._names) > NAMES:
                raise many()
        parser.close()
    except DefusedXmlException as error:
        raise FormRefused(
            "文件含有 DTD 或实体声明，可能有害，请用任免表软件打开并重新保存后再导入。",
            "The file has a DTD or entities and may be harmful: save it anew in its editor.",
        ) from error
    except (ParseError, LookupError, ValueError) as error:
        raise malformed() from error


def malformed() -> FormRefused:
    """The refusal of what is no well-formed XML."""
    return FormRefused(
        "文件的 XML 不合规范或不完整，请用任免表软件打开并重新保存后再导入。",
        "The file's XML is malformed or incomplete: open it in its editor and save it again.",
    )


def deep() -> FormRefused:
    """The refusal of elements nested too deeply."""
    return FormRefused(
        f"文件的元素嵌套超过 {DEPTH} 层，不是任免审批表，请检查文件。",
        f"The file's elements are nested more than {DEPTH} deep: it is no form.",
    )


def many() -> FormRefused:
    """The refusal of too many elements."""
    return FormRefused(
        f"文件的元素超过 {ELEMENTS} 个，不是任免审批表，请检查文件。",
        f"The file has more than {ELEMENTS} elements: it is no form.",
    )
