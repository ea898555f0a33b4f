"""The special report of a review: numbers from the file, each with the list that it counts."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from quanheng.norms.kinds import LEVELS
from quanheng.norms.sentence import percent
from quanheng.office.language import said
from quanheng.office.procedures.known import procedures
from quanheng.office.procedures.models import Case, Nominee, Override
from quanheng.office.records.models import Supervision, Tenure
from quanheng.office.records.models.visible import under
from quanheng.office.selection.models import Review, ReviewCount
from quanheng.office.selection.reviews.numbers import favourable_at
from quanheng.office.selection.reviews.promoted import promoted_in, tenures_below

NAMES = {level.value: name for name, level in LEVELS.items()}
CHECKS = ("选人用人检查", "离任检查")


class Figure(NamedTuple):
    """A number of the report, its list, and why it is unknown where it is."""

    label: str
    number: int | None
    url: str = ""
    missing: str = ""


class Section(NamedTuple):
    """A part of the report."""

    title: str
    figures: list[Figure]


class Promotion(NamedTuple):
    """Somebody promoted in the year: the post, how it came, and what was counted."""

    tenure: Tenure
    channel: str
    count: ReviewCount | None
    result: "Result | None"


class Result(NamedTuple):
    """Votes of one count: the share in favour, and whether a talk is proposed."""

    share: Fraction | None
    told: str
    talk: bool


def sections(review: Review, promotions: Iterable[Promotion], here: str) -> list[Section]:
    """The numbers of the report; four queries. ``here`` is the address of the review."""
    listed = list(promotions)
    levels = Counter(one.tenure.level for one in listed)
    channels = Counter(one.channel for one in listed)
    chiefs = sum(one.tenure.chief for one in listed)
    unsaid = _unsaid(review)
    general = [
        Figure(_("年度提拔"), len(listed), f"{here}#promoted"),
        Figure(_("其中提任正职"), chiefs, f"{here}?chief=1#promoted"),
        Figure(_("任职记录未登记是否提拔"), unsaid, reverse("records:unit", args=[review.unit_id])),
    ]
    by_level = [
        Figure(_(NAMES[level]), number, f"{here}?level={level}#promoted")
        for level, number in sorted(levels.items())
    ]
    by_channel = [
        Figure(channel or _("未登记产生方式"), number, f"{here}?channel={channel or '-'}#promoted")
        for channel, number in sorted(channels.items())
    ]
    return [
        Section(_("提拔任用"), general),
        Section(_("按职务层次"), by_level),
        Section(_("按产生方式"), by_channel),
        Section(_("放行、反映和检查"), _supervised(review, here)),
    ]


def _unsaid(review: Review) -> int:
    """Posts begun in the year of which the file does not say whether they were promotions."""
    begun = tenures_below(review.unit).filter(start__year=review.year, leading=True)
    return begun.filter(promoted=None).count()


def _supervised(review: Review, here: str) -> list[Figure]:
    board = f"{reverse('procedures:board')}?state=all&unit={review.unit.code}"
    missing = _("未登记，由组织部门填写")
    return [
        Figure(_("经放行办理的任用事项"), _overridden(review), board),
        Figure(_("收到选人用人反映"), review.complaints, f"{here}#prepare", missing),
        Figure(_("其中查实"), review.founded, f"{here}#prepare", missing),
        Figure(
            _("选人用人检查和离任检查"),
            _checks(review),
            f"{reverse('selection:leaving-checks')}?year={review.year}&unit={review.unit.code}",
        ),
    ]


def _overridden(review: Review) -> int:
    """Cases that appoint somebody and went past a gate in the year."""
    appoint = [
        one.id
        for one in procedures().values()
        if any(filing.kind.__name__ == "Tenure" for filing in one.filings)
    ]
    signed = Override.objects.filter(signed_on__year=review.year)
    found = Case.objects.filter(procedure__in=appoint, pk__in=signed.values("case"))
    return found.filter(under(review.unit.path, "place__path")).count()


def _checks(review: Review) -> int:
    people = tenures_below(review.unit).values("person")
    found = Supervision.objects.current().filter(type__in=CHECKS, day__year=review.year)
    return found.filter(person__in=people).count()


def promotions(review: Review, on: date) -> list[Promotion]:
    """Everybody promoted in the year, by unit and level, with what was counted; five queries."""
    tenures = list(
        promoted_in(review.unit, review.year)
        .select_related("person", "unit")
        .order_by("unit__path", "level", "person__code")
    )
    ways = _channels(tenures)
    confirmed = review.counts.exclude(confirmed_by=None)
    counts = {one.person_id: one for one in confirmed}
    least = favourable_at(review.unit, on)
    return [
        Promotion(
            one,
            ways.get(one.pk, ""),
            counts.get(one.person_id),
            result_of(counts[one.person_id], least) if one.person_id in counts else None,
        )
        for one in tenures
    ]


def _channels(tenures: list[Tenure]) -> dict[int, str]:
    """By which procedure each post came about, where it was filed by a case."""
    people = [one.person_id for one in tenures]
    known = procedures()
    found: dict[int, str] = {}
    rows = [
        *Nominee.objects.filter(person__in=people).values_list("filed", "case__procedure"),
        *Case.objects.filter(Q(person__in=people)).values_list("filed", "procedure"),
    ]
    for filed, procedure in rows:
        if "tenure" in filed:
            title = known[procedure].title if procedure in known else None
            found[filed["tenure"]] = said(title) if title else procedure
    return found


def result_of(count: ReviewCount, least: Fraction | None) -> Result:
    """The share of excellent and competent votes among the ballots returned."""
    if not count.returned:
        return Result(None, _("未登记"), False)
    share = Fraction(count.excellent + count.competent, count.returned)
    return Result(share, percent(float(share), 1), least is not None and share < least)


def kept(
    listed: list[Promotion], level: str = "", chief: str = "", channel: str = ""
) -> list[Promotion]:
    """The promotions that the filters of the page keep."""
    return [
        one
        for one in listed
        if (not level or str(one.tenure.level) == level)
        and (not chief or one.tenure.chief)
        and (not channel or (one.channel or "-") == channel)
    ]
