"""Random people do random things to a case; whatever they reach, no required step was skipped."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from hypothesis.stateful import run_state_machine_as_test as run

from quanheng.norms.gate import Actor
from quanheng.norms.procedure import DONE, reached
from quanheng.office.accounts.models import User
from quanheng.office.accounts.powers import standing_of
from quanheng.office.accounts.roles import Role
from quanheng.office.accounts.system import system_account
from quanheng.office.ledger.models import Details, Entry
from quanheng.office.procedures import actions
from quanheng.office.procedures.facts import TAKEN
from quanheng.office.procedures.known import procedure_of
from quanheng.office.procedures.models import Case, Delegation, Move, Override
from tests.office.procedures.action_cases import plan
from tests.office.procedures.desk import ADMONISH, DAY, LEAVE, TRIP, Desk, another

PEOPLE = (
    "official", "head", "personnel_officer", "organisation_officer", "discipline_officer",
    "auditor", "committee_member", "system_admin", "organisation_officer-2", "discipline_officer-2",
)  # fmt: skip
OUTCOMES = (
    "applied", "approved", "returned", "refused", "reported",
    "found", "heard", "silent", "admonished", "dropped", "again", "accepted", "appealed",
    "reviewed",
)  # fmt: skip
ANSWERS: tuple[dict[str, Any], ...] = (
    {},
    TRIP,
    {**TRIP, "to": date(2026, 3, 1)},
    {"returned": date(2026, 3, 12)},
    {"times": 2, "day": DAY},
    {"times": 9, "day": DAY},
    {"said": "有话说"},
)
SENSIBLE = {
    "applied": ("official", TRIP),
    "approved": ("head", {}),
    "reported": ("official", {}),
    "found": ("discipline_officer", {"times": 2, "day": DAY}),
    "heard": ("official", {"said": "有话说"}),
    "admonished": ("organisation_officer", {}),
    "appealed": ("official", {}),
    "reviewed": ("organisation_officer-2", {}),
}
"""What somebody who knows the procedure would do; without it the end is hardly ever reached."""


class Office(RuleBasedStateMachine):
    """One case, and everybody who may want something of it."""

    desk: Desk
    procedure: str

    @initialize()
    def begin(self) -> None:
        self.on = DAY
        opener = "discipline_officer" if self.procedure == ADMONISH else "official"
        self.case = self.desk.open(self.procedure, opener)
        self.made = procedure_of(self.case)

    def tried(self, action: Any, *args: Any, who: str, **more: Any) -> None:
        """Do something; a refusal is an answer, any other failure is a fault."""
        try:
            with transaction.atomic():
                action(*args, by=User.objects.get(username=who), on=self.on, **more)
        except ValidationError:
            pass

    @rule(who=st.sampled_from(PEOPLE), outcome=st.sampled_from(OUTCOMES),
          answers=st.sampled_from(ANSWERS), reason=st.sampled_from(["", "有理由"]))  # fmt: skip
    def take(self, who: str, outcome: str, answers: dict[str, Any], reason: str) -> None:
        self.tried(actions.take_step, self.case, outcome, answers, who=who, reason=reason)

    @rule(outcome=st.sampled_from(sorted(SENSIBLE)))
    def go_on(self, outcome: str) -> None:
        who, answers = SENSIBLE[outcome]
        answers = {"returned": self.on} if outcome == "reported" else answers
        self.tried(actions.take_step, self.case, outcome, answers, who=who, reason="应当")

    @rule(who=st.sampled_from(PEOPLE))
    def attach(self, who: str) -> None:
        name = "proof" if self.procedure == ADMONISH else "plan"
        self.tried(actions.attach_paper, self.case, name, plan(), who=who)

    @rule(who=st.sampled_from(PEOPLE), gate=st.sampled_from(["before", "dates", "proof", "times"]))
    def ask_to_pass(self, who: str, gate: str) -> None:
        self.tried(actions.propose_override, self.case, gate, who=who, reason="紧急")

    @rule(who=st.sampled_from(PEOPLE))
    def sign(self, who: str) -> None:
        waiting = Override.objects.filter(case=self.case).order_by("-pk").first()
        if waiting is not None:
            self.tried(actions.sign_override, waiting, who=who)

    @rule(who=st.sampled_from(PEOPLE), days=st.integers(1, 12))
    def wait(self, who: str, days: int) -> None:
        self.on += timedelta(days=days)
        self.tried(actions.lapse_step, self.case, who=who)
        self.tried(actions.lapse_step, self.case, who=system_account().username)

    @rule(who=st.sampled_from(PEOPLE))
    def rest(self, who: str) -> None:
        self.tried(actions.suspend_case, self.case, who=who, reason="等")
        self.tried(actions.resume_case, self.case, who=who, reason="好")

    @rule(who=st.sampled_from(PEOPLE), place=st.integers(0, 4))
    def begin_again(self, who: str, place: int) -> None:
        step = self.made.steps[min(place, len(self.made.steps) - 1)].name
        self.tried(actions.withdraw_case, self.case, who=who, reason="撤")
        self.tried(actions.reopen_case, self.case, step, who=who, reason="再办")

    @rule(who=st.sampled_from(PEOPLE), deputy=st.sampled_from(PEOPLE))
    def name_deputy(self, who: str, deputy: str) -> None:
        standin = User.objects.get(username=deputy)
        self.tried(actions.delegate, standin, who=who, since=self.on, until=None, reason="差")

    @rule(who=st.sampled_from(PEOPLE))
    def keep_away(self, who: str) -> None:
        user = User.objects.get(username=who)
        self.tried(actions.recuse, self.case, user, who=who, reason="同学")

    @invariant()
    def nothing_required_was_skipped(self) -> None:
        case = Case.objects.get(pk=self.case.pk)
        moves = list(case.moves.filter(kind__in=TAKEN).order_by("number"))
        taken = {move.step for move in moves}
        for step in self.made.steps:
            if not step.optional and case.state == Case.State.DONE:
                assert step.name in taken
            if not step.optional and case.state == Case.State.OPEN and step.name not in taken:
                assert case.step in reached(self.made, without=step.name) | {step.name}
        assert DONE not in taken

    @invariant()
    def every_step_was_taken_where_the_case_stood(self) -> None:
        here = self.made.steps[0].name
        for move in self.case.moves.order_by("number"):
            if move.kind == Move.Kind.REOPENED:
                here = move.step
            if move.kind in TAKEN:
                assert move.step == here
                step = self.made.step(here)
                here = self.made.leads_to(step, step.outcome(move.outcome))

    @invariant()
    def whoever_took_a_step_might(self) -> None:
        """By a reading of its own: a role, or the person concerned; and never the same twice."""
        subject = self.desk.person.code
        took: dict[str, set[int]] = {}
        for move in self.case.moves.filter(kind=Move.Kind.TAKEN).order_by("number"):
            step, doer = self.made.step(move.step), move.behalf_of or move.by
            roles = {one.role for one in standing_of(doer).holdings}
            own = doer.person_code == subject
            assert (Actor.SUBJECT in step.by) if own else roles & {a.value for a in step.by}
            if move.behalf_of:
                held = Delegation.objects.filter(principal=move.behalf_of, deputy=move.by)
                assert held.exists()
                assert move.by.person_code != subject
            for name in step.not_by:
                assert not took.get(name, set()) & {move.by_id, move.behalf_of_id}
            took.setdefault(move.step, set()).update({move.by_id, move.behalf_of_id} - {None})

    @invariant()
    def no_gate_was_passed_unseen(self) -> None:
        entries = Entry.objects.filter(about_kind="procedures.case", about_key=str(self.case.pk))
        told = entries.filter(action__in=("step taken", "step lapsed")).order_by("number")
        moves = self.case.moves.filter(kind__in=TAKEN).order_by("number")
        assert [values(one)["move"] for one in told] == [move.number for move in moves]
        for entry in told:
            for check in values(entry).get("checks", []):
                if check["status"] != "met":
                    signed = Override.objects.get(pk=check["override"])
                    assert signed.signed_by not in (None, signed.proposed_by)


def values(entry: Entry) -> dict[str, Any]:
    found: dict[str, Any] = Details.objects.get(entry=entry).values
    return found


@pytest.mark.any_database
@pytest.mark.parametrize("procedure", [LEAVE, ADMONISH])
def test_no_reachable_state_lets_a_required_step_be_skipped(desk: Desk, procedure: str) -> None:
    another(Role.ORGANISATION_OFFICER)
    another(Role.DISCIPLINE_OFFICER)
    system_account()
    machine = type("Machine", (Office,), {"desk": desk, "procedure": procedure})
    known = settings(
        max_examples=12, stateful_step_count=25, deadline=None,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    run(machine, settings=known)
    ends = set(Case.objects.filter(procedure=procedure).values_list("state", flat=True))
    assert ends - {Case.State.OPEN}
