"""What was entered about those put forward in the present stay of a case."""

from typing import Any

from django.utils.translation import gettext as _

from quanheng.norms.procedure import Step
from quanheng.office.language import said
from quanheng.office.procedures.facts import standing
from quanheng.office.procedures.models import Case, Nominee, Sheet
from quanheng.office.records.refusals import Refused


def sheets_now(case: Case) -> dict[int, Sheet]:
    """The sheets of the present stay, by the key of the nominee."""
    found = Sheet.objects.filter(nominee__case=case, stay=case.stay)
    return {sheet.nominee_id: sheet for sheet in found}


def missing_in(step: Step, sheet: Sheet | None) -> list[str]:
    """What is still to be entered about a nominee in a step, as it is called."""
    kept = sheet.answers if sheet else {}
    return [said(ask.label) for ask in step.each if ask.required and ask.name not in kept]


def must_be_filled(case: Case, step: Step) -> None:
    """Raise ``Refused``, naming who and what, while something required is not entered."""
    if not step.each:
        return
    sheets = sheets_now(case)
    told = [
        _("%(person)s：请先填写“%(fields)s”。")
        % {"person": one.person.name, "fields": _("、").join(missing)}
        for one in standing(case)
        if (missing := missing_in(step, sheets.get(one.pk)))
    ]
    if told:
        raise Refused(told)


def sheets_told(case: Case, step: Step) -> dict[str, Any]:
    """The sheets of those still put forward, by code, as the ledger keeps them with the step."""
    if not step.each:
        return {}
    sheets = sheets_now(case)
    return {one.person.code: sheets[one.pk].answers for one in standing(case) if one.pk in sheets}


def before(nominee: Nominee, step: str) -> dict[str, Any]:
    """What was entered about a nominee when the case stood in a step last."""
    told = [one.answers for one in nominee.sheets.all() if one.step == step]
    return dict(told[-1]) if told else {}
