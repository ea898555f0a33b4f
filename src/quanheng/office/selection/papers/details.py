"""What whoever makes a paper adds to what the case says: the form, and what stands in it first."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from quanheng.office.documents.official.people import Contact
from quanheng.office.procedures.forms import day_field
from quanheng.office.selection.models import PaperKind
from quanheng.office.selection.papers.kinds import PAPERS
from quanheng.office.selection.papers.reading import Candidate, Reading

DAYS = frozenset({"day", "since", "until", "due", "valid_until"})
LONG = frozenset({"reason", "exception"})
NUMBERS = frozenset({"most", "returned"})
LABELS = {
    "organ": _("发文机关"),
    "mark": _("发文字号的字头"),
    "day": _("成文日期"),
    "addressee": _("主送机关"),
    "committee": _("会议名称"),
    "groups": _("参加人员类别"),
    "most": _("最多推荐人数"),
    "returned": _("收回票数"),
    "since": _("考察开始日期"),
    "until": _("考察结束日期"),
    "leader": _("考察组组长"),
    "members": _("考察组成员"),
    "phone": _("受理电话"),
    "address": _("通信地址"),
    "postcode": _("邮政编码"),
    "contact": _("联系人和电话"),
    "due": _("请于何日前回复"),
    "answers": _("所答来函"),
    "valid_until": _("意见有效期至"),
    "signers": _("签字人"),
    "signer": _("签发人"),
    "leave": _("拟免职务"),
    "reason": _("任免理由"),
    "exception": _("破格情形和理由"),
    "filler": _("填表人"),
    "copies": _("抄送机关"),
}
HELP = {
    "mark": _("如“云组”，编号自动生成；留空则不印文号"),
    "groups": _("用顿号隔开，由填表人勾选"),
    "members": _("用顿号隔开"),
    "signers": _("用顿号隔开"),
    "copies": _("用顿号隔开；留空则没有版记"),
    "leave": _("每名人选一行，写作“姓名：职务”；没有的不写"),
    "exception": _("每名人选一行，写作“姓名：理由”；没有的不写"),
}
REQUIRED = frozenset({"organ", "addressee", "committee", "reason"})


class DetailsForm(forms.Form):
    """What is added to a paper of one kind."""

    def __init__(self, *args: Any, kind: PaperKind, **more: Any) -> None:
        super().__init__(*args, **more)
        for name in PAPERS[kind].asks:
            self.fields[name] = field_of(name)

    def details(self) -> dict[str, Any]:
        """What was entered, as the paper keeps it."""
        return {
            name: value.isoformat() if isinstance(value, date) else value
            for name, value in self.cleaned_data.items()
            if value not in (None, "")
        }


def field_of(name: str) -> forms.Field:
    """The field of one detail."""
    told: dict[str, Any] = {
        "label": LABELS[name],
        "required": name in REQUIRED,
        "help_text": HELP.get(name, ""),
    }
    if name in DAYS:
        return day_field(**told)
    if name in NUMBERS:
        return forms.IntegerField(min_value=0, max_value=100_000, **told)
    if name in LONG or name in ("leave",):
        return forms.CharField(max_length=4000, widget=forms.Textarea(attrs={"rows": 3}), **told)
    return forms.CharField(max_length=300, **told)


class Details:
    """Details as papers read them: blank or ``None`` where nothing was entered."""

    def __init__(self, kept: Mapping[str, Any]) -> None:
        self.kept = kept

    def text(self, name: str) -> str:
        """A text."""
        return str(self.kept.get(name) or "")

    def day(self, name: str) -> date | None:
        """A day."""
        found = self.kept.get(name)
        return date.fromisoformat(found) if found else None

    def number(self, name: str) -> int | None:
        """A number."""
        found = self.kept.get(name)
        return None if found is None else int(found)

    def listed(self, name: str) -> tuple[str, ...]:
        """Several texts, which were set apart by 、, commas or lines."""
        parts = self.text(name)
        for mark in ("，", ",", "\n", "；", ";"):
            parts = parts.replace(mark, "、")
        return tuple(one.strip() for one in parts.split("、") if one.strip())

    def about(self, name: str, person: str) -> str:
        """What was entered about somebody, in a line that begins with the name."""
        for line in self.text(name).splitlines():
            who, colon, told = line.replace(":", "：").partition("：")
            if colon and who.strip() == person:
                return told.strip()
        return ""

    @property
    def contact(self) -> Contact:
        """Where views can be given."""
        return Contact(
            phone=self.text("phone") or "12380",
            address=self.text("address"),
            postcode=self.text("postcode"),
        )


def proposed(
    kind: PaperKind, read: Reading, person: Candidate | None, before: Mapping[str, Any], on: date
) -> dict[str, Any]:
    """What the form of a paper shows first: what was entered the last time, else what is known."""
    known: dict[str, Any] = {
        "organ": str(read.case.place or ""),
        "day": on,
        "most": read.count("motion.places") or 1,
        "since": read.day("vet.from"),
        "until": read.day("vet.to"),
        "leader": read.text("vet.leader"),
        "members": read.text("vet.second"),
        "committee": read.outcome.number if read.outcome else "",
        "phone": "12380",
        "leave": _leaving(read, person),
        "reason": read.of(person, "shortlist.reason") if person else "",
    }
    asks = PAPERS[kind].asks
    return {name: before.get(name, known.get(name, "")) for name in asks}


def _leaving(read: Reading, person: Candidate | None) -> str:
    """The present posts of those who are to be relieved of them."""
    those = [person] if person else read.candidates
    return "\n".join(
        f"{one.person.name}：{one.posts}"
        for one in those
        if one.posts and one.facts.get("appoint.leaves") is not False
    )
