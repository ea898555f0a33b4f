"""English: the catalogue is complete and compiled, and no page in English shows Chinese words."""

import ast
import gettext
import re
from collections.abc import Callable, Iterator
from dataclasses import astuple
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from django.utils.translation.template import templatize
from scripts.messages import CATALOGUE, words

import quanheng.office
from quanheng.norms.pack import Pack
from quanheng.norms.records import Records
from quanheng.office.accounts.models import Role, User
from quanheng.office.records.models import MODELS, Particulars, Person, Tenure, Unit
from quanheng.office.records.queries.people import enterable
from quanheng.packs import installed

pytestmark = pytest.mark.any_database

OFFICE = Path(quanheng.office.__file__).parent
STRING = r'"(?:[^"\\]|\\.)*"'
NAMES = {"_", "gettext", "gettext_lazy", "pgettext", "pgettext_lazy", "ngettext", "ngettext_lazy"}
CHINESE = re.compile(r"[\u3001-\u303f\u4e00-\u9fff\uff01-\uffee]+")
SPOKEN = {"alt", "aria-label", "content", "data-label", "placeholder", "title"}
IN_ENGLISH = {"headers": {"Accept-Language": "en"}}


def entries() -> Iterator[tuple[str, list[str]]]:
    """The catalogue as text: each msgid with its translations."""
    for entry in CATALOGUE.read_text(encoding="utf-8").split("\n\n"):
        found = re.findall(rf"^(msg\S+) ((?:{STRING}\n?)+)", entry, re.MULTILINE)
        said = {
            name: "".join(map(ast.literal_eval, re.findall(STRING, text))) for name, text in found
        }
        yield said["msgid"], [text for name, text in said.items() if name.startswith("msgstr")]


def in_code(text: str) -> Iterator[str]:
    """The strings that Python code asks the catalogue for."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in NAMES:
            yield from (one.value for one in node.args[:1] if isinstance(one, ast.Constant))


def in_template(text: str) -> Iterator[str]:
    """The strings that a template asks the catalogue for."""
    for said in re.findall(rf"n?gettext\(u?({STRING}|'(?:[^'\\]|\\.)*')", templatize(text)):
        yield ast.literal_eval(said)


def used() -> set[str]:
    """All strings that pages may show, as they stand in the source."""
    found = set(words())
    for path in OFFICE.rglob("*.py"):
        found |= set(in_code(path.read_text(encoding="utf-8")))
    for path in OFFICE.rglob("templates/**/*.html"):
        found |= set(in_template(path.read_text(encoding="utf-8")))
    return found


def test_every_string_has_a_translation():
    known = {msgid for msgid, texts in entries() if all(texts)}
    assert len(known) > 700
    assert not used() - known, "run scripts/messages.sh and translate what it lists"


def test_no_translation_is_left_over_or_uncertain():
    assert not {msgid for msgid, _ in entries()} - used() - {""}
    assert "fuzzy" not in CATALOGUE.read_text(encoding="utf-8")


def test_translations_are_english_and_keep_the_placeholders():
    for msgid, texts in entries():
        for text in texts if msgid else ():
            assert not CHINESE.search(text), text
            fields = sorted(re.findall(r"%(?:\(\w+\))?[sd]", msgid))
            assert sorted(re.findall(r"%(?:\(\w+\))?[sd]", text)) == fields, msgid


def test_the_compiled_catalogue_is_the_one_in_the_source():
    with CATALOGUE.with_suffix(".mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)._catalog  # type: ignore[attr-defined]
    written: dict[object, str] = {}
    for msgid, texts in entries():
        plural = len(texts) > 1
        written |= {(msgid, n) if plural else msgid: text for n, text in enumerate(texts)}
    assert {key: text for key, text in compiled.items() if key} == {
        key: text for key, text in written.items() if key
    }, "run scripts/messages.sh"


class Spoken(HTMLParser):
    """What a page says: its text, and the attributes that are read out."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.links: list[str] = []
        self.inside: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.inside.append(tag)
        self.texts += [value or "" for name, value in attrs if name in SPOKEN]
        if tag == "a":
            self.links += [value or "" for name, value in attrs if name == "href"]

    def handle_data(self, data: str) -> None:
        if self.inside and self.inside[-1] not in ("pre", "code", "script", "textarea"):
            self.texts.append(data)

    def handle_endtag(self, tag: str) -> None:
        while self.inside and self.inside.pop() != tag:
            pass


@pytest.fixture
def known(district: Records, users: dict[str, User]) -> str:
    """The data: what the records say, the names of accounts, and a language in its own words."""
    texts = {"简体中文", "样例", "刘玉洋", "王建国"}
    for kind in district:
        for row in district.of(kind):
            texts |= {value for value in astuple(row) if isinstance(value, str)}
    texts |= set(User.objects.values_list("name", flat=True))
    texts |= {text for pack in installed().values() for text in terms_of(pack)}
    return "\n".join(texts)


def terms_of(pack: Pack) -> Iterator[str]:
    """The field's Chinese terms, which stand beside the English ones in a pack's own words."""
    for clause in pack.clauses.values():
        yield from (clause.summary.en, clause.note.en if clause.note else "")
    yield from (rule.title.en for rule in pack.rules.values())
    for parameter in pack.parameters.values():
        for value in parameter.values:
            if isinstance(value.value, tuple):
                yield "、".join(value.value)


def chinese(html: str, known: str) -> list[str]:
    """Chinese that is not data."""
    found = []
    for text in Spoken(html).texts:
        found += [run for run in CHINESE.findall(text) if run not in known]
    return found


def further(client: Client) -> Iterator[str]:
    """The pages of the side bar and of the account menu, and the first links of their tables."""
    home = Spoken(client.get("/", **IN_ENGLISH).content.decode())
    seen = {"/"}
    for address in [link for link in home.links if link.startswith("/")]:
        if address not in seen:
            seen.add(address)
            yield address
        page = client.get(address, **IN_ENGLISH)
        table = page.content.decode().partition("<tbody")[2]
        for link in [link for link in Spoken(table).links if link.startswith("/")][:1]:
            if link not in seen and "." not in link:
                seen.add(link)
                yield link


@pytest.mark.parametrize("role", list(Role))
def test_pages_in_english_show_no_chinese_but_data(
    client_of: Callable[[str], Client], known: str, role: Role
):
    client, found = client_of(role), {}
    for address in ["/", *further(client), "/no-such-page"]:
        page = client.get(address, **IN_ENGLISH)
        assert '<html lang="en">' in page.content.decode(), address
        if said := chinese(page.content.decode(), known):
            found[address] = said
    assert not found


def test_forms_and_records_in_english(client_of: Callable[[str], Client], known: str):
    client, found = client_of(Role.ORGANISATION_OFFICER), {}
    person, unit = Person.objects.first(), Unit.objects.first()
    facts = Particulars.objects.first()
    post = Tenure.objects.first()
    assert person and unit and facts and post
    addresses = [
        reverse(f"records:{page}", args=[subject.pk, name])
        for page, subject in (("add-to-person", person), ("add-to-unit", unit))
        for name, _ in enterable(subject is unit)
    ]
    for model, line in (("particulars", facts), ("tenure", post)):
        for page in ("records:record", "corrections:correct", "corrections:retract"):
            addresses.append(reverse(page, args=[model, line.pk]))
    addresses += [f"{reverse('records:person', args=[person.pk])}?kind={name}" for name in MODELS]
    addresses.append(reverse("sensitive:reveal", args=[person.pk, "family"]))
    for name, subject in (("person", person), ("person-findings", person), ("growth", person),
                          ("unit", unit), ("team", unit), ("unit-findings", unit)):  # fmt: skip
        addresses.append(reverse(f"dashboards:{name}", args=[subject.pk]))
    for address in addresses:
        if said := chinese(client.get(address, **IN_ENGLISH).content.decode(), known):
            found[address] = said
    assert not found


@pytest.mark.parametrize(
    "name",
    ["account_login", "account_change_password", "account_logout", "account_reauthenticate",
     "mfa_index", "mfa_activate_totp", "mfa_list_webauthn", "mfa_add_webauthn"],
)  # fmt: skip
def test_log_in_pages_in_english(client_of: Callable[[str], Client], known: str, name: str):
    client = Client() if name == "account_login" else client_of(Role.AUDITOR)
    page = client.get(reverse(name), follow=True, **IN_ENGLISH)
    assert page.status_code == 200
    assert not chinese(page.content.decode(), known)


@pytest.mark.parametrize("model", list(MODELS.values()), ids=lambda model: model.__name__)
def test_records_have_english_names(model):
    with override("en"):
        assert not CHINESE.search(str(model._meta.verbose_name))
        for field in model.facts():
            assert not CHINESE.search(str(field.verbose_name)), field.name
            assert not [name for _, name in field.flatchoices if CHINESE.search(str(name))]
