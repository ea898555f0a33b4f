"""The filters above the list of entries."""

from django import forms
from django.utils.translation import gettext_lazy as _

from quanheng.office.ledger.words import ACTIONS, kinds


class Filters(forms.Form):
    """Which entries to list; everything is optional."""

    actor = forms.CharField(label=_("操作人"), max_length=150, required=False)
    action = forms.ChoiceField(label=_("操作事项"), required=False)
    kind = forms.ChoiceField(label=_("对象类型"), required=False)
    key = forms.CharField(label=_("对象"), max_length=80, required=False)
    since = forms.DateField(
        label=_("自"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    until = forms.DateField(
        label=_("至"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["action"].choices = [("", _("全部事项")), *ACTIONS.items()]
        self.fields["kind"].choices = [("", _("全部对象")), *kinds()]
