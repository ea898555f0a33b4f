"""Items as the file says them now, who sees them, and how far they have come."""

from datetime import date
from typing import Any, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Case, Exists, OuterRef, Q, Value, When
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from quanheng.office.accounts.models import User
from quanheng.office.accounts.powers import scope_of
from quanheng.office.accounts.roles import Power, Scope
from quanheng.office.duties.models.item import Item
from quanheng.office.records.models import Duty, Person, RecordQuerySet, Unit


class Stage(models.TextChoices):
    """How far an item has come."""

    ASSIGNED = "assigned", _("办理中")
    ANSWERED = "answered", _("待核验")
    VERIFIED = "verified", _("待办结")
    CLOSED = "closed", _("已办结")
    CARRIED = "carried", _("已结转")


OPEN = (Stage.ASSIGNED, Stage.ANSWERED, Stage.VERIFIED)


class ListedQuerySet(RecordQuerySet):
    """Items of action lists."""

    def visible_to(
        self, user: User | AnonymousUser, power: Power | None = None, on: date | None = None
    ) -> Self:
        """What an account is responsible for, has raised, or may see or manage by its units.

        An item without a lead unit counts where its owner serves; one without either is seen by
        whoever manages everything.
        """
        if not user.is_authenticated:
            return self.none()
        day = on or localdate()
        raised = Item.objects.filter(
            type=OuterRef("type"), number=OuterRef("number"), raised_by=user
        )
        seen = Q(Exists(raised)) | self._managed(user, day)
        if user.person_code:
            seen |= Q(owner__code=user.person_code)
        scope = scope_of(user, Power.SEE_FILE, day)
        if scope.everywhere or scope.unit_codes:
            people = Person.objects.within(scope, day).order_by()
            seen |= Q(lead_unit__in=units(scope, day))
            seen |= Q(lead_unit=None, owner__in=people.values("pk"))
        return self.filter(seen)

    def managed_by(self, user: User | AnonymousUser, on: date) -> Self:
        """Those that an account may assign, verify and close."""
        return self.filter(self._managed(user, on))

    @staticmethod
    def _managed(user: User | AnonymousUser, on: date) -> Q:
        scope = scope_of(user, Power.MANAGE_DUTIES, on)
        if scope.everywhere:
            return ~Q(pk=None)
        return Q(lead_unit__in=units(scope, on)) if scope.unit_codes else Q(pk__in=())

    def staged(self) -> Self:
        """With their ``stage``."""
        item = Item.objects.filter(type=OuterRef("type"), number=OuterRef("number"))
        return self.annotate(
            stage=Case(
                When(closed__isnull=False, then=Value(Stage.CLOSED.value)),
                When(Exists(item.filter(carried_to__isnull=False)), then=Value("carried")),
                When(Exists(item.filter(accepted__isnull=False)), then=Value("verified")),
                When(answered__isnull=False, then=Value(Stage.ANSWERED.value)),
                default=Value(Stage.ASSIGNED.value),
            )
        )

    def overdue(self, on: date) -> Self:
        """Open ones whose deadline is past; ``staged`` comes first."""
        return self.filter(deadline__lt=on, stage__in=OPEN)


def units(scope: Scope, on: date) -> Any:
    """The keys of the units of a scope."""
    return Unit.objects.within(Scope(None, scope.unit_codes, scope.everywhere), on).values("pk")


class Listed(Duty):
    """An item as the file says it now: its type, number, matter, lead unit, owner and days."""

    stage: str

    objects = ListedQuerySet.as_manager()

    class Meta:
        proxy = True
        verbose_name = verbose_name_plural = _("督办清单")
