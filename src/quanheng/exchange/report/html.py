"""The report as one self-contained page: no request leaves it, and it reads without JavaScript."""

import base64
import hashlib
from os import PathLike
from pathlib import Path
from typing import TextIO

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from quanheng.exchange.report.model import Report
from quanheng.exchange.report.page import Page
from quanheng.norms.finding import Language

FOLDER = Path(__file__).parent
BUFFER = 2_000
"""Pieces of the page that are written at once."""

HTML_LANGUAGE = {"zh": "zh-CN", "en": "en"}


def write_html(
    report: Report, path_or_stream: str | PathLike[str] | TextIO, *, lang: Language
) -> None:
    """Write the page, as UTF-8 to a path, or as text to a stream."""
    if isinstance(path_or_stream, str | PathLike):
        with Path(path_or_stream).open("w", encoding="utf-8", newline="\n") as stream:
            _write(report, stream, lang)
    else:
        _write(report, path_or_stream, lang)


def _write(report: Report, stream: TextIO, lang: Language) -> None:
    page = Page(report, lang)
    words = page.words
    running = f"{words['brand']} · {words['title']} · {words['as_of']} {report.as_of}"
    style = _source("report.css") + f'@page{{@top-left{{content:"{running}";font-size:8pt}}}}\n'
    script = _source("report.js")
    template = _environment().get_template("report.html")
    pieces = template.stream(
        page=page,
        report=report,
        t=words,
        language=HTML_LANGUAGE[lang],
        style=Markup(style),
        script=Markup(script),
        style_hash=_hash(style),
        script_hash=_hash(script),
    )
    pieces.enable_buffering(BUFFER)
    stream.writelines(pieces)


def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _source(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    """The digest by which the page's own policy admits its style and script, and no other."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
