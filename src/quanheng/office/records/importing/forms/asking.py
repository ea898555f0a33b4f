"""What is asked before forms are given out."""

from django import forms
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Format(TextChoices):
    """The file formats."""

    LRMX = "lrmx", _(".lrmx（任免审批表 3.0）")
    LRM = "lrm", _(".lrm 和 .pic（任免审批表 2.0）")
    PACKAGE = "package", _("全国公务员数据交换包")


class GivingForm(forms.Form):
    """In which format, and why."""

    format = forms.ChoiceField(label=_("格式"), choices=Format.choices, initial=Format.LRMX)
    reason = forms.CharField(
        label=_("导出理由"),
        max_length=300,
        help_text=_("将记入账本，并告知干部本人。"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class GivingOneForm(GivingForm):
    """The same for one person, whose masked parts may be asked for."""

    masked = forms.BooleanField(
        label=_("含身份证号和家庭成员"),
        required=False,
        help_text=_("仅在您有权查看时写入；会分别记入访问日志。"),
    )
