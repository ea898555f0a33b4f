"""干部任免审批表 as it is printed: what stands in each field."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from quanheng.exchange.forms.career import CareerLine, period
from quanheng.exchange.forms.model import Education, FamilyRow, Form
from quanheng.exchange.forms.picture import checked_picture, picture_type
from quanheng.exchange.forms.problems import FormRefused
from quanheng.exchange.forms.when import PartialDate, When, when_shown
from quanheng.office.documents.words import clean

FAMILY_ROWS = 7
"""Rows of the form for family members; more are added where there are more."""

NOTHING = "无"
PRINTED = ("jpeg", "png", "gif")
"""Kinds of picture that can be printed."""


def printed(form: Form) -> dict[str, Any]:
    """The fields of the form in the words of the paper; the photo apart."""
    counted = form.age_counted_on
    return clean(
        {
            "name": form.name,
            "sex": form.sex,
            "birth": when_shown(form.birth),
            "age": _age(form.birth, counted),
            "ethnicity": form.ethnicity,
            "native_place": form.native_place,
            "birthplace": form.birthplace,
            "joined_party": when_shown(form.joined_party),
            "began_work": when_shown(form.began_work),
            "health": form.health,
            "technical_title": form.technical_title,
            "familiar_field": form.familiar_field,
            "full_time": _education(form.full_time),
            "in_service": _education(form.in_service),
            "current_post": form.current_post,
            "proposed_post": form.proposed_post,
            "post_to_leave": form.post_to_leave,
            "career": _career(form.career),
            "awards": form.awards or NOTHING,
            "appraisals": form.appraisals or NOTHING,
            "reason": form.reason,
            "family": _family(form.family),
            "reporting_unit": form.reporting_unit,
            "filled_by": form.filled_by,
            "filled_on": when_shown(form.filled_on),
            "id_number": form.id_number or "",
        }
    )


def photo_of(form: Form) -> bytes | None:
    """The photo, ``None`` without one that can be printed."""
    if form.photo is None:
        return None
    try:
        data = checked_picture(form.photo)
    except FormRefused:
        return None
    return data if picture_type(data) in PRINTED else None


def _age(birth: When, counted: When) -> str:
    """Full years on the day of counting, ``（50岁）``; of months, the months are compared."""
    if not isinstance(birth, PartialDate) or not isinstance(counted, PartialDate):
        return ""
    if birth.month is None:
        return ""
    now = date(counted.year, counted.month or 12, 1)
    years = now.year - birth.year - (now.month < birth.month)
    return f"（{years}岁）" if years >= 0 else ""


def _education(one: Education) -> dict[str, str]:
    """学历 and 学位, and 院校系及专业: the school once where it is the same for both."""
    schools = dict.fromkeys(school for school in (one.level_school, one.degree_school) if school)
    return {
        "level": one.level or (NOTHING if not one.degree else ""),
        "degree": one.degree,
        "school": "\n".join(schools),
    }


def _career(lines: Sequence[CareerLine]) -> list[dict[str, Any]]:
    return [
        {"period": period(line), "text": line.text, "notes": list(line.notes)} for line in lines
    ]


def _family(rows: Sequence[FamilyRow]) -> list[dict[str, str]]:
    told = [
        {
            "relation": row.relation,
            "name": row.name,
            "birth": when_shown(row.birth),
            "politics": row.politics,
            "work": row.work,
        }
        for row in rows
    ]
    blank = dict.fromkeys(("relation", "name", "birth", "politics", "work"), "")
    return told + [dict(blank) for _ in range(FAMILY_ROWS - len(told))]
