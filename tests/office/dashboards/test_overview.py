"""The overview: five sub-systems, units compared, the course of runs, and what comes."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from quanheng.norms.finding import Status
from quanheng.office.accounts.models import Grant, Role, User
from quanheng.office.dashboards.clauses.concordance import System
from quanheng.office.dashboards.counting import Reach, board, reach_of
from quanheng.office.dashboards.overview import queries
from quanheng.office.findings.models import Finding, Run
from quanheng.office.findings.running import run_evaluation
from quanheng.office.records.models import Unit
from tests.office.staged import TODAY

pytestmark = pytest.mark.django_db
ClientOf = Callable[[str], Client]
OVERVIEW = "/overview/"
SEES_UNITS = {
    Role.ORGANISATION_OFFICER, Role.PERSONNEL_OFFICER, Role.HEAD, Role.COMMITTEE_MEMBER,
    Role.DISCIPLINE_OFFICER, Role.AUDITOR,
}  # fmt: skip


def listed(client: Client, href: str) -> int:
    return int(client.get(href).context["page"].count)


@pytest.mark.parametrize("role", list(Role))
def test_only_who_sees_units_is_shown_it(client_of: ClientOf, district: object, role: str) -> None:
    client = client_of(role)
    for url in (OVERVIEW, "/overview/selection/"):
        assert (client.get(url).status_code == 200) is (role in SEES_UNITS)
    assert ('href="/overview/"' in client.get("/").content.decode()) is (role in SEES_UNITS)


@pytest.mark.parametrize("role", [Role.ORGANISATION_OFFICER, Role.HEAD])
def test_the_sub_systems_share_out_all_findings(
    client_of: ClientOf, evaluated: Run, users: dict[str, User], role: str
) -> None:
    page = client_of(role).get(OVERVIEW).context
    assert [part.system for part in page["parts"]] == list(System)[:5]
    seen = Finding.objects.current().visible_to(users[role])
    for status in Status:
        parted = sum(part.numbers.of(status) for part in page["parts"])
        assert parted == page["whole"].of(status) == seen.filter(status=status.value).count()


def test_figures_of_a_sub_system_lead_to_its_clauses_and_on_to_the_board(
    client_of: ClientOf, evaluated: Run
) -> None:
    client = client_of(Role.HEAD)
    part = client.get(OVERVIEW).context["parts"][0]
    assert part.numbers.total
    for one in part.numbers.by_status:
        lines = client.get(one.href).context["page"].object_list
        assert sum(line.numbers.of(one.status) for line in lines) == one.count
        for line in lines:
            number = line.numbers.by_status[one.status.severity]
            assert listed(client, number.href) == number.count


def test_what_is_due_this_year_is_told_by_the_tallies(
    client_of: ClientOf, adopted: None, users: dict[str, User]
) -> None:
    on = date(2025, 10, 10)
    run = run_evaluation(Run.Kind.FULL, by=users[Role.ORGANISATION_OFFICER], on=on)
    last = date(2025, 12, 31)
    for role in (Role.ORGANISATION_OFFICER, Role.HEAD):
        reach = reach_of(users[role])
        told = queries.due_this_year(reach, run.on)
        seen = Finding.objects.current().visible_to(users[role]).filter(status="pending")
        exact = seen.filter(due__lte=last)
        assert sum(told.values()) == exact.count() > 0
        soon = queries.due_soon(reach, last)
        assert sum(one.count for one in soon) == exact.count()
        assert [one.due for one in soon] == sorted(one.due for one in soon)
        assert seen.filter(due__gt=last).exists() or role == Role.HEAD
        client = client_of(role)
        assert all(listed(client, one.href) == one.count for one in soon)
        for part in client.get(OVERVIEW).context["parts"]:
            rows = client.get(part.due_href).context["due"]
            assert sum(one.count for one in rows) == part.due
            assert all(listed(client, one.href) == one.count for one in rows)


def test_units_are_compared_within_their_category_worst_first(
    client_of: ClientOf, evaluated: Run
) -> None:
    client = client_of(Role.ORGANISATION_OFFICER)
    several = Unit.objects.exclude(category="党委").order_by("pk")[:9]
    Unit.objects.filter(pk__in=[unit.pk for unit in several]).update(category="乡镇")
    there = Unit.objects.filter(category="乡镇")
    assert ("乡镇", "乡镇", there.count()) in client.get(OVERVIEW).context["categories"]
    page = client.get(OVERVIEW, {"category": "乡镇"}).context
    rows = page["page"].paginator.object_list
    assert {row.unit for row in rows} <= set(there.values_list("pk", flat=True))
    assert len(rows) > 1
    shares = [1.0 if row.numbers.share is None else row.numbers.share for row in rows]
    assert shares == sorted(shares)
    for row in page["page"].object_list:
        for one in row.numbers.by_status:
            assert not one.count or listed(client, one.href) == one.count


def test_the_clauses_most_missed_come_first(client_of: ClientOf, evaluated: Run) -> None:
    lines = client_of(Role.AUDITOR).get(OVERVIEW).context["missed"]
    missed = [line.numbers.of(Status.MISSED) for line in lines]
    assert missed == sorted(missed, reverse=True)
    counted: dict[str, int] = {}
    for clause in (
        Finding.objects.current().filter(status="missed").values_list("clause", flat=True)
    ):
        counted[clause] = counted.get(clause, 0) + 1
    assert missed == sorted(counted.values(), reverse=True)[: queries.MISSED]


@pytest.mark.parametrize("role", [Role.ORGANISATION_OFFICER, Role.HEAD])
def test_who_reaches_what_next_year_is_listed_by_the_board(
    client_of: ClientOf, evaluated: Run, users: dict[str, User], role: str
) -> None:
    client = client_of(role)
    rows = client.get(OVERVIEW).context["coming"]
    seen = Finding.objects.filter(until_run=None, horizon__gt=0).visible_to(users[role])
    assert sum(one.count for one in rows) == seen.count()
    assert rows or role == Role.HEAD
    assert all(listed(client, one.href) == one.count for one in rows)


def test_the_course_follows_the_runs(
    client_of: ClientOf, evaluated: Run, users: dict[str, User]
) -> None:
    client = client_of(Role.ORGANISATION_OFFICER)
    assert client.get(OVERVIEW).context["trends"] == []
    before = client.get(OVERVIEW).context["parts"][0].numbers.share
    later = date(2026, 1, 31)
    run_evaluation(Run.Kind.FULL, by=users[Role.ORGANISATION_OFFICER], on=later)
    page = client.get(OVERVIEW)
    trends = page.context["trends"]
    assert [one.title for one in trends][:1] == ["素质培养"]
    rows = [[cell.text for cell in row] for row in trends[0].table.rows]
    after = page.context["parts"][0].numbers.share
    told = [(TODAY, before), (later, after)]
    assert rows == [[f"{on:%Y.%m.%d}", f"{round(share * 100, 1):,.10g}"] for on, share in told]
    assert before != after
    assert "查看数据" in page.content.decode()


def test_a_trend_takes_one_run_a_month_when_there_are_many(
    users: dict[str, User], adopted: None
) -> None:
    by = users[Role.ORGANISATION_OFFICER]

    def run(on: date) -> int:
        made = Run(kind="full", state="done", on=on, known_at=_at(on), finished_at=_at(on))
        made.ordered_by = by
        made.save()
        return made.pk

    days = [run(date(2025, 1, day)) for day in range(1, 20)]
    again = run(date(2025, 1, 19))
    assert [pk for _on, pk in queries.points_of_runs()] == [*days[7:18], again]
    months = [run(date(2025, month, 5)) for month in (2, 3)]
    assert [pk for _on, pk in queries.points_of_runs()] == [again, *months]


def _at(on: date) -> str:
    return f"{on}T12:00:00+08:00"


def test_the_topmost_units_stand_for_the_scope(users: dict[str, User], unit: Unit) -> None:
    root = Unit.objects.get(parent=None)
    head = users[Role.HEAD]
    assert reach_of(head) == Reach((unit,))
    assert reach_of(users[Role.OFFICIAL]) == Reach()
    assert reach_of(users[Role.AUDITOR]) == Reach((root,), whole=True)
    assert "unit" not in board(reach_of(users[Role.AUDITOR]), status="met")
    assert f"unit={unit.code}" in board(reach_of(head), status="met")
    Grant.objects.create(
        user=head,
        role=Role.HEAD,
        unit_code=root.code,
        since=date(2000, 1, 1),
        granted_by=users[Role.SECURITY_ADMIN],
    )
    assert reach_of(User.objects.get(pk=head.pk)) == Reach((root,))


def test_the_overview_before_the_first_evaluation(client_of: ClientOf, district: object) -> None:
    shown = client_of(Role.COMMITTEE_MEMBER).get(OVERVIEW)
    assert "还没有核对过" in shown.content.decode()
    assert not shown.context["whole"].total


@pytest.mark.parametrize(
    "url",
    [OVERVIEW, "/overview/?category=村", "/overview/supervision/", "/overview/selection/?due"],
)
def test_pages_ask_little(
    client_of: ClientOf, evaluated: Run, users: dict[str, User],
    django_assert_max_num_queries: Any, url: str,
) -> None:  # fmt: skip
    by = users[Role.ORGANISATION_OFFICER]
    run_evaluation(Run.Kind.FULL, by=by, on=date(2026, 1, 31))
    client = client_of(Role.ORGANISATION_OFFICER)
    client.get("/")
    with django_assert_max_num_queries(20):
        assert client.get(url).status_code == 200


def test_an_unknown_sub_system_is_not_found(client_of: ClientOf, district: object) -> None:
    assert client_of(Role.AUDITOR).get("/overview/none/").status_code == 404
    assert client_of(Role.AUDITOR).get("/overview/other/").status_code == 404
