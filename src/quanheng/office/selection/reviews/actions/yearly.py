"""The yearly review: opened, prepared, voted or counted by hand, filed."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from quanheng.office.accounts.models import User
from quanheng.office.accounts.powers import Denied, Power
from quanheng.office.ballots.actions import draft_ballot
from quanheng.office.ballots.models import Ballot
from quanheng.office.ballots.paper import Form
from quanheng.office.ballots.plan import ClassOf, Plan
from quanheng.office.ledger.actions import record
from quanheng.office.ledger.models import Entry
from quanheng.office.records.models import Activity, Evaluation, Person, Unit
from quanheng.office.records.refusals import Overtaken, Refused
from quanheng.office.records.writing import write
from quanheng.office.selection.models import Review, ReviewCount
from quanheng.office.selection.reviews.permission import handles_unit
from quanheng.office.selection.reviews.promoted import promoted_in
from quanheng.office.selection.reviews.tallies import counts_of

TYPE, REPORT = "一报告两评议", "选人用人报告"
WORK = "选人用人工作"


@transaction.atomic
def open_review(unit: Unit, year: int, *, by: User, on: date) -> Entry:
    """Begin the review of a year; the entry is about the new ``Review``."""
    handles_unit(unit, by=by, on=on)
    if not 2000 <= year <= on.year:
        raise Refused(_("年度应在2000年与今年之间。"))
    if Review.objects.filter(unit=unit, year=year).exists():
        raise Refused(_("该单位这一年度的一报告两评议已发起。"))
    made = Review.objects.create(unit=unit, year=year, opened_by=by, opened_on=on)
    return record(made, "review opened", by=by, on=on, values={"unit": unit.code, "year": year})


def _open(review: Review, *, by: User, on: date) -> Review:
    """The review, locked, provided it is not filed and ``by`` may handle it."""
    handles_unit(review.unit, by=by, on=on)
    found = Review.objects.select_for_update(of=("self",), no_key=True).get(pk=review.pk)
    if found.filed_on is not None:
        raise Overtaken(_("本次评议已归档，不能再更改。"))
    return found


@transaction.atomic
def prepare_review(review: Review, values: Mapping[str, Any], *, by: User, on: date) -> Entry:
    """Enter the day of the meeting, the complaints received and founded, and remarks."""
    review = _open(review, by=by, on=on)
    for name in ("meeting_on", "complaints", "founded"):
        setattr(review, name, values.get(name))
    review.remarks = (values.get("remarks") or "").strip()
    review.full_clean(exclude=["unit", "opened_by", "work_ballot", "people_ballot"])
    review.save()
    told = {"meeting_on": review.meeting_on, "complaints": review.complaints}
    return record(review, "review prepared", by=by, on=on, values=told)


@transaction.atomic
def draft_review_ballot(
    review: Review, *, people: bool, first_teller: User, second_teller: User, by: User, on: date
) -> Entry:
    """Draft the ballot on the work, or that on everybody promoted in the year.

    The entry is that of the ballot. Raises ``Refused`` when there is one already, or nobody.
    """
    review = _open(review, by=by, on=on)
    held = review.people_ballot if people else review.work_ballot
    if held is not None and held.state != Ballot.State.VOID:
        raise Refused(_("这项评议已有投票。"))
    title = _("新提拔干部评议") if people else _("选人用人工作评议")
    plan = Plan(
        f"{review.unit.name}{review.year}年{title}",
        Form.EVALUATION,
        review.unit.code,
        first_teller,
        second_teller,
        {"subjects": _subjects(review, people)},
        [ClassOf(_("全体"))],
    )
    entry = draft_ballot(plan, by=by, on=on)
    name = "people_ballot" if people else "work_ballot"
    setattr(review, f"{name}_id", int(entry.about_key))
    review.save(update_fields=[name])
    return entry


def _subjects(review: Review, people: bool) -> list[dict[str, str]]:
    if not people:
        return [{"key": "work", "name": WORK, "note": f"{review.year}"}]
    tenures = promoted_in(review.unit, review.year).select_related("person", "unit")
    found = {one.person.code: one for one in tenures.order_by("person__code", "start")}
    if not found:
        raise Refused(_("档案中没有该年度提拔的干部，不必评议。"))
    return [
        {"key": code, "name": one.person.name, "note": f"{one.unit.name}{one.title}"[:100]}
        for code, one in found.items()
    ]


@transaction.atomic
def count_by_hand(
    review: Review, person: Person | None, votes: Mapping[str, int], *, by: User, on: date
) -> Entry:
    """Enter what one teller counted, of the work or of one promoted; another one confirms it."""
    review = _open(review, by=by, on=on)
    if person is not None:
        promoted = promoted_in(review.unit, review.year).filter(person=person)
        if not promoted.exists():
            raise Refused(_("此人不在该年度提拔干部之列。"))
    review.counts.filter(person=person, confirmed_by=None).delete()
    if review.counts.filter(person=person).exists():
        raise Refused(_("这项计票已经复核，不能再更改。"))
    names = ("entitled", "issued", "returned", *ReviewCount.VOTES)
    values = {name: votes[name] for name in names}
    if sum(values[name] for name in ReviewCount.VOTES) != values["returned"]:
        raise Refused(_("各等次与弃权票数之和应等于收回票数，请核对。"))
    if not values["returned"] <= values["issued"] <= values["entitled"]:
        raise Refused(_("收回票不能多于发出票，发出票不能多于应到人数，请核对。"))
    made = ReviewCount.objects.create(review=review, person=person, counted_by=by, **values)
    told = values | {"person": person.code if person else ""}
    return record(made, "review counted", by=by, on=on, values=told)


@transaction.atomic
def confirm_count(count: ReviewCount, *, by: User, on: date) -> Entry:
    """A second teller finds the same numbers."""
    _open(count.review, by=by, on=on)
    count = ReviewCount.objects.select_for_update(of=("self",), no_key=True).get(pk=count.pk)
    if count.confirmed_by_id is not None:
        raise Overtaken(_("这项计票已复核，请刷新页面。"))
    if by.pk == count.counted_by_id:
        raise Refused(_("计票人不能复核自己的计票，请由另一名计票人复核。"))
    count.confirmed_by = by
    count.save(update_fields=["confirmed_by"])
    return record(count, "review count confirmed", by=by, on=on)


@transaction.atomic
def take_votes(review: Review, *, by: User, on: date) -> Entry:
    """Take over what the ballots of the review counted; raises ``Refused`` before they closed."""
    review = _open(review, by=by, on=on)
    ballots = [one for one in (review.work_ballot, review.people_ballot) if one is not None]
    counted = [one for one in ballots if one.state == Ballot.State.CLOSED and one.counted]
    if not counted:
        raise Refused(_("投票尚未计票，或收回的票少于匿名下限，没有可采用的结果。"))
    made = [one for ballot in counted for one in counts_of(ballot)]
    people = {one.code: one for one in Person.objects.filter(code__in=[key for key, _n in made])}
    review.counts.filter(person=None).delete()
    review.counts.filter(person__in=people.values()).delete()
    tellers = {"counted_by": counted[0].first_teller, "confirmed_by": counted[0].second_teller}
    for key, numbers in made:
        ReviewCount.objects.create(review=review, person=people.get(key), **tellers, **numbers)
    told = {"ballots": [ballot.pk for ballot in counted], "counts": len(made)}
    return record(review, "review votes taken", by=by, on=on, values=told)


@transaction.atomic
def file_review(review: Review, *, by: User, on: date) -> Entry:
    """Put the results and the report into the file; nothing can be changed afterwards.

    Raises ``Refused`` before the meeting, without a result for the work, or with one that no
    second teller confirmed.
    """
    review = _open(review, by=by, on=on)
    if review.meeting_on is None or review.meeting_on > on:
        raise Refused(_("请先填写会议日期；会议召开之后才能归档。"))
    counts = list(review.counts.select_related("person"))
    if not any(one.person_id is None for one in counts):
        raise Refused(_("还没有选人用人工作的评议结果。"))
    if any(one.confirmed_by_id is None for one in counts):
        raise Refused(_("有计票尚未由第二名计票人复核。"))
    source = f"{review.unit.name}{review.year}年{TYPE}"
    for count in counts:
        filed = write(Evaluation, _values(review, count), by=by, source=source)
        count.evaluation_id = filed.pk
        count.save(update_fields=["evaluation"])
    report = {"unit": review.unit, "type": REPORT, "day": review.meeting_on, "note": source}
    write(Activity, report, by=by, source=source)
    review.filed_by, review.filed_on = by, on
    review.save(update_fields=["filed_by", "filed_on"])
    told = {"records": [one.evaluation_id for one in counts]}
    return record(review, "review filed", by=by, on=on, values=told)


def _values(review: Review, count: ReviewCount) -> dict[str, Any]:
    about = {"person": count.person} if count.person_id else {"unit": review.unit}
    names = ("entitled", "issued", "returned", *ReviewCount.VOTES)
    numbers = {name: getattr(count, name) for name in names}
    return {**about, "day": review.meeting_on, "type": TYPE, **numbers}


@transaction.atomic
def note_report_taken(review: Review, format: str, *, by: User, on: date) -> Entry:
    """Write down that the report is taken out as a file; raises ``Denied`` for who may not."""
    if not Review.objects.visible_to(by).filter(pk=review.pk).exists():
        raise Denied(Power.SEE_TEAMS)
    return record(review, "review report taken out", by=by, on=on, values={"format": format})
