"""What is asked before documents are made."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from quanheng.office.documents.kinds import FORMATS, Format, Kind

CHOICES = [
    (f"{kind.value}.{form.value}", "") for kind, forms_ in FORMATS.items() for form in forms_
]


class OrderForm(forms.Form):
    """Why; which document is said by the button that is pressed."""

    reason = forms.CharField(
        label=_("用途"),
        max_length=300,
        help_text=_("记入账本，并告知干部本人。"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    document = forms.ChoiceField(choices=CHOICES, required=True, widget=forms.HiddenInput)

    def asked(self) -> tuple[Kind, Format]:
        """The document and its format."""
        kind, _dot, form = self.cleaned_data["document"].partition(".")
        return Kind(kind), Format(form)


class PersonOrderForm(OrderForm):
    """The same for one person, whose masked parts may be asked for."""

    masked = forms.BooleanField(
        label=_("含身份证号和家庭成员"),
        required=False,
        help_text=_("仅写入您有权查看的部分，并分别记入访问日志。"),
    )


class UnitOrderForm(OrderForm):
    """The same for a unit, of all its people or of those who are ticked."""

    people = forms.MultipleChoiceField(required=False)

    def __init__(self, *args: Any, **values: Any) -> None:
        super().__init__(*args, **values)
        ticked = self.data.getlist("people") if self.is_bound else []
        self.fields["people"].choices = [(key, key) for key in ticked if key.isdigit()]

    def chosen(self) -> list[int]:
        """The keys of those who are ticked."""
        return [int(key) for key in self.cleaned_data["people"]]
