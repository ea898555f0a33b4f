"""Which documents hold where: adoption by unit and day, and numbers that units set."""

from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from quanheng.norms.adaptation import adapted, parsed, settable
from quanheng.norms.finding import Text
from quanheng.norms.pack import PackError, Value, parameters_in
from quanheng.office.accounts.models import User
from quanheng.office.law.actions import adopt_pack, choose_number, end_adoption
from quanheng.office.law.models import Adoption, Choice
from quanheng.office.law.statutes import fingerprints, packs_of, statutes
from quanheng.office.records.models import Unit
from quanheng.packs import installed

ON = date(2026, 1, 5)
PACK = "kunming-2019"
OPEN = next(
    parameter
    for rule in installed()[PACK].rules.values()
    for parameter in rule.parameters
    if settable(parameter)
)
READ_BY_ROOMS = {
    "mark-reply", "mark-years", "review-favourable", "pool-review-months", "analysis-months",
    "leaving-reply",
}  # fmt: skip
"""Numbers that rooms of the office ask for by their name, in no rule and no procedure."""
FIXED = next(one for one in installed()[PACK].parameters.values() if not settable(one))


@pytest.fixture
def told(users: dict[str, User]) -> dict[str, Any]:
    return {"by": users["organisation_officer"], "on": ON}


@pytest.fixture
def tree(district: Any) -> tuple[Unit, Unit, Unit]:
    """A root, a unit below it, and another one below it."""
    root = Unit.objects.filter(parent=None).get()
    below, beside = Unit.objects.filter(parent=root)[:2]
    return root, below, beside


def law_at(unit: Unit, on: date = ON) -> list[str]:
    return [variant.pack for variant in statutes(on).at(unit.path)]


def adopt(unit: Unit, told: dict[str, Any], since: date = date(2020, 1, 1)) -> Adoption:
    entry = adopt_pack(unit, PACK, since=since, source="市委2020年1号", **told)
    return Adoption.objects.get(pk=entry.about_key)


def test_installed_is_not_adopted(tree: Any) -> None:
    assert all(law_at(unit) == [] for unit in tree)


def test_a_document_holds_for_the_unit_and_below_and_nowhere_else(tree: Any, told: Any) -> None:
    root, below, beside = tree
    adopt(below, told)
    assert law_at(below) == [PACK]
    assert law_at(root) == [] and law_at(beside) == []
    child = Unit.objects.create(
        code="X1", name="丙", category="内设机构", parent=below, path=f"{below.path}X1/"
    )
    assert law_at(child) == [PACK]


def test_it_holds_from_its_day_until_the_day_of_its_end(tree: Any, told: Any) -> None:
    root = tree[0]
    adoption = adopt(root, told, date(2024, 3, 1))
    end_adoption(adoption, until=date(2025, 6, 1), reason="废止", **told)
    held = {day: law_at(root, day) for day in (date(2024, 2, 29), date(2024, 3, 1))}
    assert held == {date(2024, 2, 29): [], date(2024, 3, 1): [PACK]}
    assert law_at(root, date(2025, 5, 31)) == [PACK]
    assert law_at(root, date(2025, 6, 1)) == []


def test_what_was_known_before_an_end_was_filed_still_holds(tree: Any, told: Any) -> None:
    root = tree[0]
    before = timezone.now()
    adoption = adopt(root, told)
    between = timezone.now()
    end_adoption(adoption, until=date(2025, 1, 1), reason="废止", **told)
    assert statutes(ON, known_at=before).at(root.path) == ()
    assert [one.pack for one in statutes(ON, known_at=between).at(root.path)] == [PACK]
    assert statutes(ON).at(root.path) == ()


def test_the_nearest_unit_sets_the_number(tree: Any, told: Any) -> None:
    root, below, beside = tree
    adopt(root, told)
    choose_number(root, OPEN.id, "3", since=date(2021, 1, 1), source="甲", **told)
    choose_number(below, OPEN.id, "4", since=date(2021, 1, 1), source="乙", **told)
    for unit, number in ((root, 3), (beside, 3), (below, 4)):
        (pack,) = packs_of(statutes(ON).at(unit.path))
        assert pack.parameters[OPEN.id].number(ON) == number
        rules = [rule for rule in pack.rules.values() if OPEN.id in {p.id for p in rule.parameters}]
        assert rules
        for rule in rules:
            used = next(one for one in rule.parameters if one.id == OPEN.id)
            assert used.number(ON) == number and used.in_force(ON).source.zh in ("甲", "乙")


def test_a_number_holds_from_its_day_and_the_next_one_replaces_it(tree: Any, told: Any) -> None:
    root = tree[0]
    adopt(root, told)
    choose_number(root, OPEN.id, "3", since=date(2025, 1, 1), source="甲", **told)
    choose_number(root, OPEN.id, "5", since=date(2026, 1, 5), source="乙", **told)
    default = OPEN.values[0].value
    for day, number in ((date(2024, 12, 31), default), (date(2026, 1, 4), 3), (ON, 5)):
        (pack,) = packs_of(statutes(day).at(root.path))
        assert pack.parameters[OPEN.id].number(day) == number


def test_fingerprints_tell_variants_apart(tree: Any, told: Any) -> None:
    root, below, _ = tree
    adopt(root, told)
    choose_number(below, OPEN.id, "4", since=date(2021, 1, 1), source="乙", **told)
    law = statutes(ON)
    found = fingerprints({law.at(root.path), law.at(below.path)})
    assert set(found) == {PACK, f"{PACK}[{OPEN.id}=4]"}
    assert found[PACK] == installed()[PACK].fingerprint != found[f"{PACK}[{OPEN.id}=4]"]


def test_numbers_that_the_document_fixes_cannot_be_set(tree: Any, told: Any) -> None:
    root = tree[0]
    adopt(root, told)
    told |= {"since": ON, "source": "甲"}
    with pytest.raises(ValidationError, match="由文件规定"):
        choose_number(root, FIXED.id, "1", **told)
    for wrong in ("0", "-1", "2.5", "abc", "1/0", "100000"):
        with pytest.raises(ValidationError):
            choose_number(root, OPEN.id, wrong, **told)
    assert not Choice.objects.exists()


def test_a_number_needs_the_document_in_force(tree: Any, told: Any) -> None:
    _root, below, beside = tree
    adopt(below, told)
    choose_number(below, OPEN.id, "3", since=ON, source="甲", **told)
    with pytest.raises(ValidationError, match="没有采纳"):
        choose_number(beside, OPEN.id, "3", since=ON, source="甲", **told)


def test_not_before_the_document_and_not_twice(tree: Any, told: Any) -> None:
    root = tree[0]
    with pytest.raises(ValidationError, match="施行"):
        adopt(root, told, date(2019, 2, 1))
    adoption = adopt(root, told, date(2019, 2, 2))
    with pytest.raises(ValidationError, match="已采纳"):
        adopt(root, told, date(2022, 1, 1))
    end_adoption(adoption, until=date(2022, 1, 1), reason="废止", **told)
    with pytest.raises(ValidationError, match="已采纳"):
        adopt(root, told, date(2021, 12, 31))
    adopt(root, told, date(2022, 1, 1))


SHARE = next(
    one
    for pack in installed().values()
    for one in pack.parameters.values()
    if settable(one) and one.unit == Text("比例", "share")
)


@given(st.fractions(min_value=-1, max_value=2))
def test_a_share_lies_above_nothing_and_up_to_everything(value: Fraction) -> None:
    try:
        told = parsed(SHARE, str(value))
    except ValueError:
        assert not 0 < value <= 1
    else:
        assert told == value and 0 < value <= 1


def test_a_share_may_be_told_in_per_cent() -> None:
    assert parsed(SHARE, "20%") == parsed(SHARE, "1/5") == parsed(SHARE, "0.2") == Fraction(1, 5)


def test_every_number_left_open_reaches_the_rules_and_procedures_that_use_it() -> None:
    for pack in installed().values():
        for parameter in filter(settable, pack.parameters.values()):
            if parameter.name in READ_BY_ROOMS:
                continue
            value = Value(Fraction(1, 7), date(2024, 1, 1), Text("甲", "a"))
            made = adapted(pack, {parameter.id: value})
            before: dict[str, Any] = {**pack.rules, **pack.procedures}
            after: dict[str, Any] = {**made.rules, **made.procedures}
            users = {name for name, one in before.items() if parameter in one.parameters}
            gates = {
                name for name, one in pack.additions.items() if parameter in parameters_in(one)
            }
            assert users | gates, parameter.id
            assert all(parameter not in parameters_in(made.additions[one]) for one in gates)
            for name, one in before.items():
                assert (after[name] is one) is (name not in users)
                assert parameter not in after[name].parameters


def test_a_pack_refuses_numbers_that_it_has_not_or_that_are_fixed() -> None:
    value = Value(Fraction(1), date(2024, 1, 1), Text("甲", "a"))
    for name in ("kunming-2019:4/none", FIXED.id):
        with pytest.raises(PackError):
            adapted(installed()[PACK], {name: value})
