"""Ordering documents, cancelling an order, and fetching the file."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from quanheng.office.accounts.models import User
from quanheng.office.accounts.powers import Power, require
from quanheng.office.documents import jobs
from quanheng.office.documents.kinds import FORMATS, OF_PERSON, Format, Kind
from quanheng.office.documents.models import Order
from quanheng.office.ledger.actions import record
from quanheng.office.ledger.models import Entry
from quanheng.office.records.importing.forms.giving import MOST, people_in
from quanheng.office.records.models import Person, Unit
from quanheng.office.records.permission import over
from quanheng.office.records.refusals import Overtaken, Refused, given


@transaction.atomic
def order_documents(
    about: Person | Unit,
    kind: Kind,
    form: Format,
    *,
    chosen: Sequence[int] = (),
    masked: bool = False,
    reason: str,
    by: User,
    on: date,
    queued: bool = True,
) -> Entry:
    """Have documents made in the background about a person, or the people of a unit.

    ``chosen`` narrows a unit to some of its people, ``masked`` asks for the identity number and
    the family of one person. The entry is about the new ``Order``. Without ``queued`` the caller
    makes it. Raises ``Denied`` for what is out of reach; ``Refused`` without a purpose, for a
    document that is not made of it, for nobody, and for too many.
    """
    over(about, Power.EXPORT_RECORDS, by=by, on=on)
    one = isinstance(about, Person)
    if isinstance(about, Person) and by.person_code == about.code:
        reason = reason.strip() or _("本人提取")
    given(reason)
    fits = kind in OF_PERSON if one else kind != Kind.EXTRACT
    if not fits or form not in FORMATS[kind] or (masked and not one):
        raise Refused(_("不能这样制作这种文书，请在页面上选择。"))
    keys = [about.pk] if isinstance(about, Person) else _keys(about, chosen, by=by, on=on)
    order = Order(
        requested_by=by, requested_at=timezone.now(), on=on, reason=reason.strip(),
        kind=kind, format=form, masked=masked, people=keys,
        person=about if one else None, unit=None if one else about,
    )  # fmt: skip
    order.save(force_insert=True)
    if queued:
        jobs.make.enqueue(order.pk)
    values = {"kind": order.kind, "format": order.format, "people": len(keys), "masked": masked}
    return record(order, "documents ordered", by=by, on=on, reason=order.reason, values=values)


def _keys(unit: Unit, chosen: Sequence[int], *, by: User, on: date) -> list[int]:
    """Of whom in a unit documents are to be made: of everybody, or of those chosen."""
    keys = [person.pk for person in people_in(unit, by=by, on=on)]
    wanted = set(chosen) or set(keys)
    keys = [key for key in keys if key in wanted]
    if not keys:
        raise Refused(_("没有可制作文书的人员。"))
    if len(keys) > MOST:
        raise Refused(_("一次最多制作%s人的文书，请选择下级单位分批办理。") % MOST)
    return keys


@transaction.atomic
def cancel_order(order: Order, *, by: User, on: date) -> Entry:
    """End an order before it is made; ``stopping.stop_order`` also stops who is working on it.

    Raises ``Overtaken`` when it is made already, ``Refused`` for somebody else's.
    """
    require(by, Power.EXPORT_RECORDS, on)
    order = Order.objects.select_for_update(of=("self",)).get(pk=order.pk)
    if order.requested_by != by:
        raise Refused(_("只有申请人可以取消。"))
    if order.state != Order.State.RUNNING:
        raise Overtaken(_("该文书现为“%s”，不能取消。") % order.get_state_display())
    order.state = Order.State.CANCELLED
    order.save(update_fields=["state"])
    return record(order, "documents cancelled", by=by, on=on)


@transaction.atomic
def fetch_order(order: Order, *, by: User, on: date) -> Entry:
    """Write down that a file is fetched; only then may it be given out.

    Raises ``Refused`` for somebody else's, ``Overtaken`` for one that is not made yet or whose time
    is over.
    """
    require(by, Power.EXPORT_RECORDS, on)
    if order.requested_by != by:
        raise Refused(_("只有申请人可以下载；请自行申请制作。"))
    order = Order.objects.get(pk=order.pk)
    if order.state != Order.State.DONE:
        raise Overtaken(_("该文书现为“%s”，不能下载。") % order.get_state_display())
    if order.expired(on):
        raise Overtaken(_("下载期限已过，文件已清除；仍有需要时请重新制作。"))
    return record(order, "documents fetched", by=by, on=on, values={"sha256": order.sha256})
