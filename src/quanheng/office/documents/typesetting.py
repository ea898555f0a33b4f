"""Documents set by Typst: a template of ours, and data that it reads.

What stands in a document comes to the template as a file of data and is never part of its source,
so that no text can be taken for an instruction. One compiler serves a whole process.
"""

import json
from base64 import b64encode
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import typst

from quanheng.exchange.forms.picture import picture_size, picture_type
from quanheng.office.documents.fonts import PACKAGED, uncovered

TEMPLATES = Path(__file__).parent / "typst"
PREVIEW = 72.0
"""Dots per inch of a picture of a page."""


def pdf(template: str, data: Mapping[str, Any], photo: bytes | None = None) -> bytes:
    """A document as PDF; ``photo`` is the picture that the template has a place for."""
    found = _compiled(template, data, photo, "pdf")
    assert isinstance(found, bytes)
    return found


def pages(template: str, data: Mapping[str, Any], photo: bytes | None = None) -> list[bytes]:
    """The pages of a document as PNG pictures."""
    found = _compiled(template, data, photo, "png")
    return found if isinstance(found, list) else [found]


def _compiled(
    template: str, data: Mapping[str, Any], photo: bytes | None, form: str
) -> bytes | list[bytes]:
    files = _files(template, data, photo)
    wide = bool(uncovered(files["data.json"].decode()))
    found = _compiler(wide).compile(files, format=form, ppi=PREVIEW)
    assert found is not None
    return found


def _files(template: str, data: Mapping[str, Any], photo: bytes | None) -> dict[str, bytes]:
    told = {**data, "photo": photo is not None}
    files = {"main": _source(template), "paper.typ": _source("paper")}
    files["data.json"] = json.dumps(told, ensure_ascii=False).encode()
    if photo is not None:
        files["photo.svg"] = _framed(photo)
    return files


def _framed(photo: bytes) -> bytes:
    """A picture in an SVG file: the files of a compilation are texts."""
    wide, high = picture_size(photo) or (3, 4)
    source = f"data:image/{picture_type(photo)};base64,{b64encode(photo).decode()}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{high}">'
        f'<image width="{wide}" height="{high}" href="{source}"/></svg>'
    ).encode()


@cache
def _source(template: str) -> bytes:
    return (TEMPLATES / f"{template}.typ").read_bytes()


@cache
def _compiler(wide: bool) -> typst.Compiler:
    return typst.Compiler(root=TEMPLATES, font_paths=_fonts(wide))


@cache
def _fonts(wide: bool) -> typst.Fonts:
    """The packaged fonts; with those of the system where a text needs them, for rare characters.

    Without need the system's fonts are left alone, so that a document is the same everywhere.
    """
    return typst.Fonts(
        include_system_fonts=wide, include_embedded_fonts=False, font_paths=[PACKAGED]
    )
