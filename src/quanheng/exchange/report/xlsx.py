"""The report as an Excel workbook: an overview, and every finding on a row of its own."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache
from os import PathLike
from types import MappingProxyType

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from quanheng.exchange.report.counts import Counts, clause_of, count_by, pack_of
from quanheng.exchange.report.model import Report
from quanheng.exchange.report.subjects import posts_in_force
from quanheng.exchange.report.wording import SHARES, printable, rows, unit_of
from quanheng.exchange.report.words import SUBJECT_TYPES, words_in
from quanheng.norms.finding import Finding, Language, Measured, Status, SubjectType
from quanheng.norms.sentence import percent_places, places

SHEET_ROWS = 1_000_000
"""Findings on one sheet; Excel holds 1,048,576 rows."""

COLOURS: Mapping[Status, tuple[str, str]] = MappingProxyType(
    {
        Status.MISSED: ("#9B1C1C", "#FBE3E1"),
        Status.ATTENTION: ("#7A3E00", "#FDEBD3"),
        Status.PENDING: ("#1A4F8B", "#E3EDF8"),
        Status.NO_DATA: ("#4A5160", "#ECEEF2"),
        Status.MET: ("#1B5E33", "#E1F1E6"),
    }
)
FONT = {"font_name": "Microsoft YaHei", "font_size": 10, "valign": "top"}
HARMFUL = ("=", "+", "-", "@", "\t", "\r")

COLUMNS = (
    ("pack", 15),
    ("clause", 19),
    ("rule_id", 31),
    ("rule", 28),
    ("subject_type", 10),
    ("code", 12),
    ("name", 16),
    ("unit", 22),
    ("status", 10),
    ("measured", 10),
    ("required", 10),
    ("measure_unit", 10),
    ("due", 12),
    ("window_start", 12),
    ("window_end", 12),
    ("next_change", 12),
    ("national_status", 18),
    ("evidence", 24),
    ("message", 60),
)
"""A column's word and its width."""


@dataclass(frozen=True, slots=True)
class Styles:
    """The cell formats of one workbook."""

    title: Format
    head: Format
    plain: Format
    wrapped: Format
    quoted: Format
    day: Format
    whole: Format
    number: Callable[[str], Format]
    status: Mapping[Status, Format]


def write_xlsx(report: Report, path: str | PathLike[str], *, lang: Language) -> None:
    """Write the workbook to ``path``; texts are never written as formulas or links.

    Raises ``OSError`` when the file cannot be written.
    """
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    try:
        with xlsxwriter.Workbook(str(path), options) as workbook:
            words = words_in(lang)
            workbook.set_properties(
                {
                    "title": words["title"],
                    "subject": f"{words['as_of']} {report.as_of}",
                    "created": datetime.combine(report.as_of, time()),
                }
            )
            styles = _styles(workbook)
            _overview(workbook.add_worksheet(words["overview"]), report, styles, lang)
            _findings(workbook, report, styles, lang)
    except xlsxwriter.exceptions.FileCreateError as error:
        raise OSError(f"{path}: {error}") from error


def _styles(workbook: Workbook) -> Styles:
    def style(**extra: object) -> Format:
        return workbook.add_format({**FONT, **extra})

    line = {"border": 1, "border_color": "#D5D9E0"}
    return Styles(
        title=style(bold=True, font_size=14, font_color="#8F1D1A"),
        head=style(bold=True, font_color="#FFFFFF", bg_color="#8F1D1A", text_wrap=True, **line),
        plain=style(**line),
        wrapped=style(text_wrap=True, **line),
        quoted=style(text_wrap=True, quote_prefix=True, **line),
        day=style(num_format="yyyy-mm-dd", align="left", **line),
        whole=style(num_format="#,##0", **line),
        number=cache(lambda pattern: style(num_format=pattern, **line)),
        status={
            status: style(bold=True, font_color=ink, bg_color=paper, **line)
            for status, (ink, paper) in COLOURS.items()
        },
    )


def _text(
    sheet: Worksheet, row: int, column: int, text: str, style: Format, quoted: Format
) -> None:
    """A string cell; one that a spreadsheet could take for a formula is marked as text."""
    clean = printable(text)
    sheet.write_string(row, column, clean, quoted if clean.startswith(HARMFUL) else style)


def _set_up(sheet: Worksheet, repeat: int | None) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&L&A&R&P / &N")
    sheet.hide_gridlines(2)
    if repeat is not None:
        sheet.repeat_rows(repeat)


def _overview(sheet: Worksheet, report: Report, styles: Styles, lang: Language) -> None:
    words = words_in(lang)
    _set_up(sheet, None)
    for column, width in enumerate((22, 58, 20, 9, 9, 9, 9, 9, 9)):
        sheet.set_column(column, column, width)
    sheet.write_string(0, 0, words["title"], styles.title)
    sheet.write_string(1, 0, f"{words['as_of']} {report.as_of}", styles.plain)
    row = 3
    for heading, lines in (("pack", _packs(report, lang)), ("clause", _clauses(report, lang))):
        names = (words[heading], words["name"], words["national_status"])
        _head(
            sheet,
            row,
            (*names, *(status.label.in_(lang) for status in Status), words["total"]),
            styles,
        )
        for texts, counts in lines:
            row += 1
            _line(sheet, row, texts, counts, styles)
        row += 2
    for heading, notes in (("warnings", report.warnings), ("skipped", report.skipped)):
        if notes:
            _head(sheet, row, (words[heading],), styles)
            for note in notes:
                row += 1
                _text(sheet, row, 0, note, styles.plain, styles.quoted)
            row += 2


def _head(sheet: Worksheet, row: int, names: tuple[str, ...], styles: Styles) -> None:
    for column, name in enumerate(names):
        sheet.write_string(row, column, name, styles.head)


def _line(
    sheet: Worksheet, row: int, texts: tuple[str, str, str], counts: Counts, styles: Styles
) -> None:
    for column, text in enumerate(texts):
        _text(sheet, row, column, text, styles.wrapped, styles.quoted)
    for column, status in enumerate(Status, 3):
        style = styles.status[status] if counts[status] else styles.whole
        sheet.write_number(row, column, counts[status], style)
    sheet.write_number(row, 3 + len(Status), counts.total(), styles.whole)


def _packs(report: Report, lang: Language) -> Iterator[tuple[tuple[str, str, str], Counts]]:
    counted = count_by(report.findings, pack_of)
    for pack in report.packs:
        note = "" if pack.in_force else words_in(lang)["not_in_force"]
        yield (pack.id, pack.title.in_(lang), note), counted.get(pack.id, Counter())
    yield (words_in(lang)["total"], "", ""), Counter(item.status for item in report.findings)


def _clauses(report: Report, lang: Language) -> Iterator[tuple[tuple[str, str, str], Counts]]:
    counted = count_by(report.findings, clause_of)
    computed = {rule.clause for rule in report.rules.values()}
    for pack in report.packs:
        for clause in pack.clauses:
            if clause.id in computed:
                status = clause.status.label.in_(lang) if clause.status else ""
                texts = (clause.id, clause.summary.in_(lang), status)
                yield texts, counted.get(clause.id, Counter())


def _findings(workbook: Workbook, report: Report, styles: Styles, lang: Language) -> None:
    words = words_in(lang)
    units = _main_units(report)
    for part, first in enumerate(range(0, max(len(report.findings), 1), SHEET_ROWS), 1):
        findings = report.findings[first : first + SHEET_ROWS]
        sheet = workbook.add_worksheet(words["findings"] + (f" {part}" if part > 1 else ""))
        _set_up(sheet, 0)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, len(findings), len(COLUMNS) - 1)
        for column, (_, width) in enumerate(COLUMNS):
            sheet.set_column(column, column, width)
        _head(sheet, 0, tuple(words[word] for word, _ in COLUMNS), styles)
        for row, finding in enumerate(findings, 1):
            _finding(sheet, row, finding, report, units, styles, lang)


def _main_units(report: Report) -> dict[str, str]:
    """The name of the main unit of each person."""
    names = {code: unit.name for code, unit in report.records.units.items()}
    return {
        person: names.get(posts[0].unit, posts[0].unit)
        for person, posts in posts_in_force(report).items()
    }


def _finding(
    sheet: Worksheet,
    row: int,
    finding: Finding,
    report: Report,
    units: Mapping[str, str],
    styles: Styles,
    lang: Language,
) -> None:
    national = finding.national_status
    texts = {
        "pack": pack_of(finding),
        "clause": finding.clause,
        "rule_id": finding.rule,
        "rule": report.rule(finding.rule).title.in_(lang),
        "subject_type": SUBJECT_TYPES[finding.subject_type].in_(lang),
        "code": finding.subject,
        "name": finding.name,
        "unit": _unit(finding, units),
        "status": finding.status.label.in_(lang),
        "measure_unit": unit_of(finding, lang),
        "national_status": national.label.in_(lang) if national else "",
        "evidence": rows(finding.evidence, lang),
        "message": finding.message.in_(lang),
    }
    numbers = {"measured": finding.measured, "required": finding.required}
    days = {
        "due": finding.due,
        "window_start": finding.window_start,
        "window_end": finding.window_end,
        "next_change": finding.next_change_on,
    }
    for column, (word, _) in enumerate(COLUMNS):
        if word in texts:
            style = styles.status[finding.status] if word == "status" else styles.wrapped
            _text(sheet, row, column, texts[word], style, styles.quoted)
        elif word in numbers:
            _number(sheet, row, column, finding, numbers[word], styles)
        else:
            _day(sheet, row, column, days[word], styles)


def _unit(finding: Finding, units: Mapping[str, str]) -> str:
    if finding.subject_type is SubjectType.UNIT:
        return finding.name
    return units.get(finding.subject, "") if finding.subject_type is SubjectType.PERSON else ""


def number_pattern(finding: Finding, value: Measured) -> str:
    """The number format of a value: the decimals that part what was measured from the limit."""
    measured, required = finding.measured, finding.required
    if finding.measure_unit.en in SHARES:
        return f"0.{'0' * percent_places(measured, required)}%"
    decimals = places(measured, required, 2)
    if value is None or (decimals == 2 and value == int(value)):
        return "#,##0"
    return f"#,##0.{'0' * decimals}"


def _number(
    sheet: Worksheet, row: int, column: int, finding: Finding, value: Measured, styles: Styles
) -> None:
    if value is None:
        sheet.write_blank(row, column, None, styles.plain)
    else:
        sheet.write_number(row, column, value, styles.number(number_pattern(finding, value)))


def _day(sheet: Worksheet, row: int, column: int, day: date | None, styles: Styles) -> None:
    if day is None:
        sheet.write_blank(row, column, None, styles.plain)
    else:
        sheet.write_datetime(row, column, datetime.combine(day, time()), styles.day)
