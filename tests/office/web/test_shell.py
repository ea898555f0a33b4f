"""The shell of every page: navigation by power, language, errors, policy on scripts and styles."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.template import Context, Template
from django.test import Client, RequestFactory

import quanheng.office
from quanheng.norms.finding import Status
from quanheng.office.accounts.models import Role
from quanheng.office.web.templatetags import quanheng as tags

pytestmark = pytest.mark.any_database

OFFICE = Path(quanheng.office.__file__).parent
TEMPLATES = sorted(OFFICE.rglob("templates/**/*.html"))


class Titles(HTMLParser):
    """Collects the text of the title and h1 elements."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.texts: dict[str, list[str]] = {"title": [], "h1": []}
        self.inside = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag in self.texts:
            self.inside = tag
            self.texts[tag].append("")

    def handle_endtag(self, tag: str) -> None:
        if tag == self.inside:
            self.inside = ""

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.texts[self.inside][-1] += data


def test_the_title_is_written_once_and_shown_twice(client_of):
    html = client_of(Role.AUDITOR).get("/").content.decode()
    assert Titles(html).texts == {"title": ["工作台 · 铨衡"], "h1": ["工作台"]}


@pytest.mark.parametrize(("role", "shown"), [(Role.AUDIT_ADMIN, True), (Role.SYSTEM_ADMIN, False)])
def test_the_side_bar_shows_what_the_powers_allow(client_of, role, shown):
    html = client_of(role).get("/").content.decode()
    assert ('href="/ledger/"' in html) is shown


def test_the_home_page_needs_a_log_in(db):
    response = Client().get("/")
    assert (response.status_code, response["Location"]) == (302, "/accounts/login/?next=/")


@pytest.mark.parametrize("role", list(Role))
def test_everybody_has_a_home_page(client_of, role):
    assert client_of(role).get("/").status_code == 200


def test_the_language_is_switched_by_a_form_and_kept(client_of):
    client = client_of(Role.AUDITOR)
    answer = client.post("/language/", {"language": "en", "next": "/components/"})
    assert (answer.status_code, answer["Location"]) == (302, "/components/")
    assert '<html lang="en">' in client.get("/").content.decode()


def test_the_language_form_leads_nowhere_else(client_of):
    answer = client_of(Role.AUDITOR).post(
        "/language/", {"language": "en", "next": "//evil.example"}
    )
    assert answer["Location"] == "/"


def test_healthz_answers_strangers(db):
    response = Client().get("/healthz")
    assert (response.status_code, response.json()) == (200, {"status": "ok"})


def test_an_unknown_address_is_explained(db, settings):
    settings.DEBUG = False
    response = Client().get("/no-such-page")
    assert response.status_code == 404
    assert "没有这个页面" in response.content.decode()


@pytest.mark.parametrize("code", [400, 403, 404, 500])
def test_error_pages_need_no_request(code):
    assert f">{code}</p>" in Template(f"{{% include '{code}.html' %}}").render(Context())


def test_the_content_policy_allows_no_inline_code(db):
    policy = Client().get("/accounts/login/")["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(OFFICE)))
def test_templates_keep_to_the_content_policy(template):
    text = template.read_text(encoding="utf-8")
    assert not re.search(r"\sstyle=|<style|\son[a-z]+=[\"']|javascript:|hx-on", text)
    for script in re.findall(r"<script[^>]*>", text):
        assert "src=" in script or "application/json" in script


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(OFFICE)))
def test_templates_use_icons_that_exist(template):
    symbols = (OFFICE / "web/static/web/icons.svg").read_text(encoding="utf-8")
    for name in re.findall(r"{% icon \"([a-z]+)\" %}", template.read_text(encoding="utf-8")):
        assert f'id="{name}"' in symbols


def test_the_components_page_shows_every_part(client_of):
    html = client_of(Role.OFFICIAL).get("/components/").content.decode()
    for part in (OFFICE / "web/templates/web/parts").glob("*.html"):
        assert f'id="{part.stem}"' in html


@pytest.mark.parametrize("status", list(Status))
def test_every_status_has_a_badge(status):
    css = (OFFICE / "web/static/web/quanheng.css").read_text(encoding="utf-8")
    assert status.label.zh in tags.badge(status)
    assert f"badge-{status.value}" in css or status is Status.NO_DATA


@pytest.mark.parametrize(
    ("value", "shown"),
    [(None, "—"), (0, "0"), (550_500_000, "550.5"), (-1_250_000, "-1.25"), (10**12, "1,000,000")],
)
def test_amounts_are_shown_without_loss(value, shown):
    assert tags.amount(value) == shown


@pytest.mark.parametrize(
    ("value", "keep", "shown"), [("330106", 4, "****0106"), ("12", 4, "****"), (None, 4, "****")]
)
def test_a_masked_value_shows_at_most_its_end(value, keep, shown):
    assert f">{shown}<" in tags.masked(value, keep)


def test_unknown_is_a_dash_and_no_is_a_value():
    assert [tags.known(value) for value in (None, "", 0, False)] == ["—", "—", 0, "否"]


def test_links_of_a_list_keep_its_filters():
    request = RequestFactory().get("/", {"q": "王", "page": "3"})
    context = Context({"request": request})
    assert tags.address_with(context, page=4) == "?q=%E7%8E%8B&page=4"
    assert tags.address_with(context, page=None) == "?q=%E7%8E%8B"
