"""Clauses, findings and posts with plain values where a test names none."""

from datetime import date

from quanheng.norms.finding import Finding, NationalStatus, Status, SubjectType, Text
from quanheng.norms.kinds import Level, Tenure
from quanheng.norms.pack import Clause

TIMES = Text("次", "times")


def clause(
    pack: str, number: str, zh: str, en: str, status: NationalStatus | None = None
) -> Clause:
    """A clause of a pack, with a note if it has a status."""
    note = Text("以现行国家规定为准", "current national rules prevail") if status else None
    return Clause(pack, number, ("REQ",), Text(zh, en), "norms", status, note)


def finding(rule: str, subject: str, name: str, status: Status, **given: object) -> Finding:
    """A finding about a person, with plain values where none are given."""
    pending = date(2025, 12, 31) if status is Status.PENDING else None
    values: dict[str, object] = {
        "subject_type": SubjectType.PERSON,
        "measured": None if status is Status.NO_DATA else 1,
        "required": 1,
        "measure_unit": TIMES,
        "national_status": None,
        "next_change_on": date(2026, 1, 1),
        "window_start": date(2025, 1, 1),
        "window_end": date(2025, 12, 31),
        "due": pending,
        "evidence": (),
        "message": Text(f"{name}的说明。", f"A statement about {name}."),
    }
    clause_id = rule.partition("/")[0]
    return Finding(
        rule=rule,
        clause=clause_id,
        subject=subject,
        name=name,
        status=status,
        **{**values, **given},
    )  # type: ignore[arg-type]


def post(row: int, person: str, unit: str, title: str, level: Level, **given: object) -> Tenure:
    """A leading post held since 2020."""
    values: dict[str, object] = {"leading": True, "chief": False, "start": date(2020, 1, 1)}
    return Tenure(
        row=row, person=person, unit=unit, title=title, level=level, **{**values, **given}
    )  # type: ignore[arg-type]
