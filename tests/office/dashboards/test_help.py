"""Help: every guide is complete and leads where its role may go; the glossary finds its terms."""

import re
from collections.abc import Callable
from importlib.resources import files

import pytest
from django.contrib.staticfiles import finders
from django.template import Context, Template
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from scripts.guide_pictures import shots

from quanheng.norms.finding import Language
from quanheng.office.accounts.models import Role, User
from quanheng.office.dashboards.help import guides, queries
from quanheng.office.dashboards.help.guides import Target, targets, written
from quanheng.office.findings.models import Run
from quanheng.office.glossary import terms
from tests.office.addresses import patterns

pytestmark = pytest.mark.any_database

CHINESE = re.compile(r"[\u4e00-\u9fff]")
LINK = re.compile(r'<a href="([^"]+)"')
LANGUAGES: tuple[Language, ...] = ("zh", "en")
MOST_TASKS, MOST_BYTES = 20, 4_000_000
UNEXPLAINED = {
    # Files, and answers that lead on to a page
    "procedures:proof", "procedures:paper", "procedures:remove-paper", "procedures:end-delegation",
    "duties:export", "duties:evidence", "ballots:token", "meetings:paper", "selection:team-file",
    "selection:paper-fetch", "selection:mark-paper", "selection:note-paper",
    "selection:review-report",
    # Pages that know nobody, so that they know no guide either
    "ballots:vote", "ballots:vote-kiosk", "ballots:vote-paper", "ballots:vote-confirm",
    "ballots:vote-cast", "ballots:vote-protection", "ballots:vote-used",
}  # fmt: skip
"""Addresses of the rooms that no guide explains."""
CASES, ITEMS = ("board", "new", "case", "deputies"), ("index", "board", "item")
NAMES = ("nominate", "nominee", "fill-sheet", "leave-out")
FACTS = ("teams", "team", "team-paper", "compare")
SELECTING = (
    "index", "appointing", "desk", "notices", "papers", "team-setting", "search", "search-why",
    "pools", "pool", "exchange", "exchange-plan", "moves", "marks", "mark", "notes", "reviews",
    "review", "prior-reports", "leaving-checks",
)  # fmt: skip
READING = ("index", "meeting", "item", "question", "minutes", "decisions")
HOSTING = (*READING, "new", "roll", "edit-item", "act", "studies")
HOLDING = ("index", "new", "ballot", "roll", "slips", "door", "result", "sheet")
TELLING = ("index", "ballot", "door", "teller", "close", "sheet", "result", "protection")
RUNNING: dict[str, dict[str, tuple[str, ...]]] = {
    "procedures": {
        Role.OFFICIAL: (*CASES, "about-me", "reply"),
        Role.HEAD: (*CASES, "propose-override", "nominee", "fill-sheet"),
        Role.PERSONNEL_OFFICER: (*CASES, *NAMES),
        Role.ORGANISATION_OFFICER: (*CASES, *NAMES, "sign-override", "course"),
        Role.DISCIPLINE_OFFICER: ("board", "case", "nominee", "fill-sheet"),
        Role.AUDITOR: ("board", "case", "record", "nominee"),
    },
    "duties": {
        Role.OFFICIAL: ("index", "item"),
        Role.HEAD: (*ITEMS, "new"),
        Role.PERSONNEL_OFFICER: (*ITEMS, "new", "import"),
        Role.ORGANISATION_OFFICER: (*ITEMS, "new", "import", "carry"),
        Role.DISCIPLINE_OFFICER: (*ITEMS, "new"),
        Role.PETITION_OFFICER: (*ITEMS, "new"),
    },
    "ballots": {
        Role.OFFICIAL: ("index", "mine"),
        Role.HEAD: ("index", "mine"),
        Role.COMMITTEE_MEMBER: ("index", "mine", "protection"),
        Role.PERSONNEL_OFFICER: HOLDING,
        Role.ORGANISATION_OFFICER: HOLDING,
        Role.DISCIPLINE_OFFICER: TELLING,
        Role.AUDITOR: TELLING,
    },
    "meetings": {
        Role.HEAD: READING,
        Role.COMMITTEE_MEMBER: READING,
        Role.DISCIPLINE_OFFICER: (*READING, "interventions"),
        Role.PERSONNEL_OFFICER: HOSTING,
        Role.ORGANISATION_OFFICER: HOSTING,
        Role.AUDITOR: READING,
    },
    "selection": {
        Role.OFFICIAL: ("me", "mark", "notices", "leaving"),
        Role.HEAD: ("index", "appointing", "desk", "notices", *FACTS[:3]),
        Role.COMMITTEE_MEMBER: ("index", *FACTS),
        Role.DISCIPLINE_OFFICER: ("appointing", "desk", "notices"),
        Role.AUDITOR: ("appointing", "desk", "notices"),
        Role.ORGANISATION_OFFICER: (*SELECTING, *FACTS),
    },
}
"""Pages of the rooms, by whoever works there: their guides explain them."""


@pytest.mark.parametrize("role", list(Role))
def test_a_guide_has_five_to_twenty_tasks_of_three_steps(role: Role):
    for language in LANGUAGES:
        found = written(role, language)
        assert 5 <= len(found.tasks) <= MOST_TASKS
        for task in found.tasks:
            assert re.findall(r"^(\d)\. ", task.steps, re.MULTILINE) == ["1", "2", "3"], task.title
            assert targets(task.steps), task.title


@pytest.mark.parametrize("role", list(Role))
def test_a_guide_says_the_same_in_both_languages(role: Role):
    chinese, english = (written(role, language) for language in LANGUAGES)
    assert not CHINESE.search(f"{english.title}{english.text}")
    for one, other in zip(chinese.tasks, english.tasks, strict=True):
        assert (one.anchor, one.picture) == (other.anchor, other.picture)
        assert set(targets(one.steps)) == set(targets(other.steps)), one.anchor


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_link_of_a_guide_opens_for_its_role(
    client_of: Callable[[str], Client], evaluated: Run, role: Role, language: Language
):
    client, header = client_of(role), {"headers": {"Accept-Language": language}}
    page = client.get(reverse("dashboards:help"), **header).content.decode()
    prose = "".join(re.findall(r'<div class="(?:card )?prose">(.*?)</div>', page, re.DOTALL))
    found = LINK.findall(prose)
    assert len(found) == len(targets(written(role, language).text))
    assert "></a>" not in prose
    for address in {one.replace("&amp;", "&") for one in found}:
        assert client.get(address).status_code == 200, address


def test_the_guide_of_another_role_has_no_links(client_of: Callable[[str], Client]):
    address = reverse("dashboards:guide", args=[Role.SECURITY_ADMIN.value])
    page = client_of(Role.OFFICIAL).get(address).content.decode()
    prose = "".join(re.findall(r'<div class="(?:card )?prose">(.*?)</div>', page, re.DOTALL))
    assert "账户与角色" in prose
    assert not LINK.findall(prose)


def test_the_readers_own_guide_comes_first(client_of: Callable[[str], Client]):
    page = client_of(Role.AUDITOR).get(reverse("dashboards:help")).content.decode()
    assert "<h1>帮助：审计人员</h1>" in page
    tabs = re.findall(r'href="/help/(\w+)/"', page.partition('class="tabs wrap"')[2])
    assert tabs[0] == Role.AUDITOR
    assert sorted(tabs) == sorted(Role.values)


def test_an_account_without_a_role_finds_all_guides(db: None):
    client = Client()
    client.force_login(User.objects.create_user("nobody"))
    page = client.get(reverse("dashboards:help")).content.decode()
    assert "您还没有角色" in page
    assert reverse("dashboards:guide", args=["head"]) in page
    assert client.get(reverse("dashboards:guide", args=["king"])).status_code == 404


def test_every_picture_is_there_and_all_are_small():
    named = {task.picture for role in Role for task in written(role, "zh").tasks}
    assert named == set(shots())
    found = [finders.find(guides.picture_of(name, one)) for name in named for one in LANGUAGES]
    assert all(found), "run scripts/guide_pictures.py"
    folder = files("quanheng.office") / "web" / "static" / "web" / "guide"
    sizes = [len(one.read_bytes()) for one in folder.iterdir()]
    assert len(sizes) == len(found)
    assert sum(sizes) < MOST_BYTES


@pytest.mark.parametrize("text", ["", "a b", "records people", "http://example.com/"])
def test_a_link_must_name_a_page(text: str):
    with pytest.raises(ValueError, match="names no page"):
        guides.target_of(text)


def test_what_a_link_names():
    assert guides.target_of("dashboards:clause@kunming-2019,4?a=b#c") == Target(
        "dashboards:clause", ("kunming-2019", "4"), "?a=b", "#c"
    )
    assert guides.target_of("home") == Target("home")


def test_raw_html_in_a_guide_is_shown_as_text():
    said = guides.rendered("<script>", lambda target: queries.WORDS_ONLY)
    assert said == "<p>&lt;script&gt;</p>\n"


def test_every_page_has_its_part_of_a_guide():
    anchors = {task.anchor for role in Role for task in written(role, "zh").tasks}
    for page, wanted in queries.where().items():
        assert page in patterns(), page
        assert anchors.issuperset(wanted), page


@pytest.mark.parametrize("room", list(RUNNING))
def test_every_page_of_a_room_is_explained_to_those_who_have_it(room: str):
    explained = queries.where()
    pages = {name for name in patterns() if name.startswith(f"{room}:")}
    assert pages - set(explained) == UNEXPLAINED & pages
    for role in RUNNING[room]:
        for page in (f"{room}:{name}" for name in RUNNING[room][role]):
            assert queries.guide_for(page, role).partition("#")[2] in explained[page], (page, role)


def test_guide_for_a_page_and_a_role():
    assert queries.guide_for("findings:board", "head") == "/help/head/#behind"
    assert queries.guide_for("findings:board", "personnel_officer") == (
        "/help/personnel_officer/#owes"
    )
    assert queries.guide_for("nothing", "head") == "/help/head/"
    assert queries.guide_for("findings:board", "") == "/help/"


# The glossary


def test_the_terms_are_told_in_both_languages():
    known = terms()
    assert len(known) > 100
    listed = {page.url for app in queries.LISTED for page in app.PAGES}
    for term in known.values():
        assert CHINESE.search(term.name.zh), term.id
        assert not CHINESE.search(f"{term.name.en}{term.meaning.en}"), term.id
        assert term.meaning.zh.endswith("。"), term.id
        assert term.meaning.en.endswith("."), term.id
        assert listed.issuperset(term.pages), term.id


@pytest.mark.parametrize("name", [lambda term: term.name.zh, lambda term: term.name.en])
def test_no_two_terms_have_one_name(name):
    names = [name(term) for term in terms().values()]
    assert len(names) == len(set(names))


def test_the_glossary_goes_by_pinyin_and_in_english_by_name():
    chinese, english = ([one.letter for one in queries.letters("", lang)] for lang in LANGUAGES)
    assert chinese == sorted(chinese)
    assert english == sorted(english)
    first = queries.letters("", "zh")[0]
    assert first.letter == "B"
    assert "编制" in [term.name.zh for term in first.terms]


def test_the_glossary_is_filtered(client_of: Callable[[str], Client]):
    client, address = client_of(Role.PETITION_OFFICER), reverse("dashboards:glossary")
    page = client.get(address, {"q": "影响期"}).content.decode()
    assert 'id="term-influence_period"' in page
    assert 'id="term-civil_rank"' not in page
    assert "没有这样的术语" in client.get(address, {"q": "zzz"}).content.decode()


def test_the_glossary_leads_only_where_the_reader_may_go(
    client_of: Callable[[str], Client], evaluated: Run
):
    address = reverse("dashboards:glossary")
    for role in (Role.PETITION_OFFICER, Role.OFFICIAL, Role.AUDITOR, Role.SECURITY_ADMIN):
        client = client_of(role)
        body = client.get(address).content.decode().partition("<main")[2]
        for link in {one for one in re.findall(r'href="(/[^"]*)"', body) if "/help/" not in one}:
            assert client.get(link.partition("#")[0]).status_code == 200, (role, link)


def test_clauses_that_speak_of_a_term_are_found(client_of: Callable[[str], Client]):
    client = client_of(Role.PETITION_OFFICER)
    page = client.get(reverse("dashboards:glossary")).content.decode()
    found = re.findall(r'href="(/clauses/\?q=[^"]+)"', page)
    assert len(found) > 20
    assert "没有找到" not in client.get(found[0]).content.decode()


def test_a_term_on_a_page_leads_to_the_glossary():
    shown = Template('{% load terms %}{% term "civil_rank" %}').render(Context())
    assert f'href="{reverse("dashboards:glossary")}#term-civil_rank"' in shown
    assert ">职级</a>" in shown
    with pytest.raises(KeyError):
        Template('{% load terms %}{% term "nonsense" %}').render(Context())


@pytest.mark.parametrize("name", ["help", "glossary"])
def test_the_number_of_queries(
    client_of: Callable[[str], Client],
    evaluated: Run,
    django_assert_max_num_queries: DjangoAssertNumQueries,
    name: str,
):
    client = client_of(Role.HEAD)
    with django_assert_max_num_queries(20):
        assert client.get(reverse(f"dashboards:{name}")).status_code == 200
