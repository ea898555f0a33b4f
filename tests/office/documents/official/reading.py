"""Reading official papers back."""

import io
from collections.abc import Iterator
from typing import Any

from docx import Document as Opened

from quanheng.office.documents.official import (
    Document,
    official_docx,
    official_pages,
    official_pdf,
)
from tests.office.documents.pdf_text import text_of

PNG = b"\x89PNG\r\n\x1a\n"


def spaceless(text: str) -> str:
    return "".join(text.split())


def in_pdf(document: Document) -> str:
    """The text of the PDF, without blanks."""
    return text_of(official_pdf(document))


def in_word(document: Document) -> str:
    """The text of the .docx, paragraphs and cells in their order."""
    return "\n".join(_texts(Opened(io.BytesIO(official_docx(document)))))


def _texts(made: Any) -> Iterator[str]:
    for block in made.iter_inner_content():
        if hasattr(block, "rows"):
            seen = set()
            for row in block.rows:
                for cell in row.cells:
                    if cell._tc not in seen:
                        seen.add(cell._tc)
                        yield cell.text
        else:
            yield block.text


def both(document: Document) -> tuple[str, str]:
    """The text as PDF and as .docx, without blanks."""
    return in_pdf(document), spaceless(in_word(document))


def pages(document: Document) -> int:
    """How many pages it has; each a picture."""
    found = official_pages(document)
    assert all(one.startswith(PNG) for one in found)
    return len(found)
