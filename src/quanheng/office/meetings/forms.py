"""What is asked when something is done to a meeting, an item or a question."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from quanheng.office.accounts.models import User
from quanheng.office.ballots.models import Ballot
from quanheng.office.ballots.paper import Form as Kind
from quanheng.office.ballots.queries import result
from quanheng.office.duties.forms import PersonField, day, lines
from quanheng.office.meetings.models import (
    Item,
    Meeting,
    Member,
    Question,
    Speech,
    Study,
)
from quanheng.office.meetings.models.visible import units_held
from quanheng.office.records.models import Unit

NOTHING = ("", _("请选择"))
Told = dict[str, Any]


def line(label: Any, *, size: int = 200, required: bool = True, **more: Any) -> forms.CharField:
    """A text of one line."""
    return forms.CharField(label=label, max_length=size, required=required, **more)


class KeeperField(forms.CharField):
    """An account by its log-in name."""

    def clean(self, value: Any) -> Any:
        """The account."""
        told = super().clean(value)
        found = User.objects.filter(username=told, is_active=True, is_system=False).first()
        if found is None:
            raise forms.ValidationError(_("没有这个登录名的账户，请核对。"))
        return found


def units_of(user: User, on: date) -> Any:
    """The units in which an account may hold meetings."""
    return Unit.objects.filter(units_held(user, on, "path")).in_force(on)


class UnitForm(forms.Form):
    """For which committee."""

    unit = forms.ModelChoiceField(Unit.objects.none(), to_field_name="code", label=_("单位"))
    kind = forms.ChoiceField(label=_("会议类别"), choices=Meeting.Kind.choices)

    def __init__(self, *args: Any, user: User, on: date, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["unit"].queryset = units_of(user, on)  # type: ignore[attr-defined]


class DraftForm(forms.Form):
    """Day, place, keeper and roll."""

    day = day(_("会议日期"))
    venue = line(_("地点"), required=False)
    keeper = KeeperField(label=_("记录人"), max_length=150, help_text=_("登录名"))
    roll = forms.CharField(
        label=_("应到会成员"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 9}),
        help_text=_("一行一名：姓名或人员编码，职务。主要负责人行首加*，只能一名。"),
    )


class RollForm(forms.Form):
    """The roll alone."""

    roll = DraftForm.base_fields["roll"]


class StepForm(forms.Form):
    """What a step asks; ``about`` is the meeting, item or question on which it is taken."""

    def __init__(self, *args: Any, about: Any, user: User, on: date, **more: Any) -> None:
        super().__init__(*args, **more)
        self.about, self.user, self.on = about, user, on
        self.build()

    def build(self) -> None:
        """Fields that depend on what it is about."""


class ReasonForm(StepForm):
    """A reason."""

    reason = lines(_("理由"), size=500)


class ChangeForm(StepForm):
    """Another day, venue or keeper."""

    day = day(_("会议日期"))
    venue = line(_("地点"), required=False)
    keeper = KeeperField(label=_("记录人"), max_length=150, help_text=_("登录名"))

    def build(self) -> None:
        """As they are."""
        meeting: Meeting = self.about
        told = {"day": meeting.day, "venue": meeting.venue, "keeper": meeting.keeper.username}
        self.initial.update(told)


class AddItemForm(StepForm):
    """A new item."""

    kind = forms.ChoiceField(label=_("议题类别"), choices=[NOTHING, *Item.Kind.choices])
    title = line(_("议题"), size=300)
    reporter = line(_("汇报人"), size=100, required=False)
    secret = forms.BooleanField(label=_("无记名表决"), required=False)


class BeginForm(StepForm):
    """Who came."""

    def build(self) -> None:
        """Two fields for each member."""
        choices = [one for one in Member.Attendance.choices if one[0] != "unknown"]
        self.members = list(self.about.members.all())
        for one in self.members:
            self.fields[f"came-{one.pk}"] = forms.ChoiceField(
                label=one.name, choices=choices, initial=Member.Attendance.PRESENT
            )
            self.fields[f"why-{one.pk}"] = line(_("缺席原因"), required=False)

    def rows(self) -> list[tuple[Member, Any, Any]]:
        """The fields, member by member."""
        return [(one, self[f"came-{one.pk}"], self[f"why-{one.pk}"]) for one in self.members]

    def attendance(self) -> dict[int, tuple[str, str]]:
        """What was entered, by the key of the member."""
        told = self.cleaned_data
        return {one.pk: (told[f"came-{one.pk}"], told[f"why-{one.pk}"]) for one in self.members}


class AttendanceForm(StepForm):
    """Somebody has come or gone."""

    member = forms.ModelChoiceField(Member.objects.none(), label=_("成员"))
    attendance = forms.ChoiceField(label=_("到会情况"), choices=Member.Attendance.choices[1:])
    excuse = line(_("原因"), required=False)

    def build(self) -> None:
        """The members of the meeting."""
        self.fields["member"].queryset = self.about.members.all()  # type: ignore[attr-defined]


class CloseForm(StepForm):
    """Where a signature on paper is, for a head without an account."""

    note = line(
        _("说明"), size=300, required=False,
        help_text=_("主要负责人本人审签的可不填；代为归档的，写明其签字的纸质记录存放何处。"),
    )  # fmt: skip


class OverrideForm(ReasonForm):
    """Which gate, of which item."""

    gate = forms.CharField(max_length=120, widget=forms.HiddenInput())
    item = forms.IntegerField(required=False, widget=forms.HiddenInput())


class SignForm(StepForm):
    """Which override."""

    override = forms.IntegerField(widget=forms.HiddenInput())


class MoveForm(StepForm):
    """To which place."""

    place = forms.IntegerField(min_value=1, widget=forms.HiddenInput())


class QuestionForm(StepForm):
    """Something put to the vote."""

    text = line(_("表决事项"), size=500)
    reopens = forms.ModelChoiceField(
        Question.objects.none(), label=_("复议或纠正"), required=False,
        help_text=_("要复议或纠正的本单位已归档会议的决定"),
    )  # fmt: skip

    def build(self) -> None:
        """Whom it is about, and the decisions of the unit."""
        item: Item = self.about
        self.fields["person"] = PersonField(
            label=_("涉及干部"), user=self.user, on=self.on, max_length=60,
            required=item.kind == Item.Kind.APPOINTMENT, help_text=_("姓名或编码"),
            widget=forms.TextInput(attrs={"autocomplete": "off"}),
        )  # fmt: skip
        earlier = Question.objects.visible_to(self.user, self.on).filter(
            item__meeting__unit=item.meeting.unit, item__meeting__state=Meeting.State.CLOSED
        )
        self.fields["reopens"].queryset = earlier.order_by("-pk")[:200]  # type: ignore[attr-defined]
        self.order_fields(("text", "person", "reopens"))


class RemoveQuestionForm(StepForm):
    """Which question."""

    question = forms.IntegerField(widget=forms.HiddenInput())


class FinishForm(StepForm):
    """How an item was discussed."""

    minutes = lines(_("汇报和讨论情况"), size=5000)


class ItemForm(forms.ModelForm):
    """What is said of an item, and what is on file for it."""

    class Meta:
        model = Item
        fields = (
            "title", "reporter", "study", "secret", "interests",
            "legality", "risk", "expert", "soundings", "alignment", "consultation",
        )  # fmt: skip

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        item: Item = self.instance
        if item.kind == Item.Kind.STUDY:
            names = ("title", "reporter", "study")
            above = item.meeting.unit.path.rstrip("/").split("/")
            self.fields["study"].queryset = Study.objects.filter(unit__code__in=above)  # type: ignore[attr-defined]
        elif item.kind == Item.Kind.APPOINTMENT:
            names = ("title", "reporter", "secret", "soundings")
        else:
            names = tuple(name for name in self.fields if name != "study")
        for name in set(self.fields) - set(names):
            del self.fields[name]
        if "interests" in self.fields:
            self.fields["interests"] = forms.TypedChoiceField(
                label=_("事关发展或群众切身利益"), required=False, empty_value=None,
                choices=[NOTHING, ("yes", _("是")), ("no", _("否"))],
                coerce=lambda told: told == "yes",
                initial={True: "yes", False: "no"}.get(item.interests, ""),
            )  # fmt: skip
            self.initial.pop("interests", None)
        for name in set(names) & {"legality", "risk", "expert", "soundings", "consultation"}:
            self.fields[name].help_text = _("材料名称或文号、日期、结论")
        if "alignment" in self.fields:
            self.fields["alignment"].help_text = _("对照了哪些讲话、文件和要求")


class RecuseForm(ReasonForm):
    """Who leaves the room, and why."""

    field_order = ("member", "reason")
    member = forms.ModelChoiceField(Member.objects.none(), label=_("成员"))

    def build(self) -> None:
        """The members who are there."""
        there = self.about.item.meeting.members.filter(attendance=Member.Attendance.PRESENT)
        self.fields["member"].queryset = there  # type: ignore[attr-defined]


class SpeechForm(StepForm):
    """Who speaks, the position, the words; ``left`` are those who have not spoken, in turn."""

    member = forms.ModelChoiceField(Member.objects.none(), label=_("发言人"), empty_label=None)
    stance = forms.ChoiceField(
        label=_("表态"), choices=Speech.Stance.choices, widget=forms.RadioSelect
    )
    words = lines(_("发言"), size=2000, required=False)

    def build(self) -> None:
        """The members who may speak now: the head alone, and only when everybody else has."""
        question: Question = self.about
        self.fields["member"].queryset = may_speak(question)  # type: ignore[attr-defined]
        if question.item.secret:
            del self.fields["stance"]


def may_speak(question: Question) -> Any:
    """The members in the room whose turn may be next."""
    there = question.item.meeting.members.filter(attendance=Member.Attendance.PRESENT)
    left = there.exclude(recusals__question=question)
    spoken = question.speeches.filter(struck="").values("member")
    left = left.exclude(pk__in=spoken).order_by("place")
    others = left.filter(head=False)
    return others if others.exists() else left


class StrikeForm(StepForm):
    """Why the last turn is taken back."""

    reason = line(_("更正理由"), size=300)


class CountForm(StepForm):
    """What the tellers counted."""

    agree = forms.IntegerField(label=_("同意"), min_value=0)
    disagree = forms.IntegerField(label=_("不同意"), min_value=0)
    defer = forms.IntegerField(label=_("缓议"), min_value=0)
    first = line(_("第一计票人"), size=60)
    second = line(_("第二计票人"), size=60)


class BallotForm(StepForm):
    """A ballot that was counted, and what it asked about."""

    subject = forms.ChoiceField(label=_("投票和对象"))

    def build(self) -> None:
        """The counted ballots of the unit, with what each asked about."""
        unit = self.about.item.meeting.unit
        counted = Ballot.objects.visible_to(self.user).filter(
            unit_code=unit.code, form=Kind.DECISION, state=Ballot.State.CLOSED, counted=True
        )
        self.fields["subject"].choices = [  # type: ignore[attr-defined]
            NOTHING,
            *(
                (f"{ballot.pk}:{one.subject.key}", f"{ballot} {one.subject.name}")
                for ballot in counted.order_by("-pk")[:10]
                for one in result(ballot).standings
            ),
        ]


class NoteForm(forms.Form):
    """What was found of a decision later."""

    text = lines(_("情况"), size=1000)
    basis = line(_("依据"), help_text=_("文号或材料名称"))


class StudyForm(forms.Form):
    """Something to be studied."""

    unit = forms.ModelChoiceField(Unit.objects.none(), to_field_name="code", label=_("单位"))
    title = line(_("学习内容"), size=300)
    source = line(_("文号或出处"))
    received_on = day(_("收到日期"))

    def __init__(self, *args: Any, user: User, on: date, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["unit"].queryset = units_of(user, on)  # type: ignore[attr-defined]


class AuthorityForm(StudyForm):
    """Authority passed down."""

    title = source = received_on = None
    matter = line(_("授权事项"), size=300)
    holder = line(_("被授权人"), size=120)
    limit = line(_("权限"), help_text=_("如：单笔10万元以下"))
    basis = line(_("依据"), help_text=_("文号或会议"))
    since = day(_("自"))
    until = day(_("止"), required=False)


class InterventionForm(forms.Form):
    """Something that a leader asked for outside the due way."""

    unit = forms.ModelChoiceField(Unit.objects.none(), to_field_name="code", label=_("单位"))
    day = day(_("日期"))
    name = line(_("姓名和职务"), size=120)
    matter = lines(_("干预事项"), size=1000)
    handled = lines(_("处理情况"), size=1000, required=False)

    def __init__(self, *args: Any, units: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]
