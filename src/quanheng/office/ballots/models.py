"""Ballots: what is asked, who may vote, what was cast under seal, and what was counted.

No row that a voter writes, and no column of any row here, says who cast it or when. The rows of
casting have random keys (``keys.RandomKey``) and are written anew when the ballot closes.
"""

from typing import Any, Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import F, Q
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from quanheng.office.accounts import directory
from quanheng.office.accounts.models import User
from quanheng.office.accounts.powers import Power, scope_of
from quanheng.office.ballots.counting import Basis, Counts, Threshold
from quanheng.office.ballots.keys import RandomKey, random_key
from quanheng.office.ballots.paper import Form, Paper

FLOOR = 5
"""The fewest returned ballots of which anything may be told."""


class BallotQuerySet(models.QuerySet["Ballot"]):
    """Ballots."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Those that an account organises or counts, and those of the units it holds ballots in.

        Voters find theirs by ``for_voter``.
        """
        if not user.is_authenticated:
            return self.none()
        own = Q(organiser=user) | Q(first_teller=user) | Q(second_teller=user)
        return self.filter(own | self._within(user))

    def held_by(self, user: User | AnonymousUser) -> Self:
        """Those over whose unit the account may hold ballots, other than as their teller."""
        held = self.filter(self._within(user))
        return held.exclude(first_teller=user).exclude(second_teller=user) if held else held

    def for_voter(self, user: User | AnonymousUser) -> Self:
        """Those in whose roll the account stands."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(voters__user=user).distinct()

    def _within(self, user: User | AnonymousUser) -> Q:
        scope = scope_of(user, Power.HOLD_BALLOTS, localdate())
        if scope.everywhere:
            return Q(pk__gte=0)
        reached = [place.code for place in directory.places() if scope.covers(place.path)]
        return Q(unit_code__in=reached)


class Ballot(models.Model):
    """One vote: its paper, its rules, its people, and how far it is."""

    class State(models.TextChoices):
        """From the first draft to the count."""

        DRAFT = "draft", _("拟定中")
        ISSUING = "issuing", _("发票中")
        OPEN = "open", _("投票中")
        CLOSING = "closing", _("计票中")
        CLOSED = "closed", _("已计票")
        VOID = "void", _("已作废")

    title = models.CharField(_("名称"), max_length=200)
    form = models.CharField(_("投票形式"), max_length=20, choices=Form.choices)
    unit_code = models.CharField(_("单位编码"), max_length=60, db_index=True)
    unit_name = models.CharField(_("单位"), max_length=200)
    organiser = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("组织人")
    )
    first_teller = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("第一计票人")
    )
    second_teller = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("第二计票人")
    )
    paper: Any = models.JSONField(_("票面"))
    paper_hash = models.CharField(_("票面指纹"), max_length=64, blank=True)

    slips = models.BooleanField(_("使用纸质票码"), default=True)
    phones = models.BooleanField(_("使用手机投票"), default=False)
    floor = models.PositiveSmallIntegerField(_("匿名下限"), default=FLOOR)
    quorum_numerator = models.PositiveSmallIntegerField(_("法定人数（分子）"), default=2)
    quorum_denominator = models.PositiveSmallIntegerField(_("法定人数（分母）"), default=3)
    quorum_basis = models.CharField(
        _("法定人数按"), max_length=10, choices=Basis.choices, default=Basis.PRESENT
    )
    pass_numerator = models.PositiveSmallIntegerField(_("通过比例（分子）"), default=1)
    pass_denominator = models.PositiveSmallIntegerField(_("通过比例（分母）"), default=2)
    pass_basis = models.CharField(
        _("通过比例按"), max_length=10, choices=Basis.choices, default=Basis.ENTITLED
    )
    pass_strict = models.BooleanField(_("须超过（而非达到）"), default=True)
    warn_numerator = models.PositiveSmallIntegerField(_("不称职提示比例（分子）"), null=True)
    warn_denominator = models.PositiveSmallIntegerField(_("不称职提示比例（分母）"), null=True)

    state = models.CharField(
        _("状态"), max_length=10, choices=State.choices, default=State.DRAFT, db_index=True
    )
    slips_printed = models.BooleanField(_("票码已打印"), default=False)
    first_confirmed = models.BooleanField(_("第一计票人已确认开始"), default=False)
    void_reason = models.CharField(_("作废理由"), max_length=300, blank=True)
    created_on = models.DateField(_("拟定日期"))
    opened_on = models.DateField(_("开始投票日期"), null=True)
    closed_on = models.DateField(_("计票日期"), null=True)

    entitled = models.PositiveIntegerField(_("应到会人数"), null=True)
    present = models.PositiveIntegerField(_("实到会人数"), null=True)
    handed = models.PositiveIntegerField(_("发出票数"), null=True)
    returned = models.PositiveIntegerField(_("收回票数"), null=True)
    valid = models.PositiveIntegerField(_("有效票数"), null=True)
    counted = models.BooleanField(_("已得出结果"), default=False)
    """False after the close when fewer came back than the floor: nothing was kept."""

    objects = BallotQuerySet.as_manager()

    class Meta:
        ordering = ("-pk",)
        verbose_name = verbose_name_plural = _("投票")
        constraints = [
            models.CheckConstraint(
                name="ballot_three_people",
                condition=~Q(organiser=F("first_teller"))
                & ~Q(organiser=F("second_teller"))
                & ~Q(first_teller=F("second_teller")),
            ),
            models.CheckConstraint(name="ballot_floor", condition=Q(floor__gte=FLOOR)),
            models.CheckConstraint(
                name="ballot_some_way_to_vote", condition=Q(slips=True) | Q(phones=True)
            ),
            models.CheckConstraint(
                name="ballot_shares_are_parts",
                condition=Q(quorum_numerator__lte=F("quorum_denominator"), quorum_denominator__gt=0)
                & Q(pass_numerator__lte=F("pass_denominator"), pass_denominator__gt=0)
                & (
                    Q(warn_numerator=None, warn_denominator=None)
                    | Q(warn_numerator__lte=F("warn_denominator"), warn_denominator__gt=0)
                ),
            ),
            models.CheckConstraint(
                name="ballot_void_with_a_reason", condition=~Q(state="void") | ~Q(void_reason="")
            ),
            models.CheckConstraint(
                name="ballot_closed_is_counted_out",
                condition=~Q(state="closed")
                | Q(
                    entitled__isnull=False, present__isnull=False, handed__isnull=False,
                    returned__isnull=False, valid__isnull=False, closed_on__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="ballot_result_after_the_close", condition=Q(counted=False) | Q(state="closed")
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title

    def asked(self) -> Paper:
        """The paper as the rules read it."""
        return Paper.read(self.form, self.paper)

    def counts(self) -> Counts:
        """The five numbers as they stood at the close; unknown ones are None."""
        return Counts(self.entitled, self.present, self.handed, self.returned, self.valid)

    def quorum(self) -> Threshold:
        """Which share of the people must have come, or have voted."""
        return Threshold(
            self.quorum_numerator, self.quorum_denominator, Basis(self.quorum_basis), strict=False
        )

    def passing(self) -> Threshold:
        """Which share of which people somebody or something needs."""
        return Threshold(
            self.pass_numerator, self.pass_denominator, Basis(self.pass_basis), self.pass_strict
        )

    def warning(self) -> Threshold | None:
        """Above which share of "incompetent" a leader is pointed out; None where not asked."""
        if self.warn_numerator is None or self.warn_denominator is None:
            return None
        return Threshold(
            self.warn_numerator, self.warn_denominator, Basis(self.pass_basis), strict=True
        )


class VoterClass(models.Model):
    """A kind of voter; ``weight`` counts where a score is made from several classes.

    ``counted_with`` is set at the close for a class with too few ballots to be told by itself:
    its votes, and its weight, are with those of the class named.
    """

    ballot = models.ForeignKey(Ballot, models.PROTECT, related_name="classes")
    name = models.CharField(_("类别"), max_length=60)
    weight = models.PositiveSmallIntegerField(_("权重"), default=1)
    returned = models.PositiveIntegerField(_("收回票数"), null=True)
    """Of the whole group, on the class that stands for it; null for one counted with another."""
    counted_with = models.ForeignKey("self", models.PROTECT, null=True, related_name="joined")

    class Meta:
        ordering = ("pk",)
        verbose_name = verbose_name_plural = _("投票人类别")
        constraints = [
            models.UniqueConstraint(fields=["ballot", "name"], name="class_named_once"),
            models.CheckConstraint(name="class_weight", condition=Q(weight__gt=0)),
        ]

    def __str__(self) -> str:
        return self.name


class Voter(models.Model):
    """Somebody in the roll, and what was handed out; never whether a ballot came back.

    ``blinded`` is what the voter's phone sent to be signed; nobody but the phone can take the
    blinding off. It is removed when voting opens.
    """

    class Received(models.TextChoices):
        """What the voter was given."""

        NONE = "none", _("未领票")
        SLIP = "slip", _("已领票码")
        TOKEN = "token", _("已在手机领票")

    id = RandomKey(default=random_key)
    ballot = models.ForeignKey(Ballot, models.PROTECT, related_name="voters")
    voter_class = models.ForeignKey(VoterClass, models.PROTECT, related_name="voters")
    name = models.CharField(_("姓名"), max_length=60)
    place = models.CharField(_("单位或职务"), max_length=200, blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("账户"),
    )  # fmt: skip
    present = models.BooleanField(_("到会"), default=False)
    received = models.CharField(
        _("领票"), max_length=10, choices=Received.choices, default=Received.NONE
    )
    blinded = models.BinaryField(null=True, editable=False)

    class Meta:
        ordering = ("name", "place", "pk")
        verbose_name = verbose_name_plural = _("投票人")
        constraints = [
            models.UniqueConstraint(fields=["ballot", "user"], name="voter_account_once"),
            models.CheckConstraint(
                name="voter_receives_when_present", condition=Q(present=True) | Q(received="none")
            ),
            models.CheckConstraint(
                name="voter_blinded_of_a_token", condition=Q(blinded=None) | Q(received="token")
            ),
        ]

    def __str__(self) -> str:
        return self.name


class TellerKey(models.Model):
    """A teller's key pair; the private half is sealed under the teller's passphrase, then gone."""

    ballot = models.ForeignKey(Ballot, models.PROTECT, related_name="teller_keys")
    teller = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    public = models.BinaryField()
    sealed_private = models.BinaryField(null=True)

    class Meta:
        verbose_name = verbose_name_plural = _("计票密钥")
        constraints = [models.UniqueConstraint(fields=["ballot", "teller"], name="teller_key_once")]

    def __str__(self) -> str:
        return f"{self.ballot}：{self.teller}"


class TokenKey(models.Model):
    """The key by which the tokens of one class are signed; the private half goes at opening."""

    voter_class = models.OneToOneField(VoterClass, models.PROTECT, related_name="token_key")
    public = models.BinaryField()
    sealed_private = models.BinaryField(null=True)

    class Meta:
        verbose_name = verbose_name_plural = _("领票密钥")

    def __str__(self) -> str:
        return str(self.voter_class)


class Slip(models.Model):
    """A printed code, of which only the SHA-256 is kept."""

    id = RandomKey(default=random_key)
    hash = models.CharField(max_length=64, unique=True)
    ballot = models.ForeignKey(Ballot, models.PROTECT, related_name="slip_rows")
    voter_class = models.ForeignKey(VoterClass, models.PROTECT, related_name="+")
    used = models.BooleanField(default=False)

    class Meta:
        verbose_name = verbose_name_plural = _("票码")

    def __str__(self) -> str:
        return self.hash[:8]


class SpentToken(models.Model):
    """The SHA-256 of a token with which somebody voted."""

    id = RandomKey(default=random_key)
    hash = models.CharField(max_length=64, unique=True)
    ballot = models.ForeignKey(Ballot, models.PROTECT, related_name="spent_tokens")

    class Meta:
        verbose_name = verbose_name_plural = _("已用电子票")

    def __str__(self) -> str:
        return self.hash[:8]


class Envelope(models.Model):
    """A ballot as cast, sealed for the tellers; gone when it is counted."""

    id = RandomKey(default=random_key)
    ballot = models.ForeignKey(Ballot, models.PROTECT, related_name="envelopes")
    voter_class = models.ForeignKey(VoterClass, models.PROTECT, related_name="+")
    sealed = models.BinaryField()

    class Meta:
        verbose_name = verbose_name_plural = _("密封选票")

    def __str__(self) -> str:
        return str(self.pk)


class Tally(models.Model):
    """How many made one choice in one question, in one class; written once, when it closes.

    Single votes without order are no more than this, so no row for any of them is kept.
    """

    id = RandomKey(default=random_key)
    ballot = models.ForeignKey(Ballot, models.PROTECT, related_name="tallies")
    question = models.CharField(_("问题"), max_length=40)
    voter_class = models.ForeignKey(VoterClass, models.PROTECT, related_name="+")
    choice = models.CharField(_("选择"), max_length=80, blank=True)
    votes = models.PositiveIntegerField(_("票数"))

    class Meta:
        verbose_name = verbose_name_plural = _("计票结果")
        constraints = [
            models.UniqueConstraint(
                fields=["ballot", "question", "voter_class", "choice"], name="tally_once"
            ),
            models.CheckConstraint(name="tally_counts_something", condition=Q(votes__gt=0)),
        ]

    def __str__(self) -> str:
        return f"{self.question} {self.choice}: {self.votes}"
