"""Records have their time, and influence periods end by themselves."""

from datetime import date

import pytest
from django.utils import timezone

from quanheng.norms.finding import Status
from quanheng.norms.plain import evaluate
from quanheng.office.accounts.models import User
from quanheng.office.ledger.models import Details, Entry
from quanheng.office.records import actions
from quanheng.office.records.models import (
    MODELS,
    Award,
    Family,
    Observation,
    Person,
    Training,
)
from quanheng.office.records.refusals import Refused
from quanheng.office.records.retention import TERMS, expired
from quanheng.office.records.tables import of_person
from quanheng.packs import installed

pytestmark = pytest.mark.django_db
TODAY = date(2026, 1, 5)
NOTE = {"topic": "作风", "occasion": "调研走访", "note": "甲", "evidence": "乙", "observer": "丙"}


def test_every_kind_has_a_term() -> None:
    assert set(TERMS) == set(MODELS)


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


def test_an_influence_period_ends_by_itself(person: Person, officer: User) -> None:
    values = {
        "person": person,
        "type": "党纪处分",
        "name": "警告",
        "day": date(2025, 1, 10),
        "influence_until": date(2026, 1, 10),
    }
    actions.add_record(Award, values, by=officer, on=TODAY)
    pack = [installed()["national"]]

    def marked(on: date) -> bool:
        findings = evaluate(of_person(person), pack, on, subject=person.code)
        return any(
            finding.rule.endswith("influence/sanction") and finding.status is Status.ATTENTION
            for finding in findings
        )

    assert marked(date(2026, 1, 9))
    assert not marked(date(2026, 1, 10))
