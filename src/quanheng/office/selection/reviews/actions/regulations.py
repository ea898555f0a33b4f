"""The yearly check of the regulations, and the lists of standard titles that it goes by."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from quanheng.norms.kinds import LEVELS
from quanheng.office.accounts.models import User
from quanheng.office.duties.actions import raise_duty
from quanheng.office.duties.filing import next_number
from quanheng.office.ledger.actions import record
from quanheng.office.ledger.models import Entry
from quanheng.office.records.models import Unit
from quanheng.office.records.refusals import Overtaken, Refused, given
from quanheng.office.selection.models import Rectification, RegulationCheck, TitleList
from quanheng.office.selection.reviews.issues import issue_of, issues_of
from quanheng.office.selection.reviews.permission import handles_unit

KIND, SOURCE = "整改", "自己查"


@transaction.atomic
def open_check(unit: Unit, year: int, *, by: User, on: date) -> Entry:
    """Begin the check of a year; the entry is about the new ``RegulationCheck``."""
    handles_unit(unit, by=by, on=on)
    if not 2000 <= year <= on.year:
        raise Refused(_("年度应在2000年与今年之间。"))
    if RegulationCheck.objects.filter(unit=unit, year=year).exists():
        raise Refused(_("该单位这一年度的检查已开始。"))
    made = RegulationCheck.objects.create(unit=unit, year=year, opened_by=by, opened_on=on)
    values = {"unit": unit.code, "year": year}
    return record(made, "regulation check opened", by=by, on=on, values=values)


def _open(check: RegulationCheck, *, by: User, on: date) -> RegulationCheck:
    handles_unit(check.unit, by=by, on=on)
    found = RegulationCheck.objects.select_for_update(of=("self",), no_key=True).get(pk=check.pk)
    if found.done_on is not None:
        raise Overtaken(_("本次检查已完成，请刷新页面。"))
    return found


@transaction.atomic
def rectify(
    check: RegulationCheck, key: str, values: Mapping[str, Any], *, by: User, on: date
) -> Entry:
    """Hand something found over as an item of the list of rectification; the entry is its own.

    ``values`` are ``owner`` and ``deadline``. Raises ``Refused`` for what is found no more, or was
    handed over before.
    """
    check = _open(check, by=by, on=on)
    issue = issue_of(check, key, on)
    if issue is None:
        raise Overtaken(_("这个问题已不存在，请刷新页面。"))
    if check.rectifications.filter(key=key).exists():
        raise Overtaken(_("这个问题已交办整改。"))
    number = next_number(KIND, on.year)
    Rectification.objects.create(check_of=check, key=key, number=number)
    duty = {
        "type": KIND,
        "matter": issue.text,
        "source_list": f"{SOURCE}：{check.year}年条例执行检查",
        "lead_unit": issue.unit,
        "owner": values["owner"],
        "assigned": on,
        "deadline": values["deadline"],
        "number": number,
    }
    return raise_duty(duty, by=by, on=on)


@transaction.atomic
def finish_check(check: RegulationCheck, conclusion: str, *, by: User, on: date) -> Entry:
    """Keep what was found and conclude."""
    check = _open(check, by=by, on=on)
    given(conclusion)
    check.found = [
        {"key": one.key, "text": one.text, "unit": one.unit.code} for one in issues_of(check, on)
    ]
    check.conclusion = conclusion.strip()
    check.done_by, check.done_on = by, on
    check.save(update_fields=["found", "conclusion", "done_by", "done_on"])
    told = {"found": len(check.found)}
    return record(check, "regulation check finished", by=by, on=on, values=told)


@transaction.atomic
def enter_titles(unit: Unit, lines: str, *, source: str, since: date, by: User, on: date) -> Entry:
    """Enter the standard titles of a unit: one a line, with the levels it may have.

    ``局长 乡科级正职、县处级副职``; without levels any level fits. The entry is about the new
    ``TitleList``.
    """
    handles_unit(unit, by=by, on=on)
    if not source.strip():
        raise Refused(_("请填写依据的文号。"))
    titles: dict[str, list[int]] = {}
    for line in lines.splitlines():
        name, *rest = line.split()
        if not name:
            continue
        titles[name] = _levels(name, " ".join(rest))
    if not titles or len(titles) > 500 or any(len(name) > 60 for name in titles):
        raise Refused(_("请填写1到500个职务名称，每个不超过60字。"))
    if TitleList.objects.filter(unit=unit, since__gte=since).exists():
        raise Refused(_("已有同日或更晚施行的清单，请改用更晚的施行日期。"))
    made = TitleList.objects.create(
        unit=unit, since=since, titles=titles, source=source.strip(), entered_by=by,
        entered_at=timezone.now(),
    )  # fmt: skip
    values = {"unit": unit.code, "titles": len(titles)}
    return record(made, "standard titles entered", by=by, on=on, values=values)


def _levels(title: str, told: str) -> list[int]:
    names = [name for name in told.replace("、", " ").replace("，", " ").split() if name]
    unknown = [name for name in names if name not in LEVELS]
    if unknown:
        raise Refused(
            _("“%(title)s”的层次“%(level)s”不在职务层次之列，请更正。")
            % {"title": title, "level": unknown[0]}
        )
    return [LEVELS[name].value for name in names]
