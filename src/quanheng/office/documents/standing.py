"""履责情况报告: where a person or unit stands, by document and clause, on paper.

The report is made of plain data: whoever has the findings says what stands in it.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from quanheng.office.documents.typesetting import pdf
from quanheng.office.documents.word import docx
from quanheng.office.documents.words import clean


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingLine:
    """One finding: the clause, its status in words, and the tone that colours the status.

    ``tone`` is the value of a ``Status`` (missed, attention, pending, no_data, met); ``duty`` says
    who must do what.
    """

    clause: str
    status: str
    sentence: str
    evidence: str = ""
    due: date | None = None
    duty: str = ""
    tone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingSection:
    """The findings under one document."""

    title: str
    lines: Sequence[StandingLine] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingReport:
    """A report: of whom, as of which day, its sections, and where its figures come from."""

    title: str
    subject: str
    on: date
    sections: Sequence[StandingSection] = field(default_factory=tuple)
    note: str = ""


def standing_report(report: StandingReport) -> bytes:
    """The report as PDF."""
    return pdf("standing", told(report))


def standing_report_docx(report: StandingReport) -> bytes:
    """The report as .docx."""
    return docx("standing", told(report))


def told(report: StandingReport) -> dict[str, Any]:
    """The report in the words of the paper."""
    lines = [line for section in report.sections for line in section.lines]
    counts = Counter((line.status, line.tone) for line in lines)
    return clean(
        {
            "title": report.title,
            "subject": report.subject,
            "beside": _("截至%s") % _day(report.on),
            "heads": [_("条款"), _("状态"), _("情况"), _("到期日")],
            "summary": [
                {"status": status, "tone": tone, "number": str(number)}
                for (status, tone), number in counts.items()
            ],
            "sections": [
                {"title": section.title, "lines": [_line(line) for line in section.lines]}
                for section in report.sections
                if section.lines
            ],
            "note": report.note,
        }
    )


def _line(line: StandingLine) -> dict[str, str]:
    said = (line.sentence, line.evidence, line.duty)
    return {
        "clause": line.clause,
        "status": line.status,
        "tone": line.tone,
        "sentence": line.sentence,
        "evidence": line.evidence,
        "duty": line.duty,
        "told": "\n".join(one for one in said if one),
        "due": _day(line.due) if line.due else "—",
    }


def _day(day: date) -> str:
    return day.strftime("%Y.%m.%d")
