"""From a case to its papers: pure reading, nothing is asked of the database here."""

from collections.abc import Callable, Mapping

from quanheng.office.documents.official import (
    Announced,
    AppointmentNotice,
    AppointmentRequest,
    Asked,
    BallotCount,
    BallotSlip,
    Change,
    Decided,
    Document,
    Fact,
    InspectionNotice,
    MotionRecord,
    Named,
    PlannedStep,
    PublicNotice,
    RecommendationForm,
    RecommendationSummary,
    Recommended,
    WorkPlan,
)
from quanheng.office.procedures.words import actors
from quanheng.office.selection.models import PaperKind as Kind
from quanheng.office.selection.papers.details import Details
from quanheng.office.selection.papers.inspection import (
    integrity_letter,
    integrity_reply,
    material,
)
from quanheng.office.selection.papers.minutes import minutes
from quanheng.office.selection.papers.people import announced, changed, named
from quanheng.office.selection.papers.reading import Candidate, Reading

PROBATION = "试用期一年"
BEFORE = frozenset({"analysis", "motion", "plan", "approve"})
"""The steps up to the plan, which do not stand in it."""

WITHOUT_NAMES = frozenset({Kind.MOTION, Kind.PLAN, Kind.TALK_FORM})
"""The papers on which nobody stands."""

Build = Callable[[Reading, Details, str], Document]


def named_on(kind: Kind, read: Reading, person: Candidate | None) -> list[Candidate]:
    """Those who stand on a paper; results of votes keep whoever was left out afterwards."""
    if person is not None:
        return [person]
    if kind in WITHOUT_NAMES:
        return []
    if kind is Kind.SUMMARY:
        return [one for one in read.everybody if one.facts.get("meeting.votes") is not None]
    if kind in (Kind.COUNT, Kind.MINUTES):
        decided = read.outcome.decisions if read.outcome else {}
        return [one for one in read.everybody if one.person.code in decided]
    return read.candidates


def document_of(
    kind: Kind, read: Reading, details: Details, number: str, person: Candidate | None = None
) -> Document:
    """A paper of a case; ``number`` is its 文号, ``person`` the one whom it is about.

    The appointment form is no official paper and is not made here.
    """
    if kind is Kind.MATERIAL:
        assert person is not None
        return material(read, details, person)
    return BUILD[kind](read, details, number)


def _motion(read: Reading, details: Details, number: str) -> MotionRecord:
    return MotionRecord(
        unit=read.unit,
        post=read.title,
        level=read.text("motion.level"),
        number=number,
        on=read.day("motion.on"),
        proposed_by=read.text("motion.by"),
        vacancy=read.text("analysis.need"),
        quota=_quota(read),
        analysis=read.text("analysis.team"),
        proposal=read.text("motion.opinion"),
        checks=[Fact("审查意见", told)] if (told := read.text("motion.review")) else [],
    )


def _quota(read: Reading) -> list[Fact]:
    """Approved posts and those held, of heads and of deputies."""
    quota, held = read.quota, [one.chief for one in read.posts_held]
    return [
        Fact("核定正职", _told(whole_of(quota.chief_quota if quota else None))),
        Fact("在任正职", str(held.count(True))),
        Fact("核定副职", _told(whole_of(quota.deputy_quota if quota else None))),
        Fact("在任副职", str(held.count(False))),
        Fact("拟配职位数", _told(read.count("motion.places"))),
    ]


def whole_of(value: object) -> int | None:
    """A number of the file as a whole one; None where it is unknown."""
    return None if value is None else int(value)  # type: ignore[call-overload,no-any-return]


def _told(value: int | None) -> str:
    return "未登记" if value is None else str(value)


def _plan(read: Reading, details: Details, number: str) -> WorkPlan:
    conditions = [one for one in read.text("plan.conditions").splitlines() if one.strip()]
    return WorkPlan(
        organ=details.text("organ"),
        unit=read.unit,
        post=read.title,
        places=read.count("motion.places") or 1,
        number=number,
        on=details.day("day"),
        reason=read.text("analysis.need"),
        conditions=conditions,
        scope=read.text("plan.scope"),
        method=read.text("plan.way"),
        steps=[
            PlannedStep(title=step.title.zh, by=actors(step.by))
            for step in read.procedure.steps
            if step.name not in BEFORE
        ],
        team=read.text("plan.schedule"),
    )


def _talk_form(read: Reading, details: Details, number: str) -> RecommendationForm:
    del number
    return RecommendationForm(
        unit=read.unit,
        post=read.title,
        way="谈话调研推荐",
        on=read.day("talks.day"),
        conditions=_conditions(read),
        most=details.number("most") or 1,
        groups=details.listed("groups"),
    )


def _meeting_form(read: Reading, details: Details, number: str) -> RecommendationForm:
    del number
    return RecommendationForm(
        unit=read.unit,
        post=read.title,
        on=read.day("meeting.day"),
        conditions=_conditions(read),
        references=[named(one) for one in read.candidates],
        most=details.number("most") or 1,
        groups=details.listed("groups"),
    )


def _conditions(read: Reading) -> list[str]:
    return [one for one in read.text("plan.conditions").splitlines() if one.strip()]


def _summary(read: Reading, details: Details, number: str) -> RecommendationSummary:
    del number
    voted = named_on(Kind.SUMMARY, read, None)
    return RecommendationSummary(
        unit=read.unit,
        post=read.title,
        on=read.day("meeting.day"),
        entitled=read.count("meeting.entitled"),
        present=read.count("meeting.present"),
        issued=read.count("meeting.issued"),
        returned=details.number("returned"),
        valid=read.count("meeting.valid"),
        results=[
            Recommended(who=named(one), total=read.count("meeting.votes", one)) for one in voted
        ],
    )


def _vetting_notice(read: Reading, details: Details, number: str) -> InspectionNotice:
    del number
    return InspectionNotice(
        organ=details.text("organ"),
        unit=read.unit,
        people=[named(one) for one in read.candidates],
        since=details.day("since"),
        until=details.day("until"),
        leader=details.text("leader"),
        members=details.listed("members"),
        contact=details.contact,
        on=details.day("day"),
    )


def _slip(read: Reading, details: Details, number: str) -> BallotSlip:
    del number
    return BallotSlip(
        committee=details.text("committee"),
        people=[named(one, read.post) for one in read.candidates],
        on=details.day("day"),
    )


def _count(read: Reading, details: Details, number: str) -> BallotCount:
    del number
    met = read.outcome
    assert met is not None
    return BallotCount(
        committee=details.text("committee"),
        results=[
            Decided(
                who=named(one, read.post),
                agree=found.agree,
                disagree=found.disagree,
                defer=found.defer,
                invalid=found.abstain,
                passed=found.passed,
            )
            for one in read.everybody
            if (found := met.decisions.get(one.person.code)) is not None
        ],
        on=met.day,
        entitled=met.entitled,
        present=met.present,
        fourth="未表态",
        secret=any(one.secret for one in met.decisions.values()),
    )


def _request(read: Reading, details: Details, number: str) -> AppointmentRequest:
    met = read.outcome
    votes = met.decisions if met else {}
    people = []
    for one in read.candidates:
        found = votes.get(one.person.code)
        who = named(one, read.post, details)
        people.append(
            Asked(
                name=who.name,
                current_post=who.current_post,
                proposed_post=who.proposed_post,
                post_to_leave=who.post_to_leave,
                reason=details.text("reason"),
                agree=found.agree if found else None,
                disagree=found.disagree if found else None,
                defer=found.defer if found else None,
            )
        )
    return AppointmentRequest(
        organ=details.text("organ"),
        addressee=details.text("addressee"),
        people=people,
        number=number,
        signer=details.text("signer"),
        course=_course(read),
        entitled=met.entitled if met else None,
        present=met.present if met else None,
        quota=_quota(read),
        attachments=("干部任免审批表", "考察材料", "廉政意见回复函"),
        contact=details.text("contact"),
        on=details.day("day"),
    )


def _course(read: Reading) -> list[str]:
    """What was done when, as far as it was entered."""
    parts = (
        ("动议", "motion.on"),
        ("谈话调研推荐", "talks.day"),
        ("会议推荐", "meeting.day"),
        ("发布考察预告", "vet.notice"),
        ("开始考察", "vet.from"),
        ("结束考察", "vet.to"),
        ("酝酿", "soundings.day"),
    )
    told = [f"{read.text(fact)}{what}" for what, fact in parts if read.text(fact)]
    return ["；".join(told) + "。"] if told else []


def _public_notice(read: Reading, details: Details, number: str) -> PublicNotice:
    del number
    people: list[Announced] = [announced(one, read.post, details) for one in read.candidates]
    return PublicNotice(
        organ=details.text("organ"),
        people=people,
        since=read.day("publish.from"),
        until=read.day("publish.to"),
        contact=details.contact,
        number=read.text("publish.number"),
        on=details.day("day"),
    )


def _appointment_notice(read: Reading, details: Details, number: str) -> AppointmentNotice:
    changes: list[Change] = [changed(one, read.post, details, PROBATION) for one in read.candidates]
    return AppointmentNotice(
        organ=details.text("organ"),
        changes=changes,
        addressee=details.text("addressee"),
        number=read.text("appoint.number") or number,
        decided_by=details.text("committee"),
        decided_on=read.outcome.day if read.outcome else read.day("appoint.start"),
        on=details.day("day"),
        copies=details.listed("copies"),
    )


BUILD: Mapping[Kind, Build] = {
    Kind.MOTION: _motion,
    Kind.PLAN: _plan,
    Kind.TALK_FORM: _talk_form,
    Kind.MEETING_FORM: _meeting_form,
    Kind.SUMMARY: _summary,
    Kind.VETTING_NOTICE: _vetting_notice,
    Kind.INTEGRITY_LETTER: integrity_letter,
    Kind.INTEGRITY_REPLY: integrity_reply,
    Kind.SLIP: _slip,
    Kind.COUNT: _count,
    Kind.MINUTES: minutes,
    Kind.REQUEST: _request,
    Kind.PUBLIC_NOTICE: _public_notice,
    Kind.APPOINTMENT_NOTICE: _appointment_notice,
}

__all__ = ["Named", "document_of"]
