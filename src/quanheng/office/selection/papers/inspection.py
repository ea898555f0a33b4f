"""考察材料, 廉政意见函 and its 回复函, from what the steps of the inspection say."""

from datetime import date

from quanheng.office.documents.official import (
    Fact,
    InspectionReport,
    IntegrityLetter,
    IntegrityOpinion,
    IntegrityReply,
    Verified,
)
from quanheng.office.selection.papers.details import Details
from quanheng.office.selection.papers.people import education_of, month, named
from quanheng.office.selection.papers.reading import Candidate, Reading

POLITICAL = ("loyalty", "ideals", "awareness", "line", "stance", "finding")
CHECKS = (
    ("干部人事档案审核", "file"),
    ("个人有关事项报告查核", "report"),
    ("信访举报核查", "complaints"),
)


def material(read: Reading, details: Details, one: Candidate) -> InspectionReport:
    """考察材料 about one person; nothing about family, and nobody who reported something."""
    return InspectionReport(
        name=one.person.name,
        current_post=one.posts,
        proposed_post=read.post,
        organ=details.text("organ"),
        basics=_basics(one),
        career=one.career,
        conduct=[Fact("", line) for line in read.of(one, "vet.conduct").splitlines() if line],
        strengths=None,
        faults=read.of(one, "vet.faults"),
        politics=_politics(read, one),
        views=_views(read, one),
        checks=_checks(read, one),
        opinion=read.of(one, "vet.fit"),
        since=read.day("vet.from"),
        until=read.day("vet.to"),
    )


def _basics(one: Candidate) -> list[Fact]:
    facts = one.particulars
    if facts is None:
        return []
    return [
        Fact("性别", facts.sex or ""),
        Fact("民族", facts.ethnicity or ""),
        Fact("出生年月", month(facts.birth)),
        Fact("籍贯", facts.native_place or ""),
        Fact("入党时间", month(facts.joined_party)),
        Fact("参加工作时间", month(facts.began_work)),
        Fact("学历", education_of(one)),
        Fact("专业", facts.speciality or ""),
        Fact("熟悉领域", facts.familiar_field or ""),
    ]


def _politics(read: Reading, one: Candidate) -> list[Fact]:
    """The finding with what it rests on; nothing before there is one."""
    if one.facts.get("political.finding") is None:
        return []
    asks = ((name, read.asked(f"political.{name}")) for name in POLITICAL)
    return [Fact(ask.label.zh, read.of(one, f"political.{name}")) for name, ask in asks if ask]


def _views(read: Reading, one: Candidate) -> list[Fact]:
    talked, voted = read.count("talks.votes", one), read.count("meeting.votes", one)
    found = []
    if talked is not None:
        found.append(Fact("谈话调研推荐", f"谈话{read.text('talks.talked')}人，推荐{talked}票。"))
    if voted is not None:
        valid = read.text("meeting.valid")
        found.append(Fact("会议推荐", f"有效票{valid}票，推荐{voted}票。"))
    if read.text("vet.talks"):
        found.append(Fact("考察谈话", f"谈话{read.text('vet.talks')}人。"))
    if read.of(one, "vet.answers"):
        asked = read.of(one, "vet.asked")
        found.append(Fact(f"考察十问（已问{asked}项）", read.of(one, "vet.answers")))
    return found


def _checks(read: Reading, one: Candidate) -> list[Verified]:
    checks = [
        Verified(
            name=title,
            conclusion=read.of(one, f"checks.{name}"),
            by="组织部门",
            on=_day(one, f"checks.{name}_day"),
        )
        for title, name in CHECKS
    ]
    heard = Verified(
        name="纪检监察机关意见",
        conclusion=read.of(one, "integrity.opinion"),
        by="纪检监察机关",
        on=_day(one, "integrity.day"),
    )
    return [*checks, heard]


def _day(one: Candidate, fact: str) -> date | None:
    found = one.facts.get(fact)
    return found if isinstance(found, date) else None


def integrity_letter(read: Reading, details: Details, number: str) -> IntegrityLetter:
    """廉政意见函: about everybody still put forward."""
    return IntegrityLetter(
        organ=details.text("organ"),
        addressee=details.text("addressee"),
        people=[named(one, read.post) for one in read.candidates],
        number=number,
        due=details.day("due"),
        contact=details.text("contact"),
        on=details.day("day"),
    )


def integrity_reply(read: Reading, details: Details, number: str) -> IntegrityReply:
    """回复函: what the step of the discipline officer says of everybody."""
    return IntegrityReply(
        organ=details.text("organ"),
        addressee=details.text("addressee"),
        opinions=[
            IntegrityOpinion(
                who=named(one),
                leads=read.of(one, "integrity.clues"),
                basis=read.of(one, "integrity.basis") or "未登记",
                conclusion=read.of(one, "integrity.opinion"),
            )
            for one in read.candidates
        ],
        number=number,
        answers=details.text("answers"),
        signers=details.listed("signers"),
        on=details.day("day"),
        valid_until=details.day("valid_until"),
    )
