"""The steps that can be taken on an item: who may take which, what each asks and does."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from quanheng.office.accounts.models import User
from quanheng.office.duties import actions, forms
from quanheng.office.duties.models import OPEN, Answer, Item, Listed, Stage
from quanheng.office.duties.permission import manages, owns, works_on
from quanheng.office.duties.showing import Folder
from quanheng.office.ledger.models import Entry

Told = dict[str, Any]


class Step(NamedTuple):
    """A step: what its button says, its form, the stages at which it is offered, what it does.

    ``managing`` steps are for whoever manages the lists and is not responsible; the others also
    for whoever is. ``main`` is the step that brings the item further.
    """

    name: str
    title: str | Promise
    form: type[forms.StepForm]
    stages: tuple[Stage, ...]
    run: Callable[[Listed, Told, User, date], Entry]
    managing: bool = True
    main: bool = False
    hint: str | Promise = ""


class Offer(NamedTuple):
    """A step that an account may take now, with its form."""

    step: Step
    form: forms.StepForm
    open: bool


STEPS: dict[str, Step] = {
    step.name: step
    for step in (
        Step(
            "answer",
            _("回复"),
            forms.AnswerForm,
            (Stage.ASSIGNED,),
            lambda duty, told, by, on: actions.answer_duty(duty, told["text"], by=by, on=on),
            managing=False,
            main=True,
            hint=_("回复后由他人核验。"),
        ),
        Step(
            "verify",
            _("核验通过"),
            forms.PassForm,
            (Stage.ANSWERED,),
            lambda duty, told, by, on: actions.verify_duty(
                duty, passed=True, opinion=told["text"], by=by, on=on
            ),
            main=True,
        ),
        Step(
            "return",
            _("退回"),
            forms.ReasonForm,
            (Stage.ANSWERED,),
            lambda duty, told, by, on: actions.verify_duty(
                duty, passed=False, opinion=told["text"], by=by, on=on
            ),
            hint=_("退回后视为未回复。"),
        ),
        Step(
            "close",
            _("办结销号"),
            forms.CloseForm,
            (Stage.VERIFIED,),
            lambda duty, told, by, on: actions.close_duty(
                duty,
                proof=told["proof"],
                note_=told["text"],
                decision=told.get("decision"),
                undecided=told.get("undecided", ""),
                by=by,
                on=on,
            ),
            main=True,
        ),
        Step(
            "look",
            _("回头看"),
            forms.LookForm,
            (Stage.CLOSED,),
            lambda duty, told, by, on: actions.look_back(
                duty, finding=told["finding"], text=told["text"], by=by, on=on
            ),
            main=True,
        ),
        Step(
            "progress",
            _("记录进展"),
            forms.ProgressForm,
            OPEN,
            lambda duty, told, by, on: actions.note_progress(
                duty, told["text"], percent=told["percent"], by=by, on=on
            ),
            managing=False,
        ),
        Step(
            "measures",
            _("制定措施"),
            forms.MeasuresForm,
            (Stage.ASSIGNED,),
            lambda duty, told, by, on: actions.set_measures(
                duty, told["text"].splitlines(), by=by, on=on
            ),
            managing=False,
        ),
        Step(
            "measure",
            _("已落实"),
            forms.MeasureForm,
            OPEN,
            lambda duty, told, by, on: actions.finish_measure(duty, told["place"], by=by, on=on),
            managing=False,
        ),
        Step(
            "evidence",
            _("添加佐证"),
            forms.EvidenceForm,
            (*OPEN, Stage.CLOSED),
            lambda duty, told, by, on: actions.add_evidence(
                duty, told["title"], file=told["file"], by=by, on=on
            ),
            managing=False,
        ),
        Step(
            "plan",
            _("安排回头看"),
            forms.PlanForm,
            (*OPEN, Stage.CLOSED),
            lambda duty, told, by, on: actions.plan_look_back(
                duty, told["planned_on"], by=by, on=on
            ),
        ),
        Step(
            "remind",
            _("催办"),
            forms.RemindForm,
            (Stage.ASSIGNED,),
            lambda duty, told, by, on: actions.remind_duty(duty, text=told["text"], by=by, on=on),
            hint=_("提醒责任人；没有账户的提醒牵头单位主要领导。"),
        ),
        Step(
            "extend",
            _("延期"),
            forms.ExtendForm,
            OPEN,
            lambda duty, told, by, on: actions.extend_deadline(
                duty, told["until"], reason=told["text"], by=by, on=on
            ),
        ),
        Step(
            "reopen",
            _("重新打开"),
            forms.ReopenForm,
            (Stage.CLOSED,),
            lambda duty, told, by, on: actions.reopen_duty(
                duty, reason=told["text"], deadline=told["deadline"], by=by, on=on
            ),
        ),
    )
}


def offered(folder: Folder, user: User, on: date) -> Iterator[Step]:
    """The steps that an account may take now."""
    duty, item, stage = folder.duty, folder.item, folder.row.stage
    working = works_on(user, duty, on)
    managing = manages(user, duty.lead_unit, on) and not owns(user, duty)
    for step in STEPS.values():
        if stage not in step.stages or not (managing if step.managing else working):
            continue
        if step.name in ("verify", "return") and answered_by(item, user):
            continue
        if step.name == "look" and folder.planned is None:
            continue
        if step.name == "measure" and (item is None or not folder.row.measures):
            continue
        yield step


def may_take(step: Step, duty: Listed, user: User, on: date) -> bool:
    """Whether an account has the power that a step needs, wherever the item stands."""
    return manages(user, duty.lead_unit, on) if step.managing else works_on(user, duty, on)


def answered_by(item: Item | None, user: User) -> bool:
    """Whether the answer that waits is the account's own."""
    if item is None:
        return False
    waiting = [one for one in item.answers.all() if one.verdict == Answer.Verdict.WAITING]
    return any(one.answered_by_id == user.pk for one in waiting)
