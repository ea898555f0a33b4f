"""What the actions on uploaded and exported files, photographs and expired records do."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp
from typing import Any

from django.core.files.base import ContentFile
from django.test import override_settings
from django.utils import timezone

from quanheng.exchange.export import write_workbook
from quanheng.norms import kinds
from quanheng.norms.records import Records
from quanheng.office.accounts.models import Grant, User
from quanheng.office.accounts.roles import Role
from quanheng.office.ledger.models import Entry
from quanheng.office.records import actions
from quanheng.office.records.exports import actions as exports
from quanheng.office.records.exports import jobs as export_jobs
from quanheng.office.records.importing import actions as imports
from quanheng.office.records.importing import jobs
from quanheng.office.records.models import Export, ImportBatch, Observation, Person
from quanheng.office.records.tables import everyone
from tests.exchange.forms.samples import jpeg, png
from tests.office.action_case import Case, World

OFFICER = Role.ORGANISATION_OFFICER.value
AUDITOR = Role.AUDITOR.value
OFFICIAL = Role.OFFICIAL.value
NOTE = {"topic": "作风", "occasion": "调研走访", "note": "甲", "evidence": "乙", "observer": "丙"}
LONG_AGO = date(2010, 1, 1)


def told(world: World, role: str = OFFICER) -> dict[str, Any]:
    return {"by": world.users[role], "on": world.on}


def official(world: World) -> Person:
    assert world.district
    return Person.objects.get(code=world.users[OFFICIAL].person_code)


def second_officer(world: World) -> User:
    account = User.objects.create_user("second-officer", name="另一人")
    by = world.users[Role.SECURITY_ADMIN.value]
    Grant.objects.create(
        user=account, role=Role.ORGANISATION_OFFICER, since=date(2000, 1, 1), granted_by=by
    )
    return account


def upload(world: World, role: str = OFFICER) -> Entry:
    """Upload a workbook with one new class."""
    assert world.district
    row = replace(everyone().of(kinds.Training)[0], name="新班次")
    with TemporaryDirectory() as folder:
        path = Path(folder) / "book.xlsx"
        write_workbook(Records({kinds.Training: [row]}), path)
        return imports.upload_workbook(
            ContentFile(path.read_bytes(), name="book.xlsx"), **told(world, role)
        )


def uploaded(world: World) -> ImportBatch:
    return ImportBatch.objects.get(pk=upload(world).about_key)


def compared(world: World) -> ImportBatch:
    batch = uploaded(world)
    jobs.read_and_compare.call(batch.pk)
    batch.refresh_from_db()
    return batch


def written(world: World) -> ImportBatch:
    batch = compared(world)
    imports.order_import(batch, **told(world))
    jobs.apply.call(batch.pk)
    return batch


def compared_and_written(world: World) -> tuple[ImportBatch, ImportBatch, User]:
    """A workbook to be written, one that is written, and another officer."""
    return compared(world), written(world), second_officer(world)


def asked_for_export(world: World, *, made: bool) -> tuple[Export, Export]:
    """An export of the officer, made if wanted, and one that waits."""
    assert world.district
    entries = [exports.order_export(reason="季度核对", **told(world)) for _one in range(2)]
    first, second = (Export.objects.get(pk=entry.about_key) for entry in entries)
    if made:
        export_jobs.make.call(first.pk)
    return Export.objects.get(pk=first.pk), second


def noted_long_ago(world: World) -> Observation:
    made: Observation = Observation.objects.create(
        person=official(world),
        day=LONG_AGO,
        recorded_at=timezone.now(),
        recorded_by=world.users[OFFICER],
        **NOTE,
    )
    return made


def stored(function: Any) -> Any:
    """A step whose files lie in a folder of its own."""

    def inside(*args: Any) -> Any:
        with override_settings(MEDIA_ROOT=FOLDER):
            return function(*args)

    return inside


FOLDER = mkdtemp(prefix="quanheng-cases-")

CASES = [
    Case(
        "records.importing.actions.upload_workbook",
        says="workbook uploaded",
        before=stored(official),
        works=stored(lambda world, _person: upload(world)),
        refused=[stored(lambda world, _person: upload(world, AUDITOR))],
    ),
    Case(
        "records.importing.actions.order_import",
        says="import ordered",
        before=stored(compared_and_written),
        works=stored(lambda world, made: imports.order_import(made[0], **told(world))),
        refused=[
            stored(lambda world, made: imports.order_import(made[0], **told(world, AUDITOR))),
            stored(lambda world, made: imports.order_import(made[0], by=made[2], on=world.on)),
            stored(lambda world, made: imports.order_import(made[1], **told(world))),
        ],
    ),
    Case(
        "records.importing.actions.restart_import",
        says="import restarted",
        before=stored(uploaded),
        works=stored(lambda world, batch: imports.restart_import(batch, **told(world))),
        refused=[
            stored(lambda world, batch: imports.restart_import(batch, **told(world, AUDITOR)))
        ],
    ),
    Case(
        "records.importing.actions.cancel_import",
        says="import cancelled",
        before=stored(compared_and_written),
        works=stored(lambda world, made: imports.cancel_import(made[0], **told(world))),
        refused=[
            stored(lambda world, made: imports.cancel_import(made[0], **told(world, AUDITOR))),
            stored(lambda world, made: imports.cancel_import(made[1], **told(world))),
        ],
    ),
    Case(
        "records.exports.actions.order_export",
        says="export ordered",
        before=official,
        works=lambda world, _person: exports.order_export(reason="季度核对", **told(world)),
        refused=[
            lambda world, _person: exports.order_export(reason=" ", **told(world)),
            lambda world, _person: exports.order_export(reason="核对", **told(world, AUDITOR)),
        ],
    ),
    Case(
        "records.exports.actions.fetch_export",
        says="export fetched",
        before=stored(lambda world: asked_for_export(world, made=True)),
        works=stored(lambda world, made: exports.fetch_export(made[0], **told(world))),
        refused=[
            stored(lambda world, made: exports.fetch_export(made[1], **told(world))),
            stored(lambda world, made: exports.fetch_export(made[0], **told(world, OFFICIAL))),
            stored(
                lambda world, made: exports.fetch_export(
                    made[0], by=world.users[OFFICER], on=made[0].expires_on
                )
            ),
        ],
    ),
    Case(
        "records.actions.add_photo",
        says="photo filed",
        before=official,
        works=lambda world, person: actions.add_photo(person, png(), **told(world)),
        refused=[
            lambda world, person: actions.add_photo(person, b"no picture", **told(world)),
            lambda world, person: actions.add_photo(person, jpeg()[:9], **told(world)),
            lambda world, person: actions.add_photo(person, png(), **told(world, OFFICIAL)),
        ],
    ),
    Case(
        "records.actions.expire_records",
        says="records expired",
        before=noted_long_ago,
        works=lambda world, _note: actions.expire_records(reason="保存期满", **told(world)),
        refused=[lambda world, _note: actions.expire_records(reason="", **told(world))],
    ),
]
