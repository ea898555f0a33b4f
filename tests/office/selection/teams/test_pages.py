"""The pages of teams: numbers that agree with lists, what is never told, few queries."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import localdate

from quanheng.norms.dates import add_years
from quanheng.office.accounts.models import Grant, User
from quanheng.office.ledger.models import Entry
from quanheng.office.records.models import Particulars, Tenure, Unit, UnitParticulars
from quanheng.office.records.writing import rewrite
from quanheng.office.selection.models import PostNeed, TeamAnalysis
from quanheng.office.selection.teams import actions
from quanheng.office.selection.teams.judging import Bounds
from quanheng.office.selection.teams.members import posts_held
from tests.office.action_case import World
from tests.office.conftest import LONG_AGO
from tests.office.selection.teams import making

pytestmark = pytest.mark.any_database

Clients = Callable[[str], Client]
MOST = {"teams": 12, "exchange": 12, "exchange-plan": 12, "moves": 12}
SEES = ("organisation_officer", "personnel_officer", "head", "committee_member")


@pytest.fixture
def officer(world: World, client_of: Clients) -> Client:
    return client_of("organisation_officer")


def page(client: Client, name: str, *args: Any, status: int = 200, **query: Any) -> Any:
    answer = client.get(reverse(f"selection:{name}", args=args), query)
    assert answer.status_code == status
    return answer


def largest() -> Unit:
    held = posts_held(localdate()).order_by().values_list("unit", flat=True)
    sizes = {unit: list(held).count(unit) for unit in set(held)}
    return Unit.objects.get(pk=max(sizes, key=lambda unit: (sizes[unit], -unit)))


def test_every_number_of_the_make_up_agrees_with_its_list(officer: Client) -> None:
    unit = largest()
    rows = page(officer, "team", unit.pk).context["team"].rows
    assert sum(row.counted for row in rows) > 0
    for row in rows:
        if row.category.pick:
            listed = page(officer, "team", unit.pk, pick=row.category.pick)
            assert len(listed.context["members"]) == row.counted, row.category.label


def test_numbers_of_vacancies_agree_with_their_lists(officer: Client) -> None:
    unit = largest()
    counts = page(officer, "team", unit.pk).context["counts"]
    for one, numbers in counts:
        for years, number, _href in numbers:
            told = page(officer, "team", unit.pk, why=one.kind, within=years).context["events"]
            assert len({event.member.person.pk for event, _line in told}) == number


def test_nobody_is_listed_by_sex_ethnicity_or_party(officer: Client) -> None:
    unit = largest()
    whole = page(officer, "team", unit.pk)
    for pick in ("sex:women", "ethnicity:minority", "politics:outside"):
        assert pick not in whole.content.decode()
        listed = page(officer, "team", unit.pk, pick=pick)
        assert len(listed.context["members"]) == len(whole.context["members"])


def test_a_category_without_a_target_is_not_judged(world: World, officer: Client) -> None:
    unit = making.place(world)

    def statuses() -> dict[str, Any]:
        rows = page(officer, "team", unit.pk).context["team"].rows
        return {row.category.key: row.status for row in rows}

    assert set(statuses().values()) == {None}
    making.set_target(world, bounds=Bounds(99, None))
    found = statuses()
    assert found.pop("young") == "attention" and set(found.values()) == {None}


def test_a_missing_fact_is_unknown_and_not_no(officer: Client) -> None:
    unit = largest()
    before = {r.category.key: r for r in page(officer, "team", unit.pk).context["team"].rows}
    person = posts_held(localdate()).filter(unit=unit)[0].person
    facts = Particulars.objects.current().get(person=person)
    by = facts.recorded_by
    blank = {"education": None, "inservice_education": None}
    rewrite(facts, blank, by=by, source="")
    after = {r.category.key: r for r in page(officer, "team", unit.pk).context["team"].rows}
    assert after["bachelor"].unknown == before["bachelor"].unknown + 1


def test_a_quota_that_is_not_on_file_is_not_zero(officer: Client) -> None:
    unit = largest()
    facts = UnitParticulars.objects.current().get(unit=unit)
    rewrite(facts, {"deputy_quota": None}, by=facts.recorded_by, source="")
    answer = page(officer, "team", unit.pk)
    assert answer.context["team"].seats[1].vacant is None
    assert "职数未入档" in answer.content.decode()


@pytest.mark.parametrize(("years", "counted"), [(8, {"years-8"}), (10, {"years-8", "years-10"})])
@pytest.mark.parametrize("early", [0, 1])
def test_long_service_counts_from_its_anniversary_on(
    officer: Client, years: int, counted: set[str], early: int
) -> None:
    post = posts_held(localdate()).order_by("pk")[0]
    start = add_years(localdate(), -years) + timedelta(days=early)
    rewrite(
        post, {"start": start, "term_start": None, "term_end": None}, by=post.recorded_by, source=""
    )
    told = page(officer, "team", post.unit_id, within=0).context["events"]
    kinds = {e.kind for e, _l in told if e.member.person.pk == post.person_id}
    assert kinds & {"years-8", "years-10"} == (
        counted if not early else counted - {f"years-{years}"}
    )


def test_the_end_of_a_second_term_is_told_apart(officer: Client) -> None:
    post = posts_held(localdate()).order_by("pk")[0]
    begun = localdate() - timedelta(days=400)
    now = {"start": begun, "term_start": begun, "term_end": localdate() + timedelta(days=200)}
    rewrite(post, now, by=post.recorded_by, source="")

    def kinds() -> set[str]:
        told = page(officer, "team", post.unit_id, within=1).context["events"]
        return {event.kind for event, _line in told if event.member.person.pk == post.person_id}

    assert "term" in kinds() and "second_term" not in kinds()
    earlier = {"start": begun - timedelta(days=1800), "end": begun, "term_end": begun}
    Tenure.objects.create(
        person=post.person, unit=post.unit, title=post.title, level=post.level, leading=True,
        chief=post.chief, recorded_at=post.recorded_at, recorded_by=post.recorded_by, **earlier,
    )  # fmt: skip
    assert "second_term" in kinds() and "term" not in kinds()


def test_who_is_not_analysed_within_the_months_is_listed(world: World, officer: Client) -> None:
    found = page(officer, "teams").context["found"]
    assert found.months == 12 and found.late == found.total > 0
    unit = Unit.objects.get(pk=found.rows[0].unit.pk)
    told = {"by": world.users[making.OFFICER], "on": localdate()}
    actions.write_analysis(unit, making.TEXTS, **told)
    assert (
        page(officer, "teams", state="due").context["found"].page.paginator.count == found.total - 1
    )
    TeamAnalysis.objects.update(on=add_years(localdate(), -1))
    assert page(officer, "teams", state="due").context["found"].page.paginator.count == found.total


@pytest.mark.parametrize("name", ["teams", "exchange", "exchange-plan", "moves"])
def test_a_list_asks_few_questions(world: World, officer: Client, name: str) -> None:
    making.line(world)
    page(officer, name)
    with CaptureQueriesContext(connection) as asked:
        page(officer, name)
    assert len(asked) <= MOST[name]


def test_a_team_asks_the_same_however_large(world: World, officer: Client) -> None:
    def queries(unit: Unit) -> int:
        page(officer, "team", unit.pk)
        with CaptureQueriesContext(connection) as asked:
            page(officer, "team", unit.pk)
        return len(asked)

    held = posts_held(localdate()).order_by().values_list("unit", flat=True)
    small = Unit.objects.get(pk=min(held, key=lambda unit: list(held).count(unit)))
    assert queries(small) == queries(largest()) < 30


def test_a_paper_keeps_the_figures_of_its_day(world: World, officer: Client) -> None:
    analysis = making.analysis(world)
    shown = page(officer, "team-paper", "analysis", analysis.pk).context["grids"]
    Tenure.objects.filter(unit=analysis.unit).update(end=date(2020, 1, 1), start=date(2019, 1, 1))
    assert page(officer, "team-paper", "analysis", analysis.pk).context["grids"] == shown


@pytest.mark.parametrize("make", [making.analysis, making.post, making.fit])
@pytest.mark.parametrize(("format", "begins"), [("pdf", b"%PDF"), ("docx", b"PK")])
def test_papers_are_taken_out_and_that_is_told(
    world: World, officer: Client, make: Any, format: str, begins: bytes
) -> None:
    paper = make(world)
    kind = {"TeamAnalysis": "analysis", "PostNeed": "post"}.get(type(paper).__name__, "fit")
    answer = page(officer, "team-file", kind, paper.pk, format)
    assert answer.content.startswith(begins)
    assert Entry.objects.last().action == "team paper taken out"


def test_a_paper_with_an_identity_number_is_not_made(world: World, officer: Client) -> None:
    made = {**making.POST, "asks": "11010519491231002X"}
    entry = actions.describe_post(making.place(world), 110, False, made, **making.told(world))
    answer = officer.get(
        reverse("selection:team-file", args=["post", entry.about_key, "pdf"]), follow=True
    )
    assert "身份证号" in answer.content.decode()
    assert Entry.objects.last().action == "post described"


def test_nobody_reads_an_opinion_on_oneself(world: World, client_of: Clients) -> None:
    fit = making.fit(world)
    official = world.users["official"]
    system = User.objects.get(is_system=True)
    Grant.objects.create(user=official, role="head", since=LONG_AGO, granted_by=system)
    assert PostNeed.objects.visible_to(official).filter(pk=fit.need_id).exists()
    page(client_of("official"), "team-paper", "fit", fit.pk, status=404)
    shown = page(client_of("official"), "team-paper", "post", fit.need_id).context["fits"]
    assert not list(shown)


@pytest.mark.parametrize("role", SEES)
def test_no_page_sorts_or_scores(world: World, client_of: Clients, role: str) -> None:
    fit = making.fit(world)
    body = page(client_of(role), "team-paper", "post", fit.need_id).content.decode()
    assert not re.search("总分|得分|排名第", body)


def test_an_exchange_is_done_when_another_post_begins(world: World, officer: Client) -> None:
    line = making.line(world)
    year = line.year

    def numbers() -> dict[str, int]:
        found: dict[str, int] = page(officer, "exchange-plan", year=year).context["found"].numbers
        return found

    assert numbers() == {"open": 1, "done": 0, "dropped": 0}
    post = line.post
    Tenure.objects.create(
        person=line.person, unit=post.unit, title="另一职务", level=post.level,
        leading=post.leading, chief=post.chief, start=line.on + timedelta(days=1),
        recorded_at=post.recorded_at, recorded_by=post.recorded_by,
    )  # fmt: skip
    assert numbers() == {"open": 0, "done": 1, "dropped": 0}


def test_forms_refuse_and_say_why(world: World, officer: Client) -> None:
    unit = making.place(world)
    url = reverse("selection:team-set", args=[unit.pk, "target"])
    answer = officer.post(url, {"category": "age:young", "reason": "梯次"})
    assert answer.status_code == 422 and "请至少填写" in answer.content.decode()
    answer = officer.post(url, {"category": "age:young", "at_least": 1, "reason": "梯次"})
    assert answer.status_code == 302
