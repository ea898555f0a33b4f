"""What another person decides: verification, close-out, reopening, another deadline, reminders."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from quanheng.office.accounts.models import User
from quanheng.office.duties.filing import Held, at, hold, note, record_of, say, told
from quanheng.office.duties.lists import KINDS, TOPICS
from quanheng.office.duties.models import OPEN, Answer, Event, Evidence, Item, Stage
from quanheng.office.duties.permission import need_management
from quanheng.office.duties.reminding import tell_answerer, tell_owner, tell_responsible
from quanheng.office.ledger.actions import record
from quanheng.office.ledger.models import Entry
from quanheng.office.records.models import Award, Duty
from quanheng.office.records.refusals import Overtaken, Refused, given

What = Event.What
Verdict = Answer.Verdict


def managed(duty: Duty, by: User, on: date, *stages: Stage) -> Held:
    """The item, locked, for whoever manages it and is not responsible, at one of the stages."""
    need_management(by, duty, on)
    held = hold(duty, by=by, on=on)
    need_management(by, held.duty, on)
    at(held, *stages)
    return held


@transaction.atomic
def verify_duty(duty: Duty, *, passed: bool, opinion: str = "", by: User, on: date) -> Entry:
    """Accept the answer, or send it back with an opinion: the item is unanswered again.

    Raises ``Refused`` for whoever gave the answer or is responsible.
    """
    held = managed(duty, by, on, Stage.ANSWERED)
    item = held.item
    answer = item.answers.filter(verdict=Verdict.WAITING).first() or _as_filed(held)
    if answer.answered_by_id == by.pk:
        raise Refused(_("回复是您提交的，须由他人核验。"))
    if not passed:
        given(opinion)
    answer.verdict = Verdict.PASSED if passed else Verdict.RETURNED
    answer.verified_by, answer.verified_at = by, timezone.now()
    answer.owner_code = held.duty.owner.code if held.duty.owner else ""
    answer.verifier_code = by.person_code or ""
    answer.opinion = opinion.strip()
    answer.full_clean(exclude=["item", "answered_by", "verified_by"])
    answer.save()
    if passed:
        item.accepted = answer
        item.save(update_fields=["accepted"])
    else:
        held = say(held, {"answered": None}, by=by)
    what = What.VERIFIED if passed else What.RETURNED
    note(item, what, by=by, on=on, text=opinion)
    tell_answerer(held.duty, answer, passed=passed, by=by)
    says = "duty verified" if passed else "duty answer returned"
    return record(item, says, by=by, on=on, reason=answer.opinion, values=told(held))


def _as_filed(held: Held) -> Answer:
    """An answer of which only the file tells."""
    answer = Answer(
        item=held.item,
        round=held.item.rounds,
        text=_("档案登记的回复"),
        answered_at=timezone.now(),
    )
    answer.save(force_insert=True)
    return answer


@transaction.atomic
def close_duty(
    duty: Duty,
    *,
    proof: Evidence | None,
    note_: str = "",
    decision: Award | None = None,
    undecided: str = "",
    by: User,
    on: date,
) -> Entry:
    """Close a verified item on evidence; what was carried over into it is closed with it.

    Raises ``Refused`` without evidence, with measures that are not carried out or without a day to
    look back where the kind asks for them; and, for a finding that leads to a decision of
    discipline, without the decision or the reason why there is none.
    """
    held = managed(duty, by, on, Stage.VERIFIED)
    item = held.item
    if proof is None or proof.item_id != item.pk:
        raise Refused(_("办结须有佐证材料，请先上传或填写文号。"))
    _complete(item)
    topic = TOPICS.get(item.topic)
    if topic is not None and topic.decision and (decision is None) == (not undecided.strip()):
        raise Refused(_("该专题每项须选择处理决定（奖惩记录），或写明不作处理的理由。"))
    item.proof, item.decision, item.undecided = proof, decision, undecided.strip()
    item.closed_by, item.closed_at = by, timezone.now()
    item.full_clean(exclude=["record", "accepted", "proof", "closed_by", "raised_by"])
    item.save()
    held = say(held, {"closed": on}, by=by)
    note(item, What.CLOSED, by=by, on=on, text=note_ or proof.title)
    before = _close_before(item, by=by, on=on)
    tell_owner(held.duty, "closed", by=by)
    values = told(held, evidence=proof.title, decision=decision.pk if decision else None)
    if before:
        values["closed_with_it"] = before
    return record(item, "duty closed", by=by, on=on, reason=note_.strip(), values=values)


def _complete(item: Item) -> None:
    kind = KINDS[item.type]
    if kind.measures and item.measures.filter(done_on=None).exists():
        raise Refused(_("还有措施没有落实，请逐条落实后再办结。"))
    if kind.look_back and not item.look_backs.filter(done_on=None).exists():
        raise Refused(_("“%s”须先安排回头看日期，再办结。") % item.type)


def _close_before(item: Item, *, by: User, on: date) -> list[str]:
    """Close the records of the items that were carried over into this one."""
    closed = []
    earlier = Item.objects.filter(carried_to=item).first()
    while earlier is not None:
        line = record_of(earlier)
        if line is not None and line.closed is None:
            held = hold(line, by=by, on=on)
            say(held, {"closed": on}, by=by)
            note(held.item, What.CLOSED, by=by, on=on, text=str(item))
            closed.append(str(earlier))
        earlier = Item.objects.filter(carried_to=earlier).first()
    return closed


@transaction.atomic
def reopen_duty(
    duty: Duty, *, reason: str, deadline: date | None = None, by: User, on: date
) -> Entry:
    """Open a closed item again, with a reason: it is to be answered and verified once more."""
    given(reason)
    held = managed(duty, by, on, Stage.CLOSED)
    item = held.item
    if item.carried_to_id is not None:
        raise Refused(_("该事项已结转，请在结转后的事项上办理。"))
    item.accepted = item.proof = item.closed_by = item.closed_at = item.decision = None
    item.undecided = ""
    item.rounds += 1
    item.save()
    days = {"deadline": deadline} if deadline is not None else {}
    held = say(held, {"closed": None, "answered": None, **days}, by=by)
    note(item, What.REOPENED, by=by, on=on, text=reason)
    tell_owner(held.duty, f"reopened:{item.rounds}", by=by)
    values = told(held, round=item.rounds, deadline=held.duty.deadline)
    return record(item, "duty reopened", by=by, on=on, reason=reason.strip(), values=values)


@transaction.atomic
def extend_deadline(duty: Duty, until: date, *, reason: str, by: User, on: date) -> Entry:
    """Give an item a later deadline, with a reason."""
    given(reason)
    held = managed(duty, by, on, *OPEN)
    before = held.duty.deadline
    if before is not None and until <= before:
        raise Refused(_("新的截止日期应晚于原截止日期（%s）。") % before)
    held = say(held, {"deadline": until}, by=by)
    text = f"{before or '—'} → {until}：{reason.strip()}"
    note(held.item, What.EXTENDED, by=by, on=on, text=text)
    tell_owner(held.duty, f"extended:{until}", by=by)
    values = told(held, before=before, after=until)
    return record(
        held.item, "duty deadline extended", by=by, on=on, reason=reason.strip(), values=values
    )


@transaction.atomic
def remind_duty(duty: Duty, *, text: str = "", by: User, on: date) -> Entry:
    """Remind whoever is responsible; the second time it counts as told twice.

    Raises ``Overtaken`` when it was done today already.
    """
    held = managed(duty, by, on, Stage.ASSIGNED)
    if held.item.events.filter(what=What.REMINDED, on=on, round=held.item.rounds).exists():
        raise Overtaken(_("今天已经催办过，请改日再催。"))
    note(held.item, What.REMINDED, by=by, on=on, text=text)
    recipients = tell_responsible(held.duty, text, by=by, on=on)
    values = told(held, recipients=recipients)
    return record(held.item, "duty reminded", by=by, on=on, reason=text.strip(), values=values)
