"""Headers and sheet names: how they are compared, and which known name a wrong one resembles."""

from collections.abc import Iterable
from difflib import get_close_matches
from unicodedata import normalize

from quanheng.exchange.cells import clean
from quanheng.norms.finding import Text

ALIKE = 0.5
"""From this likeness on (0 to 1) a name is suggested, such as 出生年月 for 出生日期."""

ASTERISKS = "*\u2217"

UNKNOWN_SHEET = Text("未知工作表，已忽略", "unknown sheet, ignored")
UNKNOWN_COLUMN = Text("未知列，已忽略", "unknown column, ignored")
MISSING_COLUMN = Text("缺少必填列，请按模板补上", "the required column is missing: add it")


def header_name(written: str) -> str:
    """A header as it is compared: without asterisks around it, spaces and line breaks."""
    return "".join(normalize("NFKC", clean(written)).split()).strip(ASTERISKS)


def missing_column(header: str, unknown: Iterable[str]) -> Text:
    """What is expected where a required column is missing; names an unknown one like it."""
    near = _like(header, unknown)
    if near is None:
        return MISSING_COLUMN
    return Text(
        f"{MISSING_COLUMN.zh}；“{near}”列与之相近，如即此列，请改正其表头",
        f"{MISSING_COLUMN.en}; column {near} resembles it: if it is meant, correct its header",
    )


def unknown_column(header: str, absent: Iterable[str]) -> Text:
    """The warning of a column that is left out; names an absent known one like it."""
    return _suggesting(UNKNOWN_COLUMN, _like(header, absent))


def unknown_sheet(name: str, absent: Iterable[str]) -> Text:
    """The warning of a sheet that is left out; names an absent known one like it."""
    return _suggesting(UNKNOWN_SHEET, _like(name, absent))


def _suggesting(said: Text, near: str | None) -> Text:
    if near is None:
        return said
    return Text(
        f"{said.zh}；如指“{near}”，请改正名称", f"{said.en}; if {near} is meant, correct the name"
    )


def _like(name: str, others: Iterable[str]) -> str | None:
    return next(iter(get_close_matches(name, list(others), n=1, cutoff=ALIKE)), None)
