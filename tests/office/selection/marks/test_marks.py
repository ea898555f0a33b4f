"""Marks: what the database refuses, who sees them, the right of reply, when they end."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quanheng.office.accounts.roles import Role
from quanheng.office.duties import papers
from quanheng.office.inbox.models import Message
from quanheng.office.records.models import Family, Particulars, Unit
from quanheng.office.records.refusals import Overtaken, Refused
from quanheng.office.selection.marks import actions
from quanheng.office.selection.marks.notes.actions import confirm_note
from quanheng.office.selection.marks.proof import Rests
from quanheng.office.selection.marks.queries import marks_in_force, mine, notes_beside, types
from quanheng.office.selection.marks.types import terms_at, types_at
from quanheng.office.selection.models import Mark, OrganisationNote
from tests.office.action_case import World
from tests.office.selection.marks import making as cases
from tests.office.selection.marks.making import (
    HEAD,
    IDLE,
    LATE,
    LION,
    OFFICER,
    OFFICIAL,
    again,
    told,
    user,
)

TEAM = {"personnel_officer", "head", "committee_member"}


def refuses(mark: Mark, **changes: Any) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Mark.objects.filter(pk=mark.pk).update(**changes)


def seen_by(world: World, mark: Mark) -> set[str]:
    return {
        role.value
        for role in Role
        if Mark.objects.visible_to(world.users[role.value], world.on).filter(pk=mark.pk).exists()
    }


def test_the_database_refuses_an_adverse_mark_before_the_hearing(world: World) -> None:
    mark = cases.shown(world, IDLE)
    second = user(world, "second")
    said = {"state": "confirmed", "decided_by": second, "decided_on": world.on}
    refuses(mark, **said, expires_on=LATE)
    refuses(mark, **said, expires_on=LATE, heard_on=world.on + timedelta(days=1))
    refuses(mark, **said, expires_on=LATE, heard_on=world.on, lapsed=True)
    Mark.objects.filter(pk=mark.pk).update(**said, expires_on=LATE, heard_on=world.on)


def test_the_database_refuses_one_person_alone_and_no_end(world: World) -> None:
    mark = cases.shown(world)
    said = {"state": "confirmed", "decided_on": world.on, "heard_on": world.on}
    refuses(mark, **said, decided_by=mark.proposed_by, expires_on=LATE)
    refuses(mark, **said, decided_by=user(world, "second"), expires_on=world.on)
    refuses(mark, **said, decided_by=user(world, "second"))
    refuses(mark, attested=False)
    refuses(mark, state="closed")


@pytest.mark.parametrize("type", [LION, IDLE])
@pytest.mark.parametrize("on", [date(2026, 1, 19), date(2026, 1, 20)])
def test_an_adverse_mark_waits_for_the_reply_or_the_end_of_ten_working_days(
    world: World, type: str, on: date
) -> None:
    mark = cases.shown(world, type)
    assert mark.reply_due == date(2026, 1, 19)
    if type == IDLE and on == mark.reply_due:
        with pytest.raises(Refused, match="说明期限"):
            actions.confirm_mark(mark, "属实", **told(world, "second", on))
    else:
        actions.confirm_mark(mark, "属实", **told(world, "second", on))
    assert again(mark).holds(on) is (type == LION or on > mark.reply_due)


STEPS = ("show", "agree", "object", "confirm", "alone", "drop", "close", "day", "week")


def step(world: World, mark: Mark, name: str, on: date) -> date:
    """Try something, whoever may or may not do it; the day on which it is then."""
    handlers: dict[str, Any] = {
        "show": lambda: actions.show_mark(mark, **told(world, OFFICER, on)),
        "agree": lambda: actions.reply_to_mark(mark, "agrees", "", **told(world, OFFICIAL, on)),
        "object": lambda: actions.reply_to_mark(mark, "objects", "否", **told(world, OFFICIAL, on)),
        "confirm": lambda: actions.confirm_mark(mark, "属实", **told(world, "second", on)),
        "alone": lambda: actions.confirm_mark(mark, "属实", **told(world, OFFICER, on)),
        "drop": lambda: actions.drop_mark(mark, reason="否", **told(world, OFFICER, on)),
        "close": lambda: actions.close_mark(mark, reason="否", **told(world, "second", on)),
    }
    if name in handlers:
        try:
            with transaction.atomic():
                handlers[name]()
        except (Refused, Overtaken):
            pass
    return on + timedelta(days={"day": 1, "week": 7}.get(name, 0))


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.sampled_from([LION, IDLE]), st.lists(st.sampled_from(STEPS), max_size=12))
def test_no_adverse_mark_is_ever_in_force_before_the_hearing(
    world: World, type: str, names: list[str]
) -> None:
    with transaction.atomic():
        mark, on = cases.proposed(world, type), world.on
        for name in names:
            on = step(world, mark, name, on)
            mark = again(mark)
            if not Mark.objects.in_force(on).filter(pk=mark.pk).exists():
                continue
            assert mark.decided_by_id != mark.proposed_by_id
            assert mark.shown_on is not None and mark.reply_due is not None
            if not mark.favourable:
                replied = mark.replies.filter(on__lte=mark.decided_on).exists()
                assert replied or mark.decided_on > mark.reply_due  # type: ignore[operator]
        transaction.set_rollback(True)


def test_who_sees_a_mark_at_each_stage(world: World) -> None:
    mark = cases.proposed(world, IDLE)
    assert seen_by(world, mark) == {OFFICER}
    actions.show_mark(mark, **told(world))
    assert seen_by(world, mark) == {OFFICER, OFFICIAL}
    actions.reply_to_mark(mark, "objects", "不符", **told(world, OFFICIAL))
    actions.confirm_mark(mark, "属实", **told(world, "second"))
    assert seen_by(world, mark) == {OFFICER, OFFICIAL} | TEAM
    actions.close_mark(mark, reason="查无实据", **told(world))
    assert seen_by(world, mark) == {OFFICIAL}
    assert marks_in_force([mark.person_id], world.on) == {}


def test_a_relative_sees_nothing_and_decides_nothing(world: World) -> None:
    mark = cases.confirmed(world)
    head = user(world, HEAD)
    head.name = "陈亲属"
    head.save()
    declared = {"recorded_at": timezone.now(), "recorded_by": user(world, OFFICER)}
    assert HEAD in seen_by(world, mark)
    Family.objects.create(person=mark.person, relation="配偶", name="陈亲属", **declared)
    assert HEAD not in seen_by(world, mark)
    officer = user(world, OFFICER)
    officer.name = "陈亲属"
    officer.save()
    with pytest.raises(Refused, match="回避"):
        actions.close_mark(mark, reason="x", by=officer, on=world.on)


@pytest.mark.parametrize(("days", "holds"), [(-1, True), (0, False)])
def test_a_mark_ends_by_itself_on_its_day(world: World, days: int, holds: bool) -> None:
    mark = cases.confirmed(world)
    assert mark.expires_on == date(2029, 1, 5)
    on = mark.expires_on + timedelta(days=days)
    assert Mark.objects.in_force(on).filter(pk=mark.pk).exists() is holds
    assert mark.holds(on) is holds
    assert (mark.person_id in marks_in_force([mark.person_id], on)) is holds
    for role in (OFFICER, HEAD):
        seen = Mark.objects.visible_to(user(world, role), on)
        assert seen.filter(pk=mark.pk).exists() is holds
    assert [one.pk for one in mine(user(world, OFFICIAL), on).ended] == ([] if holds else [mark.pk])


def test_of_a_dropped_mark_nothing_is_kept(world: World) -> None:
    of = cases.person(world)
    entry = cases.propose(world, of, IDLE, rests=Rests([cases.post(of)], [cases.document()]))
    mark = Mark.objects.get(pk=entry.about_key)
    file = mark.evidence.exclude(title="").get()
    assert papers.kept(file) == b"%PDF-1.4"
    actions.show_mark(mark, **told(world))
    actions.reply_to_mark(mark, "objects", "不符", **told(world, OFFICIAL))
    actions.drop_mark(mark, reason="依据不足", **told(world))
    mark = again(mark)
    assert (mark.state, mark.facts, mark.type) == ("dropped", "", "")
    assert not mark.evidence.exists() and not mark.replies.exists()
    assert papers.kept(file) is None
    assert not seen_by(world, mark)
    assert "拆迁" not in str(entry.details.values)


def test_the_person_is_told_and_may_object_while_it_holds(world: World) -> None:
    mark = cases.objected(world)
    told_of = Message.objects.filter(recipient=user(world, OFFICIAL), key__startswith="mark:")
    assert {one.key.rpartition(":")[2] for one in told_of} == {"shown", "confirmed"}
    waiting = mark.replies.get(kind="objects", on=world.on, text="请复核")
    actions.answer_objection(waiting, "维持", **told(world, "second"))
    with pytest.raises(Overtaken):
        actions.answer_objection(waiting, "再答", **told(world, "second"))
    assert again(mark).holds(world.on)


def test_types_are_those_of_the_documents_that_hold_at_the_unit(world: World) -> None:
    root = Unit.objects.get(parent=None)
    assert types_at(root, world.on) == []
    cases.person(world)
    found = {one.label: one for one in types_at(root, world.on)}
    assert {"狮子型", "太平官", "领头雁", "负责任", "慢作为"} <= set(found)
    assert not found["太平官"].favourable and found["领头雁"].clause == "hangzhou-2017:12"
    assert terms_at(root, "kunming-2019:19", world.on) == (10, 3)
    assert {"老黄牛式", "专尖高"} <= {label for _key, label, *_rest in types(world.on)}


def test_the_nearest_list_counts_from_its_day_on(world: World) -> None:
    cases.person(world)
    root = Unit.objects.get(parent=None)
    below = Unit.objects.filter(parent=root)[0]
    said: dict[str, Any] = {"source": "办法", **told(world)}
    for unit, word, since in (
        (root, "甲", date(2026, 1, 1)),
        (root, "乙", date(2026, 3, 1)),
        (below, "丙", date(2026, 2, 1)),
    ):
        actions.enter_words(unit, "kunming-2019:19", [word], ["不"], since=since, **said)

    def words(unit: Unit, on: date) -> set[str]:
        return {one.label for one in types_at(unit, on) if one.words}

    assert words(below, date(2025, 12, 31)) == set()
    assert words(below, date(2026, 1, 31)) == {"甲", "不"}
    assert words(below, date(2026, 2, 1)) == {"丙", "不"}
    assert words(root, date(2026, 2, 28)) == {"甲", "不"}
    assert words(root, date(2026, 3, 1)) == {"乙", "不"}


def test_a_note_stands_beside_its_vote_once_another_has_confirmed_it(world: World) -> None:
    note = cases.noted(world)
    official = user(world, OFFICIAL)
    assert not OrganisationNote.objects.visible_to(official, world.on).exists()
    assert notes_beside([note.person_id]) == {}
    confirm_note(note, "同意", **told(world, "second"))
    assert [one.pk for one in notes_beside([note.person_id])[note.person_id]] == [note.pk]
    assert OrganisationNote.objects.visible_to(official, world.on).exists()
    with pytest.raises(IntegrityError), transaction.atomic():
        OrganisationNote.objects.filter(pk=note.pk).update(decided_by=note.proposed_by)


def test_the_person_is_known_by_the_file(world: World) -> None:
    """Nothing about age, sex or ethnicity is asked or kept with a mark."""
    private = {"sex", "birth", "ethnicity", "politics"}
    assert not private & {field.name for field in Mark._meta.fields}
    assert private <= {field.name for field in Particulars._meta.fields}
