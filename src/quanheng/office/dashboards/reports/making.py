"""What stands in a standing report."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from quanheng.norms.finding import Language, Status
from quanheng.office.dashboards.moments import Moment
from quanheng.office.dashboards.told import Document, documents
from quanheng.office.documents.standing import StandingLine, StandingReport, StandingSection
from quanheng.office.findings import standing
from quanheng.office.findings.models import Finding
from quanheng.office.findings.queries import title, worded
from quanheng.office.records.models import Person, Unit
from quanheng.office.records.models.visible import under

MOST = 2_000
"""Findings in one report; the worst come first."""


def report_of_person(person: Person, moment: Moment, language: Language) -> StandingReport:
    """Everything that the law of a day says of a person, by document."""
    found, packs, place = standing.live(person, moment.on, moment.known_at)
    return StandingReport(
        title=_("履责情况报告"),
        subject=f"{person}（{person.code}） {place or ''}".strip(),
        on=moment.on,
        sections=_sections(documents(found, packs, moment.on, language)),
        note=_("按所在单位采纳的文件核对档案中的记录得出；“待研判”仅供有权的人考虑。"),
    )


def report_of_unit(unit: Unit, moment: Moment, language: Language) -> tuple[StandingReport, int]:
    """A unit's own findings, then what it and everything below still owes; how many there are.

    The second part is what the newest run says: missed, for people to consider, and pending.
    """
    own = standing.live(unit, moment.on, moment.known_at)
    open_ones = [status.value for status in (Status.MISSED, Status.ATTENTION, Status.PENDING)]
    units = Unit.objects.filter(under(unit.path)).order_by().values("pk")
    below = Finding.objects.current().filter(place__in=units, status__in=open_ones)
    found = list(below.order_by("severity", "order_day", "pk").select_related("place")[:MOST])
    found.sort(key=lambda one: (one.pack, one.severity, one.order_day, one.rule))
    sections = [*_sections(documents(own.findings, own.packs, moment.on, language)), *_owed(found)]
    report = StandingReport(
        title=_("履责情况报告"),
        subject=f"{unit}（{unit.code}）",
        on=moment.on,
        sections=sections,
        note=_(
            "前列本单位自身的结论，后列本单位和所属各单位、人员尚未达标、待研判和进行中的事项。"
        ),
    )
    return report, len(own.findings) + len(found)


def _sections(found: Iterable[Document]) -> list[StandingSection]:
    return [
        StandingSection(
            title=document.title,
            lines=[
                StandingLine(
                    clause=one.clause.number,
                    status=_label(one.status),
                    tone=one.status.value,
                    sentence=one.message,
                    evidence=_cited(sum(len(source.hrefs) for source in one.sources)),
                    due=one.due,
                )
                for one in document.findings
            ],
        )
        for document in found
    ]


def _owed(found: Sequence[Finding]) -> list[StandingSection]:
    return [
        StandingSection(
            title=_("%s：所属单位和人员") % worded(group[0].clause)[1].partition(" §")[0],
            lines=[
                StandingLine(
                    clause=one.clause.partition(":")[2],
                    status=_label(Status(one.status)),
                    tone=one.status,
                    sentence=one.message,
                    evidence=_cited(len(one.evidence)),
                    duty=_("责任：%(name)s（%(place)s），%(title)s")
                    % {"name": one.name, "place": one.place or "—", "title": title(one.rule)},
                    due=one.due,
                )
                for one in group
            ],
        )
        for _pack, group in ((pack, list(some)) for pack, some in groupby(found, _pack_of))
    ]


def _pack_of(one: Finding) -> str:
    return one.pack


def _label(status: Status) -> str:
    return _(status.label.zh)


def _cited(count: int) -> str:
    """How many records a finding rests on."""
    return ngettext("依据：%d条记录", "依据：%d条记录", count) % count if count else ""


def name_of(about: Person | Unit, on: date) -> str:
    """The name of the file, without its ending."""
    return f"{_('履责情况报告')}-{about.code}-{on:%Y%m%d}"
