"""What waits for an account: steps to take, overrides to sign, and its own cases under way."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from quanheng.norms.gate import Actor
from quanheng.norms.procedure import Step
from quanheng.office.accounts.models import User
from quanheng.office.procedures.known import gates_of, procedures
from quanheng.office.procedures.models import Case, Move, Nominee, Override, Recusal, Sheet
from quanheng.office.procedures.models.visible import Hands, Held, hands_of
from quanheng.office.procedures.reading import TAKEN
from quanheng.office.records.models.visible import any_of, under

ALL = Q(pk__isnull=False)


class Wait(NamedTuple):
    """Work of one kind: how much, where it is, and the colour that says how urgent it is."""

    title: str
    count: int
    url: str
    status: str


class Mine(NamedTuple):
    """What an account may have a hand in, and the cases that it sees."""

    hands: Hands
    cases: "QuerySet[Case]"


def mine_of(user: User, on: date) -> Mine:
    """Asked once for everything that waits for an account; six queries at most."""
    hands = hands_of(user, on)
    return Mine(hands, Case.objects.visible_to(user, on, hands))


def waiting(user: User, on: date, mine: Mine | None = None) -> list[Wait]:
    """The work that waits for an account; nothing of which there is none.

    Two queries at most, beside those of ``mine_of`` where it is not given.
    """
    hands, cases = mine or mine_of(user, on)
    told = cases.aggregate(
        take=Count("pk", filter=to_take(user, hands)),
        sign=Count("pk", filter=to_sign(user, hands)),
        own=Count("pk", filter=own(user)),
    )
    board = reverse("procedures:board")
    kinds = (
        (_("待您办理的事项"), "take", "attention"),
        (_("待您签署的放行"), "sign", "attention"),
        (_("您的事项办理中"), "own", "pending"),
    )
    found = [
        Wait(title, told[name], f"{board}?who={name}", status)
        for title, name, status in kinds
        if told[name]
    ]
    mine = to_answer(on).filter(nominee__person__code=user.person_code)
    if user.person_code and (asked := mine.count()):
        page = reverse("procedures:about-me")
        found.append(Wait(_("请您说明的事项"), asked, page, "attention"))
    return found


def to_answer(on: date) -> QuerySet[Sheet]:
    """What was found about people who may still reply to it on a day."""
    return Sheet.objects.filter(
        replied_on=None,
        reply_by__gte=on,
        stay=F("nominee__case__stay"),
        nominee__case__state__in=Case.RUNNING,
    )


def own(user: User) -> Q:
    """Cases under way that an account has opened or that are about its own person."""
    mine = Q(opened_by=user)
    if user.person_code:
        mine |= Q(person__code=user.person_code)
    return mine & Q(state__in=Case.RUNNING)


def to_take(user: User, hands: Hands) -> Q:
    """Of the cases that an account sees, those whose present step it may take.

    The same as ``acting`` finds for one case.
    """
    found = _by_role(user, hands.held[user.pk]) | _by_person(user)
    for one in hands.principals:
        held = hands.held[one.pk]
        found |= _by_role(one, held, deputy=user) & _not_about(user) & _free(one, hands.kin[one.pk])
    return Q(state=Case.State.OPEN) & found


def to_sign(user: User, hands: Hands) -> Q:
    """Of the cases that an account sees, those with an override that it may sign."""
    held = hands.held[user.pk]
    asked = [
        Q(case__procedure=one.id, step=step.name, gate=gate.name)
        & _handled(gate.overridden_by, held, "case__place__path")
        for one in procedures().values()
        for step in one.steps
        for gate in gates_of(one, step)
    ]
    found = Override.objects.filter(any_of(asked), signed_by=None, stay=F("case__stay"))
    found = found.exclude(proposed_by=user).filter(case=OuterRef("pk"))
    return Q(Exists(found), state=Case.State.OPEN) & _not_about(user)


def _handled(actors: Iterable[Actor], held: Held, column: str = "place__path") -> Q:
    """What is handled where one of the roles is held."""
    paths = [path for actor in actors for path in held.get(actor.value, [])]
    return any_of([under(path, column) if path else ALL for path in paths])


def _by_role(user: User, held: Held, *, deputy: User | None = None) -> Q:
    """Cases in a step that an account takes by a role, about somebody else."""
    conditions = [
        Q(procedure=one.id, step=step.name)
        & _handled(step.by, held)
        & _fresh(step, [user, deputy] if deputy else [user])
        for one in procedures().values()
        for step in one.steps
        if any(actor.value in held for actor in step.by)
    ]
    return any_of(conditions) & _not_about(user)


def _by_person(user: User) -> Q:
    """Cases in a step that an account takes as the person concerned."""
    conditions = [
        Q(procedure=one.id, step=step.name, person__code=user.person_code) & _fresh(step, [user])
        for one in procedures().values()
        for step in one.steps
        if user.person_code and Actor.SUBJECT in step.by
    ]
    return any_of(conditions)


def _fresh(step: Step, people: list[User]) -> Q:
    """That none of some accounts took, or let take, a step that bars them from this one."""
    if not step.not_by:
        return Q()
    took = Move.objects.filter(case=OuterRef("pk"), step__in=step.not_by, kind__in=TAKEN)
    return ~Q(Exists(took.filter(Q(by__in=people) | Q(behalf_of__in=people))))


def _not_about(user: User) -> Q:
    return ~Q(person__code=user.person_code) if user.person_code else Q()


def _free(user: User, kin: frozenset[int]) -> Q:
    """That an account is not kept away, as ``acting.kept_away`` finds it for one case."""
    told = Recusal.objects.filter(case=OuterRef("pk"), user=user, ended_on=None)
    away = Q(Exists(told.filter(cleared=False)))
    named = Nominee.objects.filter(case=OuterRef("pk"))
    near = Q(person__in=kin) | Q(Exists(named.filter(person__in=kin)))
    found = ~away & ~(near & ~Q(Exists(told.filter(cleared=True))))
    if user.person_code:
        found &= ~Q(Exists(named.filter(person__code=user.person_code)))
    return found
