"""Schooling and training."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from quanheng.norms.dates import last_months
from quanheng.norms.eligibility.candidate import (
    NOTHING,
    YEAR,
    Candidate,
    OfCandidate,
    met,
)
from quanheng.norms.finding import Text
from quanheng.norms.gate import Check
from quanheng.norms.kinds import MILLION, Training
from quanheng.norms.pack import Parameter

RUNGS = (
    ("大专", ("大专", "专科", "高职")),
    ("研究生", ("研究生", "硕士", "博士")),
    ("大学", ("大学", "本科", "学士")),
    ("中专及以下", ("中专", "高中", "中技", "技校", "职高", "初中", "小学")),
)
"""What a text of the file says of the schooling: the first that fits counts."""

ORDER = ("中专及以下", "大专", "大学", "研究生")


def rung(text: str | None) -> str | None:
    """The rung that a text names; None for a blank or an unknown one."""
    for name, words in RUNGS:
        if text and any(word in text for word in words):
            return name
    return None


@dataclass(frozen=True, kw_only=True)
class Schooling(OfCandidate):
    """The highest schooling on file, full-time or beside the work, is among those asked for."""

    accepted: Parameter

    def look(self, of: Candidate) -> Iterator[Check]:
        """Unknown while nothing can be read, or something below what is asked cannot."""
        accepted = self.accepted.names(of.on)
        texts = (of.person.education, of.person.inservice_education) if of.person else ()
        found = [rung(text) for text in texts if text]
        best = max((one for one in found if one), key=ORDER.index, default=None)
        told = "，".join(text for text in texts if text)
        status = met(best in accepted, bool(found) and None not in found)
        yield self.told(
            of,
            Text("学历", "schooling"),
            status,
            Text(told, told) if told else NOTHING,
            Text(f"{accepted[0]}及以上", f"{accepted[0]} or above"),
            Text(
                "另有学历的，由本人提供证书，人事干部核实后登记。",
                "If there is more, the person shows the certificate and the officer enters it.",
            ),
            [of.person] if of.person else [],
        )


@dataclass(frozen=True, kw_only=True)
class Trained(OfCandidate):
    """Training of the last years, in hours or in days away from work.

    A shortfall may be made good after the promotion: it is shown and does not block.
    """

    advisory: ClassVar[bool] = True
    hours: Parameter
    days: Parameter
    years: Parameter
    cured: Parameter

    def look(self, of: Candidate) -> Iterator[Check]:
        """Hours of all classes that ended in the window, or days of those away from work."""
        years = int(self.years.number(of.on))
        window = last_months(of.on, years * YEAR)
        rows = of.of(Training, lambda row: row.end in window)
        hours = sum(row.hours or 0 for row in rows)
        days = sum((row.end - row.start).days + 1 for row in rows if row.mode == "脱产")
        least, least_days = self.hours.number(of.on), self.days.number(of.on)
        enough = hours >= least * MILLION or days >= least_days
        known = bool(rows) and all(row.hours is not None for row in rows)
        cured = int(self.cured.number(of.on))
        told = Text(
            f"近{years}年{hours / MILLION:g}学时，脱产{days}天",
            f"{hours / MILLION:g} hours and {days} days away from work in {years} years",
        )
        yield self.told(
            of,
            Text("培训", "training"),
            met(enough, known),
            told if rows else NOTHING,
            Text(
                f"近{years}年{least}学时，或脱产{least_days}天",
                f"{least} hours, or {least_days} days away from work, in {years} years",
            ),
            Text(
                f"有特殊理由的可先任职，提任后{cured}年内完成；由人事干部补登漏登的培训。",
                f"For a special reason within {cured} year of the promotion; the personnel"
                " officer enters classes that are missing.",
            ),
            rows,
        )
