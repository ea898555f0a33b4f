"""What the actions on 干部任免审批表 do."""

from dataclasses import replace
from tempfile import mkdtemp

from django.core.files.base import ContentFile
from django.test import override_settings

from quanheng.exchange.forms.from_records import form_of
from quanheng.exchange.forms.lrmx import write_lrmx
from quanheng.office.accounts.roles import Role
from quanheng.office.records.importing import jobs
from quanheng.office.records.importing.actions import upload_workbook
from quanheng.office.records.importing.forms.actions import apply_form, give_out_form
from quanheng.office.records.models import FormFile, Person
from quanheng.office.records.tables import everyone
from tests.exchange.forms.samples import png
from tests.office.action_case import Case, World

OFFICER = Role.ORGANISATION_OFFICER.value


def official(world: World) -> Person:
    assert world.district
    return Person.objects.get(code=world.users[Role.OFFICIAL.value].person_code)


def uploaded(world: World) -> FormFile:
    """A form of the official, with a photo that the file lacks."""
    person = official(world)
    form = form_of(everyone(identity=True), person.code, on=world.on)
    data = write_lrmx(replace(form, photo=png()))
    told = {"by": world.users[OFFICER], "on": world.on}
    with override_settings(MEDIA_ROOT=mkdtemp()):
        entry = upload_workbook(ContentFile(data, name="表.lrmx"), **told)
        jobs.read_and_compare.call(int(entry.about_key))
    return FormFile.objects.get()


def told(world: World, role: str = OFFICER) -> dict[str, object]:
    return {"by": world.users[role], "on": world.on}


def applied(world: World, kept: FormFile) -> object:
    with override_settings(MEDIA_ROOT=mkdtemp()):
        return apply_form(kept, **told(world))


CASES = [
    Case(
        "records.importing.forms.actions.apply_form",
        says="form applied",
        before=uploaded,
        works=applied,
        refused=[
            lambda world, kept: apply_form(kept, **told(world, Role.AUDITOR.value)),
            lambda world, kept: apply_form(kept, **told(world, Role.SYSTEM_ADMIN.value)),
        ],
    ),
    Case(
        "records.importing.forms.actions.give_out_form",
        says="file taken out",
        before=official,
        works=lambda world, person: give_out_form(person, reason="任免上会", **told(world)),
        refused=[
            lambda world, person: give_out_form(person, reason="", **told(world)),
            lambda world, person: give_out_form(
                person, reason="任免上会", **told(world, Role.HEAD.value)
            ),
        ],
    ),
]
