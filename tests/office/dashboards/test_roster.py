"""The roster: who stands in it, in which order, with which columns; kept, printed, taken out."""

import io
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate
from python_calamine import CalamineWorkbook

from quanheng.norms.dates import full_years
from quanheng.norms.records import Records
from quanheng.office import keyset
from quanheng.office.accounts.models import User
from quanheng.office.dashboards.models import ColumnSet, RosterExport
from quanheng.office.dashboards.roster import jobs, views
from quanheng.office.dashboards.roster.asked import ORDERS
from quanheng.office.dashboards.roster.catalogue import COLUMNS, Post
from quanheng.office.dashboards.roster.queries import level_since
from quanheng.office.ledger.models import Entry
from quanheng.office.records.exports import files
from quanheng.office.records.models import Particulars, Person, Rank, Tenure, Unit

pytestmark = pytest.mark.django_db
ClientOf = Callable[[str], Client]
URL = "/roster/"


@pytest.fixture(autouse=True)
def uploads(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "uploads"


@pytest.fixture
def browser(client_of: ClientOf, district: Records) -> Client:
    return client_of("organisation_officer")


@pytest.fixture(params=["few", "many"])
def short_pages(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    """Pages of a few rows, of lists that are sorted whole and of lists that are not."""
    monkeypatch.setattr(views, "ROWS", 7)
    if request.param == "many":
        monkeypatch.setattr(keyset, "FEW", 3)
        monkeypatch.setattr(keyset, "WHOLE", 3)


def people_on(answer: Any) -> list[Person]:
    return [row.person for row in answer.context["rows"]]


def walked(browser: Client, query: dict[str, Any], way: str = "after") -> list[list[int]]:
    """The people of every page, from the first one by the links to the next."""
    pages, token = [], query.pop(way, "")
    while True:
        answer = browser.get(URL, {**query, way: token} if token else query)
        pages.append([person.pk for person in people_on(answer)])
        token = getattr(answer.context["page"], way)
        if not token:
            return pages


def serving() -> set[int]:
    now = Tenure.objects.current().filter(start__lte=localdate())
    return set(now.filter(end=None).values_list("person", flat=True))


@pytest.mark.parametrize("sort", ORDERS)
@pytest.mark.parametrize("way", ["asc", "desc"])
def test_every_order_shows_everybody_once(
    browser: Client, short_pages: None, sort: str, way: str
) -> None:
    pages = walked(browser, {"sort": sort, "dir": way})
    listed = [pk for page in pages for pk in page]
    assert len(pages) > 2
    assert len(listed) == len(set(listed))
    assert set(listed) == serving()
    order, found = ORDERS[sort], Person.objects.in_bulk(listed)
    if sort in ("name", "code"):
        keys = [tuple(getattr(found[pk], key) for key in order.keys) for pk in listed]
        assert keys == sorted(keys, reverse=way == "desc")
    if sort == "birth":
        births = dict(Particulars.objects.values_list("person", "birth"))
        born = [births[pk] for pk in listed]
        assert born == sorted(born, reverse=way == "desc")


def test_the_way_back_shows_the_same_pages(browser: Client, short_pages: None) -> None:
    there = walked(browser, {"sort": "level"})
    second = browser.get(URL, {"sort": "level"})
    for _ in there[1:]:
        second = browser.get(URL, {"sort": "level", "after": second.context["page"].after})
    back = walked(browser, {"sort": "level", "before": second.context["page"].before}, "before")
    assert back == there[:-1][::-1]


def test_a_place_of_another_order_or_a_forged_one_is_the_beginning(
    browser: Client, short_pages: None
) -> None:
    first = people_on(browser.get(URL, {"sort": "code"}))
    token = browser.get(URL, {"sort": "level"}).context["page"].after
    for place in (token, "x", token[:-2] + "aa", "\0"):
        assert people_on(browser.get(URL, {"sort": "code", "after": place})) == first


def test_filters_hold(browser: Client) -> None:
    today = localdate()
    unit = Unit.objects.filter(tenures__end=None, parent__isnull=False)[0]
    below = Tenure.objects.current().filter(end=None, unit__path__startswith=unit.path)
    found = people_on(browser.get(URL, {"unit": unit.code}))
    assert {person.pk for person in found} == set(below.values_list("person", flat=True))
    assert not people_on(browser.get(URL, {"unit": "nowhere"}))
    for sort in ORDERS:
        found = people_on(browser.get(URL, {"youngest": 40, "oldest": 45, "sort": sort}))
        births = Particulars.objects.filter(person__in=serving())
        right = {o.person_id for o in births if 40 <= full_years(o.birth, today) <= 45}
        assert {person.pk for person in found} == right, sort
    chiefs = Tenure.objects.current().filter(end=None, leading=True, chief=True)
    found = people_on(browser.get(URL, {"post": "chief"}))
    assert {person.pk for person in found} == set(chiefs.values_list("person", flat=True))
    one = found[0]
    assert one in people_on(browser.get(URL, {"q": one.pinyin}))


def test_the_roster_of_another_day(browser: Client) -> None:
    day = date(2015, 6, 1)
    then = Tenure.objects.current().filter(start__lte=day).exclude(end__lte=day)
    found = people_on(browser.get(URL, {"on": day.isoformat()}))
    assert {person.pk for person in found} == set(then.values_list("person", flat=True))


def test_the_highest_post_decides_the_place_and_all_are_told(
    browser: Client, users: dict[str, User]
) -> None:
    post = Tenure.objects.current().filter(end=None).order_by("-level")[0]
    other = Unit.objects.exclude(pk=post.unit_id).order_by("path")[0]
    Tenure.objects.create(
        person=post.person, unit=other, title="兼任组长", level=post.level - 1, leading=True,
        chief=False, start=date(2020, 1, 1), recorded_by=post.recorded_by,
        recorded_at=post.recorded_at,
    )  # fmt: skip
    for unit, titles in ((post.unit, [post.title, "兼任组长"]), (other, ["兼任组长", post.title])):
        answer = browser.get(URL, {"unit": unit.code})
        assert people_on(answer).count(post.person) == 1
        row = next(row for row in answer.context["rows"] if row.person == post.person)
        said = {str(cell.title): cell.text for cell in row.cells if cell}
        assert said["职务"] == "；".join(titles)
        assert said["单位"] == unit.name


def test_every_column_says_something(browser: Client, users: dict[str, User]) -> None:
    person = Person.objects.filter(pk__in=serving())[0]
    by, at = users["organisation_officer"], Tenure.objects.all()[0].recorded_at
    Rank.objects.create(
        person=person, rank=203, start=date(2022, 3, 1), recorded_by=by, recorded_at=at
    )
    answer = browser.get(URL, {"c": list(COLUMNS), "q": person.code, "on": "2025-12-31"})
    row = next(row for row in answer.context["rows"] if row.person == person)
    said = {str(cell.title): cell.text for cell in row.cells if cell}
    assert said["职级"] == "一级调研员"
    assert said["任职级时间"] == "2022.03"
    facts = Particulars.objects.get(person=person)
    assert said["出生年月"] == facts.birth.strftime("%Y.%m")
    assert said["年龄"] == str(full_years(facts.birth, date(2025, 12, 31)))
    hours = sum(o.hours or 0 for o in person.trainings.filter(start__year=2025))
    assert said["本年学时"] == (f"{hours.normalize():f}" if hours else "—")
    graded = person.appraisals.filter(type="年度", year__gte=2022, grade__isnull=False)
    assert said["近三年考核"].count(" ") == min(3, graded.count())


@pytest.mark.parametrize(
    ("spans", "since"),
    [
        ([(108, 2010, 2014), (108, 2014, None)], 2010),
        ([(108, 2010, 2013), (108, 2014, None)], 2014),
        ([(109, 2010, 2014), (108, 2014, None)], 2014),
        ([(108, 2010, 2016), (108, 2012, 2014), (108, 2015, None)], 2010),
    ],
)
def test_a_level_is_held_since_its_unbroken_beginning(
    spans: list[tuple[int, int, int | None]], since: int
) -> None:
    held = [
        Post(level, date(begin, 1, 1), end and date(end, 1, 1), "科长", "区委", "A/")
        for level, begin, end in spans
    ]
    assert level_since(held[-1], held) == date(since, 1, 1)


@pytest.mark.parametrize("role", ["organisation_officer", "head", "personnel_officer"])
@pytest.mark.parametrize("sort", ORDERS)
def test_the_roster_takes_few_queries(
    client_of: ClientOf,
    district: Records,
    short_pages: None,
    django_assert_max_num_queries: Any,
    role: str,
    sort: str,
) -> None:
    browser = client_of(role)
    browser.get(URL)
    with django_assert_max_num_queries(12):
        assert browser.get(URL, {"c": list(COLUMNS), "sort": sort}).status_code == 200


def test_columns_are_saved_shared_and_deleted(browser: Client, client_of: ClientOf) -> None:
    answer = browser.post(
        "/roster/columns?sort=birth", {"name": "学历", "c": ["degree"], "shared": "on"}
    )
    kept = ColumnSet.objects.get()
    assert kept.columns == ["name", "degree"]
    assert f"set={kept.pk}" in answer.url and "sort=birth" in answer.url  # type: ignore[attr-defined]
    head = client_of("head")
    titles = [str(h.title) for h in head.get(URL, {"set": kept.pk}).context["headings"]]
    assert titles == ["姓名", "学位"]
    assert head.post(f"/roster/columns/{kept.pk}/delete").status_code == 404
    browser.post("/roster/columns", {"name": "学历", "c": ["school"]})
    assert not ColumnSet.objects.get().shared
    assert not head.get(URL).context["sets"]
    assert browser.post(f"/roster/columns/{kept.pk}/delete").status_code == 302
    assert not ColumnSet.objects.exists()
    assert browser.post("/roster/columns", {"name": " ", "c": ["school"]}).status_code == 302
    assert not ColumnSet.objects.exists()


def rows_of(data: bytes) -> list[list[Any]]:
    found: list[list[Any]] = (
        CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()
    )
    return found


def test_a_short_roster_is_given_out_at_once(browser: Client) -> None:
    query = "?sort=code&c=name&c=code&c=post"
    answer = browser.post(f"/roster/export{query}", {"reason": "核对"})
    rows = rows_of(b"".join(answer.streaming_content))  # type: ignore[attr-defined]
    assert rows[1] == ["序号", "姓名", "人员编码", "职务"] or set(rows[1]) == {
        "序号", "姓名", "人员编码", "职务",
    }  # fmt: skip
    at = rows[1].index("人员编码")
    codes = [row[at] for row in rows[2:]]
    assert codes == sorted(Person.objects.filter(pk__in=serving()).values_list("code", flat=True))
    entry = Entry.objects.latest("number")
    assert entry.action == "roster exported"
    assert entry.details.reason == "核对"
    assert browser.post("/roster/export", {"reason": " "}).status_code == 302
    assert Entry.objects.latest("number") == entry


def test_a_long_roster_is_ordered_made_and_fetched(
    browser: Client, client_of: ClientOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "AT_ONCE", 5)
    answer = browser.post("/roster/export?post=chief", {"reason": "核对"})
    export = RosterExport.objects.get()
    shown = reverse("dashboards:roster-export", args=[export.pk])
    assert answer.url == shown  # type: ignore[attr-defined]
    assert "every 1s" in browser.get(shown).content.decode()
    jobs.make_roster.call(export.pk)
    assert "下载" in browser.get(shown).content.decode()
    fetched = browser.post(f"{shown}file")
    chiefs = Tenure.objects.current().filter(end=None, leading=True, chief=True)
    rows = rows_of(b"".join(fetched.streaming_content))  # type: ignore[attr-defined]
    assert len(rows) - 2 == chiefs.values("person").distinct().count()
    clerk = client_of("personnel_officer")
    assert clerk.get(shown).status_code == 404
    assert clerk.post(f"{shown}file").status_code == 404
    assert client_of("head").post("/roster/export", {"reason": "核对"}).status_code == 403


def test_who_sees_part_of_the_people_sees_part_of_the_roster(
    client_of: ClientOf, district: Records
) -> None:
    for role in ("head", "official", "personnel_officer"):
        browser = client_of(role)
        seen = Person.objects.visible_to(browser.get(URL).wsgi_request.user)
        for sort in ORDERS:
            listed = people_on(browser.get(URL, {"sort": sort}))
            assert {p.pk for p in listed} == set(seen.values_list("pk", flat=True)) & serving()


def test_the_printed_roster_has_neither_filters_nor_pages(browser: Client) -> None:
    page = browser.get(URL, {"print": "1"}).content.decode()
    assert "data-prints" in page
    assert 'name="level"' not in page


def test_the_nightly_command_removes_rosters_whose_time_is_over(users: dict[str, User]) -> None:
    day = date(2026, 1, 5)
    made = RosterExport.objects.create(
        requested_by=users["auditor"], requested_at=timezone.now(), on=day, reason="核对",
        state="done", rows=1, size=2, expires_on=day, entry_number=0,
    )  # fmt: skip
    files.keep(made, b"PK")
    assert files.forget_expired(day - timedelta(days=1)) == 0 and files.kept(made) == b"PK"
    assert files.forget_expired(day) == 1 and files.kept(made) is None
