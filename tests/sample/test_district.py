"""The sample district: repeatable, valid, and such as might be."""

from collections import Counter
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from quanheng.exchange.export import write_workbook
from quanheng.exchange.workbook import read_workbook
from quanheng.norms.dates import add_years
from quanheng.norms.kinds import KINDS, Level, Pay, Person, Reserve, Tenure, Unit
from quanheng.norms.records import DATED, Records
from quanheng.sample.district import make_district


@pytest.fixture(scope="module")
def district() -> Records:
    return make_district(300, None, 1)


def test_the_same_seed_gives_the_same_district(district: Records) -> None:
    assert make_district(300, None, 1) == district


def test_another_seed_gives_another_district(district: Records) -> None:
    other = make_district(300, None, 2)
    assert [person.name for person in other.of(Person)] != [
        person.name for person in district.of(Person)
    ]


@pytest.mark.parametrize(
    ("people", "units", "as_of"),
    [
        (300, None, date(2025, 12, 31)),
        (300, 48, date(2021, 1, 3)),
        (300, None, date(2020, 2, 29)),
        (400, None, date(2026, 1, 1)),
        (60, 300, date(2025, 6, 15)),
        (1, None, date(2025, 12, 31)),
    ],
)
def test_it_is_a_valid_workbook(
    tmp_path: Path, people: int, units: int | None, as_of: date
) -> None:
    made = make_district(people, units, 3, as_of=as_of)
    write_workbook(made, tmp_path / "district.xlsx")
    loaded = read_workbook(tmp_path / "district.xlsx")
    assert not len(loaded.warnings)
    assert not len(loaded.skipped)
    assert loaded.records == made


def test_every_sheet_has_rows(district: Records) -> None:
    assert [kind for kind in KINDS if not district.of(kind)] == []


def test_it_has_as_many_people_and_units_as_asked() -> None:
    made = make_district(350, 120, 5)
    assert (len(made.of(Person)), len(made.of(Unit))) == (350, 120)


def test_about_43_records_a_person() -> None:
    assert 38 <= len(make_district(3000, None, 1)) / 3000 <= 48


@pytest.mark.parametrize("as_of", [date(2025, 12, 31), date(2025, 6, 15), date(2024, 2, 29)])
def test_nothing_is_dated_after_the_day(as_of: date) -> None:
    made = make_district(200, None, 6, as_of=as_of)
    for kind, column in DATED.items():
        assert all(getattr(row, column) <= as_of for row in made.of(kind))
    assert all(tenure.end is None or tenure.end <= as_of for tenure in made.of(Tenure))


@pytest.mark.parametrize(("people", "units"), [(0, None), (300, 47)])
def test_too_small_a_district_is_refused(people: int, units: int | None) -> None:
    with pytest.raises(ValueError, match="至少"):
        make_district(people, units, 1)


def test_one_committee_stands_above_all_units(district: Records) -> None:
    roots = [unit for unit in district.of(Unit) if unit.parent is None]
    assert [(unit.code, unit.category) for unit in roots] == [("DW001", "党委")]


def test_villages_belong_to_townships(district: Records) -> None:
    for unit in district.of(Unit):
        if unit.category in ("村", "社区"):
            assert district.units[unit.township or ""].category in ("乡镇", "街道")


def test_nobody_joins_the_party_or_works_too_young(district: Records) -> None:
    for person in district.of(Person):
        if person.joined_party:
            assert person.joined_party >= add_years(person.birth, 18)
        assert person.began_work
        assert person.began_work >= add_years(person.birth, 17)


def test_party_members_alone_have_a_date_of_joining(district: Records) -> None:
    for person in district.of(Person):
        member = person.politics in ("中共党员", "中共预备党员")
        assert (person.joined_party is not None) == member


def test_no_identity_number_is_that_of_a_real_area(district: Records) -> None:
    numbers = [person.id_number for person in district.of(Person) if person.id_number]
    assert numbers
    assert all(number.startswith("000000") and len(number) == 18 for number in numbers)


def test_careers_are_unbroken_and_rise_step_by_step(district: Records) -> None:
    for dossier in district.people.values():
        tenures = [tenure for tenure in dossier.of(Tenure) if tenure.unit[:2] != "ZB"]
        for earlier, later in pairwise(tenures):
            if earlier.start < later.start:
                assert earlier.end == later.start
                assert later.level >= earlier.level - 1
            assert later.start < (later.end or date.max)


def test_nobody_is_in_post_before_beginning_to_work(district: Records) -> None:
    began = {person.code: person.began_work for person in district.of(Person)}
    for tenure in district.of(Tenure):
        assert tenure.start >= (began[tenure.person] or date.max)


def test_leaders_are_neither_too_young_nor_past_retirement(district: Records) -> None:
    births = {person.code: person.birth for person in district.of(Person)}
    for tenure in district.of(Tenure):
        if tenure.leading:
            assert tenure.start >= add_years(births[tenure.person], 22)
        if tenure.leading and tenure.level <= Level.DIVISION_DEPUTY:
            assert tenure.start >= add_years(births[tenure.person], 30)
        if tenure.leading and tenure.end is None:
            assert add_years(births[tenure.person], 60) > date(2025, 12, 31)


def test_one_post_has_one_head(district: Records) -> None:
    heads = Counter(
        (tenure.unit, tenure.title)
        for tenure in district.of(Tenure)
        if tenure.end is None and tenure.chief and tenure.role != "内设机构"
    )
    assert set(heads.values()) == {1}


def test_most_village_secretaries_are_local_and_direct_the_village_too(district: Records) -> None:
    people = {person.code: person for person in district.of(Person)}
    present = [tenure for tenure in district.of(Tenure) if tenure.end is None]
    directors = {(row.person, row.unit) for row in present if row.role == "行政主任"}
    secretaries = [
        row for row in present if row.level is Level.VILLAGE and row.role == "党组织书记"
    ]
    local = [
        row
        for row in secretaries
        if people[row.person].home_area in (None, district.units[row.unit].location)
    ]
    both = [row for row in secretaries if (row.person, row.unit) in directors]
    assert len(secretaries) > 10
    assert len(local) > 0.8 * len(secretaries)
    assert 0.6 * len(secretaries) < len(both) < len(secretaries)


def test_pay_covers_thirteen_months(district: Records) -> None:
    months = {pay.month for pay in district.of(Pay)}
    assert (len(months), min(months), max(months)) == (13, date(2024, 12, 1), date(2025, 12, 1))


def test_there_are_five_pools(district: Records) -> None:
    assert len({row.pool for row in district.of(Reserve)}) == 5
