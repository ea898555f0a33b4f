"""What is asked when something is set, written or planned for a team."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from quanheng.office.accounts.models import User
from quanheng.office.duties.forms import PersonField, lines
from quanheng.office.records.models.columns import LEVEL_CHOICES
from quanheng.office.selection.models import ExchangeLine, FieldStep
from quanheng.office.selection.teams.judging import Bounds
from quanheng.office.selection.teams.law import AGES, TeamLaw
from quanheng.office.selection.teams.structure import Dimension, categories

OFF: Any = forms.TextInput(attrs={"autocomplete": "off"})


def reason() -> forms.CharField:
    """Why; it goes into the ledger."""
    return forms.CharField(label=_("理由"), max_length=300)


class TargetForm(forms.Form):
    """How many of a category a team should have."""

    category = forms.ChoiceField(label=_("类别"))
    at_least = forms.IntegerField(label=_("不少于"), min_value=0, required=False)
    at_most = forms.IntegerField(label=_("不多于"), min_value=0, required=False)
    share = forms.BooleanField(label=_("按班子人数的百分比"), required=False)
    reason = reason()

    def __init__(self, *args: Any, law: TeamLaw | None = None, **more: Any) -> None:
        super().__init__(*args, **more)
        grouped: dict[str, list[tuple[str, str]]] = {}
        for one in categories(law.ages if law else AGES):
            name = str(Dimension(one.dimension).label)
            grouped.setdefault(name, []).append((f"{one.dimension}:{one.key}", one.label))
        self.fields["category"].choices = list(grouped.items())  # type: ignore[attr-defined]

    def bounds(self) -> Bounds:
        """What was asked for."""
        data = self.cleaned_data
        return Bounds(data["at_least"], data["at_most"], data["share"])


class NeedForm(forms.Form):
    """How many members should know a field."""

    field = forms.CharField(
        label=_("领域"), max_length=40, help_text=_("可选文件所列领域，也可自行填写。")
    )
    number = forms.IntegerField(label=_("需要人数"), min_value=1, max_value=99)
    reason = reason()

    def __init__(self, *args: Any, law: TeamLaw | None = None, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["field"].widget = forms.TextInput(
            attrs={"autocomplete": "off", "list": "fields"}
        )
        self.named = [name for one in law.fields for name in one.names] if law else []


class StepForm(forms.Form):
    """What is done to close a gap in a field."""

    field = forms.CharField(label=_("领域"), max_length=40)
    way = forms.ChoiceField(label=_("途径"), choices=FieldStep.Way.choices)
    text = lines(_("措施"), size=500)

    def __init__(self, *args: Any, law: TeamLaw | None = None, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["field"].widget = forms.TextInput(
            attrs={"autocomplete": "off", "list": "fields"}
        )


class EndForm(forms.Form):
    """Why something set is set no longer."""

    key = forms.IntegerField(widget=forms.HiddenInput)
    reason = reason()

    def __init__(self, *args: Any, law: TeamLaw | None = None, **more: Any) -> None:
        super().__init__(*args, **more)


class AnalysisForm(forms.Form):
    """What was found of a team."""

    running = lines(_("班子运行情况"), help_text=_("议事决策、分工协作、团结和履职情况。"))
    strengths = lines(_("主要优点"))
    problems = lines(_("存在问题"))
    suggestions = lines(_("调整建议"), help_text=_("先写职位和条件，不写人选。"))


class PostForm(forms.Form):
    """A post to fill."""

    title = forms.CharField(label=_("职位"), max_length=200, widget=OFF)
    level = forms.TypedChoiceField(label=_("职务层次"), choices=LEVEL_CHOICES, coerce=int)
    chief = forms.BooleanField(label=_("正职"), required=False)
    vacancy = lines(_("空缺原因"))
    lacks = lines(_("班子所缺"), help_text=_("对照上面的结构、专业和空缺数据填写。"))
    asks = lines(_("任职要求"), help_text=_("经历、专业、能力要求；正职注重下一级正职经历。"))


class FitForm(forms.Form):
    """What somebody finds of a person for a post."""

    questions = lines(_("待核实的问题"), required=False)
    opinion = lines(
        _("评估意见"), help_text=_("依据一贯表现和全部工作，写明理由；不打分、不排序。")
    )


class WhoForm(forms.Form):
    """Whose facts are to be laid beside a post."""

    def __init__(self, *args: Any, user: User, on: date, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["person"] = PersonField(
            label=_("干部"), user=user, on=on, max_length=60, widget=OFF,
            help_text=_("姓名或编码，只能1人"),
        )  # fmt: skip


class PlanForm(WhoForm):
    """Somebody for the plan of exchanges."""

    year = forms.IntegerField(label=_("年度"), min_value=1949, max_value=9999)
    kind = forms.ChoiceField(label=_("类别"), choices=ExchangeLine.Kind.choices)
    reason = reason()

    field_order = ("person", "year", "kind", "reason")

    def __init__(self, *args: Any, user: User, on: date, **more: Any) -> None:
        super().__init__(*args, user=user, on=on, **more)
        self.initial.setdefault("year", on.year)
        self.order_fields(self.field_order)
