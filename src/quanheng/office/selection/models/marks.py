"""What people found of officials, on evidence: marks, notes beside votes, entered wording."""

from datetime import date
from typing import Any, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import F, Q
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from quanheng.office.accounts.models import User
from quanheng.office.accounts.powers import Power
from quanheng.office.procedures.kin import relatives_of
from quanheng.office.procedures.models import Case
from quanheng.office.procedures.models.columns import account
from quanheng.office.records.models import Evaluation, Person, Unit


def reached(user: User, power: Power, on: date) -> Q:
    """That a row is about somebody over whom an account has a power."""
    people = Person.objects.visible_to(user, power, on).order_by()
    return Q(person__in=people.values("pk"))


def not_near(user: User) -> Q:
    """That a row is about neither the account's own person nor a relative."""
    near = Q(person__in=relatives_of(user))
    if user.person_code:
        near |= Q(person__code=user.person_code)
    return ~near


def known(*names: str) -> Q:
    """That columns are not null: what compares a null is no refusal to a database."""
    return Q(**{f"{name}__isnull": False for name in names})


class WordList(models.Model):
    """The kinds to use and never to use, as a unit entered them from its own measure.

    A list holds for the unit and everything below it from a day on, until the next one.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("单位"))
    clause = models.CharField(_("条款"), max_length=80)
    since = models.DateField(_("自"))
    to_use: Any = models.JSONField(_("重用的情形"), default=list)
    not_to_use: Any = models.JSONField(_("坚决不用的情形"), default=list)
    source = models.CharField(_("依据"), max_length=300)
    entered_by = account(_("录入人"))
    entered_at = models.DateTimeField(_("录入时间"))

    class Meta:
        ordering = ("unit__path", "-since")
        verbose_name = verbose_name_plural = _("重用、不用清单")
        constraints = [
            models.UniqueConstraint(fields=["unit", "clause", "since"], name="words_once_a_day"),
            models.CheckConstraint(name="words_have_source", condition=~Q(source="")),
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.since}"


class MarkQuerySet(models.QuerySet["Mark"]):
    """Marks."""

    def live(self, on: date) -> Self:
        """Those under way or in force on a day; neither dropped, closed nor expired."""
        return self.filter(_live(on))

    def in_force(self, on: date) -> Self:
        """Those that hold on a day; ``expires_on`` is the first day no longer."""
        return self.filter(_in_force(on))

    def visible_to(self, user: User | AnonymousUser, on: date | None = None) -> Self:
        """What is shown to an account: marks in force of its teams, all live ones of its cases.

        The person concerned sees the own ones from the day they are shown, with how they ended;
        relatives see nothing.
        """
        if not isinstance(user, User) or not user.is_active:
            return self.none()
        day = on or localdate()
        seen = reached(user, Power.MANAGE_SELECTION, day) & _live(day)
        seen |= reached(user, Power.SEE_TEAMS, day) & _in_force(day)
        seen &= not_near(user)
        if user.person_code:
            seen |= Q(person__code=user.person_code, state__in=Mark.TOLD)
        return self.filter(seen)


def _live(on: date) -> Q:
    return Q(state__in=("proposed", "shown")) | _in_force(on)


def _in_force(on: date) -> Q:
    return Q(state="confirmed", decided_on__lte=on, expires_on__gt=on)


class Mark(models.Model):
    """What an official is found to be, by a person, on evidence, confirmed by another, for a time.

    ``clause`` names the type; ``favourable`` tells whether it speaks for the person. An adverse
    mark holds only after the person was heard: by a reply on ``heard_on``, or because the time to
    answer was over (``lapsed``). Of a dropped mark nothing is kept but that there was one.
    """

    class State(models.TextChoices):
        """How far it has come."""

        PROPOSED = "proposed", _("待告知本人")
        SHOWN = "shown", _("待本人说明")
        CONFIRMED = "confirmed", _("已确认")
        DROPPED = "dropped", _("未采用")
        CLOSED = "closed", _("查无实据，已终止")

    class Source(models.TextChoices):
        """In which lawful procedure the facts were found; letters are none."""

        ROUTINE = "routine", _("平时考核")
        YEARLY = "yearly", _("年度考核")
        SPECIAL = "special", _("专项考核")
        VETTING = "vetting", _("考察")
        INSPECTION = "inspection", _("巡视巡察")
        AUDIT = "audit", _("审计")
        VISIT = "visit", _("实地走访")

    TOLD = ("shown", "confirmed", "closed")
    """The states that the person concerned sees."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="marks", verbose_name=_("干部"))
    clause = models.CharField(_("条款"), max_length=80)
    type = models.CharField(_("类型"), max_length=60, blank=True)
    favourable = models.BooleanField(_("重用类型"))
    words = models.ForeignKey(
        WordList, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("清单")
    )
    facts = models.CharField(_("事实"), max_length=2000, blank=True)
    happened_on = models.DateField(_("事实发生日期"), null=True, blank=True)
    source = models.CharField(_("来源"), max_length=12, choices=Source.choices)
    attested = models.BooleanField(_("不是匿名材料，不涉及私生活"))
    state = models.CharField(
        _("状态"), max_length=10, choices=State.choices, default=State.PROPOSED
    )
    proposed_by = account(_("提出人"))
    proposed_on = models.DateField(_("提出日期"))
    shown_by = account(_("告知人"), null=True)
    shown_on = models.DateField(_("告知日期"), null=True, blank=True)
    reply_due = models.DateField(_("说明期限"), null=True, blank=True)
    heard_on = models.DateField(_("听取日期"), null=True, blank=True)
    lapsed = models.BooleanField(_("逾期未说明"), default=False)
    decided_by = account(_("确认人"), null=True)
    decided_on = models.DateField(_("确认日期"), null=True, blank=True)
    decision = models.CharField(_("确认意见"), max_length=1000, blank=True)
    expires_on = models.DateField(_("失效日期"), null=True, blank=True)
    closed_by = account(_("终止人"), null=True)
    closed_on = models.DateField(_("终止日期"), null=True, blank=True)
    closing = models.CharField(_("终止理由"), max_length=1000, blank=True)

    objects = MarkQuerySet.as_manager()

    class Meta:
        ordering = ("-proposed_on", "-pk")
        verbose_name = verbose_name_plural = _("评价")
        indexes = [
            models.Index(fields=["person", "state"], name="mark_of_person"),
            models.Index(fields=["state", "expires_on"], name="mark_by_expiry"),
        ]
        constraints = [
            models.CheckConstraint(
                name="mark_says_what_happened",
                condition=Q(state="dropped")
                | ~Q(facts="") & ~Q(type="") & Q(happened_on__isnull=False),
            ),
            models.CheckConstraint(
                name="mark_dropped_keeps_nothing",
                condition=~Q(state="dropped") | Q(facts="", type="", happened_on=None),
            ),
            models.CheckConstraint(name="mark_attested", condition=Q(attested=True)),
            models.CheckConstraint(
                name="mark_confirmed_by_another",
                condition=Q(decided_by=None) | ~Q(decided_by=F("proposed_by")),
            ),
            models.CheckConstraint(
                name="mark_confirmed_for_a_time",
                condition=~Q(state__in=("confirmed", "closed"))
                | known("decided_by", "decided_on", "shown_on", "expires_on")
                & Q(shown_on__lte=F("decided_on"), expires_on__gt=F("decided_on")),
            ),
            models.CheckConstraint(
                name="mark_in_force_when_decided",
                condition=Q(decided_on=None) | Q(state__in=("confirmed", "closed")),
            ),
            models.CheckConstraint(
                name="mark_adverse_after_hearing",
                condition=~Q(state__in=("confirmed", "closed"))
                | Q(favourable=True)
                | known("heard_on", "shown_on", "decided_on")
                & Q(heard_on__gte=F("shown_on"), heard_on__lte=F("decided_on")),
            ),
            models.CheckConstraint(
                name="mark_lapsed_after_the_time",
                condition=Q(lapsed=False)
                | known("heard_on", "reply_due") & Q(heard_on__gt=F("reply_due")),
            ),
            models.CheckConstraint(
                name="mark_shown_by_somebody",
                condition=Q(shown_on=None, shown_by=None, reply_due=None)
                | known("shown_on", "shown_by", "reply_due") & Q(reply_due__gte=F("shown_on")),
            ),
            models.CheckConstraint(
                name="mark_shown_state",
                condition=~Q(state="shown") | Q(shown_on__isnull=False),
            ),
            models.CheckConstraint(
                name="mark_closed_with_reason",
                condition=~Q(state="closed")
                | Q(closed_by__isnull=False, closed_on__isnull=False) & ~Q(closing=""),
            ),
        ]

    def __str__(self) -> str:
        return self.type or str(self.get_state_display())

    def holds(self, on: date) -> bool:
        """Whether it is in force on a day."""
        return (
            self.state == self.State.CONFIRMED
            and self.decided_on is not None
            and self.expires_on is not None
            and self.decided_on <= on < self.expires_on
        )

    def may_be_decided(self, on: date) -> bool:
        """Whether it was shown, and, where it is adverse, whether the person was heard."""
        if self.state != self.State.SHOWN:
            return False
        return self.favourable or self.heard_on is not None or self.over(on)

    def over(self, on: date) -> bool:
        """Whether the time to answer is over on a day."""
        return self.reply_due is not None and on > self.reply_due


class Reply(models.Model):
    """What the person concerned says to a mark; an objection to one in force is answered."""

    class Kind(models.TextChoices):
        """What the person says."""

        AGREES = "agrees", _("无异议")
        EXPLAINS = "explains", _("说明情况")
        OBJECTS = "objects", _("有异议")

    mark = models.ForeignKey(Mark, models.PROTECT, related_name="replies", verbose_name=_("评价"))
    kind = models.CharField(_("意见"), max_length=10, choices=Kind.choices)
    text = models.CharField(_("说明"), max_length=2000, blank=True)
    by = account(_("本人"))
    on = models.DateField(_("日期"))
    answer = models.CharField(_("答复"), max_length=1000, blank=True)
    answered_by = account(_("答复人"), null=True)
    answered_on = models.DateField(_("答复日期"), null=True, blank=True)

    class Meta:
        ordering = ("pk",)
        verbose_name = verbose_name_plural = _("本人说明")
        constraints = [
            models.CheckConstraint(
                name="reply_says_something", condition=Q(kind="agrees") | ~Q(text="")
            ),
            models.CheckConstraint(
                name="reply_answered_by_somebody",
                condition=Q(answered_by=None, answered_on=None, answer="")
                | Q(answered_by__isnull=False, answered_on__isnull=False) & ~Q(answer=""),
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_kind_display())


class NoteQuerySet(models.QuerySet["OrganisationNote"]):
    """Notes of the organisation."""

    def visible_to(self, user: User | AnonymousUser, on: date | None = None) -> Self:
        """Confirmed ones of the account's teams and of itself; proposed ones of its cases."""
        if not isinstance(user, User) or not user.is_active:
            return self.none()
        day = on or localdate()
        open_ones = Q(state__in=("proposed", "confirmed"))
        seen = reached(user, Power.MANAGE_SELECTION, day) & open_ones
        seen |= reached(user, Power.SEE_TEAMS, day) & Q(state="confirmed")
        seen &= not_near(user)
        if user.person_code:
            seen |= Q(person__code=user.person_code, state="confirmed")
        return self.filter(seen)


class OrganisationNote(models.Model):
    """Beside a vote that went against somebody for daring to act: what the organisation finds.

    The vote is a record of the file, or the recommendation of a case held on ``voted_on``.
    """

    class State(models.TextChoices):
        """How far it has come."""

        PROPOSED = "proposed", _("待确认")
        CONFIRMED = "confirmed", _("已确认")
        DROPPED = "dropped", _("未采用")

    person = models.ForeignKey(
        Person, models.PROTECT, related_name="organisation_notes", verbose_name=_("干部")
    )
    evaluation = models.ForeignKey(
        Evaluation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("测评")
    )
    case = models.ForeignKey(
        Case, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("办理事项")
    )
    voted_on = models.DateField(_("投票日期"))
    reason = models.CharField(_("组织评价"), max_length=1000, blank=True)
    state = models.CharField(
        _("状态"), max_length=10, choices=State.choices, default=State.PROPOSED
    )
    proposed_by = account(_("提出人"))
    proposed_on = models.DateField(_("提出日期"))
    decided_by = account(_("确认人"), null=True)
    decided_on = models.DateField(_("确认日期"), null=True, blank=True)
    decision = models.CharField(_("意见"), max_length=1000, blank=True)

    objects = NoteQuerySet.as_manager()

    class Meta:
        ordering = ("-voted_on", "-pk")
        verbose_name = verbose_name_plural = _("组织评价")
        constraints = [
            models.CheckConstraint(
                name="note_about_one_vote",
                condition=Q(evaluation=None, case__isnull=False)
                | Q(evaluation__isnull=False, case=None),
            ),
            models.CheckConstraint(
                name="note_gives_reason", condition=Q(state="dropped") | ~Q(reason="")
            ),
            models.CheckConstraint(
                name="note_decided_by_another",
                condition=Q(decided_by=None) & ~Q(state="confirmed")
                | Q(decided_by__isnull=False, decided_on__isnull=False)
                & (Q(state="dropped") | ~Q(decided_by=F("proposed_by"))),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.voted_on}"
