"""Which step may be taken on a meeting, an item or a question: its form, and what it does."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from quanheng.office.accounts.models import User
from quanheng.office.ballots.models import Ballot
from quanheng.office.ledger.models import Entry
from quanheng.office.meetings import actions, forms
from quanheng.office.meetings.actions.agenda import Asked
from quanheng.office.meetings.models import Item, Meeting, Override, Question, Speech
from quanheng.office.records.refusals import Refused

Told = dict[str, Any]
Run = Callable[[Any, Told, User, date], Entry]


class Step(NamedTuple):
    """A step: what its button says, its form, what it does; ``main`` brings the meeting further.

    One that is not ``offered`` has its button elsewhere on the page.
    """

    name: str
    title: str | Promise
    form: type[forms.StepForm]
    run: Run
    main: bool = False
    hint: str | Promise = ""
    offered: bool = True


class Offer(NamedTuple):
    """A step that an account may take now, with its form."""

    step: Step
    form: forms.StepForm
    open: bool


def _override(meeting: Meeting, told: Told, by: User, on: date) -> Entry:
    item = meeting.items.filter(pk=told["item"]).first() if told["item"] else None
    return actions.propose_agenda_override(
        meeting, item, told["gate"], reason=told["reason"], by=by, on=on
    )


def _signed(meeting: Meeting, told: Told, by: User, on: date) -> Entry:
    found = Override.objects.filter(meeting=meeting, pk=told["override"]).first()
    if found is None:
        raise Refused(_("没有找到这项放行申请，请刷新页面。"))
    return actions.sign_agenda_override(found, by=by, on=on)


def _added(meeting: Meeting, told: Told, by: User, on: date) -> Entry:
    more = {"reporter": told["reporter"], "secret": told["secret"]}
    return actions.add_item(meeting, told["kind"], told["title"], more, by=by, on=on)


def _begun(meeting: Meeting, told: Told, by: User, on: date) -> Entry:
    came = {
        int(name.removeprefix("came-")): (value, told[name.replace("came-", "why-")])
        for name, value in told.items()
        if name.startswith("came-")
    }
    return actions.begin_meeting(meeting, came, by=by, on=on)


def _taken_back(item: Item, told: Told, by: User, on: date) -> Entry:
    found = item.questions.filter(pk=told["question"]).first()
    if found is None:
        raise Refused(_("没有找到这项表决事项，请刷新页面。"))
    return actions.remove_question(found, by=by, on=on)


def _asked(item: Item, told: Told, by: User, on: date) -> Entry:
    asked = Asked(told["text"], told["person"])
    return actions.add_question(item, asked, reopens=told["reopens"], by=by, on=on)


def _struck(question: Question, told: Told, by: User, on: date) -> Entry:
    last = question.speeches.filter(struck="").order_by("-place").first()
    if not isinstance(last, Speech):
        raise Refused(_("还没有发言记录。"))
    return actions.strike_speech(last, reason=told["reason"], by=by, on=on)


def _balloted(question: Question, told: Told, by: User, on: date) -> Entry:
    number, _colon, subject = told["subject"].partition(":")
    return actions.use_ballot(question, Ballot(pk=int(number)), subject, by=by, on=on)


def _counted(question: Question, told: Told, by: User, on: date) -> Entry:
    numbers = (told["agree"], told["disagree"], told["defer"])
    tellers = (told["first"], told["second"])
    return actions.note_count(question, *numbers, tellers=tellers, by=by, on=on)


def _table(*steps: Step) -> dict[str, Step]:
    return {step.name: step for step in steps}


MEETING = _table(
    Step("add-item", _("列入议题"), forms.AddItemForm, _added),
    Step(
        "close-agenda", _("确定议程"), forms.StepForm,
        lambda meeting, told, by, on: actions.close_agenda(meeting, by=by, on=on),
        main=True, hint=_("全部条件满足或放行后才能确定；确定后通知成员。"),
    ),
    Step(
        "change", _("更改时间地点"), forms.ChangeForm,
        lambda meeting, told, by, on: actions.change_meeting(
            meeting, told["day"], venue=told["venue"], keeper=told["keeper"], by=by, on=on
        ),
    ),
    Step("begin", _("点名开会"), forms.BeginForm, _begun, main=True),
    Step(
        "reopen", _("退回拟定"), forms.ReasonForm,
        lambda meeting, told, by, on: actions.reopen_agenda(
            meeting, reason=told["reason"], by=by, on=on
        ),
    ),
    Step(
        "attendance", _("登记到会变化"), forms.AttendanceForm,
        lambda meeting, told, by, on: actions.note_attendance(
            told["member"], told["attendance"], excuse=told["excuse"], by=by, on=on
        ),
    ),
    Step(
        "sign", _("签署会议记录"), forms.StepForm,
        lambda meeting, told, by, on: actions.sign_minutes(meeting, by=by, on=on),
        main=True, hint=_("由记录人签署，再由主要负责人审签。"),
    ),
    Step(
        "close", _("审签归档"), forms.CloseForm,
        lambda meeting, told, by, on: actions.close_meeting(
            meeting, note=told["note"], by=by, on=on
        ),
        main=True,
    ),
    Step(
        "return", _("退回记录人"), forms.ReasonForm,
        lambda meeting, told, by, on: actions.return_minutes(
            meeting, reason=told["reason"], by=by, on=on
        ),
    ),
    Step(
        "cancel", _("取消会议"), forms.ReasonForm,
        lambda meeting, told, by, on: actions.cancel_meeting(
            meeting, reason=told["reason"], by=by, on=on
        ),
    ),
    Step("override", _("提出放行"), forms.OverrideForm, _override, offered=False),
    Step("sign-override", _("签署放行"), forms.SignForm, _signed, offered=False),
)  # fmt: skip

ITEM = _table(
    Step("add-question", _("提请表决"), forms.QuestionForm, _asked),
    Step(
        "open", _("开始讨论"), forms.StepForm,
        lambda item, told, by, on: actions.open_item(item, by=by, on=on),
        main=True, hint=_("与表决事项有亲属关系的成员由档案自动登记回避。"),
    ),
    Step(
        "finish", _("结束议题"), forms.FinishForm,
        lambda item, told, by, on: actions.finish_item(item, told["minutes"], by=by, on=on),
        main=True,
    ),
    Step(
        "remove", _("移出议程"), forms.StepForm,
        lambda item, told, by, on: actions.remove_item(item, by=by, on=on),
    ),
    Step(
        "move", _("调整次序"), forms.MoveForm,
        lambda item, told, by, on: actions.move_item(item, told["place"], by=by, on=on),
        offered=False,
    ),
    Step(
        "remove-question", _("撤回"), forms.RemoveQuestionForm, _taken_back, offered=False
    ),
)  # fmt: skip

QUESTION = _table(
    Step(
        "speak", _("记录"), forms.SpeechForm,
        lambda question, told, by, on: actions.note_speech(
            question, told["member"], stance=told.get("stance", ""), words=told["words"],
            by=by, on=on,
        ),
        offered=False,
    ),
    Step(
        "settle", _("形成结果"), forms.StepForm,
        lambda question, told, by, on: actions.settle_question(question, by=by, on=on),
        main=True,
    ),
    Step("count", _("登记票数"), forms.CountForm, _counted, main=True),
    Step("ballot", _("引用投票"), forms.BallotForm, _balloted),
    Step(
        "recuse", _("登记回避"), forms.RecuseForm,
        lambda question, told, by, on: actions.recuse_member(
            question, told["member"], reason=told["reason"], by=by, on=on
        ),
    ),
    Step("strike", _("更正最后一条"), forms.StrikeForm, _struck),
    Step(
        "defer", _("暂缓"), forms.ReasonForm,
        lambda question, told, by, on: actions.defer_question(
            question, reason=told["reason"], by=by, on=on
        ),
        hint=_("意见分歧较大或不足法定人数时暂缓，不形成决定。"),
    ),
)  # fmt: skip


def offers(
    table: dict[str, Step], names: set[str], about: Any, user: User, on: date,
    tried: Offer | None = None,
) -> list[Offer]:  # fmt: skip
    """The steps of a table that may be taken now, with their forms; ``tried`` was refused."""
    return list(_offers(table, names, {"about": about, "user": user, "on": on}, tried))


def _offers(
    table: dict[str, Step], names: set[str], told: Told, tried: Offer | None
) -> Iterator[Offer]:
    for step in table.values():
        if step.name not in names:
            continue
        if tried is not None and tried.step.name == step.name:
            yield tried
        else:
            yield Offer(step, step.form(auto_id=f"{step.name}_%s", **told), False)
