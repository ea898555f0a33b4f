"""The report of a review (一报告两评议) as an official paper."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from quanheng.office.documents.official import Official, Section, Table
from quanheng.office.selection.models import Review, ReviewCount
from quanheng.office.selection.reviews.report import Promotion, Result
from quanheng.office.selection.reviews.report import Section as Part


def official(
    review: Review,
    parts: Sequence[Part],
    promotions: Sequence[Promotion],
    work: tuple[ReviewCount, Result] | None,
    on: date,
) -> Official:
    """The report with its numbers, what was counted of the work, and of everybody promoted."""
    told = {"unit": review.unit.name, "year": review.year}
    return Official(
        title=_("%(unit)s%(year)d年度选人用人工作报告") % told,
        sections=[
            Section(_("工作情况"), tables=[_figures(parts)]),
            Section(_("选人用人工作评议"), [_work(work)]),
            Section(_("新提拔干部评议"), tables=[_promoted(promotions)] if promotions else []),
            Section(_("需要说明的情况"), [review.remarks or _("无。")]),
        ],
        organ=review.unit.name,
        on=review.filed_on or on,
    )


def _figures(parts: Sequence[Part]) -> Table:
    rows = [
        (part.title, one.label, _("未登记") if one.number is None else str(one.number))
        for part in parts
        for one in part.figures
    ]
    return Table(heads=(_("方面"), _("事项"), _("数量")), rows=rows, widths=(2, 4, 1), left=(1,))


def _work(work: tuple[ReviewCount, Result] | None) -> str:
    if work is None:
        return _("未登记。")
    count, result = work
    return _(
        "应到%(entitled)s人，发出%(issued)s票，收回%(returned)s票；优秀%(excellent)s，称职%(competent)s，"
        "基本称职%(basic)s，不称职%(incompetent)s，弃权%(abstained)s；优秀和称职占收回票%(share)s。"
    ) % {
        "entitled": count.entitled, "issued": count.issued, "returned": count.returned,
        "excellent": count.excellent, "competent": count.competent, "basic": count.basic,
        "incompetent": count.incompetent, "abstained": count.abstained, "share": result.told,
    }  # fmt: skip


def _promoted(promotions: Sequence[Promotion]) -> Table:
    rows = [
        (
            one.tenure.person.name,
            f"{one.tenure.unit}{one.tenure.title}",
            one.channel or _("未登记"),
            one.result.told if one.result else _("未登记"),
        )
        for one in promotions
    ]
    heads = (_("姓名"), _("单位和职务"), _("产生方式"), _("优秀和称职占收回票"))
    return Table(heads=heads, rows=rows, widths=(2, 5, 2, 2), left=(1,))
