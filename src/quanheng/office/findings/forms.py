"""Forms: the name of a view."""

from django import forms
from django.utils.translation import gettext_lazy as _


class ViewForm(forms.Form):
    """The name of a view of the board."""

    name = forms.CharField(label=_("视图名称"), max_length=60)
