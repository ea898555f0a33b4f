"""What the actions on cases do."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from django.core.files.base import ContentFile

from quanheng.office.accounts.system import system_account
from quanheng.office.procedures import actions
from quanheng.office.procedures.models import Attachment, Case, Delegation, Override, Recusal
from quanheng.packs import installed
from tests.office.action_case import Case as Told
from tests.office.action_case import World
from tests.office.procedures import correction_cases, nominee_cases
from tests.office.procedures.desk import DAY, LEAVE, TRIP, Desk, desk_of, follow

OFFICIAL, HEAD, AUDITOR = "official", "head", "auditor"
OFFICER, PERSONNEL = "organisation_officer", "personnel_officer"
LATE = date(2026, 3, 11)


def desk(world: World) -> Desk:
    assert world.district
    follow(LEAVE.partition(":")[0])
    person, place = world.fixture("somebody"), world.fixture("somewhere")
    return desk_of(world.users, person.code, place)


def opened(world: World) -> tuple[Desk, Case]:
    at = desk(world)
    return at, at.open()


def applied(world: World) -> tuple[Desk, Case]:
    at = desk(world)
    return at, at.applied()


def late(world: World) -> tuple[Desk, Case]:
    """A leave that has begun when the head comes to it."""
    at = desk(world)
    return at, at.applied(on=LATE)


def suspended(world: World) -> tuple[Desk, Case]:
    at, case = applied(world)
    actions.suspend_case(case, reason="等补材料", **at.by(OFFICER))
    return at, case


def withdrawn(world: World) -> tuple[Desk, Case]:
    at, case = applied(world)
    actions.withdraw_case(case, reason="不去了", **at.by(OFFICIAL))
    return at, case


def outdated(world: World) -> tuple[Desk, Case]:
    at, case = applied(world)
    Case.objects.filter(pk=case.pk).update(pinned="0" * 64)
    return at, case


def proposed(world: World) -> tuple[Desk, Override]:
    at, case = late(world)
    entry = actions.propose_override(case, "before", reason="因公紧急", **at.by(HEAD, LATE))
    assert entry.about_key == str(case.pk)
    return at, Override.objects.get()


def attached(world: World) -> tuple[Desk, Attachment]:
    at, case = opened(world)
    entry = actions.attach_paper(case, "plan", plan(), **at.by(OFFICIAL))
    return at, Attachment.objects.get(pk=entry.about_key)


def recused(world: World) -> tuple[Desk, Recusal]:
    at, case = applied(world)
    actions.recuse(case, at.users[HEAD], reason="同学", **at.by(HEAD))
    return at, Recusal.objects.get()


def delegated(world: World) -> tuple[Desk, Delegation]:
    at = desk(world)
    entry = delegation(at)
    return at, Delegation.objects.get(pk=entry.about_key)


def lapsing(world: World) -> tuple[Desk, Case]:
    """A case whose present step has run out of time, in a procedure in which silence speaks."""
    system_account()
    pack = installed()[LEAVE.partition(":")[0]]
    made = pack.procedures[LEAVE]
    silent = tuple(
        replace(one, lapses="approved") if one.name == "approve" else one for one in made.steps
    )
    patch = world.fixture("monkeypatch")
    patch.setitem(pack.procedures, LEAVE, replace(made, steps=silent))
    at, case = applied(world)
    case.due = DAY
    case.save()
    return at, case


def plan(name: str = "方案.pdf", body: bytes = b"%PDF-1.7") -> ContentFile:
    return ContentFile(body, name=name)


def delegation(at: Desk, role: str = HEAD, **changed: Any) -> Any:
    told: dict[str, Any] = {"since": DAY, "until": None, "reason": "出差", **changed}
    deputy = told.pop("deputy", at.users[PERSONNEL])
    return actions.delegate(deputy, **told, **at.by(role))


def done(action: Callable[..., Any], role: str, *args: Any, on: date = DAY, **more: Any) -> Any:
    """A case or other thing given with its desk, and something done to it by a role."""
    return lambda world, made: action(made[1], *args, **more, **made[0].by(role, on))


CASES = [
    *correction_cases.CASES,
    *nominee_cases.CASES,
    Told(
        "procedures.actions.open_case",
        says="case opened",
        before=desk,
        works=lambda world, at: actions.open_case(
            LEAVE, at.person, place=at.unit, **at.by(OFFICIAL)
        ),
        refused=[
            lambda world, at: actions.open_case("x:1/y", at.person, place=None, **at.by(OFFICIAL)),
            lambda world, at: actions.open_case(LEAVE, at.unit, place=at.unit, **at.by(PERSONNEL)),
            lambda world, at: actions.open_case(LEAVE, at.person, place=at.unit, **at.by(AUDITOR)),
        ],
    ),
    Told(
        "procedures.actions.take_step",
        says="step taken",
        before=opened,
        works=done(actions.take_step, OFFICIAL, "applied", TRIP),
        refused=[
            done(actions.take_step, HEAD, "applied", TRIP),
            done(actions.take_step, OFFICIAL, "approved", TRIP),
            done(actions.take_step, OFFICIAL, "applied", {**TRIP, "place": ""}),
            done(actions.take_step, OFFICIAL, "applied", {**TRIP, "kind": "旅游"}),
            done(actions.take_step, OFFICIAL, "applied", {**TRIP, "more": "x"}),
            done(actions.take_step, OFFICIAL, "applied", {**TRIP, "from": "2026-03-10"}),
            done(actions.take_step, OFFICIAL, "applied", {**TRIP, "to": date(2026, 3, 9)}),
        ],
    ),
    Told(
        "procedures.actions.take_step",
        says="step taken",
        before=applied,
        works=done(actions.take_step, HEAD, "approved"),
        refused=[
            done(actions.take_step, OFFICIAL, "approved"),
            done(actions.take_step, PERSONNEL, "approved"),
            done(actions.take_step, HEAD, "refused"),
            done(actions.take_step, HEAD, "approved", on=LATE),
        ],
    ),
    Told(
        "procedures.actions.lapse_step",
        says="step lapsed",
        before=lapsing,
        works=lambda world, made: actions.lapse_step(
            made[1], by=system_account(), on=date(2026, 3, 3)
        ),
        refused=[
            lambda world, made: actions.lapse_step(made[1], by=system_account(), on=DAY),
            done(actions.lapse_step, HEAD, on=date(2026, 3, 3)),
        ],
    ),
    Told(
        "procedures.actions.suspend_case",
        says="case suspended",
        before=applied,
        works=done(actions.suspend_case, OFFICER, reason="等补材料"),
        refused=[
            done(actions.suspend_case, OFFICER, reason=" "),
            done(actions.suspend_case, HEAD, reason="等"),
            done(actions.suspend_case, OFFICIAL, reason="等"),
        ],
    ),
    Told(
        "procedures.actions.resume_case",
        says="case resumed",
        before=suspended,
        works=done(actions.resume_case, OFFICER, reason="补齐", on=date(2026, 3, 4)),
        refused=[
            done(actions.resume_case, HEAD, reason="补齐"),
            done(actions.take_step, HEAD, "approved"),
            done(actions.suspend_case, OFFICER, reason="再等"),
        ],
    ),
    Told(
        "procedures.actions.withdraw_case",
        says="case withdrawn",
        before=applied,
        works=done(actions.withdraw_case, OFFICIAL, reason="不去了"),
        refused=[
            done(actions.withdraw_case, OFFICIAL, reason=""),
            done(actions.withdraw_case, HEAD, reason="不批"),
        ],
    ),
    Told(
        "procedures.actions.reopen_case",
        says="case reopened",
        before=withdrawn,
        works=done(actions.reopen_case, OFFICER, "apply", reason="又要去"),
        refused=[
            done(actions.reopen_case, OFFICER, "back", reason="越过审批"),
            done(actions.reopen_case, OFFICER, "apply", reason=""),
            done(actions.reopen_case, OFFICIAL, "apply", reason="又要去"),
            done(actions.withdraw_case, OFFICIAL, reason="再撤"),
        ],
    ),
    Told(
        "procedures.actions.continue_case",
        says="case continued",
        before=outdated,
        works=done(actions.continue_case, OFFICER, reason="新文本未改此步"),
        refused=[
            done(actions.continue_case, HEAD, reason="改了"),
            done(actions.continue_case, OFFICER, reason=""),
            done(actions.take_step, HEAD, "approved"),
        ],
    ),
    Told(
        "procedures.actions.propose_override",
        says="override proposed",
        before=late,
        works=done(actions.propose_override, HEAD, "before", reason="因公紧急", on=LATE),
        refused=[
            done(actions.propose_override, HEAD, "before", reason="", on=LATE),
            done(actions.propose_override, HEAD, "none", reason="急", on=LATE),
            done(actions.propose_override, OFFICIAL, "before", reason="急", on=LATE),
            done(actions.propose_override, PERSONNEL, "before", reason="急", on=LATE),
        ],
    ),
    Told(
        "procedures.actions.sign_override",
        says="override signed",
        before=proposed,
        works=done(actions.sign_override, OFFICER, on=LATE),
        refused=[
            done(actions.sign_override, HEAD, on=LATE),
            done(actions.sign_override, PERSONNEL, on=LATE),
        ],
    ),
    Told(
        "procedures.actions.attach_paper",
        says="paper attached",
        before=opened,
        works=done(actions.attach_paper, OFFICIAL, "plan", plan()),
        refused=[
            done(actions.attach_paper, OFFICIAL, "report", plan()),
            done(actions.attach_paper, OFFICIAL, "plan", plan("方案.exe")),
            done(actions.attach_paper, OFFICIAL, "plan", plan(body=b"")),
            done(actions.attach_paper, HEAD, "plan", plan()),
        ],
    ),
    Told(
        "procedures.actions.remove_paper",
        says="paper removed",
        before=attached,
        works=done(actions.remove_paper, OFFICIAL),
        refused=[done(actions.remove_paper, PERSONNEL)],
    ),
    Told(
        "procedures.actions.recuse",
        says="recusal declared",
        before=applied,
        works=lambda world, made: actions.recuse(
            made[1], made[0].users[HEAD], reason="同学", **made[0].by(HEAD)
        ),
        refused=[
            lambda world, made: actions.recuse(
                made[1], made[0].users[HEAD], reason="", **made[0].by(HEAD)
            ),
            lambda world, made: actions.recuse(
                made[1], made[0].users[HEAD], reason="同学", **made[0].by(AUDITOR)
            ),
            lambda world, made: actions.recuse(
                made[1], made[0].users[OFFICIAL], reason="本人", **made[0].by(OFFICER)
            ),
            lambda world, made: actions.recuse(
                made[1], made[0].users[OFFICER], cleared=True, reason="x", **made[0].by(OFFICER)
            ),
        ],
    ),
    Told(
        "procedures.actions.recuse",
        says="recusal cleared",
        before=applied,
        works=lambda world, made: actions.recuse(
            made[1], made[0].users[HEAD], cleared=True, reason="同名", **made[0].by(OFFICER)
        ),
    ),
    Told(
        "procedures.actions.end_recusal",
        says="recusal ended",
        before=recused,
        works=done(actions.end_recusal, OFFICER, reason="误登"),
        refused=[
            done(actions.end_recusal, HEAD, reason="误登"),
            done(actions.end_recusal, OFFICER, reason=""),
        ],
    ),
    Told(
        "procedures.actions.delegate",
        says="delegation made",
        before=desk,
        works=lambda world, at: delegation(at),
        refused=[
            lambda world, at: delegation(at, deputy=at.users[HEAD]),
            lambda world, at: delegation(at, deputy=at.users["system_admin"]),
            lambda world, at: delegation(at, reason=""),
            lambda world, at: delegation(at, since=date(2026, 3, 1)),
            lambda world, at: delegation(at, until=DAY),
        ],
    ),
    Told(
        "procedures.actions.end_delegation",
        says="delegation ended",
        before=delegated,
        works=done(actions.end_delegation, HEAD),
        refused=[done(actions.end_delegation, OFFICER)],
    ),
]
