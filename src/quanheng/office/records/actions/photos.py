"""Filing a photograph."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from quanheng.exchange.forms.problems import FormRefused
from quanheng.office.accounts.models import User
from quanheng.office.accounts.powers import Power
from quanheng.office.ledger.actions import record
from quanheng.office.ledger.models import Entry
from quanheng.office.records.models import Person
from quanheng.office.records.permission import over
from quanheng.office.records.photos import file_photo
from quanheng.office.records.refusals import Refused
from quanheng.office.records.values import told


@transaction.atomic
def add_photo(
    person: Person,
    data: bytes,
    *,
    taken: date | None = None,
    source: str = "",
    by: User,
    on: date,
) -> Entry:
    """File a photograph; it takes the place of the one on file.

    Raises ``Denied`` without the power over the person, ``Refused`` for what is no picture, for one
    that is too large, and for the one on file.
    """
    over(person, Power.EDIT_RECORDS, by=by, on=on)
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    try:
        filed = file_photo(person, data, taken=taken, by=by, source=source)
    except FormRefused as error:
        raise Refused(
            _("照片须为 JPEG、PNG、BMP 或 GIF 图片，不超过 5 MB 和 4000 万像素。")
        ) from error
    if filed is None:
        raise Refused(_("与档案中的照片相同，无须重复登记。"))
    return record(filed, "photo filed", by=by, on=on, values=told(filed))
