"""A field in which a person or unit is chosen: from a list, or by the name or the code."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from quanheng.office.accounts.models import User
from quanheng.office.records.forms import CHOSEN_FROM
from quanheng.office.records.models import Person, Unit

SHOWN = 5
"""Of several of one name, how many are told apart by their codes."""


class NamedField(forms.ModelChoiceField):
    """Somebody, or a unit, that the account may see; a name that only one bears will do."""

    def to_python(self, value: Any) -> Any:
        """The one of a code, else of a name; raises ``ValidationError`` for none or several."""
        if value in self.empty_values or isinstance(value, Person | Unit):
            return super().to_python(value)
        assert self.queryset is not None
        text = str(value).strip()
        found = list(self.queryset.filter(code=text)[:1])
        found = found or list(self.queryset.filter(name=text).order_by("code")[: SHOWN + 1])
        if len(found) == 1:
            return found[0]
        if not found:
            raise ValidationError(_("没有找到“%s”，请填写姓名（名称）或编码。") % text)
        codes = _("、").join(one.code for one in found[:SHOWN])
        raise ValidationError(_("“%(text)s”不止一个，请填写编码：%(codes)s") % {
            "text": text, "codes": codes,
        })  # fmt: skip

    def label_from_instance(self, obj: Any) -> str:
        """People with their codes: names recur."""
        return f"{obj.name}（{obj.code}）" if isinstance(obj, Person) else str(obj.name)


def named_field(model: type[Person] | type[Unit], user: User, told: dict[str, Any]) -> forms.Field:
    """A person or unit that the account may see, from a list or by name or code."""
    seen = model.objects.visible_to(user)
    listed = seen.order_by()[: CHOSEN_FROM + 1].count() <= CHOSEN_FROM
    if not listed:
        told["help_text"] = told["help_text"] or _("请填写姓名（名称）或编码")
    widget = forms.Select() if listed else forms.TextInput(attrs={"autocomplete": "off"})
    return NamedField(seen, to_field_name="code", widget=widget, **told)
