"""The plan of exchanges: who is to move in a year, and who was taken off it."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from quanheng.office.accounts.models import User
from quanheng.office.ledger.actions import record
from quanheng.office.ledger.models import Entry
from quanheng.office.records.models import Person, Tenure
from quanheng.office.records.queries.people import in_force
from quanheng.office.records.refusals import Refused, given
from quanheng.office.selection.models import ExchangeLine
from quanheng.office.selection.teams.permission import need_person


@transaction.atomic
def plan_exchange(
    person: Person, year: int, kind: str, *, reason: str, by: User, on: date
) -> Entry:
    """Put somebody on the plan of a year.

    Raises ``Denied`` without the power over the person; ``Refused`` without a reason, for the own
    person, for a year that is over, and for who holds no post or is on the plan already.
    """
    need_person(person, by, on)
    given(reason)
    if year < on.year:
        raise Refused(_("不能列入已过去年度的计划。"))
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    held = Tenure.objects.current().filter(in_force(on), person=person)
    post = held.order_by("level", "start", "pk").first()
    if post is None:
        raise Refused(_("该干部现无任职，不能列入交流计划。"))
    if ExchangeLine.objects.filter(person=person, year=year, dropped_on=None).exists():
        raise Refused(_("该干部已在当年的交流计划中。"))
    made = ExchangeLine(
        person=person, post=post, year=year, kind=kind, why=reason.strip(), on=on, by=by,
        at=timezone.now(),
    )  # fmt: skip
    made.full_clean(exclude=["person", "post", "by"])
    made.save(force_insert=True)
    values = {"person": person.code, "year": year, "kind": kind}
    return record(made, "exchange planned", by=by, on=on, reason=reason, values=values)


@transaction.atomic
def drop_exchange(line: ExchangeLine, *, reason: str, by: User, on: date) -> Entry:
    """Take somebody off the plan again; raises ``Refused`` without a reason or a second time."""
    need_person(line.person, by, on)
    given(reason)
    line = ExchangeLine.objects.select_for_update().get(pk=line.pk)
    if line.dropped_on is not None:
        raise Refused(_("该干部已撤出计划。"))
    line.dropped_on, line.dropped_why = on, reason.strip()
    line.save(update_fields=["dropped_on", "dropped_why"])
    return record(line, "exchange dropped", by=by, on=on, reason=reason)
