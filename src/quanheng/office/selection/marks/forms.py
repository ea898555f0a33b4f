"""What is asked when a mark, a note or a list is entered."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from quanheng.office.accounts.models import User
from quanheng.office.accounts.powers import Power
from quanheng.office.duties.forms import NOTHING, PersonField, day, lines
from quanheng.office.procedures.models import Case
from quanheng.office.procedures.opening import place_of
from quanheng.office.records.forms import CHOSEN_FROM
from quanheng.office.records.models import MODELS, Evaluation, Person, Record, Unit
from quanheng.office.selection.marks.proof import Document, Rests
from quanheng.office.selection.marks.queries import (
    cases_of,
    records_for,
    types_offered,
    votes_of,
)
from quanheng.office.selection.marks.types import listing, types_at
from quanheng.office.selection.models import Mark, Reply


class WhoForm(forms.Form):
    """The person about whom something is to be entered."""

    def __init__(self, *args: Any, user: User, on: date, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["person"] = PersonField(
            label=_("干部"), user=user, on=on, max_length=60, help_text=_("姓名或编码，只能1人"),
            widget=forms.TextInput(attrs={"autocomplete": "off"}),
        )  # fmt: skip


class EvidenceForm(forms.Form):
    """Evidence: records of the file, or a document."""

    def __init__(self, *args: Any, person: Person, user: User, on: date, **more: Any) -> None:
        super().__init__(*args, **more)
        self.person, self.user, self.on = person, user, on
        self.build()
        self.fields["records"] = forms.MultipleChoiceField(
            label=_("档案记录"),
            choices=records_for(person, user, on),
            required=False,
            widget=forms.CheckboxSelectMultiple(),
            help_text=_("每类列出最近的记录。"),
        )
        self.fields["title"] = forms.CharField(
            label=_("文件名称或文号"), max_length=200, required=False
        )
        self.fields["file"] = forms.FileField(
            label=_("文件"),
            required=False,
            help_text=_("PDF、图片、docx 或 xlsx，不超过 10 MB。"),
        )

    def build(self) -> None:
        """Fields that come before the evidence."""

    def rests(self) -> Rests:
        """The evidence that was named."""
        keys = [key.partition("-")[::2] for key in self.cleaned_data["records"]]
        records: Sequence[Record] = [MODELS[kind].objects.get(pk=pk) for kind, pk in keys]
        file, title = self.cleaned_data["file"], self.cleaned_data["title"]
        return Rests(records, [Document(title, file)] if file is not None else [])


class MarkForm(EvidenceForm):
    """A new mark."""

    def build(self) -> None:
        """Its type, the facts, and where they were found."""
        offered = types_offered(types_at(place_of(self.person, self.on), self.on))
        self.fields["type"] = forms.ChoiceField(label=_("类型"), choices=[NOTHING, *offered])
        self.fields["facts"] = lines(
            _("事实"), help_text=_("写明时间、事情和作用；只写工作，不写私生活。")
        )
        self.fields["happened_on"] = day(_("事实发生日期"))
        self.fields["source"] = forms.ChoiceField(
            label=_("来源"), choices=[NOTHING, *Mark.Source.choices]
        )
        self.fields["attested"] = forms.BooleanField(
            label=_("材料不是匿名信，不涉及私生活"), required=True
        )


class NoteForm(EvidenceForm):
    """A new note of the organisation beside a vote."""

    def build(self) -> None:
        """The vote, and what the organisation finds."""
        votes = [
            (f"evaluation-{one.pk}", f"{one.get_type_display()} {one.day}")
            for one in votes_of(self.person, self.user, self.on)
        ]
        cases = [
            (f"case-{one.pk}", f"{now('办理事项')} {one.pk}")
            for one in cases_of(self.person, self.user, self.on)
        ]
        self.fields["vote"] = forms.ChoiceField(
            label=_("投票"), choices=[NOTHING, (now("测评记录"), votes), (now("办理事项"), cases)]
        )
        self.fields["voted_on"] = day(
            _("投票日期"), required=False, help_text=_("选择办理事项时填写。")
        )
        self.fields["reason"] = lines(
            _("组织评价"), size=1000, help_text=_("写明因敢抓敢管失票的情况和组织的客观评价。")
        )

    def vote(self) -> Evaluation | Case:
        """The vote that was chosen."""
        kind, _dash, pk = self.cleaned_data["vote"].partition("-")
        model: Any = Evaluation if kind == "evaluation" else Case
        found: Evaluation | Case = model.objects.get(pk=pk)
        return found


class WordsForm(forms.Form):
    """A list of the kinds to use and never to use."""

    def __init__(self, *args: Any, user: User, on: date, **more: Any) -> None:
        super().__init__(*args, **more)
        reached = Unit.objects.visible_to(user, Power.MANAGE_SELECTION, on).in_force(on)
        few = reached[: CHOSEN_FROM + 1].count() <= CHOSEN_FROM
        self.fields["unit"] = forms.ModelChoiceField(
            reached,
            label=_("单位"),
            to_field_name="code",
            widget=forms.Select() if few else forms.TextInput(attrs={"autocomplete": "off"}),
            help_text=_("适用于该单位及其下级。"),
        )
        self.places = listing(on)
        self.fields["clause"] = forms.ChoiceField(
            label=_("条款"), choices=[(one, one) for one in self.places]
        )
        most = max(self.places.values(), default=0)
        told = _("一行一类，最多%d类；按本地办法原文录入。") % most
        self.fields["to_use"] = lines(_("重用的情形"), help_text=told)
        self.fields["not_to_use"] = lines(_("坚决不用的情形"), help_text=told)
        self.fields["source"] = forms.CharField(
            label=_("依据"), max_length=300, help_text=_("本地办法的名称和文号")
        )
        self.fields["since"] = day(_("施行日期"), initial=on)


class MarkStepForm(forms.Form):
    """What a step of a mark asks."""

    def __init__(self, *args: Any, mark: Mark, on: date, **more: Any) -> None:
        super().__init__(*args, **more)
        self.mark, self.on = mark, on
        self.build()

    def build(self) -> None:
        """Fields that depend on the mark."""


class ShowForm(MarkStepForm):
    """Nothing but that it is to be shown."""


class ReasonForm(MarkStepForm):
    """Why."""

    text = lines(_("理由"), size=1000)


class ConfirmForm(MarkStepForm):
    """The decision, and until when it holds."""

    text = lines(_("确认意见"), size=1000)
    expires_on = day(_("失效日期"), required=False, help_text=_("不填则按文件或单位设定的年限。"))


class AnswerForm(MarkStepForm):
    """The answer to an objection."""

    text = lines(_("答复"), size=1000)

    def build(self) -> None:
        """The objections that wait."""
        waiting = self.mark.replies.filter(kind=Reply.Kind.OBJECTS, answered_by=None)
        self.fields["reply"] = forms.ModelChoiceField(
            waiting, label=_("异议"), widget=forms.HiddenInput(), initial=waiting.first()
        )


class ReplyForm(MarkStepForm):
    """What the person concerned says."""

    kind = forms.ChoiceField(label=_("意见"), choices=Reply.Kind.choices)
    text = lines(_("说明"), required=False)
