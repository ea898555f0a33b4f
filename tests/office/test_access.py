"""Who gets where: every address × every role × own and foreign objects, from ``access.toml``."""

import io
import tomllib
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from quanheng.norms.records import Records
from quanheng.office.accounts.models import Role, User
from quanheng.office.records.exports import files, jobs
from quanheng.office.records.models import Export
from tests.office.addresses import Scene, Things, address, browser_of, patterns, stranger

TABLE = tomllib.loads((Path(__file__).parent / "access.toml").read_text(encoding="utf-8"))
URLS: dict[str, dict[str, Any]] = TABLE["url"]
LISTED = [*TABLE["open"], *TABLE["closed"], *TABLE["everybody"], *URLS]
ROLES = [role.value for role in Role]
STRANGER = "stranger"
KEYS = {"allowed", "object", "own", "foreign", "shows", "query", "methods", "with"}


@pytest.fixture
def scene(users: dict[str, User], district: Records) -> Scene:
    return Scene(users, date(2026, 1, 5))


def test_every_address_is_classified_once() -> None:
    assert sorted(LISTED) == sorted(patterns()), "give each address its place in access.toml"


def test_the_table_is_well_formed() -> None:
    for name, rule in URLS.items():
        assert set(rule) <= KEYS, name
        assert ("allowed" in rule) != ("own" in rule), name
        for roles in (rule.get(key, []) for key in ("allowed", "own", "foreign")):
            assert set(roles) <= {*ROLES, "everybody", STRANGER}, name


def allowed(roles: list[str], role: str) -> bool:
    return role in roles or ("everybody" in roles and role != STRANGER)


def gets_in(answer: HttpResponse) -> bool:
    """Whether an answer is more than a refusal or the way to the log-in page."""
    assert answer.status_code < 500
    to_log_in = answer.status_code == 302 and answer.url.startswith(reverse("account_login"))
    return answer.status_code not in (401, 403, 404, 405) and not to_log_in


def text_of(answer: HttpResponse) -> str:
    """What an answer shows; of a workbook or an archive, the text of all its members."""
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if not content.startswith(b"PK"):
        return content.decode(errors="replace")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return "".join(archive.read(name).decode(errors="replace") for name in archive.namelist())


def wrong_doors(scene: Scene, client: Client, role: str) -> Iterator[str]:
    """The addresses that let in or turn away against the table."""
    things = Things(scene, scene.users.get(role))
    for name in (*TABLE["open"], *TABLE["closed"], *TABLE["everybody"]):
        answer = client.get(address(name, None, {}))
        if name in TABLE["open"]:
            right = answer.status_code < 403 or answer.status_code == 405
        else:
            right = gets_in(answer) is (name in TABLE["everybody"] and role != STRANGER)
        if not right:
            yield f"{name}: {answer.status_code}"
    for name, rule in URLS.items():
        for side in {"allowed", "own", "foreign"} & set(rule) if "shows" not in rule else ():
            thing = getattr(things, side)(rule["object"]) if "object" in rule else None
            url = address(name, thing, rule.get("with", {}))
            for method in rule.get("methods", ["get"]):
                answer = getattr(client, method)(url)
                if gets_in(answer) is not allowed(rule[side], role):
                    yield f"{name}, {side}, {method}: {answer.status_code}"


def wrong_lists(scene: Scene, client: Client, role: str) -> Iterator[str]:
    """The lists, searches and exports that show too much or too little."""
    things = Things(scene, scene.users.get(role))
    for name, rule in URLS.items():
        for side in ("own", "foreign") if "shows" in rule else ():
            thing = getattr(things, side)(rule["shows"])
            url = address(name, thing, rule.get("with", {}))
            asked = [{}, {rule["query"]: thing.asked}] if "query" in rule else [{}]
            for query in asked:
                answer = client.get(url, query)
                body = text_of(answer) if gets_in(answer) else ""
                if any(mark in body for mark in thing.shown) is not allowed(rule[side], role):
                    yield f"{name}, {side}, {query}: {answer.status_code}"


@pytest.mark.django_db
@pytest.mark.parametrize("role", [STRANGER, *ROLES])
def test_doors_open_for_whom_the_table_says(scene: Scene, role: str) -> None:
    client = stranger() if role == STRANGER else browser_of(scene.users[role])
    assert not list(wrong_doors(scene, client, role))


@pytest.mark.any_database
@pytest.mark.django_db
@pytest.mark.parametrize("role", [STRANGER, *ROLES])
def test_lists_searches_and_exports_show_what_the_table_says(scene: Scene, role: str) -> None:
    client = stranger() if role == STRANGER else browser_of(scene.users[role])
    assert not list(wrong_lists(scene, client, role))


@pytest.mark.any_database
@pytest.mark.django_db
@pytest.mark.parametrize("role", ROLES)
def test_exports_hold_what_the_list_of_people_shows(scene: Scene, role: str) -> None:
    """Families apart, a workbook holds the files that one may take out, and no other."""
    client, things = browser_of(scene.users[role]), Things(scene, scene.users[role])
    ordered = client.post(reverse("records:export"), {"reason": "核对"})
    if not allowed(URLS["records:export"]["own"], role):
        assert ordered.status_code == 403
        assert not Export.objects.exists()
        return
    made = Export.objects.get()
    jobs.make.call(made.pk)
    with zipfile.ZipFile(io.BytesIO(files.kept(Export.objects.get()) or b"")) as book:
        held = "".join(book.read(name).decode() for name in book.namelist() if "sheet" in name)
    for side, person in (("own", things.here), ("foreign", things.there)):
        mine = allowed(URLS["forms:give-out"][side], role)
        assert (f">{person.code}<" in held) is mine, side
