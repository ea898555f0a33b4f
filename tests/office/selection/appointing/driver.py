"""Any declared procedure from its beginning to its end, by actions, with fitting answers.

    run = begin("national:selection/removal", person, told)
    run.to("decide", hear="silent")     # take every step before it; the first outcome, else named
    run.take()                          # and this one

Every question is answered by its kind, or by what ``FITTING`` or ``run.answers`` says of its full
name. What other rooms tell stands in ``told``, a dict that gates read.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from quanheng.norms.finding import SubjectType
from quanheng.norms.gate import Actor
from quanheng.norms.kinds import Level
from quanheng.norms.procedure import Ask, Kind, Procedure, Step
from quanheng.office.accounts.models import Grant, User
from quanheng.office.accounts.roles import Role
from quanheng.office.accounts.system import system_account
from quanheng.office.ledger.models import Entry
from quanheng.office.procedures import actions, known, supplying
from quanheng.office.procedures.acting import acting
from quanheng.office.procedures.facts import facts_of, standing
from quanheng.office.procedures.known import lawful_for, procedures
from quanheng.office.procedures.models import Case
from quanheng.office.procedures.opening import handled_at
from quanheng.office.procedures.reading import Reading
from quanheng.office.procedures.supplying import Supplied
from quanheng.office.records.models import Person, Tenure, Unit
from quanheng.office.records.writing import write

ON = date(2026, 3, 2)  # a Monday
DAY = timedelta(days=1)
FAMILIES = ("appointment", "adjustment", "villages")
FROM_VILLAGES = {
    "qingshanhu-2009:22/directed-intake": 1,
    "qingshanhu-2009:22/two-way-secondment": 2,
}
"""Procedures that put officials of villages forward: everybody, or every second one."""
FITTING: dict[str, Any] = {
    "level": "乡科级正职",
    "places": 1,
    "vet.asked": 10,
    "leaves": False,
}
"""Answers by the full name of a field, or by its name whatever the step."""
ELIGIBILITY = (
    "national:post-quota/", "national:eligibility/", "national:barred/", "qingshanhu-2009:20/home",
    "qingshanhu-2009:24/quota",
)  # fmt: skip
"""Gates that look at the file of a candidate; they have tests of their own."""
OWN_POSTS = ("notice.posts", "settle.posts")
"""Fields that name the posts which the person holds."""
MEETING: dict[str, Any] = {
    "meeting.closed": True,
    "meeting.first_item": True,
    "meeting.head_last": True,
    "decision.entitled": 9,
    "decision.present": 8,
    "objections.settled": True,
    "signup.near": True,
    "post.others": "",
    "post.taken": 0,
}
VOTED: dict[str, Any] = {"decision.agree": 7, "decision.disagree": 1, "decision.defer": 0}


@dataclass
class Run:
    """A case on its way; ``on`` is its present day, ``people`` are those to be put forward."""

    case: Case
    on: date
    people: list[Person]
    told: dict[str, Any]
    answers: dict[str, Any] = field(default_factory=dict)

    @property
    def procedure(self) -> Procedure:
        """As it holds for the case."""
        return lawful_for(self.case, self.on).procedure

    @property
    def step(self) -> Step:
        """Where it stands."""
        return self.procedure.step(self.case.step)

    def actor(self, step: Step | None = None) -> User:
        """Somebody who may take the step."""
        wanted = step or self.step
        accounts = User.objects.filter(username__startswith="driver-").order_by("pk")
        return next(one for one in accounts if acting(self.case, wanted, one, self.on) is not None)

    def to(self, name: str, **ways: str) -> "Run":
        """Take every step before one, with the first outcome where ``ways`` names no other."""
        for _count in range(60):
            if self.case.step == name or not self.case.running:
                break
            self.prepare()
            self.take(ways.get(self.case.step, ""))
        assert self.case.step == name
        return self

    def ended(self, **ways: str) -> "Run":
        """Take every step to the end."""
        for _count in range(60):
            if not self.case.running:
                break
            self.prepare()
            self.take(ways.get(self.case.step, ""))
        assert not self.case.running
        return self

    def prepare(self) -> None:
        """Whatever the step needs before it is taken: names, sheets, papers, the day."""
        step = self.step
        after = self.told.get("objections.after")
        if step.name in ("objections", "notice") and after:
            self.on = max(self.on, after)
        if step.name in ("confirm", "settle") and self.case.procedure.endswith("/probation"):
            self.on = max(self.on, ON + 370 * DAY)
        if self.case.procedure.endswith("/two-way-secondment") and step.name == "assess":
            self.on += 180 * DAY
        if step.enters and not self.case.nominees.exists():
            self.nominate(*self.people)
        self.fill()
        self.attach()
        if step.replies is not None:
            self.on += 20 * DAY
        if any(gate.name == "places" for gate in step.gates):
            self.leave(1)

    def nominate(self, *people: Person) -> None:
        """Put people forward."""
        for person in people:
            actions.nominate(self.case, person, how="推荐", by=self.actor(), on=self.on)

    def leave(self, number: int) -> None:
        """Leave out whoever is too many."""
        for one in list(standing(self.case))[number:]:
            actions.leave_out(one, reason="差额择优", by=self.actor(), on=self.on)

    def fill(self, **answers: Any) -> None:
        """Answer what is asked about everybody who is put forward; where ways are two, in turns."""
        step = self.step
        if step.each:
            told = {ask.name: self.fitting(step, ask) for ask in step.each}
            ways = [name for name, _label in step.each[0].choices]
            for place, one in enumerate(standing(self.case)):
                if ways == ["up", "down"]:
                    told["way"] = ways[place % 2]
                actions.fill_sheet(one, told | answers, by=self.actor(), on=self.on)

    def attach(self) -> None:
        """Attach the papers that must be there."""
        for paper in self.step.papers:
            if paper.required:
                file = SimpleUploadedFile("paper.pdf", b"%PDF-1.4")
                actions.attach_paper(self.case, paper.name, file, by=self.actor(), on=self.on)

    def given(self) -> dict[str, Any]:
        """Answers to what the step asks."""
        return {ask.name: self.fitting(self.step, ask) for ask in self.step.asks}

    def take(self, outcome: str = "", *, by: User | None = None, **answers: Any) -> None:
        """Take the step, with its first outcome if none is named."""
        step, kept = self.step, {**self.given(), **answers}
        actions.take_step(
            self.case, outcome or step.outcomes[0].name, kept, reason="理由",
            by=by or self.actor(), on=self.on,
        )  # fmt: skip
        if step.name == "publish":
            self.told["objections.after"] = kept["to"] + DAY
        self.case.refresh_from_db()

    def fitting(self, step: Step, ask: Ask) -> Any:
        """An answer of the kind that is asked for."""
        full = f"{step.name}.{ask.name}"
        for answer in (self.answers.get(full), FITTING.get(full), FITTING.get(ask.name)):
            if answer is not None:
                return answer
        if full in OWN_POSTS and self.case.person is not None:
            held = Tenure.objects.current().filter(person=self.case.person, end=None)
            return "、".join(held.values_list("title", flat=True))
        if ask.kind is Kind.CHOICE:
            return ask.choices[0][0]
        if ask.kind is Kind.DATE:
            return self.on + 14 * DAY if full == "publish.to" else self.on
        if ask.kind is Kind.PERSON:
            others = Person.objects.exclude(pk__in=self.case.nominees.values("person"))
            return others.order_by("-code")[1 if ask.name == "second" else 0]
        if ask.kind is Kind.UNIT:
            places = Unit.objects.exclude(parent=None).order_by("code")
            return (places.filter(category="村") if ask.name == "village" else places)[0]
        plain: dict[Kind, Any] = {Kind.NUMBER: 20, Kind.YES_NO: True}
        return plain.get(ask.kind, "已写明")

    def facts(self) -> Mapping[str, Any]:
        """Everything entered so far."""
        return facts_of(self.case, self.procedure)


def begin(procedure: str, subject: Person | Unit, told: dict[str, Any], people: int = 2) -> Run:
    """A case of a procedure, with accounts for everybody who acts in it."""
    declared = procedures()[procedure]
    place = handled_at(declared, subject, ON)
    assert place is not None
    for actor in sorted(declared.actors - {Actor.SUBJECT}):
        for number in (1, 2, 3):
            account(Role(actor.value), place, f"driver-{actor.value}-{number}")
    if isinstance(subject, Person):
        own(subject)
    case = Case(procedure=procedure, place=place)
    case.person = subject if isinstance(subject, Person) else None
    case.unit = subject if isinstance(subject, Unit) else None
    opener = next(
        user for user in User.objects.filter(username__startswith="driver-").order_by("pk")
        if acting(case, declared.steps[0], user, ON) is not None
    )  # fmt: skip
    entry = actions.open_case(procedure, subject, place=place, by=opener, on=ON)
    made = Case.objects.get(pk=entry.about_key)
    return Run(made, ON, people_of(procedure, subject, people), told)


def account(role: Role, place: Unit, name: str) -> User:
    """An account with one role over a unit."""
    made = User.objects.filter(username=name).first()
    made = made or User.objects.create_user(name, name=name)
    Grant.objects.get_or_create(
        user=made, role=role, unit_code=place.code, since=date(2000, 1, 1),
        defaults={"granted_by": system_account()},
    )  # fmt: skip
    return made


def own(person: Person) -> User:
    """The account of a person whom a case is about."""
    held = User.objects.filter(person_code=person.code).first()
    if held is not None:
        User.objects.filter(pk=held.pk).update(username="driver-subject")
        return User.objects.get(pk=held.pk)
    return User.objects.create_user("driver-subject", name=person.name, person_code=person.code)


def candidates(subject: Person | Unit) -> list[Person]:
    """People in post elsewhere."""
    held = Tenure.objects.current().filter(end=None).select_related("person")
    if isinstance(subject, Unit):
        held = held.exclude(unit=subject)
    return list(dict.fromkeys(one.person for one in held.order_by("person__code")))


def people_of(procedure: str, subject: Person | Unit, number: int) -> list[Person]:
    """People to be put forward; where they come from villages, all or every second does."""
    found = candidates(subject)[:number]
    if procedure in FROM_VILLAGES:
        for person in found[:: FROM_VILLAGES[procedure]]:
            serving_in_village(person)
    return found


def serving_in_village(person: Person) -> Tenure:
    """Somebody with a post in a village beside those on file."""
    village = Unit.objects.filter(category="村").order_by("code")[0]
    post: dict[str, Any] = {"person": person, "unit": village, "title": "村委会主任"}
    post |= {"level": Level.VILLAGE, "leading": False, "chief": True, "start": ON - 3000 * DAY}
    made = write(Tenure, post, by=system_account(), source="样例")
    assert isinstance(made, Tenure)
    return made


def subject_of(procedure: str) -> Person | Unit:
    """Somebody, or a unit, that a case of a procedure may be about."""
    if procedures()[procedure].about is SubjectType.PERSON:
        held = Tenure.objects.current().filter(end=None).exclude(unit__parent=None)
        return held.select_related("person").order_by("-person__code")[0].person
    kind = "村" if "village" in procedure else "乡镇" if ":22/" in procedure else "区直部门"
    return Unit.objects.filter(category=kind).exclude(parent=None).order_by("code")[0]


@contextmanager
def telling(told: dict[str, Any], *families: str) -> Iterator[dict[str, Any]]:
    """Let gates read from a dict what other rooms would tell; votes are told of everybody."""

    def tell(read: Reading) -> Supplied:
        wanted = procedures()[read.case.procedure]
        names = {ask.name for ask in wanted.supplied}
        facts = {name: value for name, value in told.items() if name in names}
        each = {ask.name: told.get(ask.name) for ask in wanted.supplied_each}
        return Supplied(facts, {one.person.code: each for one in read.standing})

    kept = dict(supplying._SUPPLIERS)
    supplying._SUPPLIERS.update(dict.fromkeys(families, tell))
    yield told
    supplying._SUPPLIERS.clear()
    supplying._SUPPLIERS.update(kept)


def of_selection() -> list[str]:
    """Every procedure of selection and appointment, and of adjustment."""
    return [name for name, one in procedures().items() if one.family in FAMILIES]


@pytest.fixture
def told(evaluated: object, monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, Any]]:
    """What meetings tell; the gates that read a file are put aside."""

    def added(law: Any, path: str) -> list[Any]:
        return [
            one
            for name, pack in known.installed().items()
            if pack.additions and law.holds(name, path)
            for key, one in known.pack_of(law.variant(name, path)).additions.items()
            if not key.startswith(ELIGIBILITY)
        ]

    monkeypatch.setattr(known, "_added", added)
    numbers = {
        name: Fraction(value) if isinstance(value, int) and not isinstance(value, bool) else value
        for name, value in {**MEETING, **VOTED}.items()
    }
    with telling(numbers, *FAMILIES) as facts:
        yield facts


def started(procedure: str, told: dict[str, Any], people: int = 2) -> Run:
    return begin(procedure, subject_of(procedure), told, people)


def refuses(run: Run, words: str, **more: Any) -> None:
    """The step is not taken, for a reason; nothing is written."""
    before = Entry.objects.count()
    with pytest.raises(ValidationError, match=words):
        run.take(**more)
    assert Entry.objects.count() == before


def overridden(run: Run, gate: str) -> None:
    first, second = User.objects.filter(username__startswith="driver-head")[:2]
    actions.propose_override(run.case, gate, reason="一贯表现好", by=first, on=run.on)
    made = run.case.overrides.get(gate=gate, signed_by=None)
    actions.sign_override(made, by=second, on=run.on)
