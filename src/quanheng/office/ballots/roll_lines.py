"""The roll as people write it: one voter a line, or one a row of a workbook. Pure."""

from collections.abc import Container, Iterable, Iterator, Sequence
from io import BytesIO
from typing import NamedTuple
from zipfile import BadZipFile, ZipFile

from django.utils.translation import gettext as _
from python_calamine import CalamineError, CalamineWorkbook

COLUMNS = 4
"""姓名, 单位, 类别, 登录名; all but the name may be left out."""

UNPACKED = 50_000_000
"""Bytes that a workbook may unpack to; 20,000 voters take a tenth of it."""

HEADINGS = frozenset({"姓名", "name"})


class Line(NamedTuple):
    """One voter: where the line stands, name, unit or post, class, log-in name."""

    number: int
    name: str
    place: str
    voter_class: str
    login: str


class Unreadable(Exception):  # noqa: N818  it names what is wrong
    """A file is no workbook."""


def rows_of_text(text: str) -> list[list[str]]:
    """The cells of pasted lines, which tabs, or else commas, part."""
    rows = []
    for line in text.splitlines():
        parted = line.split("\t") if "\t" in line else line.replace("，", ",").split(",")
        rows.append([cell.strip() for cell in parted])
    return rows


def rows_of_workbook(content: bytes) -> list[list[str]]:
    """The cells of a workbook's first sheet; raises ``Unreadable``."""
    try:
        _small(content)
        sheet = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0)
        return [[_text(cell) for cell in row] for row in sheet.to_python()]
    except (BadZipFile, CalamineError, IndexError, ValueError) as error:
        raise Unreadable(_("这个文件不是可以读取的工作簿（.xlsx）。")) from error


def _text(cell: object) -> str:
    """A cell as it is seen; the reader gives whole numbers as fractions."""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return str(cell).strip()


def _small(content: bytes) -> None:
    """Raise ``ValueError`` for a file that unpacks to more than any roll needs."""
    with ZipFile(BytesIO(content)) as archive:
        if sum(member.file_size for member in archive.infolist()) > UNPACKED:
            raise ValueError("the workbook unpacks to too much")


def lines(rows: Iterable[Sequence[str]]) -> list[Line]:
    """The rows that are not empty, without a line of headings."""
    found = []
    for number, cells in enumerate(rows, 1):
        filled = [*cells[:COLUMNS], *[""] * (COLUMNS - len(cells))]
        if any(filled) and filled[0].lower() not in HEADINGS:
            found.append(Line(number, *filled))
    return found


def faults(
    found: Sequence[Line], classes: Sequence[str], logins: Container[str]
) -> Iterator[tuple[int, str]]:
    """What is wrong, by line: no name, an unknown class or account, somebody listed twice."""
    seen: dict[tuple[str, str], int] = {}
    accounts: dict[str, int] = {}
    for line in found:
        if not line.name:
            yield line.number, _("缺少姓名。")
        if line.voter_class and line.voter_class not in classes:
            known = _("、").join(classes)
            yield (
                line.number,
                _("没有“%(name)s”这一类别；可用：%(known)s。")
                % {"name": line.voter_class, "known": known},
            )
        if not line.voter_class and len(classes) > 1:
            yield line.number, _("有多个类别，须写明此人属于哪一类。")
        if line.login and line.login not in logins:
            yield line.number, _("没有登录名为“%(name)s”的账户。") % {"name": line.login}
        if (first := seen.setdefault((line.name, line.place), line.number)) != line.number:
            yield (
                line.number,
                _("与第 %(number)s 行重复；同名同单位的，请在单位后加以区别。") % {"number": first},
            )
        if line.login and accounts.setdefault(line.login, line.number) != line.number:
            yield line.number, _("登录名“%(name)s”已在名册中。") % {"name": line.login}
