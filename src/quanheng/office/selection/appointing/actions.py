"""Objections to a public notice, the ballots of a case, and the counts taken from them."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from quanheng.office.accounts.models import User
from quanheng.office.ballots.models import Ballot
from quanheng.office.ledger.actions import record
from quanheng.office.ledger.models import Entry
from quanheng.office.procedures.acting import must_act
from quanheng.office.procedures.models import Case, Nominee
from quanheng.office.procedures.moving import locked, must_manage, told
from quanheng.office.records.refusals import Overtaken, Refused, given
from quanheng.office.selection.models import CaseBallot, Objection

NOTICED = ("publish", "objections")
"""The steps in which something may come in on a public notice."""


@transaction.atomic
def take_in_objection(
    nominee: Nominee, *, received_on: date, channel: str, matter: str, by: User, on: date
) -> Entry:
    """Write down what came in on a public notice, and nothing about who said it.

    Raises ``Refused`` outside the time of the notice, and for whoever does not look after the case.
    """
    case, procedure = locked(nominee.case, Case.State.OPEN, on=on)
    must_manage(case, procedure, by, on)
    nominee = Nominee.objects.select_related("person").get(pk=nominee.pk)
    if case.step not in NOTICED or nominee.out_on is not None:
        raise Refused(_("只在公示期间和公示结果办结之前受理对公示对象的反映。"))
    if received_on > on:
        raise Refused(_("收到日期不能晚于今天。"))
    given(matter)
    made = Objection(
        nominee=nominee, received_on=received_on, channel=channel, matter=matter.strip(), by=by
    )
    made.full_clean()
    made.save(force_insert=True)
    values = told(case, person=nominee.person.code, channel=channel)
    return record(made, "objection taken in", by=by, on=on, values=values)


@transaction.atomic
def settle_objection(
    objection: Objection, *, result: str, finding: str, by: User, on: date
) -> Entry:
    """Say what looking into an objection yielded, as somebody else than who took it in."""
    given(finding)
    case, procedure = locked(objection.nominee.case, Case.State.OPEN, on=on)
    must_manage(case, procedure, by, on)
    now = Objection.objects.select_for_update(of=("self",)).select_related("nominee__person")
    made = now.get(pk=objection.pk)
    if made.settled_on is not None:
        raise Overtaken(_("这条反映已经办结。"))
    if made.by_id == by.pk:
        raise Refused(_("受理和核查须由两人办理，请由他人办结。"))
    made.result, made.finding = result, finding.strip()
    made.settled_by, made.settled_on = by, on
    made.full_clean()
    made.save()
    values = told(case, person=made.nominee.person.code, result=result)
    return record(made, "objection settled", by=by, on=on, values=values)


@transaction.atomic
def link_ballot(case: Case, ballot: Ballot, *, by: User, on: date) -> Entry:
    """Say that a ballot in draft, organised by ``by``, is for the present step of a case."""
    case, procedure = locked(case, Case.State.OPEN, on=on)
    must_act(case, procedure.step(case.step), by, on)
    ballot = Ballot.objects.select_for_update(of=("self",)).get(pk=ballot.pk)
    if ballot.organiser_id != by.pk:
        raise Refused(_("只能登记由您组织的投票。"))
    made = CaseBallot(case=case, step=case.step, stay=case.stay, ballot=ballot, by=by, on=on)
    made.full_clean()
    made.save(force_insert=True)
    return record(made, "ballot of case", by=by, on=on, values=told(case, ballot=ballot.pk))
