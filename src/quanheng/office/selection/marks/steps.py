"""The steps that can be taken on a mark: who may take which, what each asks and does."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from quanheng.office.accounts.models import User
from quanheng.office.ledger.models import Entry
from quanheng.office.selection.marks import actions, forms
from quanheng.office.selection.marks.permission import handled_by
from quanheng.office.selection.models import Mark, Reply

State = Mark.State
Told = dict[str, Any]


class Step(NamedTuple):
    """A step: what its button says, its form, when it is offered, what it does.

    ``own`` steps are for the person concerned, the others for whoever handles marks.
    """

    name: str
    title: str | Promise
    form: type[forms.MarkStepForm]
    open: Callable[[Mark, User, date], bool]
    run: Callable[[Mark, Told, User, date], Entry]
    own: bool = False
    main: bool = False
    hint: str | Promise = ""


class Offer(NamedTuple):
    """A step that an account may take now, with its form."""

    step: Step
    form: forms.MarkStepForm
    open: bool


def _objected(mark: Mark, user: User, on: date) -> bool:
    waiting = mark.replies.filter(kind=Reply.Kind.OBJECTS, answered_by=None)
    return mark.holds(on) and user.pk != mark.proposed_by_id and waiting.exists()


STEPS: dict[str, Step] = {
    step.name: step
    for step in (
        Step(
            "show",
            _("告知本人"),
            forms.ShowForm,
            lambda mark, user, on: mark.state == State.PROPOSED,
            lambda mark, told, by, on: actions.show_mark(mark, by=by, on=on),
            main=True,
            hint=_("告知后本人可在期限内查看、说明、提出异议；没有账户的请书面告知。"),
        ),
        Step(
            "reply",
            _("说明"),
            forms.ReplyForm,
            lambda mark, user, on: mark.state == State.SHOWN or mark.holds(on),
            lambda mark, told, by, on: actions.reply_to_mark(
                mark, told["kind"], told["text"], by=by, on=on
            ),
            own=True,
            main=True,
        ),
        Step(
            "confirm",
            _("确认"),
            forms.ConfirmForm,
            lambda mark, user, on: mark.may_be_decided(on) and user.pk != mark.proposed_by_id,
            lambda mark, told, by, on: actions.confirm_mark(
                mark, told["text"], expires_on=told["expires_on"], by=by, on=on
            ),
            main=True,
            hint=_("由提出人以外的人确认；不利评价须听取本人说明或说明期满之后。"),
        ),
        Step(
            "answer",
            _("答复异议"),
            forms.AnswerForm,
            _objected,
            lambda mark, told, by, on: actions.answer_objection(
                told["reply"], told["text"], by=by, on=on
            ),
            main=True,
        ),
        Step(
            "drop",
            _("不予采用"),
            forms.ReasonForm,
            lambda mark, user, on: mark.state in (State.PROPOSED, State.SHOWN),
            lambda mark, told, by, on: actions.drop_mark(mark, reason=told["text"], by=by, on=on),
            hint=_("事实、依据和说明随即删除，只留账本条目。"),
        ),
        Step(
            "close",
            _("查无实据，终止"),
            forms.ReasonForm,
            lambda mark, user, on: mark.holds(on),
            lambda mark, told, by, on: actions.close_mark(mark, reason=told["text"], by=by, on=on),
            hint=_("终止后除本人外不再显示，也不再用于选拔。"),
        ),
    )
}


def concerned(mark: Mark, user: User) -> bool:
    """Whether the account is that of the person."""
    return bool(user.person_code) and user.person_code == mark.person.code


def offered(mark: Mark, user: User, on: date) -> Iterator[Step]:
    """The steps that an account may take now."""
    own = concerned(mark, user)
    handles = not own and handled_by(mark.person, user, on)
    for step in STEPS.values():
        if (own if step.own else handles) and step.open(mark, user, on):
            yield step


def may_take(step: Step, mark: Mark, user: User, on: date) -> bool:
    """Whether a step is for the account, wherever the mark stands."""
    return concerned(mark, user) if step.own else handled_by(mark.person, user, on)
