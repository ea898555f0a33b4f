"""Packs: what is declared wrongly is refused with the place; parameters are dated."""

from datetime import date
from fractions import Fraction

import pytest

from quanheng.norms.finding import Text
from quanheng.norms.measure import YEAR, activity, at_least
from quanheng.norms.pack import Pack, PackError
from quanheng.norms.population import heads
from quanheng.norms.requirement import Requirement
from quanheng.packs import installed

SINCE = date(2024, 3, 1)
TIMES = Text("次", "times")
TITLE = Text("标题", "title")


def clause(**changes):
    return {
        "number": "1",
        "form": ["REQ"],
        "summary_zh": "摘要",
        "summary_en": "summary",
        "works_in": "check",
    } | changes


def made(*rows, **changes):
    told = {"title": TITLE, "issuer": TITLE, "since": SINCE, "rows": rows or [clause()]}
    return Pack("port-2024", **{**told, **changes})


def visits(pack, least=1):
    times = pack.parameter("1", "visits", least, TIMES)
    form = Requirement(who=heads(), what=at_least(activity("接访"), times), within=YEAR)
    return pack.rule("1/visits", TITLE, form)


@pytest.mark.parametrize(
    ("declare", "message"),
    [
        (lambda pack: pack.clause("9"), "port-2024 has no clause '9'"),
        (lambda pack: pack.parameter("9", "n", 1, TIMES), "port-2024 has no clause '9'"),
        (lambda pack: pack.rule("9/name", TITLE, visits(pack).form), "no clause '9'"),
        (lambda pack: pack.rule("name", TITLE, visits(pack).form), "clause/name, not 'name'"),
        (lambda pack: pack.rule("1/", TITLE, visits(pack).form), "clause/name, not '1/'"),
        (lambda pack: (visits(pack), visits(pack)), "port-2024:1/visits is declared twice"),
        (
            lambda pack: pack.rule("1/visits", TITLE, visits(pack).form),
            "port-2024:1/visits is declared twice",
        ),
    ],
)
def test_a_wrong_declaration_is_refused(declare, message):
    with pytest.raises(PackError, match=message):
        declare(made())


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([clause(), clause()], "port-2024:1 stands twice"),
        ([clause(form=["REQ", "RITE"])], r"port-2024:1: forms \['RITE'\]; known are"),
        ([clause(form=[])], "port-2024:1: forms missing"),
        ([clause(status="better")], "clause 1 in clauses.toml: 'better'"),
        ([{"number": "7"}], "clause 7 in clauses.toml: 'form'"),
        ([{}], r"clause \? in clauses.toml"),
    ],
)
def test_a_wrong_clause_is_refused(rows, message):
    with pytest.raises(PackError, match=message):
        made(*rows)


def test_a_parameter_has_a_value_from_its_pack_on():
    parameter = made().parameter("1", "share", "1/3", TIMES)
    assert parameter.number(SINCE) == Fraction(1, 3)
    assert parameter.in_force(SINCE).source.zh == "port-2024:1"
    with pytest.raises(PackError, match="no value before 2024-03-01; asked for 2024-02-29"):
        parameter.number(date(2024, 2, 29))


def test_a_later_value_replaces_the_first_from_its_day_on():
    later = ((date(2025, 1, 1), 3, Text("修订", "amended")),)
    parameter = made().parameter("1", "visits", 1, TIMES, later=later)
    assert parameter.number(date(2024, 12, 31)) == 1
    assert parameter.number(date(2025, 1, 1)) == 3
    assert parameter.in_force(date(2025, 1, 1)).source.en == "amended"


@pytest.mark.parametrize("day", [SINCE, date(2023, 1, 1)])
def test_values_stand_in_ascending_order(day):
    with pytest.raises(PackError, match="port-2024:1/visits: its values do not stand"):
        made().parameter("1", "visits", 1, TIMES, later=((day, 3, TITLE),))


def test_names_are_no_number_and_a_number_is_no_names():
    pack = made()
    names, number = (
        pack.parameter("1", "areas", ("人事",), TIMES),
        pack.parameter("1", "n", 1, TIMES),
    )
    assert names.names(SINCE) == ("人事",)
    with pytest.raises(PackError, match="port-2024:1/areas is a list of names"):
        names.number(SINCE)
    with pytest.raises(PackError, match="port-2024:1/n is a number"):
        number.names(SINCE)


def test_a_rule_knows_its_clause_and_parameters():
    rule = visits(made())
    assert (rule.id, rule.clause.id) == ("port-2024:1/visits", "port-2024:1")
    assert [parameter.id for parameter in rule.parameters] == ["port-2024:1/visits"]


@pytest.mark.parametrize(
    ("until", "day", "in_force"),
    [
        (None, date(2024, 2, 29), False),
        (None, SINCE, True),
        (date(2025, 1, 1), date(2024, 12, 31), True),
        (date(2025, 1, 1), date(2025, 1, 1), False),
    ],
)
def test_a_pack_is_in_force_from_its_day_until_its_end(until, day, in_force):
    assert made(until=until).in_force(day) is in_force


def fingerprint(*rows, least=1, times=1):
    pack = made(*rows)
    for _ in range(times):
        visits(pack, least)
    return pack.fingerprint


def test_equal_packs_have_equal_fingerprints():
    assert fingerprint() == fingerprint()
    assert len(fingerprint()) == 64


@pytest.mark.parametrize(
    "changed",
    [
        {"least": 2},
        {"times": 0},
        {"rows": [clause(summary_zh="另一摘要")]},
        {"rows": [clause(), clause(number="2")]},
    ],
)
def test_the_fingerprint_changes_with_what_decides_an_answer(changed):
    rows = changed.pop("rows", [])
    assert fingerprint(*rows, **changed) != fingerprint()


def test_the_installed_packs_differ_in_their_fingerprints():
    packs = installed().values()
    assert len({pack.fingerprint for pack in packs}) == len(packs)
