"""The import centre: when something happens meanwhile, and what each may import."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from quanheng.norms import kinds
from quanheng.norms.kinds import MILLION
from quanheng.norms.records import Records
from quanheng.office.accounts.models import Grant, Role, User
from quanheng.office.accounts.powers import Denied
from quanheng.office.ledger.models import Entry
from quanheng.office.records import actions
from quanheng.office.records.importing import applying, jobs, progress
from quanheng.office.records.importing.actions import (
    cancel_import,
    order_import,
    restart_import,
)
from quanheng.office.records.importing.chunks import stored
from quanheng.office.records.importing.stopping import stop_import
from quanheng.office.records.models import (
    ImportBatch,
    Person,
    Tenure,
    Training,
)
from quanheng.office.records.refusals import Overtaken
from quanheng.office.records.tables import everyone
from tests.office.records.conftest import TODAY
from tests.office.records.importing import Upload, applied, counts, one, only
from tests.office.records.test_tables import unnumbered

pytestmark = pytest.mark.django_db
State = ImportBatch.State


def test_an_edit_after_the_preview_is_noticed(loaded: Entry, upload: Upload) -> None:
    row = one(kinds.Training)
    batch = upload({kinds.Training: [replace(row, hours=7 * MILLION)]})
    line = Training.objects.get(pk=only(batch, "changed").record)
    actions.correct_record(line, {"hours": 8}, by=batch.uploaded_by, on=TODAY, reason="更正")
    batch = applied(batch)
    assert (batch.state, batch.renewed) == (State.READY, True)
    assert only(batch, "changed").before == {"hours": 8 * MILLION}
    assert applied(batch).state == State.APPLIED
    assert Training.objects.current().get(supersedes__supersedes=line).hours == 7


def test_of_two_imports_the_second_is_compared_again(loaded: Entry, upload: Upload) -> None:
    row = replace(one(kinds.Training), name="新班次")
    first, then = upload({kinds.Training: [row]}), upload({kinds.Training: [row]})
    assert counts(first) == counts(then) == {"new": 1}
    assert applied(first).state == State.APPLIED
    then = applied(then)
    assert (then.state, counts(then)) == (State.READY, {"same": 1})
    assert Training.objects.filter(name="新班次").count() == 1


def test_an_import_is_cancelled_before_it_is_written(loaded: Entry, upload: Upload) -> None:
    batch = upload({kinds.Training: [replace(one(kinds.Training), name="新班次")]})
    order_import(batch, by=batch.uploaded_by, on=TODAY)
    cancel_import(batch, by=batch.uploaded_by, on=TODAY)
    jobs.apply.call(batch.pk)
    batch.refresh_from_db()
    assert batch.state == State.CANCELLED
    assert not batch.chunks.exists()
    assert not Training.objects.filter(name="新班次").exists()
    with pytest.raises(Overtaken):
        order_import(batch, by=batch.uploaded_by, on=TODAY)


def test_whoever_writes_stops_when_asked(
    loaded: Entry, upload: Upload, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch = upload({kinds.Training: [replace(one(kinds.Training), name="新班次")]})
    order_import(batch, by=batch.uploaded_by, on=TODAY)
    write = applying.write_comparison

    def written_then_asked(*args: Any, **options: Any) -> Any:
        found = write(*args, **options)
        progress.ask_to_stop(batch.pk)
        return found

    monkeypatch.setattr(applying, "write_comparison", written_then_asked)
    jobs.apply.call(batch.pk)
    assert not Training.objects.filter(name="新班次").exists()


def test_an_import_is_stopped_while_it_is_written(
    loaded: Entry, upload: Upload, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch = upload({kinds.Training: [replace(one(kinds.Training), name="新班次")]})
    order_import(batch, by=batch.uploaded_by, on=TODAY)
    asked: list[int] = []
    monkeypatch.setattr(progress, "ask_to_stop", asked.append)
    entry = stop_import(batch, by=batch.uploaded_by, on=TODAY)
    assert (entry.action, asked) == ("import cancelled", [batch.pk])
    jobs.apply.call(batch.pk)
    assert not Training.objects.filter(name="新班次").exists()


def test_whoever_may_not_import_stops_nothing(
    loaded: Entry, upload: Upload, users: dict[str, User]
) -> None:
    batch = upload({kinds.Training: [replace(one(kinds.Training), name="新班次")]})
    with pytest.raises(Denied):
        stop_import(batch, by=users["auditor"], on=TODAY)
    assert applied(batch).state == State.APPLIED


def test_a_fault_halfway_leaves_nothing(
    loaded: Entry, upload: Upload, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch = upload({kinds.Training: [replace(one(kinds.Training), name="新班次")]})
    size = Entry.objects.count()
    order_import(batch, by=batch.uploaded_by, on=TODAY)

    def fails(*args: object, **options: object) -> None:
        raise RuntimeError("the power is gone")

    monkeypatch.setattr(applying, "record", fails)
    with pytest.raises(RuntimeError):
        jobs.apply.call(batch.pk)
    batch.refresh_from_db()
    assert batch.state == State.FAILED
    assert not Training.objects.filter(name="新班次").exists()
    assert Entry.objects.count() == size + 1


def test_a_stuck_import_is_taken_up_again(loaded: Entry, upload: Upload) -> None:
    batch = upload({kinds.Training: [replace(one(kinds.Training), name="新班次")]})
    order_import(batch, by=batch.uploaded_by, on=TODAY)
    restart_import(batch, by=batch.uploaded_by, on=TODAY)
    for _attempt in range(2):
        jobs.apply.call(batch.pk)
    assert Training.objects.filter(name="新班次").count() == 1


def test_a_personnel_officer_imports_the_own_units_only(
    loaded: Entry, upload: Upload, users: dict[str, User]
) -> None:
    post = Tenure.objects.filter(end=None, unit__children=None).select_related("unit", "person")[0]
    clerk = User.objects.create_user("clerk")
    Grant.objects.create(
        user=clerk,
        role=Role.PERSONNEL_OFFICER,
        unit_code=post.unit.code,
        since=date(2000, 1, 1),
        granted_by=users["security_admin"],
    )
    seen = set(Person.objects.visible_to(clerk).values_list("code", flat=True))
    rows = [
        next(row for row in everyone().of(kinds.Training) if (row.person in seen) is own)
        for own in (True, False)
    ]
    batch = upload({kinds.Training: [replace(row, name="新班次") for row in rows]}, by=clerk)
    assert only(batch, "new").row.person == rows[0].person  # type: ignore[attr-defined]
    assert only(batch, "conflict").why == "outside"
    new = kinds.Person(row=2, code="NEW", name="新人", sex="女", birth=date(1995, 1, 1))
    tenure = kinds.Tenure(
        row=2,
        person="NEW",
        unit=post.unit.code,
        title="科员",
        level=kinds.Level.STAFF,
        leading=False,
        chief=False,
        start=TODAY,
    )
    assert counts(upload({kinds.Person: [new], kinds.Tenure: [tenure]}, by=clerk)) == {"new": 2}
    assert counts(upload({kinds.Person: [new]}, by=clerk)) == {"conflict": 1}


def test_nobody_imports_into_the_own_file(
    loaded: Entry, upload: Upload, officer: User, person: Person, users: dict[str, User]
) -> None:
    User.objects.filter(person_code=person.code).update(person_code=None)
    officer.person_code = person.code
    officer.save()
    row = next(row for row in everyone().of(kinds.Training) if row.person == person.code)
    batch = upload({kinds.Training: [replace(row, name="新班次")]})
    assert only(batch, "conflict").why == "own_file"


def test_a_workbook_with_faults_is_refused_with_every_place(
    loaded: Entry, upload: Upload, sample: Records
) -> None:
    row = one(kinds.Training)
    batch = upload({kinds.Training: [replace(row, end=row.start - timedelta(days=1))]})
    assert batch.state == State.REFUSED
    assert batch.problem_count == 1
    assert "结束日期" in batch.problems[0][0]
    assert not progress.upload_file(batch.pk).exists()


def test_rows_are_kept_sealed(loaded: Entry, upload: Upload, sample: Records) -> None:
    batch = upload(sample)
    given = {kind: rows for kind, rows in unnumbered(sample).items() if rows}
    assert unnumbered(stored(batch)) == given
    somebody = sample.of(kinds.Person)[0]
    assert all(somebody.name.encode() not in bytes(chunk.rows) for chunk in batch.chunks.all())
    assert not progress.upload_file(batch.pk).exists()


@pytest.mark.parametrize("pending", [False, True])
def test_a_guess_about_a_stranger_is_not_confirmed(
    loaded: Entry, upload: Upload, officer: User, users: dict[str, User], pending: bool
) -> None:
    """Else an officer could find out, row by row, what stands in any file."""
    clerk = users["personnel_officer"]
    seen = set(Person.objects.visible_to(clerk).values_list("code", flat=True))
    row = next(row for row in everyone().of(kinds.Person) if row.code not in seen)
    if pending:
        row = replace(row, birth=date(1979, 8, 1))
        applied(upload({kinds.Person: [row]}))
        assert counts(upload({kinds.Person: [row]})) == {"waiting": 1}
    assert only(upload({kinds.Person: [row]}, by=clerk), "conflict").why == "outside"
    mine = next(row for row in everyone().of(kinds.Person) if row.code in seen)
    assert counts(upload({kinds.Person: [mine]}, by=clerk)) == {"same": 1}
