"""What the database holds of every record, derived from the columns of its kind."""

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from quanheng.norms.kinds import LEVELS, Column, Row, columns

Constraint = models.CheckConstraint | models.UniqueConstraint

SUBJECT = frozenset({"subject_type", "subject"})
"""Columns of a workbook that are a foreign key to a person or to a unit here."""


def named(name: str, condition: Q, message: Any = None) -> models.CheckConstraint:
    """A check named after its model; ``message`` says what is wrong to whoever breaks it."""
    return models.CheckConstraint(
        name=f"%(class)s_{name}", condition=condition, violation_error_message=message
    )


def of_records() -> list[Constraint]:
    """Every record: known for a span of time, and not its own successor."""
    known = Q(known_until=None) | Q(known_until__gte=F("recorded_at"))
    return [
        named("known_until_after_recorded", known),
        named("supersedes_another", Q(supersedes=None) | ~Q(supersedes=F("pk"))),
    ]


def of_kind(kind: type[Row], **renamed: str) -> list[Constraint]:
    """What the workbook asks of a kind; ``renamed`` gives the model's name of a column."""
    found = of_records()
    described = columns(kind)
    for column in described:
        name = renamed.get(column.name, column.name)
        if column.type == "number":
            found.append(not_negative(name))
        if column.type == "year":
            years = Q(**{f"{name}__range": (1800, 9999)})
            found.append(named(f"{name}_of_the_calendar", years, _("应为四位年份。")))
        if column.ends:
            found.append(not_before(name, *column.ends))
        if column.choices and column.name not in SUBJECT:
            found.append(listed(name, values(column), optional=not column.required))
    texts = [c for c in described if c.type == "text" and c.name not in SUBJECT]
    if texts:
        found.append(not_blank(*[renamed.get(column.name, column.name) for column in texts]))
    return found


def values(column: Column) -> list[Any]:
    """The values that a column may have, as they are stored."""
    if column.choices == tuple(LEVELS):
        return [level.value for level in LEVELS.values()]
    return list(column.choices)


def listed(name: str, allowed: Iterable[Any], *, optional: bool) -> models.CheckConstraint:
    """A value of a closed list."""
    condition = Q(**{f"{name}__in": list(allowed)})
    return named(f"{name}_listed", Q(**{name: None}) | condition if optional else condition)


def not_blank(*names: str) -> models.CheckConstraint:
    """Texts are absent or say something."""
    condition = Q()
    for name in names:
        condition &= Q(**{name: None}) | ~Q(**{name: ""})
    return named("texts_not_blank", condition)


def not_negative(name: str) -> models.CheckConstraint:
    """A number is never negative."""
    condition = Q(**{name: None}) | Q(**{f"{name}__gte": 0})
    return named(f"{name}_not_negative", condition, _("数字不能小于 0。"))


def not_before(end: str, *starts: str) -> models.CheckConstraint:
    """An end is not before its start, the first of ``starts`` that is given; equal is allowed."""
    condition = Q(**{end: None})
    blank = Q()
    for start in starts:
        condition |= blank & Q(**{f"{end}__gte": F(start)})
        blank &= Q(**{start: None})
    message = _("结束或截止日期不能早于开始日期。")
    return named(f"{end}_not_before_{starts[0]}", condition | blank, message)


def one_subject() -> models.CheckConstraint:
    """A record is about a person or about a unit, not both and not neither."""
    of_person = Q(person__isnull=False, unit=None)
    of_unit = Q(person=None, unit__isnull=False)
    return named("one_subject", of_person | of_unit)


def once(*names: str) -> models.UniqueConstraint:
    """Of the records that the file says now, one for each combination of values."""
    return models.UniqueConstraint(
        name=f"%(class)s_once_per_{'_'.join(names)}",
        fields=names,
        condition=Q(known_until=None),
        violation_error_message=_("档案中已有同样的记录，请更正原记录。"),
    )
