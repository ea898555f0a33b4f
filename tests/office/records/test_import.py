"""The import centre: a workbook is compared with the file, shown, and written as it was shown."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from quanheng.norms import kinds
from quanheng.norms.kinds import MILLION
from quanheng.norms.records import Records
from quanheng.office.accounts.models import User
from quanheng.office.accounts.system import system_account
from quanheng.office.ledger.models import Entry
from quanheng.office.procedures.corrections.taking_up import take_up_corrections
from quanheng.office.records.importing.actions import (
    order_import,
)
from quanheng.office.records.models import (
    Correction,
    ImportBatch,
    Particulars,
    Person,
    Tenure,
    Training,
    Unit,
)
from quanheng.office.records.refusals import Refused
from quanheng.office.records.tables import everyone
from tests.office.procedures import correcting
from tests.office.procedures.desk import follow
from tests.office.records.conftest import TODAY
from tests.office.records.importing import Upload, applied, counts, one, only
from tests.office.records.test_tables import unnumbered

pytestmark = pytest.mark.django_db
State = ImportBatch.State


def test_everything_is_new_to_an_empty_file(
    users: dict[str, User], sample: Records, upload: Upload
) -> None:
    batch = upload(sample)
    assert (batch.state, counts(batch)) == (State.READY, {"new": len(sample)})
    assert not Person.objects.exists()
    batch = applied(batch)
    assert (batch.state, batch.applied_by) == (State.APPLIED, users["organisation_officer"])
    assert unnumbered(everyone(identity=True)) == unnumbered(sample)
    entry = Entry.objects.get(number=batch.entry_number)
    assert entry.details.values["sha256"] == batch.sha256
    assert entry.details.values["new"]["干部"] == len(sample.of(kinds.Person))


def test_the_same_workbook_twice_changes_nothing(
    loaded: Entry, sample: Records, upload: Upload
) -> None:
    size = Training.objects.count()
    batch = upload(sample)
    assert counts(batch) == {"same": len(sample)}
    with pytest.raises(Refused):
        order_import(batch, by=batch.uploaded_by, on=TODAY)
    assert Training.objects.count() == size


def test_what_is_exported_is_imported_without_a_difference(loaded: Entry, upload: Upload) -> None:
    exported = everyone(identity=True)
    assert counts(upload(exported)) == {"same": len(exported)}
    masked = everyone()
    assert counts(upload(masked)) == {"same": len(masked)}


def test_a_change_supersedes(loaded: Entry, upload: Upload) -> None:
    row = one(kinds.Training)
    batch = upload({kinds.Training: [replace(row, hours=7 * MILLION, host=None)]})
    assert counts(batch) == {"changed": 1}
    found = only(batch, "changed")
    assert (found.before, found.keys) == ({"hours": row.hours}, ())
    before = Training.objects.count()
    applied(batch)
    new = Training.objects.get(supersedes=found.record)
    assert (new.hours, new.host, new.source) == (7, row.host, "干部.xlsx")
    assert Training.objects.count() == before + 1
    assert Training.objects.current().count() == before


def test_key_facts_are_only_proposed(loaded: Entry, upload: Upload, second: User) -> None:
    follow("national")
    row = one(kinds.Person)
    birth = row.birth + timedelta(days=31)
    changed = {kinds.Person: [replace(row, birth=birth, native_place="浙江杭州")]}
    batch = upload(changed)
    found = only(batch, "changed")
    assert (set(found.before or ()), found.keys) == ({"birth", "native_place"}, ("birth",))
    applied(batch)
    now = Particulars.objects.current().get(person__code=row.code)
    assert (now.birth, now.native_place) == (row.birth, "浙江杭州")
    assert counts(upload(changed)) == {"waiting": 1}
    other = {kinds.Person: [replace(row, birth=birth + timedelta(days=1))]}
    assert counts(upload(other)) == {"conflict": 1}

    correction = Correction.objects.get(batch=batch)
    assert correction.record == now.pk
    assert take_up_corrections(by=system_account(), on=TODAY) == 1
    assert take_up_corrections(by=system_account(), on=TODAY) == 0
    with pytest.raises(Refused):
        correcting.confirm(correction, by=batch.uploaded_by, on=TODAY)
    correcting.confirm(correction, by=second, on=TODAY)
    assert Particulars.objects.current().get(person__code=row.code).birth == birth
    assert counts(upload(changed)) == {"same": 1}


def test_an_identity_number_is_proposed_sealed(loaded: Entry, upload: Upload, second: User) -> None:
    follow("national")
    row = replace(one(kinds.Person), id_number="330102197501010019")
    changed = {kinds.Person: [row]}
    applied(upload(changed))
    correction = Correction.objects.get()
    assert "330102197501010019" not in str(correction.changes)
    assert counts(upload(changed)) == {"waiting": 1}
    take_up_corrections(by=system_account(), on=TODAY)
    correcting.confirm(correction, by=second, on=TODAY)
    assert counts(upload(changed)) == {"same": 1}


def test_the_end_of_a_post_is_entered_at_once(loaded: Entry, upload: Upload) -> None:
    row = next(row for row in everyone().of(kinds.Tenure) if row.end is None)
    batch = upload({kinds.Tenure: [replace(row, end=TODAY)]})
    applied(batch)
    assert Tenure.objects.get(supersedes=row.row).end == TODAY
    assert not Correction.objects.exists()


def test_another_start_of_the_same_post_is_a_correction(loaded: Entry, upload: Upload) -> None:
    row = next(row for row in everyone().of(kinds.Tenure) if row.end is None)
    batch = upload({kinds.Tenure: [replace(row, start=row.start + timedelta(days=1))]})
    found = only(batch, "changed")
    assert (found.record, found.keys) == (row.row, ("start",))


def test_the_same_post_at_another_time_is_new(loaded: Entry, upload: Upload) -> None:
    row = next(row for row in everyone().of(kinds.Tenure) if row.end is None)
    early = replace(row, start=date(1970, 1, 1), end=date(1971, 1, 1))
    assert counts(upload({kinds.Tenure: [early]})) == {"new": 1}


def test_blank_cells_erase_nothing(loaded: Entry, upload: Upload) -> None:
    row = next(row for row in everyone().of(kinds.Training) if row.hours is not None)
    assert counts(upload({kinds.Training: [replace(row, hours=None)]})) == {"same": 1}


def test_what_the_workbook_lacks_stays(loaded: Entry, upload: Upload) -> None:
    before = unnumbered(everyone())
    row = replace(one(kinds.Training), name="新班次")
    applied(upload({kinds.Training: [row]}))
    after = unnumbered(everyone())
    assert len(after[kinds.Training]) == len(before[kinds.Training]) + 1
    assert {kind: rows for kind, rows in after.items() if kind is not kinds.Training} == {
        kind: rows for kind, rows in before.items() if kind is not kinds.Training
    }


def test_rows_are_counted_as_often_as_they_stand(loaded: Entry, upload: Upload) -> None:
    row = one(kinds.Activity)
    twice = [row, replace(row, row=3)]
    assert counts(upload({kinds.Activity: twice})) == {"same": 1, "new": 1}


def test_several_records_that_may_be_meant_are_a_conflict(loaded: Entry, upload: Upload) -> None:
    row = replace(one(kinds.Activity), day=date(2001, 1, 1), note="甲")
    applied(upload({kinds.Activity: [row, replace(row, note="乙")]}))
    held = [r for r in everyone().of(kinds.Activity) if r.note in ("甲", "乙")]
    assert len(held) == 2
    batch = upload({kinds.Activity: [replace(row, note="丙", quantity=9 * MILLION)]})
    assert only(batch, "conflict").why == "several"
    with pytest.raises(Refused):
        order_import(batch, by=batch.uploaded_by, on=TODAY)


def test_codes_that_lead_nowhere_are_a_conflict(loaded: Entry, upload: Upload) -> None:
    row = one(kinds.Training)
    stranger = replace(row, person="不存在", row=3)
    batch = upload({kinds.Training: [replace(row, name="新班次"), stranger]})
    assert counts(batch) == {"new": 1, "conflict": 1}
    assert only(batch, "conflict").said("zh") == "“不存在”在档案库和文件中都不存在"
    batch = applied(batch, without_conflicts=True)
    assert batch.state == State.APPLIED
    assert Training.objects.filter(name="新班次").count() == 1


def test_what_record_and_row_say_together_must_be_sound(loaded: Entry, upload: Upload) -> None:
    row = next(row for row in everyone().of(kinds.Tenure) if row.term_end and row.term_start)
    late = row.term_end + timedelta(days=1)
    batch = upload({kinds.Tenure: [replace(row, term_start=late, term_end=None)]})
    assert only(batch, "conflict").why == "unsound"


def test_units_move_and_never_stand_above_themselves(loaded: Entry, upload: Upload) -> None:
    root = Unit.objects.get(parent=None)
    top = kinds.Unit(row=2, code="T1", name="甲", category="事业单位", parent=root.code)
    low = kinds.Unit(row=3, code="T2", name="乙", category="事业单位", parent="T1")
    units = everyone().of(kinds.Unit)
    applied(upload({kinds.Unit: [*units, top, low]}))
    assert Unit.objects.get(code="T2").path == f"{root.path}T1/T2/"
    units = everyone().of(kinds.Unit)
    moved = [
        replace(unit, parent={"T1": "T2", "T2": root.code}.get(unit.code, unit.parent))
        for unit in units
    ]
    applied(upload({kinds.Unit: moved}))
    assert Unit.objects.get(code="T1").path == f"{root.path}T2/T1/"
    assert Unit.objects.get(code="T1").parent.code == "T2"

    batch = upload({kinds.Unit: [replace(u, parent=u.parent) for u in moved]})
    assert counts(batch) == {"same": len(moved)}


def test_a_cycle_between_workbook_and_file_is_a_conflict(loaded: Entry, upload: Upload) -> None:
    root = Unit.objects.get(parent=None)
    top = kinds.Unit(row=2, code="T1", name="甲", category="事业单位", parent=root.code)
    low = kinds.Unit(row=3, code="T2", name="乙", category="事业单位", parent="T1")
    units = list(everyone().of(kinds.Unit))
    applied(upload({kinds.Unit: [*units, top, low]}))
    # The workbook alone has no cycle: it gives T2 no parent, which says nothing about it.
    batch = upload({kinds.Unit: [replace(top, parent="T2"), replace(low, parent=None)]})
    assert only(batch, "conflict").why == "cycle"
