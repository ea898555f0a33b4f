"""Filling an empty file with the records of a workbook or of a sample district."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from quanheng.norms import kinds
from quanheng.norms.records import Records
from quanheng.office.accounts.models import User
from quanheng.office.ledger.actions import record
from quanheng.office.ledger.models import Entry
from quanheng.office.records.filing import (
    Filed,
    create_people,
    create_programmes,
    create_units,
    file_rows,
)
from quanheng.office.records.models import Person, Unit
from quanheng.office.records.refusals import Refused
from quanheng.office.records.shape import Codes


@transaction.atomic
def load_records(
    records: Records, *, by: User, on: date, source: str = "", filed: Filed | None = None
) -> Entry:
    """File everything at once; the file must be empty.

    ``filed`` is told how many records were written. Raises ``Refused`` when there are people or
    units already: those are imported with a preview.
    """
    if Person.objects.exists() or Unit.objects.exists():
        raise Refused(_("档案库中已有数据，请改用导入中心，先预览再写入。"))
    at, codes = timezone.now(), Codes({}, {}, {})
    create_units(records.of(kinds.Unit), codes)
    create_people(records.of(kinds.Person), codes)
    create_programmes(records.of(kinds.Project), codes)
    counts = {
        kind.sheet: file_rows(records.of(kind), codes, by=by, at=at, source=source, filed=filed)
        for kind in records
    }
    return record(None, "records loaded", by=by, on=on, values={"counts": counts})
