"""Where results go: the terminal, a pipe, or a file that is written whole or not at all."""

import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from os.path import realpath
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TextIO

from rich.console import Console

from quanheng.choosing import Unknown
from quanheng.exchange.report import write_html, write_json, write_xlsx
from quanheng.exchange.report.model import Report
from quanheng.exchange.report.table import print_table
from quanheng.norms.finding import Language, Text

DEFAULT_WIDTH = 100
"""Columns of a table that goes into a file or a pipe."""


SAMPLE = "铨衡"
"""What a console's own encoding must be able to write."""


class Terminal(Console):
    """Standard output for text; a reader who leaves early (``| head``) is no failure."""

    def on_broken_pipe(self) -> None:
        """Go on without writing."""
        self.quiet = True
        silence(sys.stdout)


def stdout() -> Console:
    """The console on standard output, wide enough for tables in pipes."""
    return Terminal() if sys.stdout.isatty() else Terminal(width=DEFAULT_WIDTH)


@contextmanager
def streams() -> Iterator[None]:
    """Standard output and error that take every character, written out when the command ends.

    They keep their encoding if it has Chinese, else they are UTF-8; what an encoding lacks is
    replaced. A reader who has left is no failure. Raises ``OSError`` when standard output cannot
    be written.
    """
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # closed by whoever called
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_WRONLY), "w"))
        stream = getattr(sys, name)
        if isinstance(stream, io.TextIOWrapper):
            errors = "replace" if name == "stdout" else "backslashreplace"
            stream.reconfigure(encoding=_capable(stream.encoding), errors=errors)
    try:
        yield
    finally:
        for stream in (sys.stderr, sys.stdout):
            _flush(stream)


def _capable(encoding: str) -> str:
    """The encoding, or UTF-8 if it has no Chinese."""
    try:
        SAMPLE.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return "utf-8"
    return encoding


def _flush(stream: TextIO) -> None:
    try:
        stream.flush()
    except OSError as error:
        silence(stream)
        if stream is sys.stdout and not isinstance(error, BrokenPipeError):
            raise


def silence(stream: TextIO) -> None:
    """Let a stream that cannot be written lead nowhere, so that the end of Python is quiet."""
    with suppress(OSError, ValueError), Path(os.devnull).open("wb") as nowhere:
        os.dup2(nowhere.fileno(), stream.fileno())


def say_utf8(text: str) -> None:
    """Write text for programs to standard output: UTF-8 and plain line ends on every system."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        silence(sys.stdout)


def tell(line: str) -> None:
    """A line on standard error; where that cannot be written there is nobody to tell."""
    try:
        print(line, file=sys.stderr, flush=True)
    except OSError:
        silence(sys.stderr)


def writable(path: Path, *, workbook: bool = False, apart_from: Path | None = None) -> None:
    """Raise ``Unknown`` before any work if a file cannot be written there.

    ``apart_from`` is the workbook that is read: it is never overwritten.
    """
    if apart_from is not None and realpath(path) == realpath(apart_from):
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
        say_utf8(text.getvalue())
        return
    with drafted(out) as draft:
        if form == "xlsx":
            write_xlsx(report, draft, lang=lang)
        else:
            draft.write_text(text.getvalue(), encoding="utf-8", errors="replace", newline="\n")


@contextmanager
def drafted(out: Path) -> Iterator[Path]:
    """A draft beside ``out`` that takes its place when all of it is written."""
    if out.exists() and not out.is_file():
        yield out  # a device or a pipe
        return
    out = Path(realpath(out))
    with TemporaryDirectory(prefix=".quanheng-", dir=out.parent) as folder:
        draft = Path(folder) / out.name
        yield draft
        draft.replace(out)
