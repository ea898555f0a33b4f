"""What is on an agenda, and what of it is put to the vote."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from quanheng.office.ballots.models import Ballot
from quanheng.office.meetings.models.meetings import Meeting, Study
from quanheng.office.meetings.models.visible import QuestionsVisible
from quanheng.office.procedures.models.columns import account
from quanheng.office.records.models import Person


class Item(models.Model):
    """An item of an agenda.

    What must be on file before a decision stands beside it, as the paper, its date and its result.
    ``matter_kind`` and ``matter_key`` name what the item is about elsewhere in the system.
    """

    class Kind(models.TextChoices):
        """What it is; as ``norms.agenda.ItemKind``."""

        STUDY = "study", _("第一议题")
        APPOINTMENT = "appointment", _("干部任免")
        DECISION = "decision", _("重大决策")
        PROJECT = "project", _("重大项目")
        FUNDS = "funds", _("大额资金")
        OTHER = "other", _("其他")

    class State(models.TextChoices):
        """How far it is."""

        WAITING = "waiting", _("未讨论")
        OPEN = "open", _("讨论中")
        DONE = "done", _("已讨论")

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="items")
    place = models.PositiveSmallIntegerField(_("次序"))
    kind = models.CharField(_("议题类别"), max_length=12, choices=Kind.choices)
    title = models.CharField(_("议题"), max_length=300)
    reporter = models.CharField(_("汇报人"), max_length=100, blank=True)
    study = models.ForeignKey(
        Study, models.PROTECT, null=True, blank=True, related_name="items",
        verbose_name=_("学习内容"),
    )  # fmt: skip
    secret = models.BooleanField(_("无记名表决"), default=False)
    interests = models.BooleanField(_("事关发展或群众切身利益"), null=True, blank=True)
    legality = models.CharField(_("合法性审查"), max_length=500, blank=True)
    risk = models.CharField(_("风险评估"), max_length=500, blank=True)
    expert = models.CharField(_("专家咨询"), max_length=500, blank=True)
    soundings = models.CharField(_("会前酝酿"), max_length=500, blank=True)
    alignment = models.CharField(_("对标对表"), max_length=500, blank=True)
    consultation = models.CharField(_("问计于民"), max_length=500, blank=True)
    matter_kind = models.CharField(max_length=80, blank=True)
    matter_key = models.CharField(max_length=80, blank=True)
    state = models.CharField(_("状态"), max_length=8, choices=State.choices, default=State.WAITING)
    minutes = models.TextField(_("讨论情况"), max_length=5000, blank=True)

    class Meta:
        ordering = ("place",)
        verbose_name = verbose_name_plural = _("议题")
        indexes = [models.Index(fields=["matter_kind", "matter_key"], name="item_of_matter")]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "place"], name="item_in_order"),
            models.CheckConstraint(name="item_says_what", condition=~Q(title="")),
            models.CheckConstraint(
                name="item_only_study_has_a_study", condition=Q(study=None) | Q(kind="study")
            ),
            models.UniqueConstraint(
                fields=["meeting"], condition=Q(state="open"), name="item_one_open"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Question(models.Model):
    """Something put to the vote by itself, and what came out.

    ``reopens`` is an earlier decision that this one reconsiders or corrects. The numbers are known
    once it is settled; ``present`` counts those who were in the room for it, ``needed`` is the
    least number that must agree.
    """

    class State(models.TextChoices):
        """What came out."""

        OPEN = "open", _("未表决")
        PASSED = "passed", _("通过")
        FAILED = "failed", _("未通过")
        DEFERRED = "deferred", _("暂缓")

    item = models.ForeignKey(Item, models.CASCADE, related_name="questions")
    place = models.PositiveSmallIntegerField(_("次序"))
    key = models.CharField(max_length=80, blank=True)
    text = models.CharField(_("表决事项"), max_length=500)
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("涉及干部")
    )
    reopens = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="reopened_by",
        verbose_name=_("复议或纠正的决定"),
    )  # fmt: skip
    state = models.CharField(_("结果"), max_length=8, choices=State.choices, default=State.OPEN)
    agree = models.PositiveSmallIntegerField(_("同意"), null=True)
    disagree = models.PositiveSmallIntegerField(_("不同意"), null=True)
    defer = models.PositiveSmallIntegerField(_("缓议"), null=True)
    abstain = models.PositiveSmallIntegerField(_("未表态"), null=True)
    entitled = models.PositiveSmallIntegerField(_("应到会"), null=True)
    present = models.PositiveSmallIntegerField(_("到会"), null=True)
    needed = models.PositiveSmallIntegerField(_("须同意"), null=True)
    head_last = models.BooleanField(_("末位表态"), null=True)
    first_teller = models.CharField(_("第一计票人"), max_length=60, blank=True)
    second_teller = models.CharField(_("第二计票人"), max_length=60, blank=True)
    ballot = models.ForeignKey(
        Ballot, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("投票")
    )
    reason = models.CharField(_("暂缓理由"), max_length=500, blank=True)
    settled_on = models.DateField(_("表决日期"), null=True)
    settled_by = account(_("登记人"), null=True)

    objects = QuestionsVisible.as_manager()

    class Meta:
        ordering = ("item", "place")
        verbose_name = verbose_name_plural = _("表决事项")
        constraints = [
            models.UniqueConstraint(fields=["item", "place"], name="question_in_order"),
            models.UniqueConstraint(
                fields=["item", "key"], condition=~Q(key=""), name="question_key_once"
            ),
            models.CheckConstraint(name="question_says_what", condition=~Q(text="")),
            models.CheckConstraint(
                name="question_decided_by_enough_of_those_entitled",
                condition=Q(state__in=("open", "deferred"))
                | Q(state="passed", agree__gte=F("needed"), present__gte=F("agree"))
                | Q(state="failed", agree__lt=F("needed")),
            ),
            models.CheckConstraint(
                name="question_settled_with_its_numbers",
                condition=Q(state="open", settled_on=None, settled_by=None)
                | Q(
                    ~Q(state="open"), settled_on__isnull=False, settled_by__isnull=False,
                    entitled__isnull=False, present__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="question_votes_of_those_present",
                condition=Q(agree=None)
                | Q(present__gte=F("agree") + F("disagree") + F("defer") + F("abstain"))
                | Q(state="open"),
            ),
            models.CheckConstraint(
                name="question_deferred_with_reason", condition=~Q(state="deferred") | ~Q(reason="")
            ),
            models.CheckConstraint(
                name="question_two_tellers",
                condition=Q(first_teller="", second_teller="")
                | ~Q(first_teller=F("second_teller")) & ~Q(first_teller="") & ~Q(second_teller=""),
            ),
            models.CheckConstraint(
                name="question_reopens_another", condition=Q(reopens=None) | ~Q(reopens=F("pk"))
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.text
