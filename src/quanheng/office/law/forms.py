"""Forms: adopting a document, ending that, setting a number."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from quanheng.office.accounts.models import User
from quanheng.office.accounts.roles import Power
from quanheng.office.records.forms import CHOSEN_FROM
from quanheng.office.records.models import Unit


def date_field(label: Any, **options: Any) -> forms.DateField:
    """A day."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, **options)


def unit_field(user: User) -> forms.ModelChoiceField:
    """A unit for which the account may adopt documents."""
    found = Unit.objects.visible_to(user, Power.ADOPT_PACKS).order_by("path")
    listed = found[: CHOSEN_FROM + 1].count() <= CHOSEN_FROM
    return forms.ModelChoiceField(
        found,
        label=_("单位"),
        to_field_name="code",
        empty_label=None,
        widget=forms.Select() if listed else forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=_("连同其所属单位") if listed else _("请填写单位编码；连同其所属单位"),
    )


class AdoptForm(forms.Form):
    """A unit adopts the document from a day on."""

    since = date_field(_("自"))
    source = forms.CharField(label=_("依据"), max_length=300, help_text=_("文号或会议纪要"))

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields = {"unit": unit_field(user), **self.fields}


class EndForm(forms.Form):
    """The document no longer holds from a day on."""

    until = date_field(_("止"))
    reason = forms.CharField(label=_("依据"), max_length=300)


class NumberForm(forms.Form):
    """A unit sets a number that the document leaves open."""

    value = forms.CharField(label=_("数值"), max_length=20, help_text=_("比例可写作20%"))
    since = date_field(_("自"))
    source = forms.CharField(label=_("依据"), max_length=300, help_text=_("文号或会议纪要"))

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields = {"unit": unit_field(user), **self.fields}
