"""Documents as .docx: templates that can be changed in Word, filled with data.

A text goes in as text: nothing in it is taken for markup or for a field of the template.
"""

import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from docx.image.exceptions import InvalidImageStreamError, UnrecognizedImageError
from docx.shared import Mm
from docxtpl import DocxTemplate, InlineImage

from quanheng.exchange.forms.picture import picture_size

TEMPLATES = Path(__file__).parent / "word"
WIDTH, HEIGHT = 25, 33
"""Millimetres that a photo may take up."""


def docx(template: str, data: Mapping[str, Any], photo: bytes | None = None) -> bytes:
    """A document as .docx; ``photo`` stands where the template says so."""
    try:
        return _filled(template, data, photo)
    except (UnrecognizedImageError, InvalidImageStreamError):
        return _filled(template, data, None)


def _filled(template: str, data: Mapping[str, Any], photo: bytes | None) -> bytes:
    made = DocxTemplate(TEMPLATES / f"{template}.docx")
    picture = "" if photo is None else InlineImage(made, io.BytesIO(photo), **_fitted(photo))
    made.render({**data, "photo": picture}, autoescape=True)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _fitted(photo: bytes) -> dict[str, Any]:
    """The measure that fills the place of a photo without leaving it."""
    wide, high = picture_size(photo) or (WIDTH, HEIGHT)
    return {"width": Mm(WIDTH)} if wide * HEIGHT > high * WIDTH else {"height": Mm(HEIGHT)}
