"""Forms of the pages of accounts."""

from typing import Any

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from quanheng.office.accounts import directory
from quanheng.office.accounts.models import User
from quanheng.office.accounts.roles import Role

INDENT = "　"


class DayInput(forms.DateInput):
    """A day, chosen with the browser's calendar."""

    input_type = "date"

    def __init__(self, **options: Any) -> None:
        super().__init__(format="%Y-%m-%d", **options)


class OpenForm(forms.ModelForm):
    """A new account."""

    class Meta:
        model = User
        fields = ("username", "name", "person_code")
        labels = {"username": _("登录名")}
        help_texts = {
            "username": _("字母、数字和 @ . + - _。"),
            "person_code": _("干部本人的账户请填写；其他账户留空。"),
        }


class MailForm(forms.Form):
    """Where to mail that messages wait."""

    email = forms.EmailField(
        label=_("电子邮件"),
        required=False,
        max_length=254,
        help_text=_("有新消息时通知；邮件只说有几条，不含内容。留空则不发。"),
    )


class ReasonForm(forms.Form):
    """Why something is done to an account."""

    reason = forms.CharField(
        label=_("理由"), max_length=300, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )


class GrantForm(forms.Form):
    """A role, for a unit and a period."""

    role = forms.ChoiceField(label=_("角色"), choices=Role.choices)
    unit_code = forms.ChoiceField(label=_("单位"), required=False)
    since = forms.DateField(label=_("自"), widget=DayInput)
    until = forms.DateField(
        label=_("止"), required=False, widget=DayInput, help_text=_("当日起不再有效；可留空。")
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["unit_code"].choices = [
            ("", _("全部单位")),
            *((place.code, INDENT * place.depth + place.name) for place in directory.places()),
        ]
        self.fields["since"].initial = localdate()


class SearchForm(forms.Form):
    """What to look for in a list of accounts."""

    q = forms.CharField(required=False, max_length=60)
    role = forms.ChoiceField(required=False, choices=[("", _("全部角色")), *Role.choices])


class AccessForm(forms.Form):
    """What to look for in the access log."""

    person = forms.CharField(required=False, max_length=60)
    user = forms.CharField(required=False, max_length=150)
    since = forms.DateField(required=False, widget=DayInput)
    until = forms.DateField(required=False, widget=DayInput)
