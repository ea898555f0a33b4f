"""What steps of the procedures on villages and communities do beside filing their results."""

from datetime import date

from django.utils.translation import gettext as _

from quanheng.norms.gate import Value
from quanheng.office.accounts.models import User
from quanheng.office.procedures.facts import facts_of, sheet_facts, standing
from quanheng.office.procedures.known import procedure_of
from quanheng.office.procedures.models import Case, Move, Nominee, Sheet
from quanheng.office.procedures.registry import Effect
from quanheng.office.records.models import Secondment, Unit
from quanheng.office.records.models.visible import under
from quanheng.office.records.refusals import Refused
from quanheng.office.records.writing import locked, rewrite

VILLAGES = "villages"
"""The family of procedures on officials and graduates of villages and communities."""
BELOW = ("村", "社区")
TWO_WAY = "双向挂职"
BEGUN = "begin.secondment"
"""Under which key a case keeps the record that it filed of each."""
SOURCE = "{case}号办理事项：期满鉴定"
ENTERED, NEAR = "signup", "signup.near"
"""The step in which graduates are entered, and what a gate asks there of the unit of each."""


def assessed(case: Case, move: Move, by: User, on: date) -> Effect:
    """Enter the end and the grade into the secondments that the case began.

    Raises ``Refused`` where the file has the secondment of somebody no longer.
    """
    procedure = procedure_of(case)
    ended = {}
    for nominee in standing(case).prefetch_related("sheets"):
        told = {**facts_of(case, procedure), **sheet_facts(nominee, procedure)}
        changes = {"end": told["assess.end"], "grade": told["assess.grade"]}
        source = SOURCE.format(case=case.pk)
        made = rewrite(locked(_begun(nominee, told["begin.day"])), changes, by=by, source=source)
        nominee.filed = {**nominee.filed, BEGUN: made.pk}
        nominee.save(update_fields=["filed"])
        ended[nominee.person.code] = made.pk
    return Effect({"ended": ended})


def _begun(nominee: Nominee, day: Value) -> Secondment:
    """The secondment as the file has it now: as filed, or as it was corrected since."""
    held = Secondment.objects.current().filter(person=nominee.person, mode=TWO_WAY)
    found = held.filter(pk=nominee.filed.get(BEGUN, 0)).first() or held.filter(start=day).first()
    if found is None:
        raise Refused(
            _("%s的双向挂职记录已被更正，请先核对档案中的开始日期。") % nominee.person.name
        )
    return found


def near(case: Case) -> dict[str, dict[str, Value]]:
    """Whether each graduate is to go to a village of the area, by code; two queries.

    Nothing of those of whom no unit is named, nor in another step than that which names them.
    """
    area = case.place or case.unit
    if case.step != ENTERED or area is None:
        return {}
    sheets = Sheet.objects.filter(nominee__case=case, nominee__out_on=None, stay=case.stay)
    told = sheets.values_list("nominee__person__code", "answers__village")
    named = {person: unit for person, unit in told if unit}
    found = Unit.objects.filter(under(area.path), code__in=named.values(), category__in=BELOW)
    villages = set(found.values_list("code", flat=True))
    return {person: {NEAR: unit in villages} for person, unit in named.items()}
