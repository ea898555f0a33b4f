"""What a check of the regulations finds: posts over quota, titles and levels out of the ordinary.

Computed from the file and the latest findings; nothing here decides anything.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from django.db.models import Q
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from quanheng.norms.kinds import LEVELS
from quanheng.office.findings.models import Finding
from quanheng.office.records.models import Tenure, Unit
from quanheng.office.records.models.visible import under
from quanheng.office.selection.models import RegulationCheck, TitleList
from quanheng.office.selection.reviews.promoted import tenures_below

QUOTA = "qingshanhu-2009:24/over-quota"
NAMES = {level.value: name for name, level in LEVELS.items()}


class Issue(NamedTuple):
    """Something found: a key that stays the same, of which kind, where, and where to look."""

    key: str
    kind: str
    text: str
    unit: Unit
    url: str


class Standard(NamedTuple):
    """The standard titles of a unit and below, with the levels that each may have."""

    path: str
    titles: Mapping[str, list[int]]


def standards(unit: Unit, on: date) -> list[Standard]:
    """The lists in force at a unit, above and below it; the nearest one last. One query."""
    above = [code for code in unit.path.split("/") if code]
    near = Q(unit__code__in=above) | under(unit.path, "unit__path")
    found: dict[int, TitleList] = {}
    lists = TitleList.objects.filter(near, since__lte=on).select_related("unit")
    for one in lists.order_by("since"):
        found[one.unit_id] = one
    ordered = sorted(found.values(), key=lambda one: len(one.unit.path))
    return [Standard(one.unit.path, one.titles) for one in ordered]


def issues_of(check: RegulationCheck, on: date) -> list[Issue]:
    """Everything found of a unit and below on a day; four queries."""
    return [*_over_quota(check.unit), *_titles(check.unit, on)]


def issue_of(check: RegulationCheck, key: str, on: date) -> Issue | None:
    """One of them by its key."""
    return next((one for one in issues_of(check, on) if one.key == key), None)


def _over_quota(unit: Unit) -> Iterator[Issue]:
    found = Finding.objects.current().filter(rule=QUOTA, status="missed")
    found = found.filter(under(unit.path, "unit__path")).select_related("unit")
    for one in found.order_by("unit__path"):
        assert one.unit is not None
        url = f"{reverse('findings:board')}?{urlencode({'rule': QUOTA, 'unit': one.unit.code})}"
        text = _("：").join((one.unit.name, one.message))
        yield Issue(f"quota/{one.unit.code}", _("超职数"), text, one.unit, url)


def _titles(unit: Unit, on: date) -> Iterator[Issue]:
    lists = standards(unit, on)
    if not lists:
        return
    held = tenures_below(unit).filter(Q(end=None) | Q(end__gt=on), start__lte=on, leading=True)
    seen: set[str] = set()
    for tenure in held.select_related("unit", "person").order_by("unit__path", "level", "pk"):
        one = _wrong(tenure, lists)
        if one is not None and one.key not in seen:
            seen.add(one.key)
            yield one


def _wrong(tenure: Tenure, lists: list[Standard]) -> Issue | None:
    """What is out of the ordinary with a post by the nearest list; None where there is none."""
    unit = tenure.unit
    near = [one for one in lists if unit.path.startswith(one.path)]
    if not near:
        return None
    url = reverse("records:record", args=["tenure", tenure.pk])
    titles = near[-1].titles
    names = {"unit": unit.name, "title": tenure.title}
    if tenure.title not in titles:
        text = _("%(unit)s“%(title)s”不在规范职务名称之列") % names
        return Issue(f"title/{unit.code}/{tenure.title}", _("职务名称"), text, unit, url)
    levels = titles[tenure.title]
    if levels and tenure.level not in levels:
        names["level"] = _(NAMES[tenure.level])
        text = _("%(unit)s“%(title)s”按%(level)s配备，与规定层次不符") % names
        return Issue(f"level/{tenure.pk}", _("职务层次"), text, unit, url)
    return None
