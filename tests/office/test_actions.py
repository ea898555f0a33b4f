"""Every change of state is an action, and every action writes its entry in the same transaction."""

import ast
import importlib
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

import quanheng.office
from quanheng.norms import kinds
from quanheng.norms.records import Records
from quanheng.office.accounts.models import Role, User
from quanheng.office.ledger import actions as ledger
from quanheng.office.ledger.models import Entry
from quanheng.office.records.actions import load_records
from tests.office.action_case import Case, World
from tests.office.conftest import AS_OF, open_accounts

OFFICE = Path(quanheng.office.__file__).parent
HERE = Path(__file__).parent
LOCKED = re.compile("FOR (?:NO KEY )?UPDATE")
NAMED_BY_OTHERS = ("accounts_user", "records_person", "records_unit")
NO_ACTION = {"ledger.actions.record": "what actions write their entry with"}


def functions(path: Path) -> dict[str, ast.FunctionDef]:
    body = ast.parse(path.read_text(encoding="utf-8")).body
    return {node.name: node for node in body if isinstance(node, ast.FunctionDef)}


def found_actions() -> Iterator[tuple[str, ast.FunctionDef]]:
    """Every public function of an ``actions.py``; of a folder ``actions``, what it exports."""
    for path in sorted([*OFFICE.rglob("actions.py"), *OFFICE.rglob("actions/__init__.py")]):
        module = ".".join(path.relative_to(OFFICE).with_suffix("").parts).removesuffix(".__init__")
        offered = functions(path)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if path.name == "__init__.py" and isinstance(node, ast.ImportFrom) and node.module:
                inside = functions(path.parent / f"{node.module.rpartition('.')[2]}.py")
                offered |= {alias.name: inside[alias.name] for alias in node.names}
        for name, node in offered.items():
            if not name.startswith("_"):
                yield f"{module}.{name}", node


ACTIONS = {name: node for name, node in found_actions() if name not in NO_ACTION}
CASES: list[Case] = [
    case
    for path in sorted(HERE.glob("*/action_cases.py"))
    for case in importlib.import_module(f"tests.office.{path.parent.name}.action_cases").CASES
]


@pytest.fixture(scope="module", autouse=True)
def filed(
    django_db_setup: None,
    django_db_blocker: Any,
    sample: Records,
    somebody: kinds.Person,
    somewhere: str,
) -> Iterator[None]:
    """The accounts and the district, put into the database once."""
    with django_db_blocker.unblock(), transaction.atomic():
        officer = open_accounts(somebody, somewhere)[Role.ORGANISATION_OFFICER]
        load_records(sample, by=officer, on=AS_OF, source="样例")
        yield
        transaction.set_rollback(True)


@pytest.fixture
def users(db: None) -> dict[str, User]:
    return {role.value: User.objects.get(username=role.value) for role in Role}


@pytest.fixture
def district(users: dict[str, User], sample: Records) -> Records:
    return sample


@pytest.fixture
def world(users: dict[str, User], request: pytest.FixtureRequest) -> World:
    return World(users, date(2026, 1, 5), request.getfixturevalue)


def ready(case: Case, world: World) -> tuple[Any, ...]:
    """The arguments of a case, once what it needs has been done."""
    return (world,) if case.before is None else (world, case.before(world))


def everything() -> bytes:
    """The database as SQLite has it."""
    image: bytes = connection.connection.serialize()
    return image


def rows(image: bytes) -> dict[str, list[str]]:
    """All rows of all tables of a database."""
    with closing(sqlite3.connect(":memory:")) as kept:
        kept.deserialize(image)
        tables = kept.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        return {
            name: sorted(map(repr, kept.execute(f'SELECT * FROM "{name}"'))) for (name,) in tables
        }


def unchanged(before: bytes) -> bool:
    """Whether every row is as it was; the bytes may differ where the rows do not."""
    now = everything()
    return now == before or rows(now) == rows(before)


def late(asked: list[str]) -> Iterator[str]:
    """What an action locks, adds or removes once it holds the ledger's head, and others wait."""
    taken = next(at for at, sql in enumerate(asked) if 'UPDATE "ledger_head"' in sql)
    for sql in asked[taken:]:
        heavy = sql.startswith(("INSERT", "DELETE")) or LOCKED.search(sql)
        if heavy and '"ledger_' not in sql:
            yield sql


def too_strict(asked: list[str]) -> Iterator[str]:
    """Full locks of rows that others name; whoever adds a row that names them would wait."""
    for sql in asked:
        if "FOR UPDATE" in sql and any(f'FROM "{table}"' in sql for table in NAMED_BY_OTHERS):
            yield sql


@pytest.mark.any_database
@pytest.mark.parametrize("name", ACTIONS)
def test_an_action_is_atomic_told_who_and_when_and_returns_its_entry(name: str) -> None:
    action = ACTIONS[name]
    decorators = [ast.unparse(decorator) for decorator in action.decorator_list]
    assert "transaction.atomic" in decorators, "put @transaction.atomic on it"
    required = {
        argument.arg
        for argument, default in zip(action.args.kwonlyargs, action.args.kw_defaults, strict=True)
        if default is None
    }
    assert {"by", "on"} <= required, "by and on are keyword-only and never optional"
    assert action.returns is not None and ast.unparse(action.returns) == "Entry"


@pytest.mark.any_database
@pytest.mark.parametrize("name", ACTIONS)
def test_every_action_has_a_case(name: str) -> None:
    assert name in {case.action for case in CASES}, (
        f"describe it in tests/office/{name.partition('.')[0]}/action_cases.py"
    )


def test_every_case_is_of_an_action() -> None:
    assert {case.action for case in CASES} <= set(ACTIONS)


@pytest.mark.django_db
@pytest.mark.parametrize("case", CASES, ids=str)
def test_an_action_writes_exactly_its_entry(case: Case, world: World) -> None:
    arguments = ready(case, world)
    before = set(Entry.objects.values_list("number", flat=True))
    with CaptureQueriesContext(connection) as done:
        entry = case.works(*arguments)
    asked = [query["sql"] for query in done]
    assert not list(late(asked)), "call record() last"
    assert not list(too_strict(asked)), "lock it with no_key=True"
    written = Entry.objects.exclude(number__in=before)
    assert [(line.number, line.action) for line in written] == [(entry.number, case.says)]
    assert written[0].on is not None
    assert User.objects.filter(username=written[0].actor).exists()


@pytest.mark.any_database  # undoing is the database's own affair
@pytest.mark.django_db
@pytest.mark.parametrize("case", CASES, ids=str)
def test_an_action_that_fails_changes_nothing(
    case: Case, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    arguments = ready(case, world)
    before = everything()

    def lost(*_: Any, **__: Any) -> None:
        raise ConnectionError("the power is gone")

    with monkeypatch.context() as patch:
        patch.setattr(ledger, "push", lost)  # nearly the last thing that an action comes to
        with pytest.raises(ConnectionError):
            case.works(*arguments)
    assert unchanged(before)


@pytest.mark.any_database
@pytest.mark.django_db
@pytest.mark.parametrize(
    ("case", "place"),
    [(case, place) for case in CASES for place in range(len(case.refused))],
    ids=str,
)
def test_a_refused_action_changes_nothing(case: Case, place: int, world: World) -> None:
    arguments = ready(case, world)
    before = everything()
    with pytest.raises(Exception) as refusal:
        case.refused[place](*arguments)
    assert not isinstance(refusal.value, TypeError | NameError | AttributeError)
    assert unchanged(before)
