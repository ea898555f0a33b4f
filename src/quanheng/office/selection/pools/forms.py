"""What is asked when a pool is opened, entered, left, or a member is looked at."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from quanheng.office.accounts.models import User
from quanheng.office.accounts.powers import Power
from quanheng.office.duties.forms import PersonField, lines
from quanheng.office.records.forms import CHOSEN_FROM
from quanheng.office.records.models import Unit
from quanheng.office.selection.models import Pool, PoolEntry, PoolReview

OFF: Any = forms.TextInput(attrs={"autocomplete": "off"})


class PoolForm(forms.Form):
    """A new pool, or one that the file names already."""

    name = forms.CharField(
        label=_("名称"), max_length=200, widget=OFF, help_text=_("与档案“后备”记录中的池名称一致。")
    )
    kind = forms.ChoiceField(label=_("类别"), choices=Pool.Kind.choices)
    field = forms.CharField(
        label=_("领域"), max_length=40, required=False, help_text=_("专业人才库必填。")
    )
    target = forms.IntegerField(label=_("目标人数"), min_value=1, max_value=9999, required=False)
    clause = forms.CharField(
        label=_("依据条款"), max_length=80, required=False,
        help_text=_("如 hangzhou-2017:7，可不填。"),
    )  # fmt: skip

    field_order = ("name", "kind", "field", "unit", "target", "clause")

    def __init__(self, *args: Any, user: User, on: date, **more: Any) -> None:
        super().__init__(*args, **more)
        found = Unit.objects.visible_to(user, Power.MANAGE_SELECTION).in_force(on)
        few = found[: CHOSEN_FROM + 1].count() <= CHOSEN_FROM
        self.fields["unit"] = forms.ModelChoiceField(
            found,
            label=_("管理单位"),
            to_field_name="code",
            widget=forms.Select() if few else OFF,
            help_text="" if few else _("请填写编码"),
            initial=found.order_by("path").values_list("code", flat=True).first(),
        )
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        """A talent pool names its field."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("kind") == Pool.Kind.TALENT and not data.get("field"):
            self.add_error("field", _("专业人才库须填写领域。"))
        return data


class TargetForm(forms.Form):
    """How many a pool should hold."""

    target = forms.IntegerField(
        label=_("目标人数"), min_value=1, max_value=9999, required=False,
        help_text=_("不填表示不设目标。"),
    )  # fmt: skip
    reason = forms.CharField(label=_("理由"), max_length=300)


class EnterForm(forms.Form):
    """Somebody who enters a pool, and how the person was found."""

    channel = forms.ChoiceField(label=_("发现来源"), choices=PoolEntry.Channel.choices)
    told_by = forms.CharField(
        label=_("来源说明"), max_length=300, help_text=_("推荐单位、考核或调研材料名称。")
    )
    source = forms.CharField(label=_("依据"), max_length=200, required=False)

    field_order = ("person", "channel", "told_by", "source")

    def __init__(self, *args: Any, user: User, on: date, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["person"] = PersonField(
            label=_("干部"), user=user, on=on, max_length=60, widget=OFF,
            help_text=_("姓名或编码，只能1人"),
        )  # fmt: skip
        self.order_fields(self.field_order)


class LookForm(forms.Form):
    """How a member has come on."""

    text = lines(_("培养和成长情况"))
    outcome = forms.ChoiceField(label=_("意见"), choices=PoolReview.Outcome.choices)


class LeaveForm(forms.Form):
    """Why a member leaves."""

    reason = forms.CharField(
        label=_("出库原因"), max_length=300, help_text=_("如提拔任用、工作调动、不再适宜。")
    )
