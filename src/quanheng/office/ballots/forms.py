"""Forms: a ballot by its kind, the roll, passphrases, reasons."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quanheng.office.accounts import directory
from quanheng.office.accounts.models import User
from quanheng.office.accounts.powers import Power, scope_of
from quanheng.office.ballots.counting import Basis, Threshold
from quanheng.office.ballots.models import FLOOR, Ballot, Voter
from quanheng.office.ballots.paper import CHOOSING, GRADING, POINTS, Form, Grade, Paper
from quanheng.office.ballots.plan import ClassOf, Plan
from quanheng.office.ballots.sealing import LEAST

PLAIN = {"autocomplete": "off"}
DIMENSIONS = {Form.EVALUATION: "德\n能\n勤\n绩\n廉", Form.MUTUAL: "总体评价"}
CLASSES = {Form.MUTUAL: "上级 40\n同级 30\n下级 30"}
DEFAULT_CLASS = "全体 1"
SUBJECTS = {
    Form.RECOMMENDATION: gettext_lazy("推荐人选"),
    Form.EVALUATION: gettext_lazy("测评对象"),
    Form.DECISION: gettext_lazy("表决对象"),
    Form.MUTUAL: gettext_lazy("互评对象"),
    Form.PROJECTS: gettext_lazy("候选项目"),
}
ONLY = {
    "dimensions": GRADING,
    "points": GRADING,
    "warning": GRADING,
    "most": CHOOSING,
    "write_ins": frozenset({Form.RECOMMENDATION}),
}
"""Fields that only some forms of vote have."""


class ShareField(forms.CharField):
    """A part, as ``2/3`` or ``50%``; two whole numbers."""

    def __init__(self, **options: Any) -> None:
        attrs = {**PLAIN, "size": 6, "placeholder": "2/3"}
        super().__init__(max_length=9, widget=forms.TextInput(attrs=attrs), **options)

    def clean(self, value: Any) -> tuple[int, int] | None:
        """Numerator and denominator."""
        text = super().clean(value).replace(" ", "")
        if not text:
            return None
        if found := re.fullmatch(r"(\d{1,4})/(\d{1,4})", text):
            return int(found[1]), int(found[2])
        if found := re.fullmatch(r"(\d{1,3})[%％]", text):
            return int(found[1]), 100
        raise ValidationError(_("请写作 2/3 或 50% 这样的比例。"))


def share_text(numerator: int | None, denominator: int | None) -> str:
    """A part as the field shows it."""
    return "" if numerator is None else f"{numerator}/{denominator}"


class LinesField(forms.CharField):
    """One thing a line."""

    def __init__(self, rows: int, **options: Any) -> None:
        widget = forms.Textarea(attrs={**PLAIN, "rows": rows, "class": "code"})
        super().__init__(widget=widget, **options)

    def clean(self, value: Any) -> list[str]:
        """The lines that say something."""
        return [line.strip() for line in super().clean(value).splitlines() if line.strip()]


class BallotForm(forms.Form):
    """Everything that a ballot lays down but its roll; ``plan`` is what the action takes."""

    title = forms.CharField(label=gettext_lazy("名称"), max_length=200)
    unit = forms.ChoiceField(label=gettext_lazy("单位"))
    subjects = LinesField(
        8, help_text=gettext_lazy("每行一个；职务或说明写在名称后，用空格或制表符隔开。")
    )
    dimensions = LinesField(5, label=gettext_lazy("测评项目"), help_text=gettext_lazy("每行一项。"))
    most = forms.IntegerField(label=gettext_lazy("最多可选"), min_value=1, initial=1)
    write_ins = forms.IntegerField(
        label=gettext_lazy("其中可另选他人"),
        min_value=0,
        initial=0,
        help_text=gettext_lazy("0 为不可另选。另选的写法会在计票后原样显示。"),
    )
    points = forms.CharField(
        label=gettext_lazy("等次分值"),
        max_length=30,
        initial=" ".join(str(value) for value in POINTS.values()),
        help_text=gettext_lazy("依次为优秀、称职、基本称职、不称职，用空格隔开。"),
    )
    classes = LinesField(
        3,
        label=gettext_lazy("投票人类别"),
        help_text=gettext_lazy("每行一类，后写权重，如“班子成员 40”。权重只用于互评得分。"),
    )
    slips = forms.BooleanField(label=gettext_lazy("使用纸质表决票"), required=False, initial=True)
    phones = forms.BooleanField(
        label=gettext_lazy("使用手机投票"),
        required=False,
        help_text=gettext_lazy("投票人须有账户，系统须经 HTTPS 访问。"),
    )
    first_teller = forms.CharField(
        label=gettext_lazy("第一计票人"), help_text=gettext_lazy("登录名。")
    )
    second_teller = forms.CharField(
        label=gettext_lazy("第二计票人"),
        help_text=gettext_lazy("登录名。组织人和两位计票人须是三个不同的人。"),
    )
    passing = ShareField(label=gettext_lazy("通过比例"), initial="1/2")
    pass_strict = forms.TypedChoiceField(
        label=gettext_lazy("通过条件"),
        choices=[("yes", gettext_lazy("超过该比例")), ("no", gettext_lazy("达到该比例"))],
        coerce=lambda value: value == "yes",
        initial="yes",
    )
    pass_basis = forms.ChoiceField(
        label=gettext_lazy("比例的分母"), choices=Basis.choices, initial=Basis.ENTITLED
    )
    quorum = ShareField(
        label=gettext_lazy("法定人数"),
        initial="2/3",
        help_text=gettext_lazy("占应到会人数的比例，不足时投票结果无效。"),
    )
    quorum_basis = forms.ChoiceField(
        label=gettext_lazy("法定人数按"),
        choices=[(one.value, one.label) for one in (Basis.PRESENT, Basis.RETURNED)],
        initial=Basis.PRESENT,
    )
    warning = ShareField(
        label=gettext_lazy("不称职提示比例"),
        required=False,
        help_text=gettext_lazy("“不称职”超过此比例的，在结果中标出；留空则不提示。"),
    )
    floor = forms.IntegerField(
        label=gettext_lazy("匿名下限"),
        min_value=FLOOR,
        initial=FLOOR,
        help_text=gettext_lazy("收回票数不足此数的，不公布也不保存任何结果。"),
    )

    def __init__(self, *args: Any, form: str, user: User, on: date, **options: Any) -> None:
        self.form = Form(form)
        super().__init__(*args, **options)
        for name, forms_ in ONLY.items():
            if self.form not in forms_:
                del self.fields[name]
        self.fields["subjects"].label = SUBJECTS[self.form]
        self.fields["unit"].choices = [
            (place.code, "　" * place.depth + place.name) for place in holdable_places(user, on)
        ]
        self.fields["classes"].initial = CLASSES.get(self.form, DEFAULT_CLASS)
        if self.form in GRADING:
            self.fields["dimensions"].initial = DIMENSIONS[self.form]

    def clean_first_teller(self) -> User:
        """The account."""
        return account(self.cleaned_data["first_teller"])

    def clean_second_teller(self) -> User:
        """The account."""
        return account(self.cleaned_data["second_teller"])

    def clean_points(self) -> dict[str, int]:
        """Points by grade."""
        found = re.findall(r"\d+", self.cleaned_data["points"])
        if len(found) != len(Grade):
            raise ValidationError(_("请写四个整数，如 100 80 60 0。"))
        return dict(zip(Grade.values, map(int, found), strict=True))

    def plan(self) -> Plan:
        """The plan of a valid form."""
        told = self.cleaned_data
        paper = {
            "subjects": subjects_of(told["subjects"]),
            "dimensions": told.get("dimensions") or [""],
            "most": told.get("most") or 1,
            "write_ins": told.get("write_ins") or 0,
            "points": told.get("points") or {},
        }
        return Plan(
            told["title"], self.form, told["unit"], told["first_teller"], told["second_teller"],
            paper, classes_of(told["classes"]), told["slips"], told["phones"], told["floor"],
            Threshold(*told["quorum"], Basis(told["quorum_basis"]), strict=False),
            Threshold(*told["passing"], Basis(told["pass_basis"]), told["pass_strict"]),
            told.get("warning"),
        )  # fmt: skip


def holdable_places(user: User, on: date) -> list[directory.Place]:
    """The units in which an account may hold ballots, top down."""
    scope = scope_of(user, Power.HOLD_BALLOTS, on)
    return [place for place in directory.places() if scope.covers(place.path)]


def account(login: str) -> User:
    """The account of a log-in name."""
    found = User.objects.filter(username=login.strip(), is_active=True, is_system=False).first()
    if found is None:
        raise ValidationError(_("没有登录名为“%s”的账户。") % login)
    return found


def parted(line: str) -> tuple[str, str]:
    """What stands before the first white space of a line, and what after."""
    first, *rest = re.split(r"\s+", line, maxsplit=1)
    return first, rest[0] if rest else ""


def subjects_of(lines: Iterable[str]) -> list[dict[str, str]]:
    """Subjects as the paper keeps them; their keys are their places."""
    named = [parted(line) for line in lines]
    return [
        {"key": str(number), "name": name, "note": note}
        for number, (name, note) in enumerate(named, start=1)
    ]


def classes_of(lines: Iterable[str]) -> Sequence[ClassOf]:
    """Classes with their weights; 1 where a line says none."""
    found = [re.fullmatch(r"(.*?)(?:\s+(\d{1,4}))?", line) for line in lines]
    return [ClassOf(one[1], int(one[2] or 1)) for one in found if one]


def written(ballot: Ballot) -> dict[str, Any]:
    """A ballot as its form shows it."""
    paper = Paper.read(ballot.form, ballot.paper)
    return {
        "title": ballot.title,
        "unit": ballot.unit_code,
        "subjects": "\n".join(f"{one.name} {one.note}".strip() for one in paper.subjects),
        "dimensions": "\n".join(paper.dimensions),
        "most": paper.most,
        "write_ins": paper.write_ins,
        "points": " ".join(str(value) for value in paper.points),
        "classes": "\n".join(f"{one.name} {one.weight}" for one in ballot.classes.all()),
        "slips": ballot.slips,
        "phones": ballot.phones,
        "first_teller": ballot.first_teller.username,
        "second_teller": ballot.second_teller.username,
        "passing": share_text(ballot.pass_numerator, ballot.pass_denominator),
        "pass_strict": "yes" if ballot.pass_strict else "no",
        "pass_basis": ballot.pass_basis,
        "quorum": share_text(ballot.quorum_numerator, ballot.quorum_denominator),
        "quorum_basis": ballot.quorum_basis,
        "warning": share_text(ballot.warn_numerator, ballot.warn_denominator),
        "floor": ballot.floor,
    }


class RollForm(forms.Form):
    """The roll, pasted or as a workbook."""

    lines = forms.CharField(
        label=gettext_lazy("名册"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={**PLAIN, "rows": 12, "class": "code", "wrap": "off"}),
        help_text=gettext_lazy(
            "每行一人：姓名、单位或职务、类别、登录名，用制表符或逗号隔开；可从表格中整块粘贴。"
        ),
    )
    file = forms.FileField(
        label=gettext_lazy("或上传工作簿"),
        required=False,
        help_text=gettext_lazy("取第一张工作表，各列次序相同（.xlsx）。"),
    )

    def clean(self) -> dict[str, Any]:
        """One of the two."""
        told: dict[str, Any] = super().clean() or {}
        if not (told.get("lines", "").strip() or told.get("file")):
            raise ValidationError(_("请粘贴名册或选择文件。"))
        return told


class PassphraseForm(forms.Form):
    """A teller's new passphrase, twice."""

    passphrase = forms.CharField(
        label=gettext_lazy("口令"),
        min_length=LEAST,
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=gettext_lazy(
            "至少 12 个字符，只有您知道；系统不保存，忘记后无法找回，只能重新投票。"
        ),
    )
    again = forms.CharField(
        label=gettext_lazy("再输一次"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean(self) -> dict[str, Any]:
        """The same twice."""
        told: dict[str, Any] = super().clean() or {}
        if "passphrase" in told and told["passphrase"] != told.get("again"):
            self.add_error("again", _("两次输入不同。"))
        return told


class OpeningForm(forms.Form):
    """A teller's passphrase, to open what was sealed."""

    passphrase = forms.CharField(
        label=gettext_lazy("口令"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )


class ReasonForm(forms.Form):
    """Why something is done."""

    reason = forms.CharField(
        label=gettext_lazy("理由"), max_length=300, widget=forms.TextInput(attrs=PLAIN)
    )


class MoveForm(ReasonForm):
    """Who was handed the slip that was ticked for somebody else."""

    to = forms.ModelChoiceField(Voter.objects.none(), label=gettext_lazy("实际领票人"))

    def __init__(self, *args: Any, voter: Voter, **options: Any) -> None:
        super().__init__(*args, **options)
        none = Voter.Received.NONE
        same = Voter.objects.filter(voter_class=voter.voter_class, received=none)
        self.fields["to"].queryset = same.exclude(pk=voter.pk)
        self.fields["to"].label_from_instance = lambda one: f"{one.name} {one.place}".strip()
        self.order_fields(["to", "reason"])
