"""Forms of cases: one made from what a step asks, and those for what else is done."""

from collections.abc import Collection, Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quanheng.norms.procedure import Ask, Kind, Paper, Procedure, Step
from quanheng.office.accounts.models import Grant, User
from quanheng.office.accounts.powers import standing_of
from quanheng.office.accounts.roles import ADMINISTRATORS
from quanheng.office.language import said
from quanheng.office.procedures.actions.papers import KINDS
from quanheng.office.procedures.facts import typed
from quanheng.office.procedures.models import Case
from quanheng.office.procedures.named import named_field
from quanheng.office.procedures.taking import forward
from quanheng.office.procedures.words import outcome_in
from quanheng.office.records.forms import CHOSEN_FROM
from quanheng.office.records.models import Person, Unit

REASON, PAPER = "reason-given", "paper-"
"""Names of fields that are no ask: an ask is named by a word without a hyphen."""
YES_NO = (("", "—"), ("yes", gettext_lazy("是")), ("no", gettext_lazy("否")))


def day_field(label: Any, **options: Any) -> forms.DateField:
    """A day."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, **options)


def reason_field(label: Any = "", **options: Any) -> forms.CharField:
    """Why something is done."""
    return forms.CharField(
        label=label or gettext_lazy("理由"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        **options,
    )


class StepForm(forms.Form):
    """What a step asks, the papers that it asks for, and the reason.

    Where the outcome that was chosen does not lead on, nothing needs to be answered. ``before`` is
    what was answered when the step was taken before, ``attached`` names the papers that are there.
    """

    def __init__(
        self,
        *args: Any,
        step: Step,
        procedure: Procedure,
        user: User,
        before: Mapping[str, Any] | None = None,
        attached: Collection[str] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.step = step
        chosen = outcome_in(step, self.data.get("outcome", "")) if self.is_bound else None
        for ask in step.asks:
            self.fields[ask.name] = field_of(ask, user)
            self.initial.setdefault(ask.name, _initial(ask, (before or {}).get(ask.name)))
        for paper in step.papers:
            self.fields[PAPER + paper.name] = _file(paper, paper.name in attached)
        self.fields[REASON] = _why(step)
        if chosen is not None and not forward(procedure, step, chosen):
            for field in self.fields.values():
                field.required = False
        self.fields[REASON].required = chosen is not None and chosen.reason

    def answers(self) -> dict[str, Any]:
        """What was entered, by ask, as the action takes it."""
        return {ask.name: self.cleaned_data.get(ask.name) for ask in self.step.asks}

    def uploads(self) -> dict[str, Any]:
        """What was uploaded, by paper."""
        given = {one.name: self.cleaned_data.get(PAPER + one.name) for one in self.step.papers}
        return {name: file for name, file in given.items() if file}

    def reason(self) -> str:
        """The reason that was given."""
        return str(self.cleaned_data.get(REASON, ""))


class SheetForm(forms.Form):
    """What a step asks about one nominee; it may be kept while something is still missing."""

    def __init__(
        self, *args: Any, step: Step, user: User, kept: Mapping[str, Any], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.step = step
        for ask in step.each:
            field = self.fields[ask.name] = field_of(ask, user)
            field.required = False
            self.initial.setdefault(ask.name, _initial(ask, kept.get(ask.name)))

    def answers(self) -> dict[str, Any]:
        """What was entered, by ask, as the action takes it."""
        return {ask.name: self.cleaned_data.get(ask.name) for ask in self.step.each}


class NomineeForm(forms.Form):
    """How a name came up."""

    how = forms.CharField(
        label=gettext_lazy("如何产生"),
        max_length=300,
        help_text=gettext_lazy("例如会议推荐得票、谈话推荐、动议会议提出"),
    )


class ReplyForm(forms.Form):
    """What somebody says to what was found."""

    reply = forms.CharField(
        label=gettext_lazy("本人说明"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class WrittenReplyForm(ReplyForm):
    """What somebody says in writing, when it came, and a scan of it."""

    received = day_field(gettext_lazy("收到日期"))
    scan = forms.FileField(
        label=gettext_lazy("书面说明扫描件"),
        required=False,
        max_length=200,
        widget=forms.FileInput(attrs={"accept": ",".join(KINDS)}),
        help_text=gettext_lazy("PDF、图片、Word 或 Excel，不超过 20 MB"),
    )


def field_of(ask: Ask, user: User) -> forms.Field:
    """The form field of something that is asked."""
    told = {
        "label": said(ask.label),
        "required": ask.required,
        "help_text": said(ask.help) if ask.help else "",
    }
    if ask.kind is Kind.DATE:
        return day_field(**told)
    if ask.kind is Kind.NUMBER:
        return forms.DecimalField(max_digits=18, decimal_places=6, **told)
    if ask.kind is Kind.YES_NO:
        return forms.TypedChoiceField(choices=YES_NO, coerce=_yes, empty_value=None, **told)
    if ask.kind is Kind.CHOICE:
        choices = [("", "—"), *((name, said(text)) for name, text in ask.choices)]
        return forms.ChoiceField(choices=choices, **told)
    if ask.kind in (Kind.PERSON, Kind.UNIT):
        return named_field(Person if ask.kind is Kind.PERSON else Unit, user, told)
    if ask.kind is Kind.LONG_TEXT:
        return forms.CharField(max_length=4000, widget=forms.Textarea(attrs={"rows": 4}), **told)
    return forms.CharField(max_length=300, **told)


def _yes(told: str) -> bool:
    return told == "yes"


def _initial(ask: Ask, kept: Any) -> Any:
    """What was answered before, as the field shows it."""
    if ask.kind is Kind.YES_NO:
        return {True: "yes", False: "no"}.get(kept, "")
    value = typed(ask, kept)
    if isinstance(value, Fraction):
        return value.numerator if value.denominator == 1 else float(value)
    return value


def _file(paper: Paper, attached: bool) -> forms.FileField:
    """A paper to upload; one that is there already may be left."""
    there = _("已有附件，可不再上传。") if attached else ""
    return forms.FileField(
        label=said(paper.label),
        required=paper.required and not attached,
        max_length=200,
        widget=forms.FileInput(attrs={"accept": ",".join(KINDS)}),
        help_text=there or _("PDF、图片、Word 或 Excel，不超过 20 MB"),
    )


def _why(step: Step) -> forms.CharField:
    wanting = [said(one.label) for one in step.outcomes if one.reason]
    told = _("选择“%s”时必须写明") % _("”或“").join(wanting) if wanting else ""
    return reason_field(_("意见或理由") if wanting else _("备注"), required=False, help_text=told)


class ReasonForm(forms.Form):
    """Why something is done."""

    reason = reason_field()


class CourseForm(ReasonForm):
    """What is done with a case as a whole; ``step`` is where it is taken up again."""

    what = forms.CharField(max_length=20)
    step = forms.CharField(max_length=60, required=False)


class OverrideForm(ReasonForm):
    """That a gate be let pass."""

    gate = forms.CharField(max_length=60)


class RecusalForm(ReasonForm):
    """Who is kept from a case, or was found to be no relative."""

    user = forms.ModelChoiceField(User.objects.none(), label=gettext_lazy("人员"))
    cleared = forms.ChoiceField(
        label=gettext_lazy("登记"),
        choices=[("", gettext_lazy("须回避")), ("yes", gettext_lazy("经核实无须回避"))],
        required=False,
    )

    def __init__(self, *args: Any, case: Case, roles: Collection[str], on: date, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.fields = {name: self.fields[name] for name in ("user", "cleared", "reason")}
        codes = case.place.path.split("/") if case.place else []
        held = Grant.objects.in_force(on).filter(Q(unit_code="") | Q(unit_code__in=codes))
        those = User.objects.filter(
            is_active=True, is_system=False, pk__in=held.filter(role__in=roles).values("user")
        )
        about = case.person.code if case.person else None
        self.fields["user"].label_from_instance = _account  # type: ignore[attr-defined]
        self.fields["user"].queryset = those.exclude(person_code=about).order_by("name")  # type: ignore[attr-defined]


class PaperForm(forms.Form):
    """A paper that is attached by itself."""

    file = forms.FileField(
        label=gettext_lazy("文件"),
        max_length=200,
        help_text=gettext_lazy("PDF、图片、Word 或 Excel，不超过 20 MB"),
        widget=forms.FileInput(attrs={"accept": ",".join(KINDS)}),
    )

    def __init__(self, *args: Any, step: Step, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(one.name, said(one.label)) for one in step.papers]
        paper = forms.ChoiceField(label=_("材料"), choices=choices)
        self.fields = {"paper": paper, **self.fields}


class DeputyForm(forms.Form):
    """Who acts in one's place, from when until when."""

    since = day_field(gettext_lazy("自"))
    until = day_field(gettext_lazy("止"), help_text=gettext_lazy("当日起不再代理"))
    reason = forms.CharField(label=gettext_lazy("理由"), max_length=300)

    def __init__(self, *args: Any, user: User, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = colleagues(user, on)
        listed = found[: CHOSEN_FROM + 1].count() <= CHOSEN_FROM
        deputy = forms.ModelChoiceField(
            found,
            label=_("代理人"),
            to_field_name="username",
            widget=forms.Select() if listed else forms.TextInput(attrs={"autocomplete": "off"}),
            help_text="" if listed else _("请填写登录名"),
        )
        deputy.label_from_instance = _account  # type: ignore[method-assign,assignment]
        self.fields = {"deputy": deputy, **self.fields}
        self.initial.setdefault("since", on)


def _account(user: User) -> str:
    return f"{user}（{user.get_username()}）"


def colleagues(user: User, on: date) -> Any:
    """The accounts that an account may name as a deputy: those with a role in its units, above or
    everywhere, but for administrators.
    """
    own = {one.unit_code for one in standing_of(user).holdings if one.in_force(on)}
    held = Grant.objects.in_force(on).exclude(role__in=ADMINISTRATORS)
    if "" not in own:
        held = held.filter(Q(unit_code="") | Q(unit_code__in=own))
    found = User.objects.filter(is_active=True, is_system=False, pk__in=held.values("user"))
    return found.exclude(pk=user.pk).order_by("name", "pk")
