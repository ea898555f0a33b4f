"""What is asked when something is done to an item."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from quanheng.office.accounts.models import User
from quanheng.office.accounts.powers import Power, scope_of
from quanheng.office.duties.filters import reached
from quanheng.office.duties.lists import BURDENS, TOPICS, YARDSTICKS, Kind
from quanheng.office.duties.models import Evidence, Item, Listed, LookBack
from quanheng.office.duties.showing import decisions_for
from quanheng.office.records.forms import CHOSEN_FROM
from quanheng.office.records.models import Award, Person, Unit

NOTHING = ("", _("请选择"))


def day(label: Any, *, required: bool = True, **more: Any) -> forms.DateField:
    """A day."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=required, widget=widget, **more)


def lines(label: Any, *, size: int = 2000, required: bool = True, **more: Any) -> forms.CharField:
    """A text of several lines."""
    widget = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(label=label, max_length=size, required=required, widget=widget, **more)


def word(label: Any, words: Any, *, required: bool = True, **more: Any) -> forms.ChoiceField:
    """One of a closed list."""
    choices = [NOTHING, *((one, now(one)) for one in words)]
    return forms.ChoiceField(label=label, choices=choices, required=required, **more)


class PersonField(forms.CharField):
    """A person by code, or by a name that one person has, among those who may be named."""

    def __init__(self, *args: Any, user: User, on: date, **more: Any) -> None:
        super().__init__(*args, **more)
        self.user, self.on = user, on

    def clean(self, value: Any) -> Any:
        """The person; None for nobody."""
        told = super().clean(value)
        if not told:
            return None
        scopes = [
            scope_of(self.user, one, self.on) for one in (Power.SEE_FILE, Power.MANAGE_DUTIES)
        ]
        reached_ = [Person.objects.within(scope, self.on).order_by() for scope in scopes if scope]
        within = Q(pk__in=())
        for people in reached_:
            within |= Q(pk__in=people.values("pk"))
        known = Person.objects.filter(within)
        found = list(known.filter(code=told)[:1]) or list(known.filter(name=told)[:2])
        if len(found) > 1:
            raise forms.ValidationError(_("有重名，请填写人员编码。"))
        if not found:
            raise forms.ValidationError(
                _("没有找到该人，请核对姓名或编码；只能选择您范围内的干部。")
            )
        return found[0]


def unit_field(user: User, on: date, **more: Any) -> forms.ModelChoiceField:
    """A unit whose items an account manages: from a list, or by code where there are too many."""
    found = Unit.objects.filter(reached(user, on, Power.MANAGE_DUTIES)).in_force(on)
    few = found[: CHOSEN_FROM + 1].count() <= CHOSEN_FROM
    return forms.ModelChoiceField(
        found,
        to_field_name="code",
        widget=forms.Select() if few else forms.TextInput(attrs={"autocomplete": "off"}),
        help_text="" if few else _("请填写编码"),
        **more,
    )


class RaiseForm(forms.Form):
    """A new item of a kind; what the kind does not need is not asked."""

    field_order = (
        "matter", "source_word", "source_detail", "topic", "category", "yardstick", "cause",
        "lead_unit", "owner", "assigned", "deadline", "measures", "number", "basis",
    )  # fmt: skip

    matter = lines(_("事项"), size=1000, help_text=_("只写事项，不写反映人、来信来访人姓名。"))
    assigned = day(_("交办日期"))
    measures = lines(
        _("措施"), size=5000, required=False, help_text=_("一行一条，可由责任人补充。")
    )
    number = forms.CharField(
        label=_("编号"), max_length=60, required=False, help_text=_("不填则自动编号。")
    )
    basis = forms.CharField(
        label=_("依据"), max_length=200, required=False, help_text=_("文号或材料名称")
    )

    def __init__(self, *args: Any, kind: Kind, user: User, on: date, **more: Any) -> None:
        super().__init__(*args, **more)
        self.kind = kind
        self.initial.setdefault("assigned", on)
        add = self.fields
        if kind.sources:
            add["source_word"] = word(_("来源"), kind.sources)
            add["source_detail"] = forms.CharField(
                label=_("来源说明"),
                max_length=300,
                required=False,
                help_text=_("如反馈文件、会议名称"),
            )
        else:
            add["source_detail"] = forms.CharField(label=_("来源"), max_length=300, required=False)
        add["lead_unit"] = unit_field(user, on, label=_("牵头单位"), required=kind.one_each)
        add["owner"] = PersonField(
            label=_("责任人"), user=user, on=on, required=kind.one_each, max_length=60,
            help_text=_("姓名或编码，只能1人"),
            widget=forms.TextInput(attrs={"autocomplete": "off"}),
        )  # fmt: skip
        add["deadline"] = day(_("截止日期"), required=kind.one_each)
        if kind.topics:
            self._topics()
        self.order_fields(self.field_order)

    def _topics(self) -> None:
        self.fields["topic"] = word(_("专题"), TOPICS)
        grouped = [
            (now(topic.name), [(one, now(one)) for one in topic.categories])
            for topic in TOPICS.values()
            if topic.categories
        ]
        self.fields["category"] = forms.ChoiceField(
            label=_("情形"), choices=[NOTHING, *grouped], required=False
        )
        self.fields["yardstick"] = word(
            _("对照"), YARDSTICKS, required=False, help_text=_("政治能力作风短板须选择")
        )
        self.fields["cause"] = lines(_("原因"), size=1000, required=False)

    def values(self) -> dict[str, Any]:
        """The columns of the record and what is kept beside it."""
        data = self.cleaned_data
        told = [data.get("source_word") or "", data.get("source_detail") or ""]
        names = ("matter", "lead_unit", "owner", "assigned", "deadline", "number")
        own = ("topic", "category", "yardstick", "cause")
        return {
            "type": self.kind.type,
            "source_list": "：".join(one for one in told if one) or None,
            **{name: data.get(name) for name in names},
            **{name: data.get(name) or "" for name in own},
        }

    def measures_told(self) -> list[str]:
        """The measures, one a line."""
        return self.cleaned_data["measures"].splitlines()


class StepForm(forms.Form):
    """What a step asks; ``duty`` and ``item`` are what it is taken on."""

    def __init__(
        self, *args: Any, duty: Listed, item: Item | None, user: User, on: date, **more: Any
    ) -> None:
        super().__init__(*args, **more)
        self.duty, self.item, self.user, self.on = duty, item, user, on
        self.build()

    def build(self) -> None:
        """Fields that depend on the item."""


class MeasuresForm(StepForm):
    """The measures, one a line."""

    text = lines(_("措施"), size=5000, help_text=_("一行一条，按次序。"))

    def build(self) -> None:
        """The present ones."""
        if self.item is not None:
            self.initial["text"] = "\n".join(one.text for one in self.item.measures.all())


class MeasureForm(StepForm):
    """Which measure is carried out."""

    place = forms.IntegerField(min_value=1, max_value=1000, widget=forms.HiddenInput)


class ProgressForm(StepForm):
    """How far it is."""

    text = lines(_("进展"))
    percent = forms.IntegerField(label=_("进度（%）"), min_value=0, max_value=100, required=False)


class EvidenceForm(StepForm):
    """A paper."""

    title = forms.CharField(label=_("名称或文号"), max_length=200)
    file = forms.FileField(
        label=_("文件"), required=False, max_length=200,
        help_text=_("PDF、图片、Word 或 Excel，不超过 10 MB；加密保存"),
    )  # fmt: skip


class AnswerForm(StepForm):
    """The answer."""

    text = lines(_("办理结果"))


class PassForm(StepForm):
    """That the answer holds."""

    text = lines(_("核验意见"), size=1000, required=False)


class ReasonForm(StepForm):
    """Why."""

    text = lines(_("理由"), size=1000)


class CloseForm(StepForm):
    """On what evidence; what was decided of the person, where that is asked."""

    text = forms.CharField(label=_("销号说明"), max_length=500, required=False)

    def build(self) -> None:
        """The papers of the item, and sanctions on file."""
        papers = Evidence.objects.filter(item=self.item)
        self.fields["proof"] = forms.ModelChoiceField(papers, label=_("办结依据"))
        topic = TOPICS.get(self.item.topic) if self.item is not None else None
        if topic is not None and topic.decision:
            found = decisions_for(self.duty, self.user, self.on)
            self.fields["decision"] = DecisionField(found, label=_("处理决定"), required=False)
            self.fields["undecided"] = forms.CharField(
                label=_("不作处理的理由"), max_length=500, required=False,
                help_text=_("处理决定和理由二者必填其一"),
            )  # fmt: skip
        self.order_fields(["proof", "decision", "undecided", "text"])


class DecisionField(forms.ModelChoiceField):
    """A sanction on file."""

    def label_from_instance(self, obj: Award) -> str:
        """Whom it is about, what it is, since when."""
        return f"{obj.person or obj.unit}　{obj.type}　{obj.name}　{obj.day}"


class PlanForm(StepForm):
    """When to look back."""

    planned_on = day(_("计划日期"))


class LookForm(StepForm):
    """What was seen."""

    finding = forms.ChoiceField(label=_("结果"), choices=[NOTHING, *LookBack.Finding.choices])
    text = lines(_("情况"), size=1000, required=False, help_text=_("反弹回潮须写明情况"))


class ReopenForm(ReasonForm):
    """Why it is opened again, and until when it is to be done."""

    deadline = day(_("新的截止日期"), required=False)


class ExtendForm(ReasonForm):
    """Until when, and why."""

    until = day(_("新的截止日期"))


class RemindForm(StepForm):
    """What is said with the reminder."""

    text = forms.CharField(label=_("附言"), max_length=300, required=False)


class UploadForm(forms.Form):
    """A workbook with the sheet 清单."""

    file = forms.FileField(
        label=_("工作簿"),
        max_length=200,
        help_text=_("含工作表“清单”的 .xlsx 文件，不超过 5 MB；导出的清单改后可直接导入"),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx"}),
    )


class BurdenForm(forms.Form):
    """How many a unit may have, and has had."""

    what = word(_("事项"), BURDENS)
    year = forms.IntegerField(label=_("年度"), min_value=1949, max_value=9999)
    cap = forms.IntegerField(
        label=_("上限（计划数）"), min_value=0, max_value=1_000_000, required=False
    )
    counted = forms.IntegerField(label=_("实际"), min_value=0, max_value=1_000_000, required=False)
    source = forms.CharField(label=_("依据"), max_length=200, required=False)

    def __init__(self, *args: Any, user: User, on: date, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["unit"] = unit_field(user, on, label=_("单位"))
        self.initial.setdefault("year", on.year)
        self.order_fields(["unit", "year", "what", "cap", "counted", "source"])
