"""Forms beside an appointment's case."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from quanheng.office.accounts.models import User
from quanheng.office.meetings.models import Meeting
from quanheng.office.procedures.forms import day_field
from quanheng.office.procedures.models import Case, Nominee
from quanheng.office.selection.models import Objection


class AgendaForm(forms.Form):
    """On which agenda a case is put."""

    meeting = forms.ModelChoiceField(Meeting.objects.none(), label=_("会议"))

    def __init__(self, *args: Any, meetings: list[Meeting], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["meeting"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Meeting.objects.filter(pk__in=[one.pk for one in meetings])


class BallotForm(forms.Form):
    """Who counts, and how people vote."""

    title = forms.CharField(label=_("投票名称"), max_length=200)
    first = forms.ModelChoiceField(User.objects.none(), label=_("第一计票人"))
    second = forms.ModelChoiceField(User.objects.none(), label=_("第二计票人"))
    phones = forms.BooleanField(label=_("可用手机投票"), required=False)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = User.objects.filter(is_active=True, is_system=False).exclude(pk=user.pk)
        for name in ("first", "second"):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = others.order_by("name", "pk")


class ObjectionForm(forms.Form):
    """What came in on a public notice; nothing about who said it."""

    nominee = forms.ModelChoiceField(Nominee.objects.none(), label=_("公示对象"))
    received_on = day_field(_("收到日期"))
    channel = forms.ChoiceField(label=_("途径"), choices=Objection.Channel.choices)
    matter = forms.CharField(
        label=_("反映内容"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("只记内容，不记反映人的姓名、单位、电话或笔迹等任何信息。"),
    )

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["nominee"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = case.nominees.filter(out_on=None).select_related("person")


class SettleForm(forms.Form):
    """What looking into an objection yielded."""

    result = forms.ChoiceField(label=_("核查结果"), choices=Objection.Result.choices)
    finding = forms.CharField(
        label=_("核查情况"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
