"""Official papers as files: PDF, .docx, and pictures of their pages."""

import re
from dataclasses import asdict
from datetime import date
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from quanheng.office.accounts.conditions import Refused
from quanheng.office.documents import typesetting
from quanheng.office.documents.official.sheet import Document, Sheet
from quanheng.office.documents.official.word import written
from quanheng.office.documents.official.words import day
from quanheng.office.documents.words import clean

TEMPLATE = "official"
IDENTITY = re.compile(r"(?<![0-9A-Za-z])[0-9]{17}[0-9Xx](?![0-9A-Za-z])")
"""An identity number; no official paper of an appointment holds one."""


REFUSAL = _("“{title}”里有身份证号，请从所填内容中删去后再生成。")


class PaperRefused(Refused):
    """A paper that may not be made as it is; says what to do."""


def official_pdf(document: Document) -> bytes:
    """The document as PDF; raises ``PaperRefused`` for one that holds an identity number."""
    return typesetting.pdf(TEMPLATE, told(document))


def official_pages(document: Document) -> list[bytes]:
    """The pages of the document as PNG pictures; raises as ``official_pdf`` does."""
    return typesetting.pages(TEMPLATE, told(document))


def official_docx(document: Document) -> bytes:
    """The document as .docx; raises as ``official_pdf`` does."""
    return written(told(document))


def told(document: Document) -> dict[str, Any]:
    """The document as both templates read it."""
    sheet = document.laid_out()
    data = clean(asdict(sheet, dict_factory=_plain))
    _refuse_identity(sheet, data)
    return data


def _plain(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Fields as plain data; the day of an issue or imprint in words."""
    found = dict(pairs)
    if "on" in found:
        on = found.pop("on")
        assert on is None or isinstance(on, date)
        found["day"] = day(on)
    return found


def _refuse_identity(sheet: Sheet, data: Any) -> None:
    if isinstance(data, str):
        if IDENTITY.search(data):
            raise PaperRefused(format_lazy(REFUSAL, title=sheet.title.replace("\n", "")))
    elif isinstance(data, dict):
        for value in data.values():
            _refuse_identity(sheet, value)
    elif isinstance(data, list | tuple):
        for value in data:
            _refuse_identity(sheet, value)
