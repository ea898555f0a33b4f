"""Forms made from the models: one record, a correction, a search."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from quanheng.exchange.forms.picture import LARGEST
from quanheng.office.accounts.models import User
from quanheng.office.records.identity import COLUMN
from quanheng.office.records.models import Person, Record, Tenure, Unit
from quanheng.office.records.values import names_of, value_of

CHOSEN_FROM = 800
"""Units up to this number are chosen from a list; more are entered by their code."""

LONG = 300
"""Texts that may be longer get several lines."""


def one(
    field: models.Field[Any, Any], user: User, record: Record | None = None
) -> forms.Field | None:
    """The form field of a model field; None for one that nobody fills in."""
    if not field.editable:
        return None
    if isinstance(field, models.ForeignKey):
        return named(field, user, getattr(record, field.attname, None))
    if isinstance(field, models.DateField):
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        return field.formfield(widget=widget)
    if isinstance(field, models.CharField) and (field.max_length or 0) > LONG and not field.choices:
        return field.formfield(widget=forms.Textarea(attrs={"rows": 2}))
    return field.formfield()


def named(
    field: "models.ForeignKey[Any, Any]", user: User, current: int | None = None
) -> forms.ModelChoiceField:
    """A unit, person or programme, chosen from a list or entered by its code.

    The account chooses among those that it may see, and may leave the present one.
    """
    things = field.related_model._default_manager
    seen = things.visible_to(user).order_by()
    found = things.filter(Q(pk__in=seen.values("pk")) | Q(pk=current))
    listed = field.related_model is not Person and found[: CHOSEN_FROM + 1].count() <= CHOSEN_FROM
    return forms.ModelChoiceField(
        found,
        label=field.verbose_name,
        required=not field.null,
        to_field_name="code",
        widget=forms.Select() if listed else forms.TextInput(attrs={"autocomplete": "off"}),
        help_text="" if listed else _("请填写编码"),
    )


def fields_of(
    model: type[Record], user: User, *, without: tuple[str, ...], record: Record | None
) -> dict[str, Any]:
    """The form fields of a model, by name."""
    found: dict[str, Any] = {}
    for name in names_of(model):
        if name in without:
            continue
        if name == COLUMN:
            found[name] = forms.CharField(label=_("身份证号"), max_length=18, required=False)
            continue
        made = one(model._meta.get_field(name), user, record)  # type: ignore[arg-type]
        if made is not None:
            found[name] = made
    return found


class RecordForm(forms.Form):
    """What a record says, with the document that it rests on."""

    model: type[Record]

    def __init__(
        self,
        *args: Any,
        model: type[Record],
        user: User,
        without: tuple[str, ...] = (),
        record: Record | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.model = model
        left_out = (*without, *hidden(record))
        self.fields.update(fields_of(model, user, without=left_out, record=record))
        for name in list(self.fields):
            if record is not None:
                value = value_of(record, name)
                self.initial.setdefault(name, value.code if hasattr(value, "code") else value)
        self.names = tuple(self.fields)

    def values(self) -> dict[str, Any]:
        """What was entered, by field name."""
        return {name: self.cleaned_data[name] for name in self.names if name in self.cleaned_data}


def hidden(record: Record | None) -> tuple[str, ...]:
    """What a correction form does not show: the subject, and the number that is not revealed."""
    if record is None:
        return ()
    subject = tuple(
        field.name for field in record.facts() if field.name in ("person", "unit", "programme")
    )
    keeps_unit = isinstance(record, Tenure)
    return (*(name for name in subject if not (keeps_unit and name == "unit")), COLUMN)


class AddForm(RecordForm):
    """A new record."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["source"] = forms.CharField(
            label=_("依据"), max_length=200, required=False, help_text=_("文号或材料名称")
        )


class CorrectForm(RecordForm):
    """Other values for a record, and why."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"] = forms.CharField(label=_("更正理由"), max_length=1000)
        self.fields["evidence"] = forms.CharField(
            label=_("依据"),
            max_length=500,
            required=False,
            help_text=_("文号或材料名称；更正关键信息必须写明依据或上传佐证材料"),
        )
        self.fields["evidence_file"] = forms.FileField(
            label=_("佐证材料"), required=False, help_text=_("PDF 或图片，不超过 10 MB")
        )


class ReasonForm(forms.Form):
    """Why something is done."""

    reason = forms.CharField(label=_("理由"), max_length=1000)


class EvidenceForm(ReasonForm):
    """Why something is proposed, and on what evidence."""

    evidence = forms.CharField(label=_("依据"), max_length=500)


class DecisionForm(forms.Form):
    """What the second person says of a correction."""

    decision = forms.CharField(label=_("审核意见"), max_length=1000, required=False)


class MoveForm(ReasonForm):
    """Where a unit goes."""

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = Unit._meta.get_field("parent")
        self.fields["parent"] = named(field, user)
        self.fields["parent"].label = _("新的上级单位")
        self.fields["parent"].required = True


class CodeForm(forms.Form):
    """The code of a new person or unit."""

    code = forms.CharField(label=_("编码"), max_length=60, help_text=_("不能与已有编码相同"))


class UploadForm(forms.Form):
    """A workbook, or 干部任免审批表, to import."""

    file = forms.FileField(
        label=_("文件"),
        help_text=_(
            "交换工作簿（.xlsx），任免审批表（.lrmx、.lrm 或 .zip），或全国公务员数据交换包（.zip）"
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.lrmx,.lrm,.zip"}),
    )


class ExportForm(forms.Form):
    """Why a workbook is taken out."""

    reason = forms.CharField(label=_("用途"), max_length=300)


class PhotoForm(forms.Form):
    """A photograph for a file."""

    image = forms.FileField(
        label=_("照片"),
        max_length=300,
        help_text=_("JPEG、PNG、BMP 或 GIF 图片，不超过 5 MB"),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/bmp,image/gif"}),
    )
    taken = forms.DateField(
        label=_("拍摄时间"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    source = forms.CharField(label=_("依据"), max_length=200, required=False)

    def clean_image(self) -> Any:
        """Refused by its size before it is read."""
        image = self.cleaned_data["image"]
        if image.size > LARGEST:
            raise ValidationError(_("照片超过 5 MB，请缩小后再上传。"))
        return image
