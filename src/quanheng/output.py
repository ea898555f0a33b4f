"""Where results go: the terminal, a pipe, or a file that is written whole or not at all."""

import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import click
from rich.console import Console

from quanheng.choosing import Unknown
from quanheng.exchange.report import write_html, write_json, write_xlsx
from quanheng.exchange.report.model import Report
from quanheng.exchange.report.table import print_table
from quanheng.norms.finding import Language, Text

DEFAULT_WIDTH = 100
"""Columns of a table that goes into a file or a pipe."""


def stdout() -> Console:
    """The console on standard output, wide enough for tables in pipes."""
    return Console() if sys.stdout.isatty() else Console(width=DEFAULT_WIDTH)


def writable(path: Path, *, workbook: bool = False, apart_from: Path | None = None) -> None:
    """Raise ``Unknown`` before any work if a file cannot be written there.

    ``apart_from`` is the workbook that is read: it is never overwritten.
    """
    if apart_from is not None and path.resolve() == apart_from.resolve():
        raise Unknown(
            Text(
                f"“{path}”是待核对的工作簿，不能覆盖，请换一个文件名。",
                f"“{path}” is the workbook to be checked: choose another name.",
            )
        )
    if not path.parent.is_dir():
        raise Unknown(
            Text(
                f"没有文件夹“{path.parent}”，请先建立，或换一个位置。",
                f"There is no folder “{path.parent}”: make it first, or choose another place.",
            )
        )
    if path.is_dir():
        raise Unknown(
            Text(f"“{path}”是文件夹，请写明文件名。", f"“{path}” is a folder: name a file in it.")
        )
    if workbook and path.suffix.lower() != ".xlsx":
        raise Unknown(
            Text(
                f"“{path.name}”应以 .xlsx 结尾，最接近的是 {path.stem}.xlsx。",
                f"“{path.name}” must end in .xlsx; the nearest is {path.stem}.xlsx.",
            )
        )


def write(report: Report, form: str, out: Path | None, lang: Language, subject: str | None) -> None:
    """Write the report in a format, to a file or to standard output; never half a file."""
    if form == "table" and out is None:
        print_table(report, stdout(), lang=lang, subject=subject)
        return
    text = io.StringIO()
    if form == "json":
        write_json(report, text, lang=lang)
    elif form == "html":
        write_html(report, text, lang=lang)
    elif form == "table":
        print_table(report, Console(file=text, width=DEFAULT_WIDTH), lang=lang, subject=subject)
    if out is None:
        click.echo(text.getvalue(), nl=False)
        return
    with drafted(out) as draft:
        if form == "xlsx":
            write_xlsx(report, draft, lang=lang)
        else:
            draft.write_text(text.getvalue(), encoding="utf-8")


@contextmanager
def drafted(out: Path) -> Iterator[Path]:
    """A draft beside ``out`` that takes its place when all of it is written."""
    if out.exists() and not out.is_file():
        yield out  # a device or a pipe
        return
    out = out.resolve()
    with TemporaryDirectory(prefix=".quanheng-", dir=out.parent) as folder:
        draft = Path(folder) / out.name
        yield draft
        draft.replace(out)
