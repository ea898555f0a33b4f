"""What the make-up of a team should be, what it needs to know, and how a gap is closed."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from quanheng.office.accounts.models import User
from quanheng.office.ledger.actions import record
from quanheng.office.ledger.models import Entry
from quanheng.office.records.models import Unit
from quanheng.office.records.refusals import Refused, given
from quanheng.office.selection.models import FieldNeed, FieldStep, TeamTarget
from quanheng.office.selection.teams.judging import Bounds
from quanheng.office.selection.teams.law import AGES
from quanheng.office.selection.teams.permission import filled, need_unit
from quanheng.office.selection.teams.structure import categories


@transaction.atomic
def set_target(
    unit: Unit, dimension: str, category: str, bounds: Bounds, *, reason: str, by: User, on: date
) -> Entry:
    """Set how many of a team should be of a category from a day on; the target before it ends.

    Raises ``Denied`` without the power over the unit, ``Refused`` without bounds or a reason.
    """
    need_unit(unit, by, on)
    given(reason)
    if (dimension, category) not in {(one.dimension, one.key) for one in categories(AGES)}:
        raise Refused(_("没有这一类别，请从列表中选择。"))
    if bounds.at_least is None and bounds.at_most is None:
        raise Refused(_("请至少填写“不少于”或“不多于”。"))
    open_ones = TeamTarget.objects.filter(unit=unit, dimension=dimension, category=category)
    before = open_ones.select_for_update().filter(until=None).first()
    if before is not None:
        before.until = max(on, before.since)
        before.save(update_fields=["until"])
    made = TeamTarget(
        unit=unit, dimension=dimension, category=category, since=on, reason=reason.strip(),
        at_least=bounds.at_least, at_most=bounds.at_most, share=bounds.share,
        by=by, at=timezone.now(),
    )  # fmt: skip
    made.full_clean(exclude=["unit", "by"])
    made.save(force_insert=True)
    values = {"unit": unit.code, "dimension": dimension, "category": category, **bounds._asdict()}
    return record(made, "team target set", by=by, on=on, reason=reason, values=values)


@transaction.atomic
def end_target(target: TeamTarget, *, reason: str, by: User, on: date) -> Entry:
    """From a day on nothing is set for the category; raises ``Refused`` without a reason."""
    need_unit(target.unit, by, on)
    given(reason)
    target = TeamTarget.objects.select_for_update().get(pk=target.pk)
    if target.until is not None:
        raise Refused(_("这一目标已经终止。"))
    target.until = max(on, target.since)
    target.save(update_fields=["until"])
    return record(target, "team target ended", by=by, on=on, reason=reason)


@transaction.atomic
def set_need(unit: Unit, field: str, number: int, *, reason: str, by: User, on: date) -> Entry:
    """Set how many members of a team should know a field; the need before it ends.

    Raises ``Denied`` without the power over the unit, ``Refused`` without a field or a reason.
    """
    need_unit(unit, by, on)
    given(reason)
    filled(field)
    before = (
        FieldNeed.objects.select_for_update().filter(unit=unit, field=field, until=None).first()
    )
    if before is not None:
        before.until = max(on, before.since)
        before.save(update_fields=["until"])
    made = FieldNeed(
        unit=unit, field=field.strip(), number=number, since=on, reason=reason.strip(),
        by=by, at=timezone.now(),
    )  # fmt: skip
    made.full_clean(exclude=["unit", "by"])
    made.save(force_insert=True)
    values = {"unit": unit.code, "field": made.field, "number": number}
    return record(made, "field need set", by=by, on=on, reason=reason, values=values)


@transaction.atomic
def end_need(need: FieldNeed, *, reason: str, by: User, on: date) -> Entry:
    """From a day on the team needs the field no more; raises ``Refused`` without a reason."""
    need_unit(need.unit, by, on)
    given(reason)
    need = FieldNeed.objects.select_for_update().get(pk=need.pk)
    if need.until is not None:
        raise Refused(_("这一需求已经终止。"))
    need.until = max(on, need.since)
    need.save(update_fields=["until"])
    return record(need, "field need ended", by=by, on=on, reason=reason)


@transaction.atomic
def note_step(unit: Unit, field: str, way: str, text: str, *, by: User, on: date) -> Entry:
    """Note what is done to close a gap in a field; raises ``Refused`` for a blank."""
    need_unit(unit, by, on)
    filled(field, way, text)
    made = FieldStep(
        unit=unit, field=field, way=way, text=text.strip(), on=on, by=by, at=timezone.now()
    )
    made.full_clean(exclude=["unit", "by"])
    made.save(force_insert=True)
    values = {"unit": unit.code, "field": field, "way": way}
    return record(made, "field step noted", by=by, on=on, values=values)
