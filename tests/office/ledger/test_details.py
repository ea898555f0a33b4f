"""The values of an entry in words: kinds of record, fields, before and after; masks stay."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from quanheng.office.accounts.models import Role, User
from quanheng.office.ledger.details import HIDDEN, Change, Fact, told_in_words
from quanheng.office.ledger.models import Entry
from quanheng.office.records import actions
from quanheng.office.records.models import Family, Particulars, Person
from tests.office.procedures import correcting
from tests.office.procedures.desk import another, follow

pytestmark = pytest.mark.django_db
ClientOf = Callable[[str], Client]
ON = date(2026, 3, 2)
NUMBER = "330102197908010017"


@pytest.fixture
def confirmed(district: object, users: dict[str, User]) -> Entry:
    """A birth date and an identity number, corrected by two persons."""
    follow("national")
    line = Particulars.objects.current().exclude(birth=None).first()
    by, other = users[Role.ORGANISATION_OFFICER], another(Role.ORGANISATION_OFFICER)
    given = {"birth": date(1979, 8, 1), "id_number": NUMBER}
    grounds = {"reason": "认定", "evidence": "档案", "by": by, "on": ON}
    return correcting.confirm(correcting.proposed(line, given, **grounds), by=other, on=ON)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("zh-hans", ["基本情况，第", "出生年月", "1979.08.01", "原记录", "更正后的记录"]),
        ("en", ["Particulars, no.", "Born", "1979.08.01", "Earlier record", "record as corrected"]),
    ],
)
def test_a_correction_is_told_in_words(
    client_of: ClientOf, confirmed: Entry, language: str, words: list[str]
) -> None:
    url = reverse("ledger:entry", args=[confirmed.number])
    html = client_of(Role.AUDITOR).get(url, headers={"Accept-Language": language}).content.decode()
    missing = [word for word in words if word not in html]
    assert not missing
    raw = ["particulars", "supersedes", "becomes", "birth", "1979-08-01", "{&#x27;", "[&#x27;"]
    assert not [word for word in raw if word in html]


def test_the_identity_number_stays_masked(client_of: ClientOf, confirmed: Entry) -> None:
    url = reverse("ledger:entry", args=[confirmed.number])
    html = client_of(Role.AUDITOR).get(url).content.decode()
    kept = confirmed.details.values["changes"]["id_number"]["after"]
    assert HIDDEN in html
    assert NUMBER not in html
    assert kept not in html


def test_family_stays_masked(district: object, users: dict[str, User]) -> None:
    values = {"person": Person.objects.first(), "relation": "妻子", "name": "秘密", "work": "某厂"}
    by = users[Role.ORGANISATION_OFFICER]
    entry = actions.add_record(Family, values, by=by, on=ON)
    told = told_in_words(entry.about_kind, entry.details.values)
    said = {fact.label: fact.text for fact in told.facts}
    assert said.pop("干部") == values["person"].code
    assert set(said.values()) == {HIDDEN}
    line = Family.objects.get(pk=entry.about_key)
    changed = actions.correct_record(line, {"work": "别处"}, by=by, on=ON, reason="更正")
    [change] = told_in_words(changed.about_kind, changed.details.values).changes
    assert (change.before, change.after) == (HIDDEN, HIDDEN)


def test_a_proof_shows_nothing_that_the_page_masks(
    client_of: ClientOf, district: object, users: dict[str, User]
) -> None:
    values = {"person": Person.objects.first(), "relation": "妻子", "name": "秘密", "work": "某厂"}
    entry = actions.add_record(Family, values, by=users[Role.ORGANISATION_OFFICER], on=ON)
    client_of(Role.AUDIT_ADMIN).post(reverse("ledger:sign"))
    answer = client_of(Role.AUDITOR).get(reverse("ledger:proof", args=[entry.number]))
    assert answer.json()["entry"]
    assert answer.json()["details"] is None
    assert "秘密" not in answer.content.decode()


@pytest.mark.parametrize(
    ("kind", "values", "facts"),
    [
        ("accounts.user", {"role": "auditor", "since": "2026-03-02", "until": None},
         [Fact("角色", "审计人员"), Fact("自", "2026.03.02"), Fact("止", "—")]),
        ("records.importbatch", {"counts": {"培训": {"new": 3, "same": 4}}},
         [Fact("行数", parts=(Fact("培训", parts=(Fact("新增", "3"), Fact("相同", "4"))),))]),
        ("records.person", {"tenure": {"start": "2020-01-01"}},
         [Fact("任职", parts=(Fact("任职时间", "2020.01.01"),))]),
        ("", {"supervision": 3}, [Fact("监督", "3")]),
        ("", {"n": 1, "left": {}}, [Fact("n", "1"), Fact("未写入", "—")]),
    ],
)  # fmt: skip
def test_values_in_words(kind: str, values: dict[str, object], facts: list[Fact]) -> None:
    with override("zh-hans"):
        assert told_in_words(kind, values).facts == facts


def test_before_and_after_make_one_line_each() -> None:
    values = {"supersedes": 7, "before": {"leading": True}, "after": {"leading": None}}
    with override("zh-hans"):
        told = told_in_words("records.tenure", values)
    assert told.facts == [Fact("原记录", "任职，第 7 号")]
    assert told.changes == [Change("是否领导职务", "是", "—")]
