"""The parts of a case's page: where it stands, the present step, and what else may be done."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.translation import gettext as _

from quanheng.office.accounts.access import note_looks
from quanheng.office.accounts.models import User
from quanheng.office.language import said
from quanheng.office.procedures import nominated, showing
from quanheng.office.procedures.facts import entered
from quanheng.office.procedures.forms import CourseForm, PaperForm, RecusalForm, StepForm
from quanheng.office.procedures.line import pictures
from quanheng.office.procedures.models import Case
from quanheng.office.procedures.showing import Rights, Sight
from quanheng.office.procedures.words import actors, cited, due_of, title_of

State = Case.State


def step_form(seen: Sight, user: User, data: Any = None, files: Any = None) -> StepForm:
    """The form of the present step, with what was answered when it was taken before."""
    assert seen.step is not None and seen.procedure is not None
    return StepForm(
        data,
        files,
        step=seen.step,
        procedure=seen.procedure,
        user=user,
        before=showing.before(seen),
        attached=seen.attached,
        prefix="step",
    )


def context_of(seen: Sight, user: User, on: date, form: StepForm | None = None) -> dict[str, Any]:
    """All that the page of a case shows to an account; ``form`` is a refused one."""
    case, procedure = seen.case, seen.procedure
    rights = showing.rights(seen, user, on)
    context: dict[str, Any] = {
        "case": case,
        "title": title_of(case.procedure),
        "clause": cited(procedure.clause.id) if procedure else None,
        "due": due_of(case, seen.step, on),
        "days": (on - case.since).days,
        "changed": showing.changed(seen),
        "history": showing.history(seen)[::-1],
        "papers": seen.papers,
        "recusals": seen.recusals,
        "rights": rights,
        **_course(seen, rights, on),
        **_people(seen, rights, user, on),
    }
    if procedure is not None:
        context |= pictures(case, procedure, seen.moves, on)
        if seen.step is not None and case.state == State.OPEN:
            context |= _now(seen, rights, user, on, form)
    return context


def _people(seen: Sight, rights: Rights, user: User, on: date) -> dict[str, Any]:
    """Those put forward; the look at the file of each of them is noted, once a day."""
    note_looks({one.person.code: one.person for one in seen.people}, by=user, on=on)
    enters = seen.step is not None and seen.step.enters and rights.acts
    return {
        "people": nominated.people_of(seen, user, on),
        "enters": enters and not showing.changed(seen),
    }


def _now(
    seen: Sight, rights: Rights, user: User, on: date, form: StepForm | None
) -> dict[str, Any]:
    """The present step: what it lacks, and its form for whoever may act."""
    step, procedure = seen.step, seen.procedure
    assert step is not None and procedure is not None
    acts = rights.acts and not showing.changed(seen)
    if form is None and acts:
        form = step_form(seen, user)
    return {
        "step": said(step.title),
        "step_clause": cited(step.clause),
        "actors": actors(step.by),
        "barriers": showing.barriers(seen, user, on, _entered(seen, form)),
        "wanted": [
            (said(one.label), one.required, one.name in seen.attached) for one in step.papers
        ],
        "asks": [said(one.label) for one in step.asks if one.required],
        "acts": acts,
        "form": form,
        "buttons": showing.buttons(procedure, step),
        "paper_form": PaperForm(step=step) if acts and step.papers else None,
        "mine": user.pk,
    }


def _entered(seen: Sight, form: StepForm | None) -> Mapping[str, Any] | None:
    """What was just entered, for the gates; None where the step does not take it."""
    if form is None or not form.is_bound or set(form.errors) - {NON_FIELD_ERRORS}:
        return None
    try:
        return entered(form.step.asks, form.answers())
    except ValidationError:
        return None


def _course(seen: Sight, rights: Rights, on: date) -> dict[str, Any]:
    """What may be done with the case as a whole."""
    case, procedure = seen.case, seen.procedure
    steps = showing.reopenable(seen) if rights.manages else []
    goes_on = rights.manages and seen.step is not None and showing.changed(seen)
    offered = (
        ("suspend", _("中止"), rights.manages and case.state == State.OPEN),
        ("resume", _("恢复"), rights.manages and case.state == State.SUSPENDED),
        ("continue", _("按新文本续办"), goes_on),
        ("withdraw", _("撤回此事项"), rights.withdraws),
        ("reopen", _("重新办理"), bool(steps)),
    )
    context: dict[str, Any] = {
        "course": [(name, label) for name, label, may in offered if may],
        "course_form": CourseForm(),
        "reopen_steps": [(one.name, said(one.title)) for one in steps],
    }
    if rights.manages and case.running and procedure is not None:
        roles = [actor.value for actor in procedure.actors]
        context["recusal_form"] = RecusalForm(case=case, roles=roles, on=on)
    return context
