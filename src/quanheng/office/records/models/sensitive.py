"""Health: kept apart from the rest of the file, sealed, and never read by a rule."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from quanheng.office.accounts.roles import Power
from quanheng.office.records.models.anchors import Person
from quanheng.office.records.models.columns import about
from quanheng.office.records.models.constraints import of_records, once
from quanheng.office.records.models.record import Record


class Health(Record):
    """A note on a person's health, sealed for its person, day and ``token`` (see ``sealing``)."""

    key = ("person", "day")
    seen_with = Power.REVEAL_HEALTH

    person = about(Person, _("干部"))
    day = models.DateField(_("日期"))
    token = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    note_sealed = models.BinaryField(_("健康信息"), editable=False)

    class Meta(Record.Meta):
        verbose_name = verbose_name_plural = _("健康信息")
        constraints = [*of_records(), once("person", "day")]
