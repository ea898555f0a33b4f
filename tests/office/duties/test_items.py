"""The way of an item: what is refused, what the record says, what the database holds."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from quanheng.norms import kinds
from quanheng.office.accounts.models import Grant, User
from quanheng.office.accounts.powers import Denied
from quanheng.office.duties import actions, papers
from quanheng.office.duties.filing import follow_corrections, item_of, next_number, stage_of
from quanheng.office.duties.models import Answer, Evidence, Item, LookBack, Measure, Stage
from quanheng.office.findings.schedule import FOR_THOSE_CONCERNED
from quanheng.office.inbox.models import Message
from quanheng.office.ledger.models import Entry
from quanheng.office.records.actions import add_record, correct_record
from quanheng.office.records.models import Award, Duty
from quanheng.office.records.refusals import Overtaken, Refused
from quanheng.office.records.tables import read
from tests.office.action_case import World
from tests.office.duties import making as cases
from tests.office.duties.making import now, told


def fresh(item: Item) -> tuple[Duty, Item]:
    item.refresh_from_db()
    return now(item), item


def test_the_record_says_what_happens_and_the_rules_read_it(world: World) -> None:
    item = cases.item(world)
    assert stage_of(*fresh(item)) is Stage.ASSIGNED
    actions.answer_duty(now(item), "完成", **told(world, "official"))
    assert now(item).answered == world.on and stage_of(*fresh(item)) is Stage.ANSWERED
    actions.verify_duty(now(item), passed=False, opinion="不实", **told(world))
    assert now(item).answered is None and stage_of(*fresh(item)) is Stage.ASSIGNED
    actions.answer_duty(now(item), "补办", **told(world, "official"))
    actions.verify_duty(now(item), passed=True, **told(world))
    assert stage_of(*fresh(item)) is Stage.VERIFIED
    for place in (1, 2):
        actions.finish_measure(now(item), place, **told(world, "official"))
    actions.plan_look_back(now(item), date(2026, 7, 1), **told(world))
    cases.close(world, (now(item), cases.evidence(world, now(item))))
    assert now(item).closed == world.on and stage_of(*fresh(item)) is Stage.CLOSED
    rows = read(kinds.Duty, Duty.objects.filter(known_until=None, number=item.number, type="批示"))
    assert [(row.answered, row.closed) for row in rows] == [(world.on, world.on)]


def test_every_change_of_the_record_makes_the_board_follow(world: World) -> None:
    made = cases.ready(world)
    cases.close(world, made)
    superseding = {"duty answered", "duty closed"}
    assert superseding <= set(Entry.objects.values_list("action", flat=True))
    assert superseding <= FOR_THOSE_CONCERNED


def test_whoever_is_responsible_cannot_verify_even_with_the_power(world: World) -> None:
    duty = cases.answered(world, by="personnel_officer")
    official = world.users["official"]
    Grant.objects.create(
        user=official, role="head", since=date(2000, 1, 1), granted_by=world.users["auditor"]
    )
    official = User.objects.get(pk=official.pk)
    with pytest.raises(Refused, match="责任人"):
        actions.verify_duty(duty, passed=True, by=official, on=world.on)
    answer = Answer.objects.get()
    for more in ({"verified_by": answer.answered_by}, {"verifier_code": "X", "owner_code": "X"}):
        said = {"verdict": "passed", "verified_at": timezone.now(), "verified_by": official}
        with pytest.raises(IntegrityError), transaction.atomic():
            Answer.objects.filter(pk=answer.pk).update(**(said | more))


def test_close_out_needs_verification_evidence_measures_and_a_day_to_look_back(
    world: World,
) -> None:
    duty = cases.answered(world)
    paper = cases.evidence(world, duty)
    with pytest.raises(Overtaken):
        cases.close(world, (duty, paper))
    actions.verify_duty(duty, passed=True, **told(world))
    with pytest.raises(Refused, match="措施"):
        cases.close(world, (duty, paper))
    for place in (1, 2):
        actions.finish_measure(duty, place, **told(world, "official"))
    with pytest.raises(Refused, match="回头看"):
        cases.close(world, (duty, paper))
    actions.plan_look_back(duty, date(2026, 7, 1), **told(world))
    with pytest.raises(Refused, match="佐证"):
        cases.close(world, (duty, paper), proof=None)
    other = cases.assigned(world)
    with pytest.raises(Refused, match="佐证"):
        cases.close(world, (duty, paper), proof=cases.evidence(world, other))
    cases.close(world, (duty, paper))


def test_waste_leads_to_a_decision_of_discipline(world: World) -> None:
    said = {"type": "问题", "topic": "铺张浪费", "category": "浪费", "source_list": "上级点"}
    duty, paper = cases.ready(world, **said)
    with pytest.raises(Refused, match="处理决定"):
        cases.close(world, (duty, paper))
    entry = add_record(
        Award,
        {"person": duty.owner, "type": "党纪处分", "name": "警告", "day": world.on},
        by=world.users["organisation_officer"],
        on=world.on,
    )
    decision = Award.objects.get(pk=entry.about_key)
    cases.close(world, (duty, paper), decision=decision)
    assert Item.objects.get(number=duty.number, type="问题").decision == decision


@pytest.mark.parametrize(
    "said",
    [
        {"topic": ""},
        {"topic": "铺张浪费"},
        {"topic": "庸懒散慢", "category": "浪费"},
        {"topic": "政治能力作风短板", "cause": "学习不够"},
        {"topic": "政治能力作风短板", "yardstick": "群众期待"},
        {"topic": "不严不实", "source_list": "举报人张三"},
    ],
)
def test_a_problem_says_what_its_clause_asks(world: World, said: Any) -> None:
    full = {"type": "问题", "source_list": "自己查", **said}
    with pytest.raises(Refused):
        cases.raised(world, **full)
    right = {"topic": "政治能力作风短板", "cause": "学习不够", "yardstick": "群众期待"}
    cases.raised(world, **{"type": "问题", "source_list": "自己查", **right})


def test_an_answer_needs_measures_where_the_kind_does(world: World) -> None:
    duty = cases.assigned(world, measures=())
    with pytest.raises(Refused, match="措施"):
        actions.answer_duty(duty, "完成", **told(world, "official"))


def test_a_record_of_the_file_is_taken_up_when_something_is_done(world: World) -> None:
    duty = cases.imported(world, answered=world.on)
    assert item_of(duty) is None
    actions.verify_duty(duty, passed=True, **told(world))
    item = item_of(duty)
    assert item is not None and item.raised_by is None
    assert stage_of(now(item), item) is Stage.VERIFIED


def test_a_correction_elsewhere_is_followed(world: World) -> None:
    duty = cases.answered(world)
    item = item_of(duty)
    assert item is not None
    told_of = {"by": world.users["organisation_officer"], "on": world.on, "reason": "编号有误"}
    correct_record(duty, {"number": "2026-888", "matter": "改后"}, **told_of)
    line = Duty.objects.get(number="2026-888", known_until=None)
    assert item_of(line) == item
    assert follow_corrections() == 1 and follow_corrections() == 0
    item.refresh_from_db()
    assert item.number == "2026-888"
    actions.verify_duty(line, passed=True, **told(world))
    correct_record(
        Duty.objects.get(number="2026-888", known_until=None), {"number": "2026-889"}, **told_of
    )
    line = Duty.objects.get(number="2026-889", known_until=None)
    actions.note_progress(line, "继续", **told(world))
    item.refresh_from_db()
    assert item.number == "2026-889" and item.record == line


def test_reopening_begins_anew(world: World) -> None:
    duty = cases.closed(world)
    actions.look_back(duty, finding="relapse", text="问题再现", **told(world))
    actions.reopen_duty(duty, reason="反弹", deadline=date(2026, 12, 1), **told(world))
    item = Item.objects.get(number=duty.number, type=duty.type)
    line = now(item)
    assert (line.closed, line.answered, line.deadline) == (None, None, date(2026, 12, 1))
    assert stage_of(line, item) is Stage.ASSIGNED and item.rounds == 2
    actions.answer_duty(line, "再办", **told(world, "official"))
    assert item.answers.filter(round=2).count() == 1


def test_carried_over_once_and_closed_together(world: World) -> None:
    duty = cases.last_year(world)
    actions.carry_over([duty], year=2026, **told(world))
    old = Item.objects.get(number=duty.number, type=duty.type)
    new = old.carried_to
    assert new is not None and new.carried_from == old
    assert now(new).assigned.year == 2026 and now(new).matter == duty.matter
    assert [one.text for one in new.measures.all()] == ["排查隐患", "落实整改"]
    assert stage_of(now(old), old) is Stage.CARRIED and now(old).answered == world.on
    with pytest.raises(Overtaken):
        actions.carry_over([now(old)], year=2027, **told(world))
    line = now(new)
    actions.answer_duty(line, "办结", **told(world, "official"))
    actions.verify_duty(now(new), passed=True, **told(world))
    for place in (1, 2):
        actions.finish_measure(now(new), place, **told(world, "official"))
    actions.plan_look_back(now(new), date(2026, 7, 1), **told(world))
    cases.close(world, (now(new), cases.evidence(world, now(new))))
    assert now(old).closed == now(new).closed == world.on


@pytest.mark.parametrize(("source", "goes"), [("督查", True), ("上级点", False)])
def test_problems_found_by_inspection_become_rectification_items(
    world: World, source: str, goes: bool
) -> None:
    said = {"type": "问题", "topic": "庸懒散慢", "source_list": source}
    duty = cases.last_year(world, **said)
    told_of = {"year": 2026, "type": "专项整治", **told(world)}
    if not goes:
        with pytest.raises(Refused):
            actions.carry_over([duty], **told_of)
        return
    actions.carry_over([duty], **told_of)
    new = Item.objects.get(type="专项整治", carried_from__isnull=False)
    assert now(new).source_list == f"督查：问题 {duty.number}"


def test_numbers_go_on(world: World) -> None:
    first = cases.item(world, number="2026-041")
    assert first.number == "2026-041" and next_number("批示", 2026) == "2026-042"
    with pytest.raises(ValidationError):
        cases.raised(world, number="2026-041")


def test_a_paper_is_sealed_and_comes_back(world: World) -> None:
    duty = cases.assigned(world)
    file = cases.ContentFile(b"%PDF-1.4 report", name="报告.pdf")
    actions.add_evidence(duty, "报告", file=file, **told(world, "official"))
    paper = Evidence.objects.get()
    assert papers.kept(paper) == b"%PDF-1.4 report"
    assert b"report" not in papers.path_of(paper).read_bytes()


def test_whoever_is_responsible_and_who_raised_it_are_told(world: World) -> None:
    duty = cases.answered(world)
    to = dict(Message.objects.values_list("recipient__username", "key"))
    assert to["official"].startswith(f"duty:批示:{duty.number}:raised")
    assert to["organisation_officer"].startswith(f"duty:批示:{duty.number}:answered")


@pytest.mark.parametrize("role", ["committee_member", "auditor", "system_admin", "audit_admin"])
def test_others_can_do_nothing(world: World, role: str) -> None:
    duty = cases.answered(world)
    by = {"by": world.users[role], "on": world.on}
    for attempt in (
        lambda: actions.note_progress(duty, "甲", **by),
        lambda: actions.verify_duty(duty, passed=True, **by),
        lambda: actions.extend_deadline(duty, date(2027, 1, 1), reason="甲", **by),
        lambda: actions.upload_sheet(cases.book(cases.row(world)), **by),
    ):
        with pytest.raises(Denied):
            attempt()


@pytest.mark.parametrize(
    "wrong",
    [
        lambda item, user: Item.objects.filter(pk=item.pk).update(
            closed_by=user, closed_at=timezone.now()
        ),
        lambda item, user: Item.objects.filter(pk=item.pk).update(carried_to=item.pk),
        lambda item, user: Item.objects.filter(pk=item.pk).update(type="别的"),
        lambda item, user: Measure.objects.filter(item=item).update(text=""),
        lambda item, user: Measure.objects.filter(item=item).update(place=1),
        lambda item, user: Item.objects.create(
            type=item.type, number=item.number, record=item.record, raised_at=timezone.now()
        ),
        lambda item, user: LookBack.objects.create(
            item=item, planned_on=date(2026, 1, 1), planned_by=user, finding="ok"
        ),
        lambda item, user: item.events.create(
            what="reopened", by=user, at=timezone.now(), on=date(2026, 1, 1), text=""
        ),
        lambda item, user: item.events.create(
            what="progress", by=user, at=timezone.now(), on=date(2026, 1, 1), percent=101
        ),
        lambda item, user: item.evidence.create(title="甲", name="a", by=user, at=timezone.now()),
    ],
)
def test_the_database_refuses(world: World, wrong: Any) -> None:
    item = cases.item(world)
    with pytest.raises(IntegrityError), transaction.atomic():
        wrong(item, world.users["organisation_officer"])
