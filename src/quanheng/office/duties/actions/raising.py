"""Raising an item."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from quanheng.office.accounts.models import User
from quanheng.office.accounts.powers import Denied, Power
from quanheng.office.duties.filing import Held, next_number, note, told
from quanheng.office.duties.lists import KINDS, TOPICS, YARDSTICKS, Kind
from quanheng.office.duties.models import Event, Item, Measure
from quanheng.office.duties.permission import manages, raises
from quanheng.office.duties.reminding import tell_owner
from quanheng.office.ledger.actions import record
from quanheng.office.ledger.models import Entry
from quanheng.office.records.models import Duty
from quanheng.office.records.refusals import Refused
from quanheng.office.records.writing import write

OWN = ("topic", "yardstick", "category", "cause")


@transaction.atomic
def raise_duty(
    values: Mapping[str, Any],
    *,
    measures: Sequence[str] = (),
    source: str = "",
    by: User,
    on: date,
) -> Entry:
    """Assign something to a unit and a person; the entry is about the new ``Item``.

    ``values`` are the columns of the record, and ``topic``, ``yardstick``, ``category`` and
    ``cause``; without ``number`` it gets the next of the year. Raises ``Denied`` for whoever may
    not raise such items for the unit, ``Refused`` where the kind asks for more.
    """
    kind = KINDS.get(values.get("type", ""))
    if kind is None:
        raise Refused(_("请选择清单类型。"))
    unit = values.get("lead_unit")
    if not manages(by, unit, on):
        raise Denied(Power.MANAGE_DUTIES)
    if not raises(by, kind, unit, on):
        raise Refused(_("您的角色不能交办“%s”事项，请由有权的角色办理。") % kind.type)
    fits(kind, values)
    columns = {name: value for name, value in values.items() if name not in OWN}
    columns["number"] = values.get("number") or next_number(kind.type, values["assigned"].year)
    line = write(Duty, columns, by=by, source=source)
    assert isinstance(line, Duty)
    item = begin(line, {name: values.get(name) or "" for name in OWN}, measures, by=by, on=on)
    note(item, Event.What.RAISED, by=by, on=on)
    held = Held(line, item)
    tell_owner(line, "raised", by=by)
    return record(item, "duty raised", by=by, on=on, values=told(held, matter=line.matter))


def begin(
    line: Duty, own: Mapping[str, Any], measures: Sequence[str], *, by: User, on: date
) -> Item:
    """Follow a new record, with its measures."""
    item = Item(
        type=line.type,
        number=line.number,
        record=line,
        raised_by=by,
        raised_at=timezone.now(),
        **own,
    )
    item.full_clean()
    item.save(force_insert=True)
    Measure.objects.bulk_create(
        Measure(item=item, place=place, text=text)
        for place, text in enumerate(cleaned(measures), start=1)
    )
    return item


def cleaned(measures: Sequence[str]) -> list[str]:
    """Measures without blank ones; raises ``Refused`` for one that is too long."""
    found = [text.strip() for text in measures if text.strip()]
    if any(len(text) > 500 for text in found):
        raise Refused(_("每条措施不超过500字，请分条填写。"))
    return found


def fits(kind: Kind, values: Mapping[str, Any]) -> None:
    """Raise ``Refused`` for what a kind asks for and values do not say."""
    if kind.one_each and not (values.get("lead_unit") and values.get("owner")):
        raise Refused(_("“%s”须有1个牵头单位、1名责任人。") % kind.type)
    if kind.one_each and not values.get("deadline"):
        raise Refused(_("“%s”须有截止日期。") % kind.type)
    word = (values.get("source_list") or "").partition("：")[0]
    if kind.sources and word not in kind.sources:
        listed = "、".join(kind.sources)
        raise Refused(
            _("“%(type)s”的来源应为：%(listed)s。") % {"type": kind.type, "listed": listed}
        )
    topic = TOPICS.get(values.get("topic") or "")
    if kind.topics and topic is None:
        raise Refused(_("请选择问题的专题。"))
    if topic is not None and not kind.topics:
        raise Refused(_("只有“问题”清单分专题。"))
    category = values.get("category") or ""
    if category and (topic is None or category not in topic.categories):
        raise Refused(_("所选情形不属于该专题，请重新选择。"))
    if topic is not None and topic.decision and not category:
        raise Refused(_("该专题须选择具体情形。"))
    if topic is not None and topic.clause == "hangzhou-2020:7":
        if values.get("yardstick") not in YARDSTICKS:
            raise Refused(_("请选择对照的方面。"))
        if not values.get("cause"):
            raise Refused(_("请写明问题的原因。"))
