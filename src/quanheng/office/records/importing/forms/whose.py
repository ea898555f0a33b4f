"""Whose form it is: forms bear no code, so the person is found by what the form says."""

from datetime import date
from typing import NamedTuple

from quanheng.exchange.forms.model import Form
from quanheng.exchange.forms.when import PartialDate, When
from quanheng.norms.finding import Text
from quanheng.office.records.identity import index_of
from quanheng.office.records.models import Particulars, Person

MOST = 200
"""People of one name that are looked at."""

SEVERAL = Text(
    "档案中有几人同名同月出生，请在表中填写身份证号后重新上传。",
    "Several people on file have this name and month of birth: give the ID number on the form.",
)
OTHER_NUMBER = Text(
    "档案中同名同月出生者的身份证号与表中不同，可能不是同一人，请核对。",
    "The person of this name and month of birth has another ID number on file: check who it is.",
)
SHARED_NUMBER = Text(
    "档案中有几人登记了这个身份证号，请先更正档案。",
    "Several people on file have this ID number: correct the file first.",
)
NOT_ENOUGH = Text(
    "表中没有身份证号，姓名或出生年月又不完整，无法对应到人，请补填。",
    "The form has no ID number and no full name and month of birth: it cannot be matched.",
)


class Whose(NamedTuple):
    """The person on file, ``None`` for somebody new, or why it cannot be said."""

    person: Person | None
    unclear: Text | None = None


def whose(form: Form) -> Whose:
    """The person on file whom a form is about.

    By the identity number; else by name together with the month of birth, or, where one of the two
    has a wrong birth, with the months of both starting work and joining the Party.
    """
    if form.id_number:
        found = _people(id_number_index=index_of(form.id_number))
        if found:
            same = {line.person_id for line in found}
            return Whose(found[0].person) if len(same) == 1 else Whose(None, SHARED_NUMBER)
    if not form.name or not isinstance(form.birth, PartialDate) or form.birth.month is None:
        return Whose(None, NOT_ENOUGH)
    alike = [line for line in _people(name=form.name) if _agrees(line, form)]
    if form.id_number and alike:
        alike = [line for line in alike if line.id_number_index is None]
        if not alike:
            return Whose(None, OTHER_NUMBER)
    if len(alike) > 1:
        return Whose(None, SEVERAL)
    return Whose(alike[0].person if alike else None)


def _people(**said: object) -> list[Particulars]:
    """The particulars on file that say something."""
    found = Particulars.objects.current().filter(**said).select_related("person")
    return list(found.order_by("pk")[:MOST])


def _agrees(line: Particulars, form: Form) -> bool:
    """Whether particulars and form are likely of one person, given that the names are equal."""
    began, joined = (
        _same(getattr(line, name), getattr(form, name)) for name in ("began_work", "joined_party")
    )
    return _same(line.birth, form.birth) or (began and joined)


def _same(day: date | None, when: When) -> bool:
    known = isinstance(when, PartialDate) and day is not None
    return known and when.agrees(PartialDate(day.year, day.month, day.day))  # type: ignore[union-attr]
