"""The register of matters reported upward before they are decided."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from quanheng.office.accounts.models import User
from quanheng.office.ledger.actions import record
from quanheng.office.ledger.models import Entry
from quanheng.office.records.models import Unit
from quanheng.office.records.refusals import Overtaken, Refused
from quanheng.office.selection.models import PriorReport
from quanheng.office.selection.reviews.numbers import answer_days, matters
from quanheng.office.selection.reviews.permission import handles_unit, not_about_near
from quanheng.office.workdays import add_working_days

COLUMNS = ("kind", "person", "case", "number", "matter", "reported_to", "reported_on")


@transaction.atomic
def register_prior_report(unit: Unit, values: Mapping[str, Any], *, by: User, on: date) -> Entry:
    """Enter a report sent upward; the entry is about the new ``PriorReport``.

    Raises ``Refused`` for a kind of matter that is not to be reported and for one's own affairs.
    """
    handles_unit(unit, by=by, on=on)
    not_about_near(values.get("person"), by=by)
    if values["kind"] not in matters(on):
        raise Refused(_("请选择报告事项的类别。"))
    if values["reported_on"] > on:
        raise Refused(_("报告日期不能晚于今天。"))
    if PriorReport.objects.filter(unit=unit, number=values["number"].strip()).exists():
        raise Refused(_("该文号已登记。"))
    told = {name: values.get(name) for name in COLUMNS}
    told |= {name: told[name].strip() for name in ("number", "matter", "reported_to")}
    made = PriorReport(unit=unit, reported_by=by, **told)
    made.due_on = add_working_days(made.reported_on, answer_days(on))
    made.full_clean(exclude=["unit", "person", "case", "reported_by"])
    made.save(force_insert=True)
    person = values.get("person")
    said = {"unit": unit.code, "kind": made.kind, "number": made.number}
    said |= {"person": person.code if person else "", "case": made.case_id}
    return record(made, "prior report registered", by=by, on=on, values=said)


@transaction.atomic
def answer_prior_report(
    report: PriorReport,
    answer: str,
    opinion: str = "",
    *,
    answered_on: date,
    by: User,
    on: date,
) -> Entry:
    """Enter what the superior answered; once."""
    handles_unit(report.unit, by=by, on=on)
    not_about_near(report.person, by=by)
    report = PriorReport.objects.select_for_update(of=("self",), no_key=True).get(pk=report.pk)
    if report.answer:
        raise Overtaken(_("答复已登记，请刷新页面。"))
    if not report.reported_on <= answered_on <= on:
        raise Refused(_("答复日期应在报告日期与今天之间。"))
    if answer == PriorReport.Answer.REFUSED and not opinion.strip():
        raise Refused(_("不同意的请写明答复意见。"))
    report.answer, report.opinion = answer, opinion.strip()
    report.answered_on, report.answered_by = answered_on, by
    report.full_clean(exclude=["unit", "person", "case", "reported_by", "answered_by"])
    report.save()
    values = {"answer": answer, "answered_on": answered_on}
    return record(report, "prior report answered", by=by, on=on, values=values)
