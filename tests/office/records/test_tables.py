"""What goes into the file comes out of it, for everyone, for one person and for one unit."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from quanheng.norms import kinds
from quanheng.norms.finding import Finding, SubjectType
from quanheng.norms.plain import Bench, evaluate
from quanheng.norms.records import Records
from quanheng.office.accounts.models import User
from quanheng.office.ledger.models import Entry
from quanheng.office.records.actions import correct_record, load_records
from quanheng.office.records.models import RECORDS, Person, Training, Unit
from quanheng.office.records.refusals import Refused
from quanheng.office.records.tables import everyone, of_person, of_unit
from quanheng.packs import installed
from tests.office.records.conftest import TODAY

AS_OF = date(2025, 12, 31)
pytestmark = pytest.mark.django_db


def unnumbered(records: Records) -> dict[type[kinds.Row], list[kinds.Row]]:
    return {kind: [replace(row, row=0) for row in records.of(kind)] for kind in records}


def told(records: Records) -> list[tuple[Finding, list[str]]]:
    """Findings without the numbers of the rows that are their evidence."""
    packs = list(installed().values())
    return [
        (replace(finding, evidence=()), [evidence.sheet for evidence in finding.evidence])
        for finding in evaluate(records, packs, AS_OF)
    ]


@pytest.mark.parametrize("kind", kinds.KINDS, ids=lambda kind: kind.sheet)
def test_models_have_the_columns_of_their_kind(kind: type[kinds.Row]) -> None:
    renamed = {"code": {"unit", "person", "programme"}, "subject": {"person"}}
    fields = {field.name for field in RECORDS[kind].facts()}
    for column in kinds.columns(kind):
        names = renamed.get(column.name, {column.name})
        if column.name == "subject_type":
            names = {"unit"}
        if column.name == "id_number":
            names = {"id_number_sealed"}
        if kind is kinds.Duty and column.name == "source":
            names = {"source_list"}
        taken = fields & names
        assert taken, column.header
        fields -= taken
    assert fields <= {"id_number_index"}


def test_the_file_gives_back_what_was_loaded(loaded: Entry, sample: Records) -> None:
    assert unnumbered(everyone(identity=True)) == unnumbered(sample)


def test_rules_find_in_the_file_what_they_find_in_the_workbook(
    loaded: Entry, sample: Records
) -> None:
    found = told(everyone())
    assert len(found) > 100
    assert found == told(sample)


def test_identity_numbers_are_left_out_unless_asked_for(loaded: Entry) -> None:
    assert all(person.id_number is None for person in everyone().of(kinds.Person))
    assert any(person.id_number for person in everyone(identity=True).of(kinds.Person))


def test_one_person_is_judged_as_in_the_whole_file(loaded: Entry, person: Person) -> None:
    packs = list(installed().values())
    whole = [
        finding
        for finding in evaluate(everyone(), packs, AS_OF, subject=person.code)
        if finding.subject_type is SubjectType.PERSON
    ]
    bench = Bench(of_person(person), packs, AS_OF)
    dossier = bench.subjects()[SubjectType.PERSON][person.code]
    alone = bench.findings(SubjectType.PERSON, dossier)
    assert whole
    assert sorted(alone, key=lambda finding: finding.key) == whole


def test_the_number_of_queries_does_not_depend_on_the_file(loaded: Entry, unit: Unit) -> None:
    counts = set()
    for person in Person.objects.all()[:3]:
        with CaptureQueriesContext(connection) as queries:
            of_person(person)
        counts.add(len(queries))
    assert counts == {len(kinds.KINDS) - 1}  # 制度 is about units only
    with CaptureQueriesContext(connection) as queries:
        of_unit(unit)
    assert len(queries) == len(kinds.KINDS)


def test_a_unit_comes_with_those_who_served_there(loaded: Entry, unit: Unit) -> None:
    found = of_unit(unit)
    served = {row.person for row in everyone().of(kinds.Tenure) if row.unit == unit.code}
    assert served
    assert {row.code for row in found.of(kinds.Person)} == served
    assert {row.subject for row in found.of(kinds.Activity) if row.subject_type == "单位"} <= {
        unit.code
    }


def test_the_file_is_seen_as_it_was_known(loaded: Entry, person: Person, officer: User) -> None:
    line = Training.objects.filter(person=person).first()
    assert line is not None
    before = timezone.now()
    correct_record(line, {"name": "改过的班次"}, by=officer, on=TODAY, reason="名称有误")

    def names(known_at: object) -> set[str]:
        return {row.name for row in of_person(person, known_at=known_at).of(kinds.Training)}  # type: ignore[arg-type]

    assert "改过的班次" not in names(before)
    assert line.name in names(before)
    assert "改过的班次" in names(None)
    assert "改过的班次" in names(timezone.now())
    assert len(of_person(person, known_at=before)) == len(of_person(person))


def test_only_an_empty_file_is_loaded(loaded: Entry, sample: Records, officer: User) -> None:
    with pytest.raises(Refused):
        load_records(sample, by=officer, on=TODAY)
