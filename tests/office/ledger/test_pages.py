"""The ledger's pages: who sees them, filters, paging by number, proofs."""

import ast
import hashlib
import json
from datetime import date
from pathlib import Path

import pytest
from django.db import transaction

import quanheng.office
from quanheng.office.accounts.models import Role
from quanheng.office.ledger import queries
from quanheng.office.ledger.actions import record
from quanheng.office.ledger.checkpoints import make_checkpoint
from quanheng.office.ledger.models import Checkpoint, Entry
from quanheng.office.ledger.words import ACTIONS

ON = date(2026, 3, 2)
OFFICE = Path(quanheng.office.__file__).parent
PAGES = [
    "/ledger/",
    "/ledger/0/",
    "/ledger/0/proof.json",
    "/ledger/checkpoints/",
    "/ledger/key.pem",
]


@pytest.fixture
def entries(users):
    """Three entries by two accounts."""
    with transaction.atomic():
        for actor, action in [
            ("auditor", "logged in"),
            ("head", "logged in"),
            ("head", "file seen"),
        ]:
            record(users[actor], action, by=users[actor], on=ON, reason="例行检查", values={"n": 1})
    return Entry.objects.all()


def numbers(response):
    return [line.entry.number for line in response.context["window"].lines]


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("role", list(Role))
def test_only_auditors_read_the_ledger(client_of, entries, role, page):
    make_checkpoint()
    status = client_of(role).get(page).status_code
    assert status == (200 if role in (Role.AUDITOR, Role.AUDIT_ADMIN) else 403)


def test_an_auditor_of_one_unit_does_not_read_it(client_of, users, entries, somewhere):
    users["auditor"].grants.update(unit_code=somewhere)
    client = client_of(Role.AUDITOR)
    assert client.get("/ledger/").status_code == 403
    assert 'href="/ledger/"' not in client.get("/").content.decode()


def test_entries_are_listed_newest_first_in_words(client_of, entries):
    response = client_of(Role.AUDITOR).get("/ledger/")
    assert numbers(response) == [2, 1, 0]
    assert "查看档案" in response.content.decode()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("actor=head", [2, 1]),
        ("action=file+seen", [2]),
        ("actor=head&action=logged+in", [1]),
        ("kind=accounts.user", [2, 1, 0]),
        ("key=nobody", []),
        ("since=2999-01-01", []),
        ("until=2000-01-01", []),
        ("since=not-a-date", [2, 1, 0]),
        ("before=x&after=99999999999999999999", [2, 1, 0]),
    ],
)
def test_filters_narrow_the_list(client_of, entries, query, found):
    assert numbers(client_of(Role.AUDITOR).get(f"/ledger/?{query}")) == found


def test_paging_by_number_misses_and_repeats_nothing(entries, monkeypatch):
    monkeypatch.setattr(queries, "ROWS", 2)
    first = queries.window(entries, None, None)
    second = queries.window(entries, first.older, None)
    back = queries.window(entries, None, second.newer)
    assert [[line.entry.number for line in page.lines] for page in (first, second, back)] == [
        [2, 1],
        [0],
        [2, 1],
    ]
    assert (first.newer, second.older, back.newer, back.older) == (None, None, None, 1)


def test_the_list_asks_a_fixed_number_of_queries(client_of, entries, django_assert_max_num_queries):
    client = client_of(Role.AUDITOR)
    with django_assert_max_num_queries(15):
        client.get("/ledger/")


def test_an_entry_shows_its_details(client_of, entries):
    html = client_of(Role.AUDITOR).get("/ledger/2/").content.decode()
    assert "例行检查" in html
    assert client_of(Role.AUDITOR).get("/ledger/3/").status_code == 404


def test_without_a_checkpoint_the_page_says_what_is_missing(client_of, entries):
    client = client_of(Role.AUDITOR)
    assert "还没有签发检查点" in client.get("/ledger/2/").content.decode()
    answer = client.get("/ledger/2/proof.json", follow=True)
    assert "quanheng ledger checkpoint" in answer.content.decode()


def test_the_downloaded_proof_leads_to_the_signed_root(client_of, entries):
    assert client_of(Role.AUDIT_ADMIN).post("/ledger/checkpoints/sign").status_code == 302
    response = client_of(Role.AUDITOR).get("/ledger/1/proof.json")
    assert response["Content-Disposition"] == 'attachment; filename="ledger-proof-1.json"'
    proof = response.json()
    told = json.dumps(proof["entry"], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    node = hashlib.sha256(b"\0" + told.encode()).digest()
    for side, sibling in proof["path"]:
        pair = (bytes.fromhex(sibling), node) if side == "left" else (node, bytes.fromhex(sibling))
        node = hashlib.sha256(b"\1" + b"".join(pair)).digest()
    assert node == bytes(Checkpoint.objects.get().root)
    assert proof["details"]["reason"] == "例行检查"
    bare = client_of(Role.AUDITOR).get("/ledger/1/proof.json?without-details").json()
    assert bare["details"] is None


def test_only_the_audit_administrator_signs(client_of, entries):
    assert client_of(Role.AUDITOR).post("/ledger/checkpoints/sign").status_code == 403
    assert not Checkpoint.objects.exists()


def actions_recorded():
    """The literal action of each call of ``record`` in the apps."""
    for path in OFFICE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            called = isinstance(node, ast.Call) and getattr(node.func, "id", "") == "record"
            if called and len(node.args) > 1 and isinstance(node.args[1], ast.Constant):
                yield node.args[1].value


def test_every_action_has_a_word():
    missing = set(actions_recorded()) - set(ACTIONS)
    assert not missing
