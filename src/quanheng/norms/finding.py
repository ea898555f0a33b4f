"""Findings: what a rule says of a subject, with its clause and its evidence."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal, NamedTuple

Language = Literal["zh", "en"]
Measured = int | float | None


class Text(NamedTuple):
    """A wording in Chinese and English."""

    zh: str
    en: str

    def in_(self, language: Language) -> str:
        """The wording in one language."""
        return self.zh if language == "zh" else self.en


class Status(StrEnum):
    """Where a subject stands; the order is from the worst to the best."""

    MISSED = "missed"
    ATTENTION = "attention"
    PENDING = "pending"
    NO_DATA = "no_data"
    MET = "met"

    @property
    def label(self) -> Text:
        """The status as officials read it."""
        return _STATUS[self]

    @property
    def severity(self) -> int:
        """0 is the worst."""
        return _SEVERITY[self]


_STATUS = {
    Status.MISSED: Text("未达标", "missed"),
    Status.ATTENTION: Text("待研判", "attention"),
    Status.PENDING: Text("进行中", "pending"),
    Status.NO_DATA: Text("未提供", "no data"),
    Status.MET: Text("达标", "met"),
}
_SEVERITY = {status: place for place, status in enumerate(Status)}


class SubjectType(StrEnum):
    """What a finding is about; alphabetical order is the order of findings."""

    PERSON = "person"
    POOL = "pool"
    PROJECT = "project"
    UNIT = "unit"


class NationalStatus(StrEnum):
    """A local clause against later national rules."""

    SAME = "same"
    STRICTER_LOCAL = "stricter_local"
    ABSORBED = "absorbed"
    CONTRADICTED = "contradicted"
    SUPERSEDED = "superseded"

    @property
    def label(self) -> Text:
        """The status as officials read it."""
        return {
            "same": Text("与国家规定一致", "same as national rules"),
            "stricter_local": Text("地方更严", "stricter than national rules"),
            "absorbed": Text("已为国家规定吸收", "absorbed by national rules"),
            "contradicted": Text("与国家规定不一致", "at odds with national rules"),
            "superseded": Text("已为国家规定取代", "superseded by national rules"),
        }[self]


class Evidence(NamedTuple):
    """A record that counted: its sheet and its row there (the header is row 1)."""

    sheet: str
    row: int


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule's answer for one subject.

    ``measured`` and ``required`` are in ``measure_unit``; shares are fractions. ``window_start``
    and ``window_end`` are both inclusive. ``due`` is given with ``pending`` only.
    ``next_change_on`` is the first day on which the finding may change without a new record.
    """

    rule: str
    clause: str
    subject_type: SubjectType
    subject: str
    name: str
    status: Status
    measured: Measured
    required: Measured
    measure_unit: Text
    national_status: NationalStatus | None
    next_change_on: date | None
    window_start: date | None
    window_end: date | None
    due: date | None
    evidence: tuple[Evidence, ...]
    message: Text

    @property
    def key(self) -> tuple[str, str, str]:
        """The order of findings: rule, subject type, subject, each by code point."""
        return (self.rule, self.subject_type.value, self.subject)
