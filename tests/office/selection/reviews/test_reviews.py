"""Reviews and checks: what is filed, what is found, who is heard, what the database refuses."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from quanheng.norms.adaptation import settable
from quanheng.office.accounts.roles import Role
from quanheng.office.ballots.models import Tally
from quanheng.office.ballots.paper import questions
from quanheng.office.law.models import Choice
from quanheng.office.procedures.models import Case
from quanheng.office.records.models import Activity, Duty, Evaluation, Supervision, Unit
from quanheng.office.records.refusals import Overtaken, Refused
from quanheng.office.selection.models import LeavingCheck, PriorReport, Review, ReviewCount
from quanheng.office.selection.reviews import actions, report
from quanheng.office.selection.reviews.issues import issues_of
from quanheng.office.selection.reviews.numbers import (
    LEAVING_REPLY,
    favourable_at,
    leaving_reply_days,
)
from quanheng.office.selection.reviews.queries import report_of
from quanheng.office.workdays import add_working_days
from quanheng.packs import installed
from tests.office.action_case import World
from tests.office.ballots.scenes import ballot_in
from tests.office.selection.marks.making import LATE, OFFICER, OFFICIAL, told, user
from tests.office.selection.reviews import making as cases

TEAM = {OFFICER, "personnel_officer", "head", "committee_member"}


def refuses(row: Any, **changes: Any) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        type(row).objects.filter(pk=row.pk).update(**changes)


def test_results_and_report_are_filed_once(world: World) -> None:
    review = cases.ready(world)
    actions.count_by_hand(review, cases.person(world), cases.VOTES, **told(world))
    with pytest.raises(Refused, match="复核"):
        actions.file_review(review, **told(world))
    actions.confirm_count(review.counts.exclude(person=None).get(), **told(world, "second"))
    actions.file_review(review, **told(world))
    filed = Evaluation.objects.current().filter(type="一报告两评议", day=world.on)
    assert {one.person or one.unit for one in filed} == {cases.person(world), review.unit}
    assert {one.excellent for one in filed} == {10}
    activity = Activity.objects.current().filter(type="选人用人报告", unit=review.unit)
    assert activity.filter(day=world.on).count() == 1
    with pytest.raises(Overtaken):
        actions.prepare_review(review, {}, **told(world))


def test_the_database_wants_two_tellers_and_sums(world: World) -> None:
    count = cases.counted(world)
    refuses(count, confirmed_by=count.counted_by)
    refuses(count, excellent=11)
    refuses(count, entitled=30)
    refuses(count.review, filed_by=count.counted_by, filed_on=world.on)
    assert ReviewCount.objects.get().confirmed_by is None


@pytest.mark.parametrize(("excellent", "talk"), [(24, False), (23, True)])
def test_a_talk_is_proposed_below_two_thirds(world: World, excellent: int, talk: bool) -> None:
    review = cases.review(world)
    least = favourable_at(review.unit, world.on)
    count = ReviewCount(returned=36, excellent=excellent, competent=0)
    assert report.result_of(count, least).talk is talk
    assert not report.result_of(count, None).talk


def test_the_report_counts_what_the_file_says(world: World) -> None:
    review = cases.review(world)
    listed = report.promotions(review, world.on)
    assert cases.person(world).pk in {one.tenure.person_id for one in listed}
    found = {
        one.label: one.number
        for part in report.sections(review, listed, "/")
        for one in part.figures
    }
    assert found["年度提拔"] == len(listed) > 0
    assert found["收到选人用人反映"] is None
    assert report.kept(listed, level="0") == []
    assert len(report.kept(listed, channel="-")) == len(listed)


def test_votes_are_taken_over_from_a_counted_ballot(world: World) -> None:
    review = cases.review(world)
    ballot = ballot_in(review.unit.code, "closed")
    ballot.form, ballot.handed = "evaluation", 6
    ballot.paper = {"subjects": [{"key": "work", "name": "选人用人工作", "note": ""}]}
    ballot.save()
    [asked] = questions(ballot.asked())
    kind = ballot.classes.get()
    kind.returned = 5
    kind.save()
    for choice, votes in (("excellent", 3), ("basic", 1)):
        Tally.objects.create(
            ballot=ballot, question=asked.key, voter_class=kind, choice=choice, votes=votes
        )
    Review.objects.filter(pk=review.pk).update(work_ballot=ballot)
    actions.take_votes(Review.objects.get(pk=review.pk), **told(world))
    count = review.counts.get()
    assert (count.excellent, count.basic, count.abstained, count.returned) == (3, 1, 1, 5)
    assert count.confirmed_by == ballot.second_teller


def test_titles_and_levels_out_of_the_ordinary_are_found(world: World) -> None:
    check = cases.check(world)
    found = issues_of(check, world.on)
    post = cases.person(world).tenures.filter(known_until=None, end=None)[0]
    keys = {one.key for one in found}
    assert f"title/{post.unit.code}/{post.title}" in keys
    lists = f"{post.title} 国家级正职"
    cases.titles(world, check.unit, lines=lists, since=world.on)
    levels = {one.key for one in issues_of(check, world.on) if one.key.startswith("level/")}
    assert f"level/{post.pk}" in levels


def test_what_is_found_is_handed_over_once(world: World) -> None:
    check = cases.check(world)
    key = issues_of(check, world.on)[0].key
    values = {"owner": cases.person(world), "deadline": date(2026, 3, 1)}
    actions.rectify(check, key, values, **told(world))
    number = check.rectifications.get().number
    assert Duty.objects.get(type="整改", number=number).deadline == date(2026, 3, 1)
    with pytest.raises(Overtaken):
        actions.rectify(check, key, values, **told(world))
    actions.finish_check(check, "已交办", **told(world))
    with pytest.raises(Overtaken):
        actions.finish_check(check, "再次", **told(world))


@pytest.mark.parametrize(("on", "late"), [(date(2026, 1, 26), False), (date(2026, 1, 27), True)])
def test_a_report_is_overdue_after_fifteen_working_days(world: World, on: date, late: bool) -> None:
    made = cases.report(world)
    assert made.overdue(on) is late
    actions.answer_prior_report(made, "noted", answered_on=world.on, **told(world))
    assert not PriorReport.objects.get(pk=made.pk).overdue(LATE)
    refuses(made, answered_on=None)


def test_the_newest_report_about_a_case_is_told(world: World) -> None:
    unit = cases.place(world)
    case = Case.objects.create(
        procedure="x", unit=unit, step="a", since=world.on, opened_by=user(world, OFFICER),
        opened_on=world.on,
    )  # fmt: skip
    assert report_of(case.pk) is None
    made = cases.report(world, case=case)
    assert report_of(case.pk) == made


def test_problems_are_filed_only_after_the_hearing(world: World) -> None:
    check = cases.fed_back(world)
    due = check.reply_due
    assert due == date(2026, 1, 19)
    with pytest.raises(Refused, match="反馈"):
        actions.file_leaving_check(check, **told(world, on=due))
    record = Supervision.objects.all()[0]
    refuses(check, filed_on=due, filed_by=user(world, OFFICER), record=record)
    actions.file_leaving_check(check, **told(world, on=date(2026, 1, 20)))
    filed = Supervision.objects.current().get(
        person=check.person, type="离任检查", result="发现问题"
    )
    assert filed.day == date(2026, 1, 20)


def test_a_unit_sets_how_long_a_head_may_answer(world: World) -> None:
    """The documents give no time; what a unit sets holds from its day on, also above the unit."""
    check = cases.found(world)
    root = Unit.objects.get(code=check.unit.path.split("/")[0])
    number = {"parameter": LEAVING_REPLY, "unit": root, "source": "组织部规定", "value": "3"}
    by = {"chosen_by": user(world, OFFICER), "chosen_at": timezone.now()}
    Choice.objects.create(**number, **by, since=world.on + timedelta(days=1))
    assert leaving_reply_days(check.unit, world.on) == 10
    Choice.objects.create(**number, **by, since=world.on)
    actions.show_findings(check, **told(world))
    check.refresh_from_db()
    assert check.reply_due == add_working_days(world.on, 3)
    assert settable(installed()["national"].parameters[LEAVING_REPLY])


def test_a_clean_result_is_filed_at_once(world: World) -> None:
    check = cases.found(world, "未发现问题")
    actions.file_leaving_check(check, **told(world))
    assert LeavingCheck.objects.get().filed_on == world.on


def seen_by(world: World, row: Any) -> set[str]:
    return {
        role.value
        for role in Role
        if type(row).objects.visible_to(world.users[role.value], world.on).filter(pk=row.pk)
    }


def test_who_sees_what(world: World) -> None:
    review = cases.review(world)
    assert seen_by(world, review) == TEAM
    check = LeavingCheck.objects.get(pk=cases.opened(world, cases.promoted(world)).about_key)
    assert seen_by(world, check) == TEAM
    actions.note_findings(check, "发现问题", "甲", **told(world))
    actions.show_findings(LeavingCheck.objects.get(), **told(world))
    assert seen_by(world, check) == TEAM | {OFFICIAL}
