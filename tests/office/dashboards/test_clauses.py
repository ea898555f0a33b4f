"""The clause library: every clause has its place, and every number leads to what it counts."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from quanheng.norms.finding import Status
from quanheng.norms.pack import Form
from quanheng.office.accounts.models import Role, User
from quanheng.office.dashboards.clauses import concordance, queries
from quanheng.office.dashboards.clauses.concordance import System, themes
from quanheng.office.dashboards.clauses.rules import words
from quanheng.office.dashboards.counting import Number, Numbers
from quanheng.office.findings.models import Finding, Run
from quanheng.office.law.actions import choose_number
from quanheng.office.law.models import Adoption
from quanheng.office.records.models import Unit
from quanheng.packs import installed
from tests.office.staged import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
ClientOf = Callable[[str], Client]
CLAUSES = {clause.id for pack in installed().values() for clause in pack.clauses.values()}
RULES = [rule for pack in installed().values() for rule in pack.rules.values()]


def page_of(clause: str) -> str:
    pack, _, number = clause.partition(":")
    return reverse("dashboards:clause", args=[pack, number])


def listed(client: Client, href: str) -> int:
    """How many findings the board lists at an address."""
    return int(client.get(href).context["page"].count)


def linked(numbers: Numbers) -> Iterator[tuple[int, str]]:
    return ((one.count, one.href) for one in numbers.by_status if one.count)


def test_each_clause_stands_under_one_matter() -> None:
    told = Counter(clause for theme in themes().values() for clause in theme.clauses)
    assert set(told) == CLAUSES
    assert set(told.values()) == {1}
    assert len(CLAUSES) == 116 + len(installed()["national"].clauses)


def test_matters_compare_documents() -> None:
    for theme in themes().values():
        assert set(theme.also) <= CLAUSES, theme.id
        assert len(theme.all) == len(set(theme.all)), theme.id
        assert len({one.partition(":")[0] for one in theme.all}) > 1, theme.id
    assert {theme.system for theme in themes().values()} == set(System) - {System.OTHER}


def test_a_clause_of_a_document_nobody_has_ordered_is_among_the_others() -> None:
    assert concordance.system_of("somewhere-2030:1") is System.OTHER


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_rule_can_be_said(rule: Any) -> None:
    for language in ("zh-hans", "en"):
        with override(language):
            said = words(rule.form, TODAY)
        assert said.who
        assert said.what
        assert said.window
        assert type(rule.form).__name__ not in said.what
        assert "%(" not in "".join(said)


def test_a_form_of_another_package_goes_by_its_name() -> None:
    class Foreign(Form):
        pass

    assert words(Foreign(), TODAY).what == "Foreign"


def test_words_have_the_numbers_of_the_day() -> None:
    rule = installed()["kunming-2019"].rules["kunming-2019:4/training-5y"]
    said = words(rule.form, TODAY)
    assert said.window == "最近5年"
    assert "550学时" in said.what
    assert "90天" in said.what


def test_every_clause_has_a_page(client_of: ClientOf, district: object) -> None:
    client = client_of(Role.PETITION_OFFICER)
    for clause in sorted(CLAUSES):
        answer = client.get(page_of(clause))
        assert answer.status_code == 200, clause
        assert "各单位情况" not in answer.content.decode()  # nobody else's numbers


def test_a_planned_clause_says_so(client_of: ClientOf, district: object) -> None:
    shown = client_of(Role.AUDITOR).get(page_of("kunming-2019:10")).content.decode()
    assert "相应部分尚未建成" in shown
    works = queries.works_in(installed()["kunming-2019"].clauses["10"])
    assert works == ([], ["考核", "行动清单"])


@pytest.mark.parametrize("role", [Role.ORGANISATION_OFFICER, Role.HEAD])
@pytest.mark.parametrize("clause", ["kunming-2019:4", "qingshanhu-2009:20", "hangzhou-2017:13"])
def test_numbers_lead_to_what_they_count(
    client_of: ClientOf, evaluated: Run, users: dict[str, User], role: str, clause: str
) -> None:
    client = client_of(role)
    page = client.get(page_of(clause)).context
    seen = Finding.objects.current().visible_to(users[role]).filter(clause=clause)
    assert page["line"].numbers.total == seen.count()
    for said in page["rules"]:
        for count, href in linked(said.numbers):
            assert listed(client, href) == count
    assert page["page"].object_list
    for row in page["page"].object_list:
        for count, href in linked(row.numbers):
            assert listed(client, href) == count
            assert f"unit={row.unit.code}" in href


def test_units_behind_on_a_clause_come_first(client_of: ClientOf, evaluated: Run) -> None:
    client = client_of(Role.ORGANISATION_OFFICER)
    rows = client.get(page_of("hangzhou-2020:20")).context["page"].paginator.object_list
    shares = [row.numbers.share for row in rows if row.numbers.share is not None]
    assert shares == sorted(shares)
    assert shares[0] < 1
    narrowed = client.get(page_of("hangzhou-2020:20"), {"category": "村"}).context["page"]
    assert {row.unit.category for row in narrowed.object_list} == {"村"}


def test_a_head_sees_no_other_unit(
    client_of: ClientOf, evaluated: Run, users: dict[str, User]
) -> None:
    page = client_of(Role.HEAD).get(page_of("kunming-2019:22")).context
    seen = set(Unit.objects.visible_to(users[Role.HEAD]).values_list("pk", flat=True))
    assert {row.unit for row in page["page"].paginator.object_list} <= seen


def test_an_official_is_told_the_own_standing(
    client_of: ClientOf, evaluated: Run, users: dict[str, User]
) -> None:
    code = users[Role.OFFICIAL].person_code
    finding = Finding.objects.current().filter(code=code).order_by("pk")[0]
    shown = client_of(Role.OFFICIAL).get(page_of(finding.clause))
    assert finding in [one.finding for one in shown.context["own"]]
    assert finding.message in unescape(shown.content.decode())
    assert not client_of(Role.AUDITOR).get(page_of(finding.clause)).context["own"]


def test_numbers_set_by_units_and_adopters_are_shown(
    client_of: ClientOf, evaluated: Run, users: dict[str, User], unit: Unit
) -> None:
    officer = users[Role.ORGANISATION_OFFICER]
    since = date(2025, 1, 1)
    name = "zhejiang-2015:2.3/years"
    choose_number(unit, name, "4", since=since, source="区委组〔2025〕1号", by=officer, on=TODAY)
    page = client_of(Role.AUDITOR).get(page_of("zhejiang-2015:2.3"))
    (figure,) = page.context["figures"]
    assert figure.open
    assert [(one.value, one.unit, one.since) for one in figure.chosen] == [("4年", unit, since)]
    assert [one.value for one in figure.values] == ["5年"]
    assert "区委组〔2025〕1号" in page.content.decode()
    assert [one.pack for one in page.context["adopters"].object_list] == ["zhejiang-2015"]
    assert "样例" in page.content.decode()


def test_other_documents_on_the_matter_stand_beside(client_of: ClientOf, district: object) -> None:
    page = client_of(Role.AUDITOR).get(page_of("kunming-2019:17"))
    beside = {line.clause.id for _theme, _title, lines in page.context["themes"] for line in lines}
    assert "hangzhou-2017:15" in beside
    assert "kunming-2019:17" not in beside
    assert "五不直接分管" in page.content.decode()


def test_every_matter_has_a_page(client_of: ClientOf, district: object) -> None:
    client = client_of(Role.ORGANISATION_OFFICER)
    for theme in themes().values():
        page = client.get(reverse("dashboards:theme", args=[theme.id])).context["page"]
        assert {line.clause.id for line in page.object_list} == set(theme.all)


def test_numbers_of_a_matter_lead_to_its_clauses(client_of: ClientOf, evaluated: Run) -> None:
    client = client_of(Role.ORGANISATION_OFFICER)
    shelves = client.get(reverse("dashboards:themes")).context["shelves"]
    _theme, _title, clauses, documents, numbers = shelves[0].rows[2]
    assert (clauses, documents) > (0, 1)
    for one in numbers.by_status:
        page = client.get(one.href).context["page"]
        assert sum(line.numbers.of(one.status) for line in page.object_list) == one.count


def test_documents_count_their_findings(client_of: ClientOf, evaluated: Run) -> None:
    client = client_of(Role.ORGANISATION_OFFICER)
    cards = [card for card, _strip in client.get(reverse("dashboards:clauses")).context["cards"]]
    assert {card.pack.id for card in cards} == set(installed())
    for card in cards:
        assert card.adopters == Adoption.objects.filter(pack=card.pack.id).count()
        assert card.numbers.total == Finding.objects.current().filter(pack=card.pack.id).count()
        for count, href in linked(card.numbers):
            assert listed(client, href) == count


def test_clauses_are_found_by_words(client_of: ClientOf, district: object) -> None:
    client = client_of(Role.AUDITOR)
    found = client.get(reverse("dashboards:clauses"), {"q": "党课"}).context["page"]
    ids = {line.clause.id for line in found.object_list}
    assert {"hangzhou-2020:1", "qingshanhu-2009:2"} <= ids
    none = client.get(reverse("dashboards:clauses"), {"q": "绝无此词"})
    assert "没有找到" in none.content.decode()


def test_what_is_not_there_is_not_found(client_of: ClientOf, district: object) -> None:
    client = client_of(Role.AUDITOR)
    for url in ("/clauses/none/", "/clauses/kunming-2019/99/", "/themes/none/"):
        assert client.get(url).status_code == 404


def test_before_the_first_evaluation_there_are_no_numbers(
    client_of: ClientOf, district: object
) -> None:
    client = client_of(Role.ORGANISATION_OFFICER)
    page = client.get(page_of("kunming-2019:4"))
    assert page.context["line"].numbers.total == 0
    assert "还没有核对过" in page.content.decode()
    assert page.context["line"].numbers.share_told == "—"


@pytest.mark.parametrize(
    ("url", "most"),
    [
        ("/clauses/", 12),
        ("/clauses/?q=培训", 12),
        ("/clauses/kunming-2019/", 12),
        ("/clauses/zhejiang-2015/2.3/", 15),
        ("/themes/", 12),
        ("/themes/training/", 12),
    ],
)
def test_pages_ask_little(
    client_of: ClientOf, evaluated: Run, django_assert_max_num_queries: Any, url: str, most: int
) -> None:
    client = client_of(Role.ORGANISATION_OFFICER)
    client.get("/")  # the session is written once
    with django_assert_max_num_queries(most):
        assert client.get(url).status_code == 200


def test_english_pages_have_no_chinese_rule_words(client_of: ClientOf, evaluated: Run) -> None:
    client = client_of(Role.ORGANISATION_OFFICER)
    with override("en"):  # so that the language of this page is not left to the next test
        page = client.get(page_of("kunming-2019:17"), headers={"accept-language": "en"})
        for said in page.context["rules"]:
            assert said.title == said.rule.title.en
        assert page.context["line"].national == "stricter than national rules"


def test_shares_never_round_up_to_all() -> None:
    counts = {Status.MISSED: 1, Status.MET: 99_999}
    numbers = Numbers(tuple(Number(status, counts.get(status, 0)) for status in Status))
    assert numbers.share_told == "99.999%"
