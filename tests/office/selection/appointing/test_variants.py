"""Every procedure of selection runs with the right people, and stops at each of its gates."""

from fractions import Fraction
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from quanheng.norms.gate import Actor
from quanheng.norms.procedure import Purpose
from quanheng.office.accounts.models import Role, User
from quanheng.office.law.models import Adoption
from quanheng.office.procedures import actions
from quanheng.office.procedures.acting import acting
from quanheng.office.procedures.facts import standing
from quanheng.office.procedures.models import Case
from quanheng.office.records.models import Secondment, Tenure, Unit
from tests.office.selection.appointing import driver
from tests.office.selection.appointing.driver import DAY, ON, overridden, refuses, started, told

pytestmark = pytest.mark.any_database

__all__ = ["told"]

PROCEDURES = driver.of_selection()


@pytest.mark.parametrize("procedure", PROCEDURES)
def test_every_procedure_runs_to_its_end(procedure: str, told: dict[str, Any]) -> None:
    run = started(procedure, told).ended()
    assert run.case.state == Case.State.DONE
    required = {step.name for step in run.procedure.steps if not step.optional}
    assert required <= set(run.case.moves.values_list("step", flat=True))


@pytest.mark.parametrize("procedure", PROCEDURES)
def test_every_step_is_for_the_roles_that_it_names(procedure: str, told: dict[str, Any]) -> None:
    """Every role at every step: those named may act, and the action refuses all others."""
    run = started(procedure, told)
    assert run.case.place is not None
    others = {role: driver.account(role, run.case.place, f"other-{role.value}") for role in Role}
    while run.case.running:
        run.prepare()
        step, outcome = run.step, run.step.outcomes[0].name
        declared = {actor.value for actor in step.by}
        for role, user in others.items():
            may = acting(run.case, step, user, run.on) is not None
            assert may is (role.value in declared), (step.name, role)
            if not may:
                with pytest.raises(ValidationError, match="不由您办理"):
                    actions.take_step(run.case, outcome, {}, reason="x", by=user, on=run.on)
        own = User.objects.filter(username="driver-subject").first()
        if own is not None:
            assert (acting(run.case, step, own, run.on) is not None) is (Actor.SUBJECT in step.by)
        run.take()


ADVERSE = {
    "removal": {"appeal": "appealed"},
    "demotion": {"appeal": "appealed"},
    "probation": {"assess": "unfit", "appeal": "appealed"},
    "resignation": {"check": "bars", "settle": "denied", "appeal": "appealed"},
    "leader-resignation": {"clearance": "bars", "settle": "denied", "appeal": "appealed"},
}


@pytest.mark.parametrize(("name", "ways"), ADVERSE.items())
def test_whoever_loses_is_heard_before_and_reviewed_by_others_after(
    name: str, ways: dict[str, str], told: dict[str, Any]
) -> None:
    run = started(f"national:selection/{name}", told).to("review", **ways)
    moves = list(run.case.moves.order_by("number"))
    steps = [move.step for move in moves]
    adverse = next(
        step.name for step in run.procedure.steps if any(one.adverse for one in step.outcomes)
    )
    assert steps.index("hear") < steps.index(adverse) < steps.index("appeal")
    own = User.objects.get(username="driver-subject")
    assert {move.by for move in moves if move.step in ("hear", "appeal")} == {own}
    for move in moves:
        if move.step in run.step.not_by:
            with pytest.raises(ValidationError, match="另一人办理"):
                run.take(by=move.by)
    run.take()
    assert not run.case.running


@pytest.mark.parametrize("name", ADVERSE)
def test_silence_is_no_consent_to_a_resignation_and_ends_no_appeal_early(
    name: str, told: dict[str, Any]
) -> None:
    """Only hearing and appeal lapse; the person then said nothing, or accepts."""
    run = started(f"national:selection/{name}", told)
    lapsing = {step.name: step.purpose for step in run.procedure.steps if step.lapses}
    assert lapsing == {"hear": Purpose.HEARING, "appeal": Purpose.APPEAL}


@pytest.mark.parametrize(("name", "days"), [("resignation", 30), ("leader-resignation", 90)])
def test_a_resignation_is_answered_within_its_time(
    name: str, days: int, told: dict[str, Any]
) -> None:
    run = started(f"national:selection/{name}", told).to("decide")
    assert run.case.due == ON + days * DAY


@pytest.mark.parametrize("fact", ["clearance.clear", "check.served", "check.secrets"])
def test_nobody_resigns_while_a_bar_holds(fact: str, told: dict[str, Any]) -> None:
    run = started("national:selection/resignation", told)
    run.answers[fact] = False
    run.to("decide")
    refuses(run, "现为否")


@pytest.mark.parametrize("fact", ["verify.holds", "verify.beyond"])
def test_votes_and_ranks_alone_remove_nobody(fact: str, told: dict[str, Any]) -> None:
    run = started("national:selection/removal", told).to("verify")
    run.prepare()
    refuses(run, "现为否", **{fact.partition(".")[2]: False})
    run.take("dropped")
    assert run.case.state == Case.State.REFUSED


@pytest.mark.parametrize(("agree", "passes"), [(4, False), (5, True)])
@pytest.mark.parametrize("name", ["removal", "transfer"])
def test_more_than_half_of_those_entitled_agree(
    name: str, agree: int, passes: bool, told: dict[str, Any]
) -> None:
    """Nine are entitled."""
    run = started(f"national:selection/{name}", told).to("decide")
    run.told["decision.agree"] = Fraction(agree)
    if passes:
        run.take()
    else:
        refuses(run, "同意票")


@pytest.mark.parametrize("fact", ["meeting.closed", "meeting.first_item", "meeting.head_last"])
@pytest.mark.parametrize(
    "procedure", ["national:selection/removal", "qingshanhu-2009:23/village-secretary"]
)
def test_the_meeting_is_held_as_the_documents_say(
    fact: str, procedure: str, told: dict[str, Any]
) -> None:
    run = started(procedure, told).to("decide")
    run.prepare()
    run.told[fact] = False
    refuses(run, "现为否")


@pytest.mark.parametrize(("days", "over"), [(364, False), (365, True)])
def test_probation_is_confirmed_when_the_year_is_over(
    days: int, over: bool, told: dict[str, Any]
) -> None:
    run = started("national:selection/probation", told).to("confirm")
    run.on = ON + days * DAY
    if over:
        run.take("confirmed")
        assert run.case.state == Case.State.DONE
    else:
        refuses(run, "期满后", outcome="confirmed")


DIFFERENTIAL = ["nominate", "meeting", "shortlist", "soundings", "vote"]


@pytest.mark.parametrize("step", DIFFERENTIAL)
def test_open_nomination_has_more_names_than_places_at_five_steps(
    step: str, told: dict[str, Any]
) -> None:
    run = started("qingshanhu-2009:19/open-nomination", told).to(step)
    run.prepare()
    gate = next(one for one in run.step.gates if one.name == "differential")
    assert (gate.overridden_by, gate.clause) == ((), "qingshanhu-2009:19")
    one, other = standing(run.case)
    actions.leave_out(other, reason="退出", by=run.actor(), on=run.on)
    refuses(run, "差额")
    assert list(standing(run.case)) == [one]


@pytest.mark.parametrize(("votes", "passes"), [(9, False), (10, True)])
def test_below_half_in_the_own_unit_is_generally_not_inspected(
    votes: int, passes: bool, told: dict[str, Any]
) -> None:
    """Of twenty; two persons may let it pass with a reason."""
    run = started("qingshanhu-2009:19/open-nomination", told)
    run.answers["nominate.own_votes"] = votes
    run.to("shortlist")
    run.prepare()
    if not passes:
        refuses(run, "本单位推荐票")
        overridden(run, "own-unit")
    run.take()
    assert run.case.step == "vet"


def test_the_first_three_of_a_directed_recommendation_compete(told: dict[str, Any]) -> None:
    run = started("qingshanhu-2009:19/directed", told, people=4).to("direct")
    run.nominate(*run.people)
    for votes, one in zip((40, 30, 20, 10), standing(run.case), strict=True):
        actions.fill_sheet(one, {"votes": votes}, by=run.actor(), on=run.on)
    run.take()
    run.fill()
    refuses(run, "前3名")
    last = list(standing(run.case))[3]
    actions.leave_out(last, reason="第4名", by=run.actor(), on=run.on)
    run.take()
    assert run.case.step == "vet"


@pytest.mark.parametrize(
    ("procedure", "step"),
    [("national:selection/competition", "shortlist"),
     ("qingshanhu-2009:19/open-nomination", "shortlist")],
)  # fmt: skip
def test_nobody_is_chosen_by_scores_or_votes_alone(
    procedure: str, step: str, told: dict[str, Any]
) -> None:
    run = started(procedure, told).to(step)
    run.fill(rests="score")
    refuses(run, "不得仅以分数")
    run.fill(rests="whole")
    run.take()


def test_a_competition_is_run_by_the_unit_itself(told: dict[str, Any]) -> None:
    run = started("national:selection/competition", told)
    assert run.case.place == run.case.unit
    acting_in = {actor for step in run.procedure.steps for actor in step.by}
    assert acting_in == {Actor.PERSONNEL_OFFICER, Actor.HEAD, Actor.DISCIPLINE_OFFICER}


@pytest.mark.parametrize(
    "procedure", [name for name in PROCEDURES if ":22/" in name or ":2" not in name]
)
def test_no_name_before_the_step_that_enters(procedure: str, told: dict[str, Any]) -> None:
    run = started(procedure, told)
    entry = run.procedure.entry
    if entry is None:
        return
    while run.case.step != entry.name:
        with pytest.raises(ValidationError, match="先定工作方案"):
            run.nominate(run.people[0])
        run.take()
    run.nominate(run.people[0])


def test_exceptional_promotion_needs_a_contribution_that_all_recognise(
    told: dict[str, Any],
) -> None:
    run = started("national:selection/exceptional", told).to("superior")
    run.prepare()
    refuses(run, "突出贡献", contribution="")
    refuses(run, "一致公认", recognised=False)
    refuses(run, "佐证", proof="")
    run.take()


def test_ten_questions_are_asked(told: dict[str, Any]) -> None:
    run = started("national:selection/appointment", told).to("vet")
    run.fill(asked=9)
    refuses(run, "十问")
    run.fill(asked=10)
    run.take()


@pytest.mark.parametrize(
    ("step", "field", "words"),
    [("motion", "standard", "职务名称"), ("approve", "motion.review", "动议审查")],
)
def test_the_motion_names_a_standard_title_and_is_reviewed(
    step: str, field: str, words: str, told: dict[str, Any]
) -> None:
    run = started("national:selection/appointment", told).to("motion")
    if step == "motion":
        refuses(run, words, **{field: False})
    else:
        run.take(review="")
        run.to("approve")
        refuses(run, words)


def test_a_home_area_needs_a_special_reason(told: dict[str, Any]) -> None:
    run = started("qingshanhu-2009:20/exchange", told).to("qualify")
    run.answers["qualify.home"] = False
    refuses(run, "成长地")
    overridden(run, "home")
    run.take("opened")
    assert run.case.step == "recommend"
    run.ended()
    assert run.case.state == Case.State.DONE


def test_the_four_steps_of_a_village_secretary(told: dict[str, Any]) -> None:
    run = started("qingshanhu-2009:23/village-secretary", told).to("study")
    run.nominate(*run.people)
    run.fill(political="found")
    refuses(run, "政审")
    run.fill(political="clean")
    run.take()
    run.ended()
    held = Tenure.objects.current().get(unit=run.case.unit, start=run.on, end=None)
    assert (held.title, held.chief, held.role) == ("党组织书记", True, "党组织书记")


@pytest.mark.parametrize("name", ["transfer", "transfer-in", "demotion"])
def test_a_move_begins_a_tenure(name: str, told: dict[str, Any]) -> None:
    run = started(f"national:selection/{name}", told).ended()
    made = Tenure.objects.current().get(person=run.case.person, start=run.on, end=None)
    assert (made.title, made.promoted) == ("已写明", False)


def test_a_secondment_is_filed_when_it_begins_and_when_it_is_over(told: dict[str, Any]) -> None:
    run = started("national:selection/secondment", told).to("midterm")
    made = Secondment.objects.current().get(person=run.case.person, start=ON, unit_name="已写明")
    assert (made.end, made.grade) == (None, None)
    run.to("return")
    run.on = ON + 180 * DAY
    run.take()
    over = Secondment.objects.current().get(person=run.case.person, start=ON, unit_name="已写明")
    assert (over.end, over.grade) == (run.on, "优秀")


def test_a_resignation_set_aside_on_review_is_examined_again(told: dict[str, Any]) -> None:
    run = started("national:selection/resignation", told)
    run.to("review", check="bars", settle="denied", appeal="appealed")
    run.take("changed")
    assert run.case.step == "check"
    run.ended()
    assert run.case.state == Case.State.DONE


def test_a_denied_resignation_that_is_accepted_is_no_resignation(told: dict[str, Any]) -> None:
    run = started("national:selection/resignation", told)
    run.ended(decide="refused", settle="denied")
    assert run.case.state == Case.State.REFUSED
    assert Tenure.objects.current().filter(person=run.case.person, end=None).exists()


def test_whoever_is_not_fit_after_probation_leaves_the_post(told: dict[str, Any]) -> None:
    run = started("national:selection/probation", told).to("appeal", assess="unfit")
    assert not Tenure.objects.current().filter(person=run.case.person, end=None).exists()


@pytest.mark.parametrize("early", [True, False])
def test_nobody_is_transferred_in_before_the_public_notice_is_over(
    early: bool, told: dict[str, Any]
) -> None:
    run = started("national:selection/transfer-in", told).to("objections")
    over = run.told["objections.after"]
    run.on = over - DAY if early else over
    if early:
        refuses(run, "公示期满")
    else:
        run.take()
        assert run.case.step == "notice"


def test_procedures_of_a_document_begin_only_where_it_is_followed(told: dict[str, Any]) -> None:
    Adoption.objects.filter(pack="qingshanhu-2009").delete()
    with pytest.raises(ValidationError, match="不能发起"):
        started("qingshanhu-2009:19/directed", told)
    run = started("national:selection/appointment", told).to("motion")
    run.take(standard=None)
    assert run.case.step == "plan"


def test_roles_held_elsewhere_do_not_count(told: dict[str, Any]) -> None:
    run = started("national:selection/removal", told)
    place = run.case.place
    assert place is not None
    below = Unit.objects.filter(parent=place).order_by("path")[0]
    there = driver.account(Role.ORGANISATION_OFFICER, below, "below")
    assert acting(run.case, run.step, there, run.on) is None
