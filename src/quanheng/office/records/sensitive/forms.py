"""Forms of the masked parts."""

from django import forms
from django.utils.translation import gettext_lazy as _


class ReasonForm(forms.Form):
    """Why a masked part is asked for."""

    reason = forms.CharField(
        label=_("查看理由"),
        max_length=300,
        help_text=_("将记入账本，并告知干部本人。"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class HealthForm(forms.Form):
    """A note on health."""

    day = forms.DateField(label=_("日期"), widget=forms.DateInput(attrs={"type": "date"}))
    note = forms.CharField(label=_("健康信息"), max_length=2000, widget=forms.Textarea)
    source = forms.CharField(label=_("依据"), max_length=200)
