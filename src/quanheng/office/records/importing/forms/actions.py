"""Taking from a form what no sheet holds, and giving forms out."""

import hashlib
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from quanheng.exchange.forms.difference import plain
from quanheng.exchange.forms.lrmx import write_lrmx
from quanheng.exchange.forms.model import Form
from quanheng.office.accounts.actions import note_access
from quanheng.office.accounts.models import AccessLog, User
from quanheng.office.accounts.powers import Power
from quanheng.office.ledger.actions import record
from quanheng.office.ledger.models import Entry
from quanheng.office.records.importing.forms.sealing import opened
from quanheng.office.records.models import Education, FormFile, Person, ProfessionalTitle
from quanheng.office.records.models.credentials import DEGREES, SCHOOLING, values
from quanheng.office.records.permission import over
from quanheng.office.records.photos import file_photo
from quanheng.office.records.refusals import Overtaken, Refused, given
from quanheng.office.records.writing import write

MODES = {"全日制": "full_time", "在职": "in_service"}


@transaction.atomic
def apply_form(kept: FormFile, *, by: User, on: date) -> Entry:
    """File the photo, the schools and the title that a form tells of, and keep the form.

    Of schools and titles only what the file lacks altogether is added; what it says otherwise
    stays, to be corrected by two persons. Raises ``Overtaken`` for a form applied already,
    ``Refused`` for one that was refused or whose person is not on file.
    """
    kept = FormFile.objects.select_for_update().get(pk=kept.pk)
    if kept.applied_at is not None:
        raise Overtaken(_("这份任免审批表已写入档案，不能再次写入。"))
    person = _held(kept.code)
    if kept.form_sealed is None or person is None:
        raise Refused(_("这份任免审批表没有对应到档案中的人，不能写入。"))
    over(person, Power.IMPORT_RECORDS, by=by, on=on)
    form, source = opened(kept).form, kept.batch.name
    filed: dict[str, Any] = {
        "photo": form.photo is not None
        and file_photo(person, form.photo, by=by, source=source) is not None,
        "education": _file_education(person, form, by=by, source=source),
        "title": _file_title(person, form, by=by, source=source),
    }
    kept.person = person
    kept.save(update_fields=["person"])
    digest = hashlib.sha256(write_lrmx(form)).hexdigest()
    entry = record(
        person,
        "form applied",
        by=by,
        on=on,
        values={"file": kept.name, "form": kept.pk, "sha256": digest, "filed": filed},
    )
    kept.applied_at, kept.entry_number = timezone.now(), entry.number
    kept.save(update_fields=["applied_at", "entry_number"])
    return entry


@transaction.atomic
def give_out_form(person: Person, *, reason: str, by: User, on: date) -> Entry:
    """Write down that the form of a person is taken out, and why, for the person to see.

    It is without identity number and family; these need ``reveal`` besides. Raises ``Refused``
    without a reason, ``Denied`` for somebody out of reach.
    """
    given(reason)
    over(person, Power.EXPORT_RECORDS, by=by, on=on)
    return note_access(person, person.code, AccessLog.What.EXTRACT, by=by, on=on, reason=reason)


def _held(code: str) -> Person | None:
    """A person, locked, nobody else changing the file."""
    return Person.objects.select_for_update(no_key=True).filter(code=code).first()


def _file_education(person: Person, form: Form, *, by: User, source: str) -> list[str]:
    """File the course of study of each mode of which the file has none."""
    held = set(Education.objects.current().filter(person=person).values_list("mode", flat=True))
    filed = []
    for mode, name in MODES.items():
        said = getattr(form, name)
        level = said.level if said.level in values(SCHOOLING) else None
        degree = next((known for known in values(DEGREES) if said.degree.endswith(known)), None)
        school = said.level_school or said.degree_school
        if mode in held or not plain(school) or (level is None and degree is None):
            continue
        study = {"person": person, "mode": mode, "level": level, "degree": degree}
        write(Education, {**study, "school": school[:200]}, by=by, source=source)
        filed.append(mode)
    return filed


def _file_title(person: Person, form: Form, *, by: User, source: str) -> bool:
    """File the professional title unless the file has one."""
    title = form.technical_title
    if not plain(title) or ProfessionalTitle.objects.current().filter(person=person).exists():
        return False
    write(ProfessionalTitle, {"person": person, "name": title[:120]}, by=by, source=source)
    return True
