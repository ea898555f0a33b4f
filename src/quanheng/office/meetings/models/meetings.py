"""A meeting of a committee and its roll; what committees are to study."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from quanheng.norms.agenda import MAJORS as MAJOR_KINDS
from quanheng.norms.finding import Text
from quanheng.office.language import said
from quanheng.office.meetings.models.visible import MeetingsVisible
from quanheng.office.procedures.models.columns import account
from quanheng.office.records.models import Person, Unit

MAJORS = frozenset(kind.value for kind in MAJOR_KINDS)
"""The kinds of items that are major matters (三重一大)."""

CALLED = {
    "standing": Text("常委会会议", "standing committee"),
    "committee": Text("党委（党组）会议", "Party committee"),
    "plenary": Text("全委会会议", "plenary"),
}


class Study(models.Model):
    """Something that committees of a unit, and of those below, are to study as their first item."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("单位"))
    title = models.CharField(_("学习内容"), max_length=300)
    source = models.CharField(_("文号或出处"), max_length=200)
    received_on = models.DateField(_("收到日期"))
    by = account(_("登记人"))

    class Meta:
        ordering = ("-received_on", "-pk")
        verbose_name = verbose_name_plural = _("学习内容")
        constraints = [
            models.UniqueConstraint(fields=["unit", "title"], name="study_once"),
            models.CheckConstraint(name="study_says_what", condition=~Q(title="") & ~Q(source="")),
        ]

    def __str__(self) -> str:
        return self.title


class Meeting(models.Model):
    """A meeting of a committee, from the first draft of its agenda to the signed minutes.

    ``agendas`` counts how often the agenda was closed. The two shares are those that held when it
    was closed: of the members entitled, how many must be there, and more than how many must
    agree. ``first`` says whether the study item stood first and was taken. ``filed`` are the keys
    of the records that it left in the file.
    """

    class Kind(models.TextChoices):
        """Which committee meets."""

        STANDING = "standing", _("常委会会议")
        COMMITTEE = "committee", _("党委（党组）会议")
        PLENARY = "plenary", _("全委会会议")

    class State(models.TextChoices):
        """How far it is."""

        DRAFT = "draft", _("拟定议程")
        AGENDA = "agenda", _("议程已定")
        HELD = "held", _("开会中")
        SIGNED = "signed", _("待签署")
        CLOSED = "closed", _("已归档")
        CANCELLED = "cancelled", _("已取消")

    AHEAD: ClassVar[tuple[str, ...]] = (State.DRAFT, State.AGENDA)

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="meetings", verbose_name=_("单位"))
    kind = models.CharField(_("会议类别"), max_length=10, choices=Kind.choices)
    day = models.DateField(_("会议日期"))
    number = models.PositiveSmallIntegerField(_("次数"))
    year = models.PositiveSmallIntegerField(_("年度"))
    venue = models.CharField(_("地点"), max_length=200, blank=True)
    keeper = account(_("记录人"))
    drafted_by = account(_("拟定人"))
    state = models.CharField(
        _("状态"), max_length=10, choices=State.choices, default=State.DRAFT, db_index=True
    )
    agendas = models.PositiveSmallIntegerField(default=0)
    quorum_top = models.PositiveSmallIntegerField(default=2)
    quorum_bottom = models.PositiveSmallIntegerField(default=3)
    passing_top = models.PositiveSmallIntegerField(default=1)
    passing_bottom = models.PositiveSmallIntegerField(default=2)
    first = models.BooleanField(_("第一议题已落实"), null=True)
    cancel_reason = models.CharField(_("取消理由"), max_length=500, blank=True)
    signed_by = account(_("记录人签署"), null=True)
    signed_on = models.DateField(_("签署日期"), null=True)
    closed_by = account(_("审签人"), null=True)
    closed_on = models.DateField(_("归档日期"), null=True)
    closing_note = models.CharField(_("审签说明"), max_length=300, blank=True)
    filed: Any = models.JSONField(_("归档记录"), default=list)

    objects = MeetingsVisible.as_manager()

    class Meta:
        ordering = ("-day", "-pk")
        verbose_name = verbose_name_plural = _("会议")
        indexes = [models.Index(fields=["unit", "day"], name="meeting_of_unit_by_day")]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "kind", "year", "number"], name="meeting_numbered_once"
            ),
            models.CheckConstraint(
                name="meeting_cancelled_with_reason",
                condition=~Q(state="cancelled") | ~Q(cancel_reason=""),
            ),
            models.CheckConstraint(
                name="meeting_signed_by_two",
                condition=Q(closed_by=None, closed_on=None) & ~Q(state="closed")
                | Q(state="closed", signed_on__isnull=False, closed_on__isnull=False)
                & ~Q(closed_by=F("signed_by")),
            ),
            models.CheckConstraint(
                name="meeting_shares_are_parts",
                condition=Q(quorum_top__gt=0, passing_top__gt=0)
                & Q(quorum_top__lte=F("quorum_bottom"), passing_top__lt=F("passing_bottom")),
            ),
        ]

    def __str__(self) -> str:
        return said(self.called)

    @property
    def called(self) -> Text:
        """Which meeting it is, as the file and messages name it."""
        kind, unit = CALLED[self.kind], self.unit.name
        return Text(
            f"{unit}{kind.zh}（{self.year}年第{self.number}次）",
            f"{unit}, {kind.en} no. {self.number} of {self.year}",
        )


class Member(models.Model):
    """Somebody entitled to vote in a meeting; exactly one is the head, who speaks last."""

    class Attendance(models.TextChoices):
        """Whether somebody came."""

        UNKNOWN = "unknown", _("未登记")
        PRESENT = "present", _("到会")
        EXCUSED = "excused", _("请假")
        ABSENT = "absent", _("缺席")

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="members")
    place = models.PositiveSmallIntegerField(_("次序"))
    name = models.CharField(_("姓名"), max_length=60)
    post = models.CharField(_("职务"), max_length=100, blank=True)
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("干部")
    )
    user = account(_("账户"), null=True)
    head = models.BooleanField(_("主要负责人"), default=False)
    attendance = models.CharField(
        _("到会情况"), max_length=10, choices=Attendance.choices, default=Attendance.UNKNOWN
    )
    excuse = models.CharField(_("缺席原因"), max_length=200, blank=True)

    class Meta:
        ordering = ("place",)
        verbose_name = verbose_name_plural = _("成员")
        constraints = [
            models.UniqueConstraint(fields=["meeting", "place"], name="member_in_order"),
            models.UniqueConstraint(fields=["meeting", "person"], name="member_person_once"),
            models.UniqueConstraint(fields=["meeting", "user"], name="member_account_once"),
            models.UniqueConstraint(
                fields=["meeting"], condition=Q(head=True), name="member_one_head"
            ),
            models.CheckConstraint(name="member_named", condition=~Q(name="")),
        ]

    def __str__(self) -> str:
        return self.name
