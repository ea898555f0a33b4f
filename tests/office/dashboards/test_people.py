"""Pages about one person: what they say, for which day, in how many queries."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from quanheng.norms.finding import Status
from quanheng.norms.records import Records
from quanheng.office.accounts.models import AccessLog, User
from quanheng.office.dashboards.people.queries import held_on, key_dates, level_since
from quanheng.office.findings.models import Finding, Run
from quanheng.office.records import actions
from quanheng.office.records.models import Award, Evaluation, Person, Tenure, Training, Unit
from tests.office.staged import TODAY

pytestmark = pytest.mark.django_db
ClientOf = Callable[[str], Client]


@pytest.fixture
def browser(client_of: ClientOf) -> Client:
    return client_of("organisation_officer")


def text(response: Any) -> str:
    assert response.status_code == 200
    return str(response.content.decode())


def address(name: str, *args: object) -> str:
    return reverse(f"dashboards:{name}", args=args)


def filed(model: Any, person: Person, by: User, **values: Any) -> Any:
    entry = actions.add_record(model, {"person": person, **values}, by=by, on=TODAY, source="样例")
    return model.objects.get(pk=entry.about_key)


def test_the_overview_shows_posts_career_and_what_is_open(
    browser: Client, person: Person, evaluated: Run
) -> None:
    answer = browser.get(address("person", person.pk))
    page = text(answer)
    for post in Tenure.objects.current().filter(person=person):
        assert reverse("records:record", args=["tenure", post.pk]) in page
    open_now = {"missed", "attention", "pending"}
    found = Finding.objects.current().filter(person=person, status__in=open_now)
    assert found
    for finding in found:
        assert address("person-why", person.pk, finding.rule) in page
    assert len(answer.context["stand"].open) == len(found)
    assert AccessLog.objects.filter(person_code=person.code, what="file").exists()


def test_missed_findings_come_first_and_then_those_due_soonest(
    browser: Client, person: Person, evaluated: Run
) -> None:
    kept = list(Finding.objects.current().filter(person=person)[:3])
    days = [None, date(2026, 3, 1), date(2026, 2, 1)]
    for one, status, due in zip(kept, ("missed", "pending", "pending"), days, strict=True):
        Finding.objects.filter(pk=one.pk).update(status=status, due=due)
    shown = [one.finding for one in browser.get(address("person", person.pk)).context["stand"].open]
    missed = [one for one in shown if one.status == Status.MISSED]
    due = [one.due for one in shown if one.status == Status.PENDING and one.due]
    assert shown[: len(missed)] == missed
    assert due == sorted(due)


def test_the_overview_says_when_nothing_was_evaluated(
    browser: Client, person: Person, adopted: None
) -> None:
    assert "还没有核对过" in text(browser.get(address("person", person.pk)))


@pytest.mark.parametrize("role", ["organisation_officer", "personnel_officer", "official"])
@pytest.mark.parametrize("name", ["person", "person-findings", "growth"])
def test_pages_take_few_queries(
    client_of: ClientOf, person: Person, evaluated: Run, role: str, name: str,
    django_assert_max_num_queries: Any,
) -> None:  # fmt: skip
    """The look at the file is written down by the first visit of a day."""
    browser = client_of(role)
    browser.get(address(name, person.pk))
    with django_assert_max_num_queries(28):
        assert browser.get(address(name, person.pk)).status_code == 200


def test_the_number_of_queries_does_not_grow_with_the_file(
    browser: Client, person: Person, evaluated: Run, users: dict[str, User],
    django_assert_num_queries: Any, django_assert_max_num_queries: Any,
) -> None:  # fmt: skip
    pages = [address(name, person.pk) for name in ("person", "person-findings", "growth")]
    for page in pages:
        browser.get(page)
    with django_assert_max_num_queries(90) as before:
        for page in pages:
            browser.get(page)
    officer = users["organisation_officer"]
    for day in range(1, 6):
        start = date(2025, 3, day)
        filed(Training, person, officer, name=f"班{day}", mode="脱产", start=start, end=start)
    with django_assert_num_queries(len(before)):
        for page in pages:
            browser.get(page)


def test_findings_are_told_by_document_with_evidence_and_numbers(
    browser: Client, person: Person, adopted: None
) -> None:
    answer = browser.get(address("person-findings", person.pk), {"on": TODAY.isoformat()})
    page = text(answer)
    findings = [one for document in answer.context["documents"] for one in document.findings]
    assert findings
    assert sum(answer.context["counts"].values()) == len(findings)
    cited = [href for one in findings for source in one.sources for href in source.hrefs]
    assert cited
    for href in cited[:5]:
        assert href in page
        assert browser.get(href).status_code == 200
    assert any(one.numbers for one in findings)


def test_findings_of_a_status_are_the_number_that_led_there(
    browser: Client, person: Person, adopted: None
) -> None:
    url = address("person-findings", person.pk)
    asked = {"on": TODAY.isoformat()}
    for status, count in browser.get(url, asked).context["counts"].items():
        answer = browser.get(url, {**asked, "status": status})
        assert sum(len(one.findings) for one in answer.context["documents"]) == count


def test_a_past_day_has_its_own_law_and_facts(
    browser: Client, person: Person, adopted: None
) -> None:
    url = address("person-findings", person.pk)
    before = browser.get(url, {"on": "2009-01-01"})
    assert not before.context["documents"]
    first = Tenure.objects.filter(person=person).order_by("start")[0].start
    outside = browser.get(url, {"on": (first - timedelta(days=1)).isoformat()})
    assert outside.context["place"] is None
    unknown = browser.get(url, {"on": TODAY.isoformat(), "known_at": "2001-01-01"})
    assert not unknown.context["documents"]
    assert browser.get(url, {"on": "someday", "known_at": "2025-13-45"}).status_code == 200


def test_the_reason_of_a_finding_shows_records_numbers_and_clause(
    browser: Client, person: Person, evaluated: Run
) -> None:
    kept = Finding.objects.current().filter(person=person).exclude(evidence=[])[0]
    url = address("person-why", person.pk, kept.rule)
    answer = browser.get(url, {"on": TODAY.isoformat()})
    page = text(answer)
    (cause,) = answer.context["causes"]
    assert kept.message_zh in page
    assert cause.summary in page
    shown = [line.href for table in cause.counted for line in table.lines]
    assert len(kept.evidence) == cause.counted_all
    assert all(href in page for href in shown)


def test_a_rule_that_does_not_hold_says_so_and_an_unknown_one_is_not_found(
    browser: Client, person: Person, district: Records
) -> None:
    rule = "kunming-2019:4/training-year"
    assert "这条规则不适用" in text(browser.get(address("person-why", person.pk, rule)))
    assert browser.get(address("person-why", person.pk, "kunming-2019:4/no")).status_code == 404


def test_the_growth_file_tells_a_year_with_its_sums(
    browser: Client, person: Person, users: dict[str, User]
) -> None:
    officer, year = users["organisation_officer"], 1999
    for day, mode in ((1, "脱产"), (3, "网络")):
        filed(
            Training, person, officer, name=f"{mode}一班", mode=mode, hours=8,
            start=date(year, 5, day), end=date(year, 5, day + 1),
        )  # fmt: skip
    answer = browser.get(address("growth", person.pk), {"all": ""})
    (section,) = [
        one
        for told in answer.context["page"].object_list
        if told.year == year
        for one in told.sections
        if one.title == "培训"
    ]
    assert section.sum == "16学时，脱产2天"
    assert {item.text for item in section.items} == {"脱产一班", "网络一班"}


def test_the_growth_file_hides_tallies_of_very_few_ballots(
    browser: Client, person: Person, users: dict[str, User]
) -> None:
    values = {"type": "民主测评", "excellent": 3, "competent": 1}
    officer = users["organisation_officer"]
    filed(Evaluation, person, officer, day=date(1999, 5, 1), returned=4, **values)
    page = text(browser.get(address("growth", person.pk), {"all": ""}))
    assert "票数过少，不显示" in page
    assert "优秀 3，称职 1" not in page


def test_an_influence_period_is_hatched(
    browser: Client, person: Person, users: dict[str, User]
) -> None:
    award = filed(
        Award, person, users["organisation_officer"], type="党纪处分", name="警告",
        day=date(2024, 1, 1), influence_until=date(2025, 1, 1),
    )  # fmt: skip
    picture = browser.get(address("person", person.pk)).context["picture"]
    (shade,) = picture.shade
    assert shade.href == reverse("records:record", args=["award", award.pk])
    assert any(mark.tone == "sanction" for mark in picture.marks)


def test_key_dates_count_full_years(district: Any) -> None:
    person, unit = Person.objects.first(), Unit.objects.first()
    common = {"person": person, "unit": unit, "title": "镇长", "leading": True, "chief": True}
    first = Tenure(pk=1, level=109, start=date(2015, 3, 1), end=date(2020, 3, 1), **common)
    second = Tenure(pk=2, level=109, start=date(2020, 3, 1), **common)
    lower = Tenure(pk=3, level=110, start=date(2010, 3, 1), end=date(2015, 3, 1), **common)
    on, held = date(2025, 2, 28), [lower, first, second]
    assert held_on(held, on) == [second]
    assert level_since(held, second, on) == date(2015, 3, 1)
    post, level = key_dates(held, None, None, on)
    assert (post.years, level.years) == (4, 9)


def test_the_official_sees_the_same_pages_of_oneself_and_of_nobody_else(
    client_of: ClientOf, person: Person, evaluated: Run
) -> None:
    browser = client_of("official")
    other = Person.objects.exclude(pk=person.pk)[0]
    for name in ("person", "person-findings", "growth"):
        assert browser.get(address(name, person.pk)).status_code == 200
        assert browser.get(address(name, other.pk)).status_code == 404
    assert not AccessLog.objects.filter(person_code=person.code).exists()


def test_every_page_says_where_its_figures_come_from(
    browser: Client, person: Person, evaluated: Run
) -> None:
    rule = Finding.objects.current().filter(person=person)[0].rule
    pages = [address(name, person.pk) for name in ("person", "person-findings", "growth")]
    for page in (*pages, address("person-why", person.pk, rule)):
        assert "数据来源" in text(browser.get(page))
        assert " style=" not in text(browser.get(page))
