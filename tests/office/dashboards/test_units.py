"""Pages about one unit: team and structure on any day, findings, units below."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from quanheng.norms.population import INNER
from quanheng.office.accounts.models import User
from quanheng.office.dashboards.units.team import learned
from quanheng.office.findings.models import Finding, Run
from quanheng.office.records import actions
from quanheng.office.records.models import Person, Post, Tenure, Unit
from quanheng.office.records.queries.people import in_force
from tests.office.staged import TODAY

pytestmark = pytest.mark.django_db
ClientOf = Callable[[str], Client]
ON = {"on": TODAY.isoformat()}


@pytest.fixture
def browser(client_of: ClientOf) -> Client:
    return client_of("organisation_officer")


def text(response: Any) -> str:
    assert response.status_code == 200
    return str(response.content.decode())


def address(name: str, unit: Unit) -> str:
    return reverse(f"dashboards:{name}", args=[unit.pk])


def leaders(unit: Unit, on: date) -> set[int]:
    held = Tenure.objects.current().filter(in_force(on), unit=unit, leading=True)
    return set(held.exclude(role=INNER).values_list("person", flat=True))


def shown(answer: Any) -> set[int]:
    return {one.person.pk for one in answer.context["page"].object_list}


def test_the_overview_counts_everybody_below(browser: Client, unit: Unit, evaluated: Run) -> None:
    root = Unit.objects.get(parent=None)
    answer = browser.get(address("unit", root))
    serving = Tenure.objects.current().filter(in_force(TODAY)).values("person", "unit").distinct()
    assert answer.context["serving_all"] == serving.count()
    rows = {row.unit.pk: row for row in answer.context["rows"]}
    assert unit.pk in rows or unit.parent_id != root.pk
    for row in rows.values():
        below = Unit.objects.below(row.unit)
        counted = Finding.objects.current().filter(place__in=below.values("pk"))
        for number in row.numbers:
            assert number.count == counted.filter(status=number.status).count()
        worst = counted.order_by("severity").first()
        assert row.worst == (worst.status if worst else "")


def test_numbers_lead_to_the_board(browser: Client, unit: Unit, evaluated: Run) -> None:
    answer = browser.get(address("unit-findings", unit))
    numbers = [
        number
        for document in answer.context["clauses"]
        for row in document.rows
        for number in row.numbers
        if number.count
    ]
    assert numbers
    for number in numbers[:3]:
        assert number.href.replace("&", "&amp;") in text(answer)
        assert browser.get(number.href).status_code == 200


def test_own_findings_of_today_are_the_stored_ones_and_of_other_days_worked_out(
    browser: Client, unit: Unit, evaluated: Run
) -> None:
    stored = Finding.objects.current().filter(unit=unit)
    answer = browser.get(address("unit-findings", unit))
    told = [one for document in answer.context["documents"] for one in document.findings]
    assert {one.rule for one in told} == {one.rule for one in stored}
    past = browser.get(address("unit-findings", unit), {"on": "2001-01-01"})
    assert not past.context["documents"]


def test_the_reason_of_a_units_finding(browser: Client, unit: Unit, evaluated: Run) -> None:
    kept = Finding.objects.current().filter(unit=unit, rule="hangzhou-2017:13/monthly-report")
    rule = "hangzhou-2017:13/monthly-report"
    page = text(browser.get(reverse("dashboards:unit-why", args=[unit.pk, rule]), ON))
    assert all(one.message_zh in page for one in kept)
    missing = reverse("dashboards:unit-why", args=[unit.pk, "hangzhou-2017:13/none"])
    assert browser.get(missing).status_code == 404


@pytest.mark.parametrize("on", [date(2012, 6, 30), date(2020, 6, 30), TODAY, date(2028, 1, 1)])
def test_the_team_is_that_of_the_day(
    browser: Client, district: Any, somewhere: str, on: date
) -> None:
    unit = Unit.objects.get(code=somewhere)
    answer = browser.get(address("team", unit), {"on": on.isoformat()})
    assert shown(answer) == leaders(unit, on)


def test_the_slider_moves_the_year_and_the_date_field_the_day(browser: Client, unit: Unit) -> None:
    moved = {"on": "2025-06-30", "year": "2019", "was": "2025"}
    assert browser.get(address("team", unit), moved).context["moment"].on == date(2019, 6, 30)
    typed = {"on": "2018-02-28", "year": "2025", "was": "2025"}
    assert browser.get(address("team", unit), typed).context["moment"].on == date(2018, 2, 28)
    leap = {"on": "2024-02-29", "year": "2023", "was": "2024"}
    assert browser.get(address("team", unit), leap).context["moment"].on == date(2023, 2, 28)


def test_every_bar_leads_to_the_members_it_counts(browser: Client, unit: Unit) -> None:
    for who in ({}, {"who": "all"}):
        answer = browser.get(address("team", unit), {**ON, **who})
        assert len(answer.context["pictures"]) == 4
        for picture in answer.context["pictures"]:
            told = [row[-1] for row in picture.table.rows]
            assert sum(int(cell.text) for cell in told) == len(answer.context["team"].members)
            for cell in told:
                if cell.href:
                    found = browser.get(address("team", unit) + cell.href)
                    assert found.context["page"].paginator.count == int(cell.text), cell


def test_quota_against_what_is_held(browser: Client, unit: Unit, users: dict[str, User]) -> None:
    values = {
        "unit": unit, "title": "总工程师", "level": 110, "leading": True, "quota": 1,
        "start": date(2010, 1, 1),
    }  # fmt: skip
    actions.add_record(Post, values, by=users["organisation_officer"], on=TODAY, source="样例")
    answer = browser.get(address("team", unit), ON)
    chief, deputy, engineer = answer.context["seats"][:3]
    assert chief.held + deputy.held == len(leaders(unit, TODAY))
    assert (engineer.title, engineer.quota, engineer.held, engineer.vacant) == ("总工程师", 1, 0, 1)
    for seat in (chief, deputy):
        if seat.held:
            found = browser.get(address("team", unit), {**ON, "pick": seat.pick})
            assert found.context["page"].paginator.count == seat.held


def test_sex_and_ethnicity_are_told_of_the_whole_only(browser: Client, unit: Unit) -> None:
    answer = browser.get(address("team", unit), ON)
    totals = dict(answer.context["totals"])
    assert totals["合计"] == len(leaders(unit, TODAY))
    table = text(answer).split('id="members"')[1]
    assert "女" not in table.split("</table>")[0]


def test_those_out_of_reach_are_counted_and_not_named(
    client_of: ClientOf, unit: Unit, users: dict[str, User]
) -> None:
    """A member of the team of the day who since left for elsewhere."""
    away = Unit.objects.exclude(path__startswith=unit.path).exclude(parent=None)[0]
    left = Person.objects.exclude(tenures__unit__path__startswith=unit.path)[0]
    values = {
        "person": left, "unit": unit, "title": "副镇长", "level": 110, "leading": True,
        "chief": False, "start": date(2001, 1, 1), "end": date(2002, 1, 1),
    }  # fmt: skip
    officer = users["organisation_officer"]
    actions.add_record(Tenure, values, by=officer, on=TODAY, source="样例")
    assert away.pk != unit.pk
    answer = client_of("personnel_officer").get(address("team", unit), {"on": "2001-06-30"})
    assert answer.context["team"].hidden >= 1
    assert left.pk not in shown(answer)
    assert left.pk in shown(client_of("auditor").get(address("team", unit), {"on": "2001-06-30"}))


@pytest.mark.parametrize("role", ["organisation_officer", "personnel_officer", "auditor"])
def test_pages_take_few_queries(
    client_of: ClientOf, unit: Unit, evaluated: Run, role: str, django_assert_max_num_queries: Any
) -> None:
    browser, past = client_of(role), (TODAY - timedelta(days=400)).isoformat()
    for name, asked in (
        ("unit", {}), ("team", {}), ("team", {"who": "all", "on": past}), ("unit-findings", {}),
        ("unit-findings", {"on": past}),
    ):  # fmt: skip
        with django_assert_max_num_queries(30):
            assert browser.get(address(name, unit), asked).status_code == 200


def test_every_page_says_where_its_figures_come_from(
    browser: Client, unit: Unit, evaluated: Run
) -> None:
    for name in ("unit", "team", "unit-findings"):
        assert "数据来源" in text(browser.get(address(name, unit)))
        assert " style=" not in text(browser.get(address(name, unit)))


def test_years_in_post_are_hinted_at_only_by_a_rule(
    browser: Client, unit: Unit, evaluated: Run
) -> None:
    rules = ["qingshanhu-2009:20/exchange", "zhejiang-2015:2.3/rotation"]
    said = Finding.objects.at(evaluated.pk).filter(rule__in=rules)
    held = [one for one in said if one.person_id in leaders(unit, TODAY)]
    shown_here = browser.get(address("team", unit), ON).context["limits"]
    assert {one.finding.pk for one in shown_here} == {one.pk for one in held}
    Finding.objects.filter(pk=said[0].pk).update(person=next(iter(leaders(unit, TODAY))))
    assert browser.get(address("team", unit), ON).context["limits"]


def test_levels_of_education_have_their_order() -> None:
    told = ["高中", "自学", "大学", "硕士研究生", "中央党校大学", "博士研究生", "大专"]
    assert sorted(told, key=learned) == [
        "博士研究生", "硕士研究生", "大学", "中央党校大学", "大专", "高中", "自学",
    ]  # fmt: skip
