"""Records are added, superseded and retracted, units moved; each change is in the ledger."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from quanheng.office.accounts.models import User
from quanheng.office.ledger.models import Entry
from quanheng.office.records import actions
from quanheng.office.records.models import (
    Appraisal,
    Family,
    Particulars,
    Person,
    Tenure,
    Training,
    Unit,
    UnitParticulars,
)
from quanheng.office.records.refusals import Overtaken, Refused
from tests.office.records.conftest import TODAY

pytestmark = pytest.mark.django_db

CLASS = {
    "name": "年轻干部培训班",
    "mode": "脱产",
    "start": date(2025, 3, 1),
    "end": date(2025, 3, 30),
    "hours": Decimal("120.5"),
}


def test_a_record_is_added_and_told_to_the_ledger(person: Person, officer: User) -> None:
    entry = actions.add_record(Training, {**CLASS, "person": person}, by=officer, on=TODAY)
    made = Training.objects.get(pk=entry.about_key)
    assert (made.person, made.hours, made.recorded_by) == (person, Decimal("120.5"), officer)
    assert entry.details.values["person"] == person.code
    assert entry.details.values["hours"] == "120.5"


def test_what_the_file_may_not_hold_is_refused(person: Person, officer: User) -> None:
    size = Entry.objects.count()
    backwards = {**CLASS, "person": person, "end": CLASS["start"] - timedelta(days=1)}
    with pytest.raises(ValidationError):
        actions.add_record(Training, backwards, by=officer, on=TODAY)
    assert Entry.objects.count() == size


def test_nobody_adds_to_a_file_without_the_power(person: Person, users: dict[str, User]) -> None:
    count = Training.objects.count()
    for role in ("official", "head", "auditor", "system_admin"):
        with pytest.raises(PermissionDenied):
            actions.add_record(Training, {**CLASS, "person": person}, by=users[role], on=TODAY)
    assert Training.objects.count() == count


def test_a_correction_supersedes(person: Person, officer: User) -> None:
    line = Training.objects.filter(person=person).first()
    assert line is not None
    entry = actions.correct_record(line, {"hours": Decimal(7)}, by=officer, on=TODAY, reason="笔误")
    new = Training.objects.get(pk=entry.about_key)
    line.refresh_from_db()
    assert new.supersedes == line
    assert line.known_until == new.recorded_at
    assert (new.hours, new.name, new.known_until) == (Decimal(7), line.name, None)
    assert entry.details.reason == "笔误"
    assert entry.details.values["after"] == {"hours": "7"}
    with pytest.raises(Overtaken):
        actions.correct_record(line, {"hours": Decimal(8)}, by=officer, on=TODAY, reason="再改")


def test_a_correction_needs_a_change_and_a_reason(person: Person, officer: User) -> None:
    line = Training.objects.filter(person=person).first()
    assert line is not None
    with pytest.raises(Refused):
        actions.correct_record(line, {"hours": line.hours}, by=officer, on=TODAY, reason="无改动")
    with pytest.raises(Refused):
        actions.correct_record(line, {"hours": Decimal(9)}, by=officer, on=TODAY, reason=" ")


def test_key_facts_are_not_corrected_by_one_person(tenure: Tenure, officer: User) -> None:
    particulars = Particulars.objects.get(person=tenure.person)
    for line, changes in (
        (particulars, {"birth": date(1980, 1, 1)}),
        (particulars, {"id_number": "330102198001010011"}),
        (tenure, {"start": tenure.start - timedelta(days=1)}),
    ):
        with pytest.raises(Refused):
            actions.correct_record(line, changes, by=officer, on=TODAY, reason="更正")
    with pytest.raises(Refused):
        actions.retract_record(tenure, by=officer, on=TODAY, reason="误登")


def test_the_end_of_a_post_is_an_event(tenure: Tenure, officer: User) -> None:
    entry = actions.correct_record(tenure, {"end": TODAY}, by=officer, on=TODAY, reason="免职")
    assert Tenure.objects.get(pk=entry.about_key).end == TODAY


def test_a_record_is_retracted_but_stays(person: Person, officer: User) -> None:
    line = Training.objects.filter(person=person).first()
    assert line is not None
    actions.retract_record(line, by=officer, on=TODAY, reason="录错人")
    assert not Training.objects.current().filter(pk=line.pk).exists()
    assert Training.objects.filter(pk=line.pk).exists()
    with pytest.raises(Overtaken):
        actions.retract_record(line, by=officer, on=TODAY, reason="再次")


def test_two_appraisals_of_one_year_cannot_both_stand(person: Person, officer: User) -> None:
    values = {"person": person, "year": 2001, "type": "年度", "grade": "称职"}
    actions.add_record(Appraisal, values, by=officer, on=TODAY)
    with pytest.raises(ValidationError):
        actions.add_record(Appraisal, values, by=officer, on=TODAY)


def test_a_person_is_added_with_a_first_post(unit: Unit, officer: User) -> None:
    entry = actions.add_person(
        "P-NEW",
        {
            "name": "单雄信",
            "sex": "男",
            "birth": date(1990, 5, 1),
            "id_number": "33010219900501003X",
        },
        unit=unit,
        tenure={"title": "科员", "level": 112, "leading": False, "chief": False, "start": TODAY},
        by=officer,
        on=TODAY,
    )
    person = Person.objects.get(pk=entry.about_key)
    assert (person.pinyin, person.initials) == ("shanxiongxin", "sxx")
    assert Person.objects.visible_to(officer).filter(pk=person.pk).exists()
    assert "33010219900501003X" not in str(entry.details.values)
    with pytest.raises(Refused):
        actions.add_person("P-NEW", {"name": "重复"}, unit=unit, tenure={}, by=officer, on=TODAY)


def test_a_unit_is_moved_with_everything_below(unit: Unit, officer: User) -> None:
    root = Unit.objects.get(parent=None)
    for code, parent in (("N1", root), ("N2", "N1"), ("N3", "N2")):
        parent = Unit.objects.get(code=parent) if isinstance(parent, str) else parent
        values = {"name": code, "category": "事业单位", "parent": parent}
        actions.add_unit(code, values, by=officer, on=TODAY)
    second = Unit.objects.get(code="N2")
    entry = actions.move_unit(second, root, by=officer, on=TODAY, reason="机构改革")
    assert Unit.objects.get(code="N2").path == f"{root.path}N2/"
    assert Unit.objects.get(code="N3").path == f"{root.path}N2/N3/"
    assert Unit.objects.get(code="N2").parent == root
    assert UnitParticulars.objects.get(pk=entry.about_key).parent == root
    first, third = Unit.objects.get(code="N1"), Unit.objects.get(code="N3")
    actions.move_unit(first, third, by=officer, on=TODAY, reason="调整")
    assert Unit.objects.get(code="N1").path == f"{root.path}N2/N3/N1/"
    with pytest.raises(Refused):
        actions.move_unit(Unit.objects.get(code="N2"), first, by=officer, on=TODAY, reason="循环")


def test_a_unit_ends_when_it_is_empty(unit: Unit, officer: User) -> None:
    with pytest.raises(Refused):
        actions.end_unit(unit, by=officer, on=TODAY, reason="撤销")
    values = {"name": "临时机构", "category": "事业单位", "parent": unit}
    actions.add_unit("TMP", values, by=officer, on=TODAY)
    made = Unit.objects.get(code="TMP")
    actions.end_unit(made, by=officer, on=TODAY, reason="撤销")
    assert made not in Unit.objects.in_force(TODAY)
    assert made in Unit.objects.in_force(TODAY - timedelta(days=1))


def test_a_new_name_is_followed(unit: Unit, officer: User) -> None:
    line = UnitParticulars.objects.current().get(unit=unit)
    actions.correct_record(line, {"name": "更名后的单位"}, by=officer, on=TODAY, reason="更名")
    assert Unit.objects.get(pk=unit.pk).name == "更名后的单位"


def test_family_is_no_key_fact(person: Person, officer: User) -> None:
    line = Family.objects.filter(person=person).first()
    if line is None:
        values = {"person": person, "relation": "父亲", "name": "某某"}
        entry = actions.add_record(Family, values, by=officer, on=TODAY)
        line = Family.objects.get(pk=entry.about_key)
    actions.correct_record(line, {"work": "退休"}, by=officer, on=TODAY, reason="更新")
    assert Family.objects.current().get(supersedes=line).work == "退休"
