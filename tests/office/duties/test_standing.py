"""What stands against an item, and which step is due: both sides of each day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quanheng.norms.finding import Status
from quanheng.norms.kinds import Duty, columns
from quanheng.office.accounts.roles import POWERS
from quanheng.office.duties.burdens import stand
from quanheng.office.duties.lists import CATCH_UP, KINDS, LADDER, TOPICS
from quanheng.office.duties.standing import Facts, days_over, proposals, rungs_due
from quanheng.packs import installed

DAYS = st.dates(date(2000, 1, 1), date(2090, 1, 1))


def names(facts: Facts, on: date) -> set[str]:
    return {one.name for one in proposals(facts, on)}


@given(deadline=DAYS, rung=st.sampled_from(LADDER))
def test_a_step_is_due_from_its_day_and_caught_up_for_some_days(deadline, rung):
    day = deadline + timedelta(days=rung.days)
    assert rung not in rungs_due(deadline, day - timedelta(days=1))
    assert rung in rungs_due(deadline, day)
    assert rung in rungs_due(deadline, day + timedelta(days=CATCH_UP - 1))
    assert rung not in rungs_due(deadline, day + timedelta(days=CATCH_UP))


@given(deadline=DAYS, days=st.integers(0, 4000))
def test_every_step_is_taken_whenever_the_clock_runs_within_its_days(deadline, days):
    on = deadline + timedelta(days=days)
    taken = {rung.days for rung in rungs_due(deadline, on)}
    assert taken == {rung.days for rung in LADDER if 0 <= days - rung.days < CATCH_UP}


@given(on=DAYS)
def test_nothing_is_due_without_a_deadline(on):
    assert rungs_due(None, on) == [] and days_over(None, on) == 0


@given(deadline=DAYS, answered=st.booleans())
def test_no_answer_and_delay_begin_the_day_after_the_deadline(deadline, answered):
    facts = Facts(True, True, deadline, answered, 0)
    assert names(facts, deadline) == set()
    after = names(facts, deadline + timedelta(days=1))
    assert after == ({"拖延"} if answered else {"无回音", "拖延"})


@pytest.mark.parametrize(("reminders", "twice"), [(0, False), (1, False), (2, True), (3, True)])
def test_two_reminders_count_as_told_twice(reminders, twice):
    facts = Facts(True, True, None, False, reminders)
    assert ("交代两次以上" in names(facts, date(2026, 1, 1))) is twice


@pytest.mark.parametrize("owned", [True, False])
def test_nobody_found(owned):
    facts = Facts(True, owned, None, False, 0)
    assert ("有事无人" in names(facts, date(2026, 1, 1))) is not owned


@given(on=DAYS, deadline=DAYS, reminders=st.integers(0, 9))
def test_nothing_stands_against_what_is_closed(on, deadline, reminders):
    assert names(Facts(False, False, deadline, False, reminders), on) == set()


def test_the_kinds_are_those_of_the_sheet_and_cite_clauses_that_are_there():
    listed = next(column for column in columns(Duty) if column.name == "type").choices
    assert list(KINDS) == list(listed)
    cited = {clause for kind in KINDS.values() for clause in kind.clauses}
    cited |= {topic.clause for topic in TOPICS.values()}
    for id in cited:
        pack, _colon, number = id.partition(":")
        assert number in installed()[pack].clauses, id


def test_who_raises_items_manages_them():
    roles = {role for kind in KINDS.values() for role in kind.roles}
    assert all("manage_duties" in POWERS[role] for role in roles)


@pytest.mark.parametrize(
    ("cap", "counted", "least", "status"),
    [
        (10, 10, False, Status.MET),
        (10, 11, False, Status.ATTENTION),
        (None, 11, False, Status.NO_DATA),
        (10, None, False, Status.NO_DATA),
        (3, 3, True, Status.MET),
        (3, 2, True, Status.PENDING),
    ],
)
def test_a_burden_against_its_cap(cap, counted, least, status):
    assert stand(cap, counted, least=least) is status
