"""Whether an account may do something to a person, a unit or a record.

The answer comes from ``visible_to`` with the power asked for, the one place where it is decided.
"""

from datetime import date

from django.db import models

from quanheng.office.accounts.models import User
from quanheng.office.accounts.powers import Denied, Power


def over(subject: models.Model, power: Power, *, by: User, on: date) -> None:
    """Raise ``Denied`` unless ``by`` has a power over a person, unit or record.

    The system's own account may act.
    """
    if by.is_system:
        return
    reached = type(subject)._default_manager.visible_to(by, power, on)  # type: ignore[attr-defined]
    if not reached.filter(pk=subject.pk).exists():
        raise Denied(power)
