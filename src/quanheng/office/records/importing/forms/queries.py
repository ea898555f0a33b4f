"""A kept form against the personnel file, field by field."""

from base64 import b64encode
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from quanheng.exchange.forms.difference import Change, differences
from quanheng.exchange.forms.from_records import form_of
from quanheng.exchange.forms.model import Form
from quanheng.exchange.forms.picture import picture_type
from quanheng.norms.finding import Language
from quanheng.office.accounts.models import User
from quanheng.office.records.identity import index_of
from quanheng.office.records.importing.forms.sealing import last_of, opened
from quanheng.office.records.models import FormFile, Particulars, Person
from quanheng.office.records.photos import photo_of
from quanheng.office.records.tables import of_person

HIDDEN = "****"
MASKED = frozenset({"id_number", "family"})


class Difference(NamedTuple):
    """One difference as the page shows it."""

    label: str
    before: str
    after: str


class FormPage(NamedTuple):
    """A kept file: the person on file (if any), what differs, what was remarked, both photos."""

    kept: FormFile
    person: Person | None
    changes: list[Difference]
    remarks: list[str]
    photo: str
    photo_on_file: str


def page_of_form(kept: FormFile, language: Language, user: User) -> FormPage:
    """A kept file against the file as it stands; what is masked on file stays masked.

    Of somebody whose file the account may not see it shows nothing that stands there.
    """
    if kept.form_sealed is None:
        return FormPage(kept, None, [], [], "", "")
    form, found = opened(kept)
    remarks = [remark.message.in_(language) for remark in found]
    person = Person.objects.filter(code=kept.code).first()
    if person is not None and not Person.objects.visible_to(user).filter(pk=person.pk).exists():
        return FormPage(kept, None, [], remarks, "", "")
    before = Form() if person is None else on_file(person, form, kept.batch.on)
    changes = [shown(change, language) for change in differences(before, form, occasion=False)]
    return FormPage(kept, person, changes, remarks, as_url(form.photo), as_url(before.photo))


def on_file(person: Person, form: Form, on: date) -> Form:
    """The form that the file would give, for comparison; a number is only known to be the same."""
    held = form_on(person, on)
    numbers = Particulars.objects.current().filter(person=person).exclude(id_number_index=None)
    index = numbers.values_list("id_number_index", flat=True).first()
    same = index is not None and form.id_number and index == index_of(form.id_number)
    number = form.id_number if same else HIDDEN if index is not None else None
    return replace(held, id_number=number)


def form_on(person: Person, on: date) -> Form:
    """The form of a person as the file stands, without the identity number."""
    form = form_of(of_person(person), person.code, on=on, base=last_of(person))
    return replace(form, id_number=None, photo=photo_of(person) or form.photo)


def shown(change: Change, language: Language) -> Difference:
    """A difference in one language; what stands on file in masked fields is not shown."""
    before = HIDDEN if change.before and change.field in MASKED else change.before
    return Difference(change.label.in_(language), before, change.after)


def as_url(photo: bytes | None) -> str:
    """A photo as an address that holds it; ``""`` without one."""
    if photo is None:
        return ""
    return f"data:image/{picture_type(photo)};base64,{b64encode(photo).decode()}"
