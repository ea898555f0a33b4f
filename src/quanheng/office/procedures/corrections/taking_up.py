"""Opening the cases of corrections that an import has proposed."""

import logging
from datetime import date

from django.core.exceptions import ValidationError
from django.db.models import CharField, Exists, OuterRef
from django.db.models.functions import Cast

from quanheng.office.accounts.models import User
from quanheng.office.procedures.actions import take_up_correction
from quanheng.office.procedures.corrections.queries import KIND
from quanheng.office.procedures.models import Case
from quanheng.office.records.models import Correction

LOG = logging.getLogger(__name__)
AT_ONCE = 200


def take_up_corrections(*, by: User, on: date) -> int:
    """Open a case for corrections under way that have none; how many were opened.

    One that cannot be opened, because its author holds the role no more, is logged and stays.
    """
    cases = Case.objects.filter(matter_kind=KIND, matter_key=Cast(OuterRef("pk"), CharField()))
    waiting = Correction.objects.filter(~Exists(cases), state__in=Correction.OPEN)
    opened = 0
    for correction in waiting.order_by("pk")[:AT_ONCE]:
        try:
            take_up_correction(correction, by=by, on=on)
        except ValidationError as refused:
            told = " ".join(refused.messages)
            LOG.warning("更正%s无法立项 No case for correction: %s", correction.pk, told)
        else:
            opened += 1
    return opened
