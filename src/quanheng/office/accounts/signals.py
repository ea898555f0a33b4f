"""Second factors are set up by the library; each change is written to the ledger with it.

Only the owner's own changes are written here: the action that resets another's writes its own line.
"""

from typing import Any

from allauth.core import context
from allauth.mfa.models import Authenticator
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from django.utils.timezone import localdate

from quanheng.office.accounts.actions import note_second_factor


@receiver(post_save, sender=Authenticator)
def added(instance: Authenticator, created: bool, **told: Any) -> None:
    """A second factor was added; a use of one changes nothing."""
    if created:
        tell(instance, "added")


@receiver(post_delete, sender=Authenticator)
def removed(instance: Authenticator, **told: Any) -> None:
    """One was removed."""
    tell(instance, "removed")


def tell(factor: Authenticator, change: str) -> None:
    """Write the owner's change down."""
    request = context.request
    if request is not None and request.user == factor.user:
        note_second_factor(factor.user, change=change, by=factor.user, on=localdate())
