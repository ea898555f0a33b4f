"""Runs: what is kept is what the rules say; only changes are written; broken runs are undone."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from click.testing import CliRunner
from django.utils import timezone

from quanheng.norms.finding import Text
from quanheng.norms.kinds import KINDS
from quanheng.norms.plain import evaluate
from quanheng.norms.records import Records
from quanheng.office.accounts.models import Role, User
from quanheng.office.accounts.system import system_account
from quanheng.office.alone import Busy, alone
from quanheng.office.findings import keeping, running, standing
from quanheng.office.findings.commands import evaluate as evaluate_command
from quanheng.office.findings.evaluation import given, kept_kinds, unanswered
from quanheng.office.findings.models import Finding, Run, Standing
from quanheng.office.findings.notices import page_of
from quanheng.office.findings.places import places
from quanheng.office.findings.running import run_evaluation
from quanheng.office.findings.schedule import due
from quanheng.office.findings.tallies import newest
from quanheng.office.inbox.models import Message
from quanheng.office.inbox.sending import tell
from quanheng.office.law.actions import adopt_pack, choose_number, end_adoption
from quanheng.office.law.models import Adoption
from quanheng.office.records.actions import add_record, retract_record
from quanheng.office.records.models import RECORDS, Person, Tenure, Training, Unit
from quanheng.office.records.tables import everyone
from quanheng.packs import installed
from tests.office.conftest import AS_OF
from tests.office.procedures import correcting
from tests.office.procedures.desk import another

FULL, FOLLOW = Run.Kind.FULL, Run.Kind.FOLLOW
Said = dict[tuple[str, str, str], tuple[object, ...]]


def kept(found: Any = None) -> Said:
    found = Finding.objects.current() if found is None else found
    return {
        (one.rule, one.subject_type, one.code): (
            one.status,
            one.measured,
            one.required,
            one.due,
            one.next_change_on,
            one.message_zh,
            one.message_en,
            sorted(map(tuple, one.evidence)),
        )
        for one in found
    }


def by_the_rules(on: date = AS_OF, packs: Any = None) -> Said:
    records = given(everyone(), kept_kinds())
    return {
        (one.rule, one.subject_type.value, one.subject): (
            one.status.value,
            one.measured,
            one.required,
            one.due,
            one.next_change_on,
            one.message.zh,
            one.message.en,
            sorted((sheet, row) for sheet, row in one.evidence),
        )
        for one in evaluate(records, list(packs or installed().values()), on)
    }


def without_sentences(said: Said) -> Said:
    """A finding that stands keeps the sentence of the day on which it was made."""
    return {key: (*values[:5], values[7]) for key, values in said.items()}


def test_what_is_kept_is_what_the_rules_say_of_everyone(evaluated: Run) -> None:
    assert kept() == by_the_rules()
    assert evaluated.people == Person.objects.count()
    assert evaluated.opened == Finding.objects.count()


def test_a_second_run_writes_nothing(evaluated: Run) -> None:
    again = run_evaluation(FULL, by=system_account(), on=AS_OF)
    assert (again.opened, again.closed, again.moved) == (0, 0, 0)
    assert Standing.objects.filter(run=again).count() == 0


@pytest.mark.parametrize("days", [1, 40, 400])
def test_a_later_day_says_what_the_rules_say_on_it(evaluated: Run, days: int) -> None:
    later = AS_OF + timedelta(days=days)
    run = run_evaluation(FULL, by=system_account(), on=later)
    assert without_sentences(kept()) == without_sentences(by_the_rules(later))
    assert run.opened and run.closed
    assert kept(Finding.objects.at(evaluated.pk).filter(horizon=0)) == by_the_rules()


def test_following_gives_the_same_as_evaluating_everyone(evaluated: Run) -> None:
    later = AS_OF + timedelta(days=40)
    followed = run_evaluation(FOLLOW, by=system_account(), on=later)
    assert followed.kind == FOLLOW
    assert without_sentences(kept()) == without_sentences(by_the_rules(later))


def test_a_change_is_followed(evaluated: Run, users: dict[str, User]) -> None:
    owing = Finding.objects.current().filter(
        rule="kunming-2019:4/training-year", status__in=("missed", "pending")
    )
    person = owing[0].person
    told = {"by": users["organisation_officer"], "on": AS_OF}
    values = {
        "person": person,
        "name": "补训班",
        "mode": Training._meta.get_field("mode").choices[0][0],
        "start": AS_OF - timedelta(days=20),
        "end": AS_OF - timedelta(days=1),
        "hours": 90_000_000,
        "days": 12_000_000,
    }
    entry = add_record(Training, values, **told)
    run = run_evaluation(FOLLOW, by=system_account(), on=AS_OF)
    now = Finding.objects.current().get(rule="kunming-2019:4/training-year", person=person)
    assert now.status == "met" and now.was in ("missed", "pending") and now.since_run == run
    assert ["培训", int(entry.about_key)] in now.evidence
    retract_record(Training.objects.get(pk=entry.about_key), reason="误登", **told)
    run_evaluation(FOLLOW, by=system_account(), on=AS_OF)
    again = Finding.objects.current().get(rule="kunming-2019:4/training-year", person=person)
    assert again.status == now.was


def test_only_adopted_documents_speak_and_only_below(
    district: Records, users: dict[str, User]
) -> None:
    unit = Unit.objects.filter(parent__isnull=False, tenures__isnull=False).first()
    told = {"by": users["organisation_officer"], "on": AS_OF}
    adopt_pack(unit, "kunming-2019", since=date(2020, 1, 1), source="甲", **told)
    run_evaluation(FULL, by=system_account(), on=AS_OF)
    inside = set(Finding.objects.current().values_list("place__path", flat=True))
    assert inside and all(path.startswith(unit.path) for path in inside)
    rules = by_the_rules(packs=[installed()["kunming-2019"]])
    codes = set(Finding.objects.current().values_list("code", flat=True))
    assert kept() == {key: value for key, value in rules.items() if key[2] in codes}


def test_the_end_of_an_adoption_closes_its_findings(evaluated: Run, users: dict[str, User]) -> None:
    told = {"by": users["organisation_officer"], "on": AS_OF, "reason": "废止"}
    for adoption in Adoption.objects.filter(pack="zhejiang-2015"):
        end_adoption(adoption, until=AS_OF, **told)
    assert due(timezone.now()) == FULL
    run = run_evaluation(FULL, by=system_account(), on=AS_OF)
    gone = Finding.objects.filter(pack="zhejiang-2015", horizon=0)
    assert gone.exists() and all(one.until_run == run for one in gone)
    assert "zhejiang-2015" not in run.packs and "zhejiang-2015" in evaluated.packs


def test_a_chosen_number_moves_findings_and_the_fingerprint(
    evaluated: Run, users: dict[str, User]
) -> None:
    told = {"by": users["organisation_officer"], "on": AS_OF, "source": "甲", "since": AS_OF}
    root = Unit.objects.filter(parent=None).get()
    choose_number(root, "kunming-2019:14/young", "25", **told)
    run = run_evaluation(FULL, by=system_account(), on=AS_OF)
    assert run.packs.keys() == (evaluated.packs.keys() - {"kunming-2019"}) | {
        "kunming-2019[kunming-2019:14/young=25]"
    }
    moved = Finding.objects.filter(since_run=run, horizon=0)
    assert moved.exists() and {one.rule for one in moved} == {"kunming-2019:14/ladder"}


def test_kinds_that_nobody_keeps_are_unknown_not_zero(
    evaluated: Run, users: dict[str, User]
) -> None:
    kind = next(kind for kind in KINDS if kind.sheet == "工资")
    RECORDS[kind].objects.update(known_until=timezone.now())
    assert kind not in kept_kinds()
    run_evaluation(FULL, by=system_account(), on=AS_OF)
    pay = Finding.objects.current().filter(rule="hangzhou-2017:19/township-pay")
    assert {one.status for one in pay} <= {"no_data"}
    assert kept() == by_the_rules()


def test_what_stood_stays_when_a_run_fails(evaluated: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    before = kept()
    keep = running._keep_units

    def fails(evaluation: Any) -> None:
        keep(evaluation)
        assert kept() == before  # nothing shows before the end
        raise RuntimeError

    monkeypatch.setattr(running, "_keep_units", fails)
    with pytest.raises(RuntimeError):
        run_evaluation(FULL, by=system_account(), on=AS_OF + timedelta(days=400))
    assert Run.objects.latest_done() == evaluated and kept() == before
    assert not Finding.objects.exclude(since_run=evaluated).exists()
    assert not Finding.objects.exclude(until_run=None).exists()


def test_a_run_that_was_killed_is_undone_by_the_next(evaluated: Run) -> None:
    before = kept()
    later = AS_OF + timedelta(days=400)
    dead = running.begin(FULL, by=system_account(), on=later)
    running._keep_people(running._prepared(dead), list(Person.objects.values_list("pk", flat=True)))
    assert Finding.objects.filter(since_run=dead).exists()
    assert kept() == before
    run_evaluation(FULL, by=system_account(), on=later)
    dead.refresh_from_db()
    assert dead.state == Run.State.FAILED
    assert not Finding.objects.filter(since_run=dead).exists()
    assert without_sentences(kept()) == without_sentences(by_the_rules(later))


def test_tallies_count_the_findings_below_each_unit(evaluated: Run) -> None:
    units = {unit.pk: unit for unit in Unit.objects.all()}
    for pk, one in newest(units).items():
        for counts, condition in (
            (one.own, {"place": pk}),
            (one.below, {"place__path__startswith": units[pk].path}),
        ):
            found = Finding.objects.current().filter(**condition)
            assert sum(map(sum, counts.values())) == found.count()
            assert sum(numbers[0] for numbers in counts.values()) == (
                found.filter(status="missed").count()
            )


def test_days_to_come_list_the_proposals_that_do_not_stand_today(evaluated: Run) -> None:
    ahead = {1: date(2025, 12, 31), 2: date(2026, 12, 31)}
    today = {key for key, values in by_the_rules().items() if values[0] == "attention"}
    seen = set(today)
    for horizon, day in ahead.items():
        then = {key for key, values in by_the_rules(day).items() if values[0] == "attention"}
        then = {key for key in then if key[0] not in unanswered()}
        assert set(kept(Finding.objects.outlook(horizon))) == then - seen
        seen |= then
    assert Finding.objects.outlook(2).exists()


def test_one_subject_at_a_time_is_told_the_same(
    evaluated: Run, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    for person in Person.objects.all():
        with django_assert_max_num_queries(25):
            found = standing.of_person(person, AS_OF)
        stored = {
            one.rule: one.message_zh for one in Finding.objects.current().filter(person=person)
        }
        assert {one.rule: one.message.zh for one in found} == stored
    for unit in Unit.objects.all():
        with django_assert_max_num_queries(27):
            found = standing.of_unit(unit, AS_OF)
        stored = {one.rule: one.message_zh for one in Finding.objects.current().filter(unit=unit)}
        assert {one.rule: one.message.zh for one in found} == stored


def test_rules_that_compare_units_are_left_out_of_days_that_no_run_speaks_of(
    evaluated: Run,
) -> None:
    apart = standing.beyond(tuple(installed().values()))
    one = Finding.objects.current().filter(rule__in=apart, unit__isnull=False).first()
    assert one.rule in {found.rule for found in standing.of_unit(one.unit, AS_OF)}
    before = AS_OF - timedelta(days=1)
    assert not apart & {found.rule for found in standing.of_unit(one.unit, before)}


def test_a_finding_can_be_explained(evaluated: Run) -> None:
    one = Finding.objects.current().filter(rule="kunming-2019:4/training-year").first()
    (explanation,) = standing.explained(one.person, one.rule, AS_OF)
    assert explanation.finding.message.zh == one.message_zh
    assert {(e.sheet, e.row) for e in explanation.finding.evidence} == {
        tuple(pair) for pair in one.evidence
    }
    assert standing.explained(one.person, "kunming-2019:4/none", AS_OF) == []


def test_when_a_run_is_due(evaluated: Run, users: dict[str, User]) -> None:
    now = timezone.now()
    Run.objects.update(on=timezone.localdate())
    assert due(now) is None
    person = Person.objects.filter(tenures__end=None).first()
    told = {"by": users["organisation_officer"], "on": AS_OF}
    line = Training.objects.current().filter(person=person).first()
    retract_record(line, reason="误登", **told)
    assert due(now) == FOLLOW
    run_evaluation(FOLLOW, by=system_account(), on=timezone.localdate())
    assert due(now) is None
    Run.objects.update(on=timezone.localdate() - timedelta(days=1))
    early = timezone.localtime().replace(hour=0, minute=30)
    assert due(early) is None and due(early.replace(hour=1)) == FULL


def test_people_count_where_the_highest_post_is(evaluated: Run) -> None:
    for person in Person.objects.all():
        held = Tenure.objects.current().filter(person=person, start__lte=AS_OF, end=None)
        places = set(
            Finding.objects.current().filter(person=person).values_list("place", flat=True)
        )
        if held and places:
            highest = min(held.values_list("level", flat=True))
            assert places <= set(held.filter(level=highest).values_list("unit", flat=True))
            assert len(places) == 1


def test_one_evaluation_at_a_time(evaluated: Run) -> None:
    with alone("evaluation", wait=False), pytest.raises(Busy):
        run_evaluation(FULL, by=system_account(), on=AS_OF)
    assert not Run.objects.exclude(pk=evaluated.pk).exists()
    told = CliRunner().invoke(evaluate_command, [])
    assert told.exit_code == 0 and f"核对 {Person.objects.count()} 人" in told.output


def test_a_retraction_by_two_persons_is_followed(evaluated: Run, users: dict[str, User]) -> None:
    """Of a record with key facts: nothing new is filed, only the ledger tells."""
    told = {"by": users["organisation_officer"], "on": AS_OF}
    held = Tenure.objects.current().filter(end=None, start__lt=AS_OF)
    line = next(one for one in held if one.person.tenures.filter(end=None).count() == 1)
    Run.objects.update(known_at=timezone.now() + timedelta(hours=1))
    system = system_account()
    correction = correcting.retraction(line, reason="误登", evidence="任免文件", **told)
    correcting.confirm(correction, by=another(Role.ORGANISATION_OFFICER), on=AS_OF)
    assert line.person_id in running.changed_people(timezone.now(), evaluated.ledger_size)
    run_evaluation(FOLLOW, by=system, on=AS_OF)
    assert without_sentences(kept()) == without_sentences(by_the_rules())


def test_closed_findings_go_after_years_and_ended_marks_at_once(evaluated: Run) -> None:
    marks = [rule for rule in installed()["national"].rules if ":influence/" in rule]
    one, other = Finding.objects.filter(person__isnull=False)[:2]
    Finding.objects.filter(pk=one.pk).update(rule=marks[0], status="attention")
    later = run_evaluation(FULL, by=system_account(), on=AS_OF + timedelta(days=1))
    Finding.objects.filter(pk__in=(one.pk, other.pk), until_run=None).update(until_run=later)
    for number, told in enumerate((one, other)):
        reader, page = User.objects.all()[number], page_of(told)
        tell(reader, key="1", text=Text("甲", "a"), url=page, by=system_account())
    run_evaluation(FULL, by=system_account(), on=AS_OF + timedelta(days=1))
    assert Finding.objects.filter(pk__in=(one.pk, other.pk)).count() == 2
    run_evaluation(FULL, by=system_account(), on=AS_OF + timedelta(days=2))
    assert not Finding.objects.filter(pk=one.pk).exists()
    assert Message.objects.get().url == page_of(other), "what was told of a mark goes with it"
    for after, there in ((date(2031, 1, 1), True), (date(2031, 1, 2), False)):
        keeping.forget_old(after)
        assert Finding.objects.filter(pk=other.pk).exists() is there
        assert Message.objects.exists() is there


def test_a_post_that_has_ended_counts_only_for_whoever_holds_none(evaluated: Run) -> None:
    held = Tenure.objects.current().filter(end=None, start__lt=date(2020, 1, 1)).first()
    assert held is not None
    Tenure.objects.filter(person=held.person).exclude(pk=held.pk).delete()
    elsewhere = Unit.objects.exclude(pk=held.unit_id).first()
    higher = Tenure.objects.get(pk=held.pk)
    higher.pk, higher.unit, higher.level = None, elsewhere, min(held.level, 101)
    higher.start, higher.end = date(2010, 1, 1), date(2011, 1, 1)
    higher.save()
    for day, unit in (
        (date(2010, 12, 31), elsewhere.pk),
        (date(2011, 1, 1), elsewhere.pk),
        (AS_OF, held.unit_id),
    ):
        assert places(day, people=[held.person_id]) == {held.person_id: unit}
