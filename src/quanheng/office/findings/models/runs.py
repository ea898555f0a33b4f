"""Evaluations, and what they found: each finding is kept from the run that made it to the one
that saw it change.
"""

from collections.abc import Iterable
from datetime import date
from functools import cached_property
from typing import Any, Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import F, Q
from django.utils.timezone import localdate
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from quanheng.norms.finding import NationalStatus, Status
from quanheng.office.accounts.models import User
from quanheng.office.accounts.powers import scope_of
from quanheng.office.accounts.roles import Power, Scope
from quanheng.office.records.models import Person, Unit
from quanheng.office.records.models.visible import any_of, under

STATUSES = [(status.value, _(status.label.zh)) for status in Status]


class RunQuerySet(models.QuerySet["Run"]):
    """Evaluations."""

    def done(self) -> Self:
        """Those that came to an end."""
        return self.filter(state=Run.State.DONE)

    def latest_done(self) -> "Run | None":
        """The newest finished run: what its findings say is what pages show."""
        return self.done().order_by("-pk").first()


class Run(models.Model):
    """One evaluation: of everyone, or of those whose records have changed.

    What it says holds for the law and the facts of the day ``on`` as the file knew them at
    ``known_at``. ``packs`` are the fingerprints of the documents as adopted, by their id and
    chosen numbers; ``ledger_size`` is how many entries the ledger had. One run is under way at a
    time.
    """

    class Kind(models.TextChoices):
        """What it looked at."""

        FULL = "full", _("全面核对")
        FOLLOW = "follow", _("变动核对")

    class State(models.TextChoices):
        """How far it has come."""

        RUNNING = "running", _("核对中")
        DONE = "done", _("已完成")
        FAILED = "failed", _("出错")

    kind = models.CharField(_("类型"), max_length=10, choices=Kind.choices)
    state = models.CharField(_("状态"), max_length=10, choices=State.choices, default=State.RUNNING)
    on = models.DateField(_("统计日"))
    known_at = models.DateTimeField(_("数据截至"))
    ordered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("发起人")
    )
    ledger_size = models.BigIntegerField(_("账本条数"), default=0)
    finished_at = models.DateTimeField(_("完成时间"), null=True)
    packs: Any = models.JSONField(default=dict)
    people = models.PositiveIntegerField(_("干部数"), default=0)
    opened = models.PositiveIntegerField(_("新结论"), default=0)
    closed = models.PositiveIntegerField(_("失效结论"), default=0)
    moved = models.PositiveIntegerField(_("状态变化"), default=0)

    objects = RunQuerySet.as_manager()

    class Meta:
        ordering = ("-pk",)
        verbose_name = verbose_name_plural = _("核对")
        constraints = [
            models.UniqueConstraint(
                fields=["state"], condition=Q(state="running"), name="run_one_at_a_time"
            ),
            models.CheckConstraint(
                name="run_done_is_finished",
                condition=~Q(state="done") | Q(finished_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.on}"


class FindingQuerySet(models.QuerySet["Finding"]):
    """Findings."""

    def current(self) -> Self:
        """What the newest finished run says, of today."""
        return self.outlook(Finding.Horizon.TODAY)

    def outlook(self, horizon: int) -> Self:
        """What the newest finished run says of a horizon; one query to ask which.

        While no run is under way that is what nothing has closed, which an index knows.
        """
        running = Run.objects.filter(state=Run.State.RUNNING).values_list("pk", flat=True).first()
        found = self.filter(until_run=None) if running is None else self.at(running - 1)
        return found.filter(horizon=horizon)

    def at(self, run: int) -> Self:
        """What a run, and those before it, said: every horizon."""
        return self.filter(Q(until_run=None) | Q(until_run__gt=run), since_run__lte=run)

    def visible_to(
        self, user: User | AnonymousUser, power: Power = Power.SEE_FILE, on: date | None = None
    ) -> Self:
        """Those that count at a unit in the account's scope, and those about itself."""
        return self.within(scope_of(user, power, on or localdate()))

    def within(self, scope: Scope) -> Self:
        """Those in a scope."""
        if scope.everywhere and scope.except_person is None:
            return self
        if not scope:
            return self.none()
        if scope.everywhere:
            return self.exclude(subject_type="person", code=scope.except_person)
        granted = Unit.objects.filter(code__in=scope.unit_codes).values_list("path", flat=True)
        units = Unit.objects.filter(any_of([under(path) for path in granted])).order_by()
        found = Q(place__in=units.values("pk")) if scope.unit_codes else Q(pk__in=())
        if scope.person_code is not None:
            found |= Q(subject_type="person", code=scope.person_code)
        if scope.except_person is not None:
            found &= ~Q(subject_type="person", code=scope.except_person)
        return self.filter(found)


class Finding(models.Model):
    """What a rule says of a subject, since a run, until another one saw it change.

    ``place`` is the unit at which it counts: the unit itself, or where the person mainly serves.
    ``evidence`` pairs a sheet with the key of the record. ``was`` is the status before, blank for
    a new finding. Of the days to come only proposals are kept that do not stand today.
    """

    class Horizon(models.IntegerChoices):
        """The day it speaks of."""

        TODAY = 0, _("当前")
        THIS_YEAR = 1, _("今年底")
        NEXT_YEAR = 2, _("明年底")

    since_run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    until_run = models.ForeignKey(Run, models.PROTECT, related_name="+", null=True)
    horizon = models.PositiveSmallIntegerField(choices=Horizon.choices, default=Horizon.TODAY)
    rule = models.CharField(_("规则"), max_length=120)
    pack = models.CharField(_("政策文件"), max_length=60)
    clause = models.CharField(_("条款"), max_length=80)
    subject_type = models.CharField(_("对象类别"), max_length=10)
    code = models.CharField(_("编码"), max_length=200)
    name = models.CharField(_("对象"), max_length=200)
    person = models.ForeignKey(Person, models.CASCADE, null=True, related_name="findings")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="findings")
    place = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    status = models.CharField(_("状态"), max_length=10, choices=STATUSES)
    severity = models.PositiveSmallIntegerField()
    was = models.CharField(_("此前"), max_length=10, blank=True, choices=STATUSES)
    measured = models.FloatField(_("实际"), null=True)
    required = models.FloatField(_("要求"), null=True)
    measure_zh = models.CharField(max_length=40, blank=True)
    measure_en = models.CharField(max_length=40, blank=True)
    national = models.CharField(max_length=20, blank=True)
    due = models.DateField(_("期限"), null=True)
    order_day = models.DateField(help_text="The due date, or the last day there is: to sort by.")
    next_change_on = models.DateField(null=True)
    window_start = models.DateField(null=True)
    window_end = models.DateField(null=True)
    evidence: Any = models.JSONField(default=list)
    message_zh = models.TextField()
    message_en = models.TextField()

    objects = FindingQuerySet.as_manager()

    class Meta:
        ordering = ("severity", "order_day", "pk")
        verbose_name = verbose_name_plural = _("结论")
        indexes = [
            models.Index(fields=["person", "until_run"], name="finding_of_person"),
            models.Index(fields=["unit", "until_run"], name="finding_of_unit"),
            models.Index(
                fields=["place", "severity", "order_day", "id"],
                condition=Q(until_run=None, horizon=0),
                name="finding_at_place",
            ),
            models.Index(
                fields=["rule", "severity", "order_day", "id"],
                condition=Q(until_run=None, horizon=0),
                name="finding_of_rule",
            ),
            models.Index(
                fields=["severity", "order_day", "id"],
                condition=Q(until_run=None, horizon=0),
                name="finding_worst_first",
            ),
            models.Index(
                fields=["order_day", "severity", "id"],
                condition=Q(until_run=None, horizon=0, due__isnull=False),
                name="finding_by_due",
            ),
            models.Index(fields=["since_run"], condition=~Q(was=""), name="finding_moved"),
            models.Index(
                fields=["horizon", "rule", "id"],
                condition=Q(until_run=None, horizon__gt=0),
                name="finding_to_come",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["rule", "subject_type", "code", "horizon"],
                condition=Q(until_run=None),
                name="finding_stands_once",
            ),
            models.CheckConstraint(
                name="finding_ends_after_it_begins",
                condition=Q(until_run=None) | Q(until_run__gt=F("since_run")),
            ),
            models.CheckConstraint(
                name="finding_due_means_pending", condition=Q(due=None) | Q(status="pending")
            ),
        ]

    def __str__(self) -> str:
        return self.message

    @cached_property
    def message(self) -> str:
        """The sentence in the language of the page."""
        return self.message_en if get_language() == "en" else self.message_zh

    @property
    def measure_unit(self) -> str:
        """The unit of measure in the language of the page."""
        return self.measure_en if get_language() == "en" else self.measure_zh

    @property
    def national_status(self) -> NationalStatus | None:
        """How the sentence stands against later national rules."""
        return NationalStatus(self.national) if self.national else None


class Standing(models.Model):
    """How many findings of each status a unit has, since a run; the next one replaces it.

    ``own`` and ``below`` (the unit and everything below it) map a rule to the numbers of findings
    by status, in the order of ``Status``; ``own_due`` and ``due`` map a rule to how many are due
    on which day (as in ``2026-12-31``).
    """

    run = models.ForeignKey(Run, models.PROTECT, related_name="standings")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="standings")
    own: Any = models.JSONField(default=dict)
    below: Any = models.JSONField(default=dict)
    own_due: Any = models.JSONField(default=dict)
    due: Any = models.JSONField(default=dict)

    class Meta:
        verbose_name = verbose_name_plural = _("汇总")
        constraints = [models.UniqueConstraint(fields=["unit", "run"], name="standing_once_a_run")]

    def __str__(self) -> str:
        return f"{self.unit} {self.run_id}"


Counts = dict[str, list[int]]


def added(parts: Iterable[Counts]) -> Counts:
    """The numbers of several units together."""
    total: Counts = {}
    for part in parts:
        for rule, numbers in part.items():
            sums = total.setdefault(rule, [0] * len(Status))
            for at, number in enumerate(numbers):
                sums[at] += number
    return total


Dues = dict[str, dict[str, int]]


def added_dues(parts: Iterable[Dues]) -> Dues:
    """The numbers by day of several units together."""
    total: Dues = {}
    for part in parts:
        for rule, days in part.items():
            sums = total.setdefault(rule, {})
            for day, number in days.items():
                sums[day] = sums.get(day, 0) + number
    return total
