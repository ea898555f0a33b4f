"""Marks, notes, reviews and checks put there without being handled: for who gets where."""

from datetime import date

from django.utils.timezone import localdate, now

from quanheng.office.accounts.models import User
from quanheng.office.duties import papers
from quanheng.office.records.models import Evaluation, Person, Supervision, Tenure, Unit
from quanheng.office.selection.models import (
    LeavingCheck,
    Mark,
    MarkEvidence,
    OrganisationNote,
    PriorReport,
    RegulationCheck,
    Review,
    ReviewCount,
)
from tests.office.ballots.scenes import somebody

LONG_AGO, DAY, NEVER = date(2000, 1, 1), date(2026, 1, 5), date(9999, 1, 1)
VOTES = dict.fromkeys(("entitled", "issued", "returned", "excellent"), 5)
NO_VOTES = dict.fromkeys(("competent", "basic", "incompetent", "abstained"), 0)


def mark_in(person: Person, by: User, **more: object) -> Mark:
    """A mark in force about somebody, with a document."""
    said = {
        "clause": "zhejiang-2015:3.2", "type": "狮子型", "favourable": True,
        "facts": f"{person.code}号事迹", "happened_on": DAY, "source": "vetting",
        "attested": True, "state": "confirmed", "proposed_by": by, "proposed_on": DAY,
        "shown_by": by, "shown_on": DAY, "reply_due": DAY, "decided_by": somebody(4),
        "decided_on": DAY, "expires_on": NEVER,
    }  # fmt: skip
    made = Mark.objects.create(person=person, **{**said, **more})
    evidence_of(by, mark=made)
    return made


def evidence_of(by: User, **about: object) -> MarkEvidence:
    """A document kept as evidence."""
    made = MarkEvidence.objects.create(
        title="材料", name="材料.pdf", size=5, sha256="0" * 64, by=by, at=now(), **about
    )
    papers.keep(made, b"%PDF-")
    return made


def note_in(person: Person, by: User) -> OrganisationNote:
    """A confirmed note beside a vote about somebody."""
    vote = Evaluation.objects.create(
        person=person, day=DAY, type="民主推荐", recorded_at=now(), recorded_by=by
    )
    made = OrganisationNote.objects.create(
        person=person, evaluation=vote, voted_on=DAY, reason=f"{person.code}号评价",
        state="confirmed", proposed_by=by, proposed_on=DAY, decided_by=somebody(4),
        decided_on=DAY,
    )  # fmt: skip
    evidence_of(by, note=made)
    return made


def review_in(unit: Unit, by: User) -> ReviewCount:
    """A review of a unit with a count of the work that another teller is to confirm."""
    made, _new = Review.objects.get_or_create(
        unit=unit, year=2025, defaults={"opened_by": by, "opened_on": DAY}
    )
    told = {"counted_by": somebody(5), **VOTES, **NO_VOTES}
    return ReviewCount.objects.get_or_create(review=made, person=None, defaults=told)[0]


def check_in(unit: Unit, by: User) -> RegulationCheck:
    """A check of a unit that is under way."""
    told = {"opened_by": by, "opened_on": DAY}
    return RegulationCheck.objects.get_or_create(unit=unit, year=2025, defaults=told)[0]


def prior_report_in(unit: Unit, by: User) -> PriorReport:
    """A report of a unit that waits for an answer."""
    told = {
        "kind": "破格提拔", "matter": "甲", "reported_to": "乙", "reported_by": by,
        "reported_on": DAY, "due_on": DAY,
    }  # fmt: skip
    number = f"{unit.code}号报告"
    return PriorReport.objects.get_or_create(unit=unit, number=number, defaults=told)[0]


def unit_of(person: Person) -> Unit:
    """Where somebody serves."""
    found: Unit = person.tenures.filter(known_until=None, end=None)[0].unit
    return found


def leaver_in(person: Person, by: User) -> Tenure:
    """A head's post that ended in this year."""
    return Tenure.objects.create(
        person=person, unit=unit_of(person), title="前任局长", level=109, leading=True, chief=True,
        start=LONG_AGO, end=localdate(), recorded_at=now(), recorded_by=by,
    )  # fmt: skip


def leaving_check_in(person: Person, by: User) -> LeavingCheck:
    """A check of a head that has been shown and filed."""
    post = leaver_in(person, by)
    record = Supervision.objects.create(
        person=person, type="离任检查", day=DAY, recorded_at=now(), recorded_by=by
    )
    return LeavingCheck.objects.create(
        person=person, unit=post.unit, tenure=post, kind="离任检查", first=somebody(4),
        second=somebody(5), opened_by=by, opened_on=DAY, result="未发现问题", findings="甲",
        shown_on=DAY, reply_due=DAY, record=record, filed_by=by, filed_on=DAY,
    )  # fmt: skip
