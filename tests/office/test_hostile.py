"""Hostile files in the import centre, as ``bench.hostile`` measures at length."""

import html
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from bench.hostile import measure, table
from quanheng.office.accounts.roles import Role
from quanheng.office.records.importing.jobs import read_and_compare
from quanheng.office.records.importing.progress import upload_file
from quanheng.office.records.models import ImportBatch, Person
from tests.exchange.forms.hostile import FILES, ZIPS
from tests.exchange.hostile import FILES as BOOKS

CHOSEN = (
    "billion_laughs",
    "external_entity",
    "deep_nesting",
    "bad_base64",
    "giant_photo",
    "name_twice",
    "a_web_page",
    "random_bytes",
    "zip_cut_in_half",
    "zip_of_nothing",
    "bomb_of_spaces",
    "bomb_in_a_part_that_is_not_read",
    "entity_bomb_in_the_sheet",
    "encrypted_by_office",
    "member_outside_the_folder",
    "workbook_with_macros",
)


def made(name: str, folder: Path) -> Path:
    """A hostile file."""
    if name in BOOKS:
        return BOOKS[name][0](folder)
    path = folder / ("hostile.zip" if name in ZIPS else "hostile.lrmx")
    path.write_bytes({**FILES, **ZIPS}[name][0]())
    return path


@pytest.mark.parametrize("name", CHOSEN)
def test_an_upload_ends_in_one_sentence_on_its_page(
    name: str, client_of: Callable[[str], Client], tmp_path: Path, settings: Any
) -> None:
    settings.MEDIA_ROOT = tmp_path / "uploads"
    client = client_of(Role.ORGANISATION_OFFICER)
    with made(name, tmp_path).open("rb") as file:
        answer = client.post("/imports/", {"file": file})
    batch = ImportBatch.objects.get()
    assert answer.status_code == 302, html.unescape(re.sub("<[^>]*>", "", answer.text))
    read_and_compare.call(batch.pk)
    batch.refresh_from_db()
    ((zh, en),) = batch.problems
    assert batch.state == ImportBatch.State.REFUSED
    assert zh.endswith("。") and zh.count("。") == 1
    assert en.endswith(".")
    assert html.escape(zh) in client.get(f"/imports/{batch.pk}/").text
    assert not upload_file(batch.pk).exists()
    assert not Person.objects.exists()


@pytest.mark.any_database  # which takes no part in reading a file
def test_memory_is_bounded(tmp_path: Path) -> None:
    found = measure(tmp_path, "bomb")
    assert len(found) == 4
    assert [one["state"] for one in found] == ["refused"] * 4
    assert all(one["more"] < 200 << 20 and one["seconds"] < 30 for one in found)
    assert table(found).count("\n") == 6
