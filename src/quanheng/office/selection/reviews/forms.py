"""What is asked in reviews, checks and reports."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from quanheng.office.accounts.models import User
from quanheng.office.accounts.powers import Power
from quanheng.office.ballots.forms import account
from quanheng.office.duties.forms import NOTHING, PersonField, day, lines
from quanheng.office.records.forms import CHOSEN_FROM
from quanheng.office.records.models import Unit
from quanheng.office.selection.models import LeavingCheck, PriorReport, Review
from quanheng.office.selection.reviews.numbers import matters
from quanheng.office.selection.reviews.queries import cases_about

VOTES = (
    ("entitled", _("应到")),
    ("issued", _("发出票")),
    ("returned", _("收回票")),
    ("excellent", _("优秀")),
    ("competent", _("称职")),
    ("basic", _("基本称职")),
    ("incompetent", _("不称职")),
    ("abstained", _("弃权")),
)


class Asked(forms.Form):
    """A form that knows the account and the day."""

    def __init__(self, *args: Any, user: User, on: date, **more: Any) -> None:
        super().__init__(*args, **more)
        self.user, self.on = user, on
        self.build()

    def build(self) -> None:
        """Fields that depend on the account."""


def unit_field(user: User, on: date) -> forms.ModelChoiceField:
    """A unit whose selection work an account handles."""
    found = Unit.objects.visible_to(user, Power.MANAGE_SELECTION, on).in_force(on)
    few = found[: CHOSEN_FROM + 1].count() <= CHOSEN_FROM
    return forms.ModelChoiceField(
        found,
        label=_("单位"),
        to_field_name="code",
        widget=forms.Select() if few else forms.TextInput(attrs={"autocomplete": "off"}),
        help_text="" if few else _("请填写编码"),
    )


class Login(forms.CharField):
    """An account by its log-in name."""

    def clean(self, value: Any) -> Any:
        """The account."""
        return account(super().clean(value))


class StartForm(Asked):
    """A unit and a year."""

    def build(self) -> None:
        """The units, and this year."""
        self.fields["unit"] = unit_field(self.user, self.on)
        self.fields["year"] = forms.IntegerField(label=_("年度"), initial=self.on.year)


class PrepareForm(Asked):
    """The meeting, complaints, remarks."""

    meeting_on = day(_("会议日期"), required=False)
    complaints = forms.IntegerField(
        label=_("收到选人用人反映"), required=False, min_value=0, help_text=_("件；不填为未登记")
    )
    founded = forms.IntegerField(label=_("其中查实"), required=False, min_value=0)
    remarks = lines(_("专题报告补充"), size=4000, required=False)


class BallotForm(Asked):
    """Which ballot, and its tellers."""

    of = forms.ChoiceField(
        label=_("评议"), choices=[("work", _("选人用人工作")), ("people", _("新提拔干部"))]
    )
    first_teller = Login(label=_("第一计票人"), max_length=150, help_text=_("登录名"))
    second_teller = Login(label=_("第二计票人"), max_length=150, help_text=_("登录名"))


class CountForm(Asked):
    """What one teller counted."""

    def __init__(self, *args: Any, review: Review, people: Any, **more: Any) -> None:
        self.review, self.people = review, people
        super().__init__(*args, **more)

    def build(self) -> None:
        """Of whom, and the eight numbers."""
        told = [("work", now("选人用人工作"))]
        told += [(str(one.pk), f"{one.name}（{one.code}）") for one in self.people]
        self.fields["of"] = forms.ChoiceField(label=_("评议对象"), choices=told)
        for name, label in VOTES:
            self.fields[name] = forms.IntegerField(label=label, min_value=0)

    def person(self) -> Any:
        """The person counted; None for the work."""
        key = self.cleaned_data["of"]
        return next((one for one in self.people if str(one.pk) == key), None)


class NothingForm(Asked):
    """A step that asks for nothing."""


class TextForm(Asked):
    """A text."""

    text = lines(_("说明"))


class ConcludeForm(Asked):
    """A conclusion."""

    text = lines(_("结论"))


class RectifyForm(Asked):
    """Who is responsible, until when."""

    key = forms.CharField(widget=forms.HiddenInput, max_length=300)
    deadline = day(_("截止日期"))

    def build(self) -> None:
        """The person responsible."""
        self.fields["owner"] = PersonField(
            label=_("责任人"), user=self.user, on=self.on, max_length=60,
            help_text=_("姓名或编码，只能1人"),
            widget=forms.TextInput(attrs={"autocomplete": "off"}),
        )  # fmt: skip
        self.order_fields(("key", "owner", "deadline"))


class TitlesForm(Asked):
    """A list of standard titles."""

    def build(self) -> None:
        """Unit, titles, source, day."""
        self.fields["unit"] = unit_field(self.user, self.on)
        self.fields["lines"] = lines(
            _("规范职务名称"), size=20_000,
            help_text=_("一行一个，后可写准许的层次，如：局长 乡科级正职；不写层次则不限。"),
        )  # fmt: skip
        self.fields["source"] = forms.CharField(label=_("依据"), max_length=300)
        self.fields["since"] = day(_("施行日期"), initial=self.on)


class PriorForm(Asked):
    """A report sent upward."""

    def build(self) -> None:
        """Everything that is asked."""
        add = self.fields
        add["unit"] = unit_field(self.user, self.on)
        kinds = [(one, now(one)) for one in matters(self.on)]
        add["kind"] = forms.ChoiceField(label=_("事项类别"), choices=[NOTHING, *kinds])
        add["person"] = PersonField(
            label=_("干部"), user=self.user, on=self.on, max_length=60, required=False,
            help_text=_("姓名或编码，只能1人"),
            widget=forms.TextInput(attrs={"autocomplete": "off"}),
        )  # fmt: skip
        add["case"] = forms.ModelChoiceField(
            cases_about(self.user, self.on), label=_("办理事项"), required=False,
            widget=forms.NumberInput(), help_text=_("事项编号，没有则不填"),
        )  # fmt: skip
        add["number"] = forms.CharField(label=_("报告文号"), max_length=100)
        add["matter"] = lines(_("报告事项"), size=1000)
        add["reported_to"] = forms.CharField(label=_("报告对象"), max_length=200)
        add["reported_on"] = day(_("报告日期"), initial=self.on)


class AnswerForm(Asked):
    """The answer of the superior."""

    answer = forms.ChoiceField(label=_("答复"), choices=PriorReport.Answer.choices)
    answered_on = day(_("答复日期"))
    opinion = lines(_("答复意见"), size=1000, required=False)


class LeavingForm(Asked):
    """The check of a head."""

    kind = forms.ChoiceField(label=_("检查种类"), choices=LeavingCheck.Kind.choices)
    first = Login(label=_("检查人一"), max_length=150, help_text=_("登录名"))
    second = Login(label=_("检查人二"), max_length=150, help_text=_("登录名"))


class FindingsForm(Asked):
    """What a check found."""

    result = forms.ChoiceField(label=_("结果"), choices=LeavingCheck.Result.choices)
    findings = lines(_("检查情况"))
