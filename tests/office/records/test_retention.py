"""Records have their time."""

from datetime import date

import pytest
from django.utils import timezone

from quanheng.exchange.forms.model import Form
from quanheng.office.accounts.models import User
from quanheng.office.ledger.models import Details, Entry
from quanheng.office.records import actions
from quanheng.office.records.importing.forms.sealing import sealed
from quanheng.office.records.models import (
    MODELS,
    Family,
    FormFile,
    Health,
    ImportBatch,
    Observation,
    Person,
    Training,
)
from quanheng.office.records.refusals import Refused
from quanheng.office.records.retention import TERMS, expired, expired_forms
from quanheng.office.records.sensitive.actions import note_health
from quanheng.office.records.sensitive.sealing import open_note

pytestmark = pytest.mark.django_db
TODAY = date(2026, 1, 5)
NOTE = {"topic": "作风", "occasion": "调研走访", "note": "甲", "evidence": "乙", "observer": "丙"}


def test_every_kind_has_a_term() -> None:
    assert set(TERMS) == {*MODELS, "health"}


def test_what_has_had_its_time_goes_with_all_that_it_superseded(
    person: Person, officer: User
) -> None:
    values = {"person": person, **NOTE}
    old = actions.add_record(Observation, {**values, "day": date(2015, 1, 1)}, by=officer, on=TODAY)
    line = Observation.objects.get(pk=old.about_key)
    later = actions.correct_record(line, {"note": "丁"}, by=officer, on=TODAY, reason="更正")
    kept = actions.add_record(
        Observation, {**values, "day": date(2025, 1, 1)}, by=officer, on=TODAY
    )
    trainings = Training.objects.count()
    assert expired(Observation, TODAY).count() == 1

    entry = actions.expire_records(by=officer, on=TODAY, reason="保存期满")
    assert [str(one.pk) for one in Observation.objects.all()] == [kept.about_key]
    assert Training.objects.count() == trainings
    assert entry.details.values["observation"] == 2
    assert not Details.objects.filter(entry__in=[old, later]).exists()
    assert Entry.objects.filter(number__in=[old.number, later.number]).count() == 2
    assert Details.objects.filter(entry=kept).exists()


def test_nothing_goes_without_a_reason(loaded: Entry, officer: User) -> None:
    with pytest.raises(Refused):
        actions.expire_records(by=officer, on=TODAY, reason="")


def test_superseded_family_goes_and_the_present_stays(person: Person, officer: User) -> None:
    values = {"person": person, "relation": "父亲", "name": "欧阳"}
    made = actions.add_record(Family, values, by=officer, on=TODAY)
    line = Family.objects.get(pk=made.about_key)
    actions.correct_record(line, {"work": "退休"}, by=officer, on=TODAY, reason="更新")
    long_ago = timezone.now().replace(year=2015)
    Family.objects.filter(pk=line.pk).update(recorded_at=long_ago, known_until=long_ago)
    actions.expire_records(by=officer, on=TODAY, reason="保存期满")
    [left] = Family.objects.filter(person=person, name="欧阳")
    assert (left.work, left.supersedes) == ("退休", None)


def uploaded(person: Person, officer: User, years_ago: int, *, number: int | None) -> FormFile:
    """A form that was uploaded, and with a number also applied, some years ago."""
    moment = timezone.now().replace(year=TODAY.year - years_ago, month=1, day=1)
    batch = ImportBatch.objects.create(
        name="表.lrmx", sha256="0" * 64, size=1, state=ImportBatch.State.CANCELLED,
        uploaded_by=officer, uploaded_at=moment, on=TODAY,
    )  # fmt: skip
    kept = FormFile(batch=batch, number=1, name="表.lrmx", code=person.code)
    kept.form_sealed = sealed(Form(name=person.name), kept)
    if number is not None:
        kept.person, kept.applied_at, kept.entry_number = person, moment, number
    kept.save()
    return kept


def test_forms_go_when_a_later_one_has_stood_for_their_term(person: Person, officer: User) -> None:
    old, later = (uploaded(person, officer, ago, number=ago) for ago in (6, 5))
    FormFile.objects.filter(pk=later.pk).update(entry_number=7)
    unused = uploaded(person, officer, 2, number=None)
    fresh = uploaded(person, officer, 0, number=None)
    assert set(expired_forms(TODAY)) == {old, unused}
    actions.expire_records(by=officer, on=TODAY, reason="保存期满")
    assert set(FormFile.objects.all()) == {later, fresh}


def test_superseded_notes_on_health_go(person: Person, officer: User) -> None:
    for said in ("初查", "复查"):
        note_health(person, TODAY, said, source="体检", by=officer, on=TODAY)
    long_ago = timezone.now().replace(year=2015)
    Health.objects.filter(known_until__isnull=False).update(
        recorded_at=long_ago, known_until=long_ago
    )
    entry = actions.expire_records(by=officer, on=TODAY, reason="保存期满")
    assert entry.details.values == {"health": 1}
    assert [open_note(note) for note in Health.objects.all()] == ["复查"]
