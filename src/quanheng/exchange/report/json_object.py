"""The report as one JSON object, written line by line: a finding is a line."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, TextIO

from quanheng.exchange.report.counts import Counts, count_by, pack_of
from quanheng.exchange.report.model import Report
from quanheng.norms.finding import Finding, Language, Measured, Status, SubjectType

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode


def write_json(report: Report, stream: TextIO, *, lang: Language) -> None:
    """Write the report; equal reports give equal bytes. Messages and units are in ``lang``."""
    stream.write(f'{{\n"as_of":"{report.as_of}",\n')
    stream.write(f'"packs":{_encode([pack.id for pack in report.evaluated])},\n')
    stream.write(f'"summary":{_encode(summary(report))},\n')
    stream.write(f'"warnings":{_encode(list(report.warnings))},\n"findings":[')
    stream.writelines(_lines(report.findings, lang))
    stream.write("\n]\n}\n")


def summary(report: Report) -> dict[str, Any]:
    """How many findings of each status, overall and by pack, and how many subjects of each type.

    Packs are those that were evaluated, that is, those in force on the day.
    ``skipped`` lists the rows that were left out because they could not be read.
    """
    overall: Counts = Counter(finding.status for finding in report.findings)
    packs = count_by(report.findings, pack_of)
    subjects = Counter(
        kind for kind, _ in {(finding.subject_type, finding.subject) for finding in report.findings}
    )
    return {
        "findings": len(report.findings),
        "status": _statuses(overall),
        "packs": {pack.id: _statuses(packs.get(pack.id, Counter())) for pack in report.evaluated},
        "subjects": {kind.value: subjects[kind] for kind in SubjectType},
        "skipped": list(report.skipped),
    }


def _statuses(counts: Counts) -> dict[str, int]:
    return {status.value: counts[status] for status in Status}


def _lines(findings: Iterable[Finding], lang: Language) -> Iterator[str]:
    before = "\n"
    for finding in findings:
        yield before + _encode(_object(finding, lang))
        before = ",\n"


def _object(finding: Finding, lang: Language) -> dict[str, Any]:
    national = finding.national_status
    return {
        "rule": finding.rule,
        "clause": finding.clause,
        "subject_type": finding.subject_type.value,
        "subject": finding.subject,
        "name": finding.name,
        "status": finding.status.value,
        "measured": _number(finding.measured),
        "required": _number(finding.required),
        "measure_unit": finding.measure_unit.in_(lang),
        "national_status": national.value if national else None,
        "next_change_on": _day(finding.next_change_on),
        "window_start": _day(finding.window_start),
        "window_end": _day(finding.window_end),
        "due": _day(finding.due),
        "evidence": [{"sheet": sheet, "row": row} for sheet, row in finding.evidence],
        "message": finding.message.in_(lang),
    }


def _number(value: Measured) -> Measured:
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
