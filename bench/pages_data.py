"""The inside of ``bench.pages``: fills a PostgreSQL database, and asks for pages in this process.

    fill 20 FACTS     20 districts of 5,000 people, whole
    add 180 FACTS     180 more with particulars and posts only
    count FACTS       how many queries each page takes

One district is loaded and evaluated as in the running system; the database then copies it, with
other keys and codes, under one unit at the top. FACTS is the file that tells of accounts, people
and units to whoever asks for pages.
"""

import json
import sys
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.core.management import call_command
from django.db import connection, models
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate

from bench.pages_asked import PAGES, Facts, Visit
from quanheng.office.accounts.models import Grant, Role, User
from quanheng.office.config.demo import adopt_everything
from quanheng.office.config.first import system_account
from quanheng.office.findings.models import Finding, Run, Standing
from quanheng.office.findings.running import run_evaluation
from quanheng.office.findings.tallies import keep_standings
from quanheng.office.records.actions import load_records
from quanheng.office.records.models import (
    MODELS,
    Particulars,
    Person,
    Programme,
    Tenure,
    Unit,
    UnitParticulars,
)
from quanheng.office.records.tree import replant_all
from quanheng.sample.district import make_district

DISTRICT = 5_000
"""People in one district."""

TOP = 1_000_000_000
"""The key of the unit at the top, beyond those of all others."""

ACCOUNTS = 50
BACKEND = "quanheng.office.accounts.backend.EntranceBackend"
ANCHORS: tuple[type[models.Model], ...] = (Unit, Person, Programme)
WHOLE: tuple[type[models.Model], ...] = (*ANCHORS, *MODELS.values(), Finding, Standing)
SPARSE: tuple[type[models.Model], ...] = (Unit, Person, UnitParticulars, Particulars, Tenure)


def fill(districts: int, people: int = DISTRICT) -> None:
    """An empty database becomes one of so many districts."""
    call_command("migrate", interactive=False, verbosity=0)
    today = localdate()
    system = system_account()
    load_records(make_district(people, None, 1, as_of=today), by=system, on=today)
    top = Unit.objects.create(pk=TOP, code="TOP", name="岚江市", category="党委", path="TOP/")
    Unit.objects.filter(parent=None).exclude(pk=TOP).update(parent=top)
    replant_all()
    adopt_everything(today)
    run_evaluation(Run.Kind.FULL, by=system, on=today)
    open_accounts()
    copy(WHOLE, 1, districts)
    settle()
    Standing.objects.filter(unit=TOP).delete()
    keep_standings(Run.objects.latest_done(), [TOP])


def add(districts: int) -> None:
    """So many more districts, with particulars and posts only."""
    have = Unit.objects.filter(parent=TOP).count()
    copy(SPARSE, have, have + districts)
    settle()


def copy(wanted: tuple[type[models.Model], ...], first: int, until: int) -> None:
    """Copy the first district; the copies are numbered from ``first`` until before ``until``."""
    if until <= first:
        return
    apart = {model: strides()[model._meta.label] for model in WHOLE}
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")  # keys are right by construction
        for model in wanted:
            columns, values = zip(*(copied(field, apart) for field in stored(model)), strict=True)
            table = model._meta.db_table
            cursor.execute(
                f"INSERT INTO {table} ({', '.join(columns)}) SELECT {', '.join(values)}"
                f" FROM {table} AS t CROSS JOIN generate_series(%s, %s) AS k"
                f" WHERE t.id <= {apart[model]} AND {lowly(model)}",
                [first, until - 1],
            )
        cursor.execute("SET session_replication_role = DEFAULT")


def strides() -> dict[str, int]:
    """How far apart the keys of two copies of a row are, by model; worked out before copying."""
    if not STRIDES:
        for model in WHOLE:
            last = model._base_manager.filter(pk__lt=TOP).aggregate(last=models.Max("pk"))["last"]
            STRIDES[model._meta.label] = last or 1
    return STRIDES


STRIDES: dict[str, int] = {}
"""Those of an earlier run are kept with the facts."""


def stored(model: type[models.Model]) -> list[Any]:
    """The fields of a model that are columns."""
    return list(model._meta.concrete_fields)


def copied(field: Any, apart: dict[type[models.Model], int]) -> tuple[str, str]:
    """A column, and what stands there in copy number k."""
    name = f'"{field.column}"'
    target = field.model if field.primary_key else field.related_model
    if target in apart:
        moved = f"t.{name} + k * {apart[target]}"
        return name, f"CASE WHEN t.{name} >= {TOP} THEN t.{name} ELSE {moved} END"
    if field.name in ("code", "number") and isinstance(field, models.CharField):
        return name, f"k || '-' || t.{name}"
    if field.name == "path":
        return name, f"'TOP/' || regexp_replace(substr(t.{name}, 5), '([^/]+)/', k || '-\\1/', 'g')"
    return name, f"t.{name}"


def lowly(model: type[models.Model]) -> str:
    """That a row is not about the unit at the top, of which there is one."""
    names = {field.column for field in stored(model)} & {"unit_id", "place_id"}
    return " AND ".join([f"t.{name} IS DISTINCT FROM {TOP}" for name in sorted(names)] or ["true"])


def settle() -> None:
    """Let new keys begin after the copies, and the planner know what there is."""
    with connection.cursor() as cursor:
        for model in WHOLE:
            last = model._base_manager.filter(pk__lt=TOP).aggregate(last=models.Max("pk"))["last"]
            table = model._meta.db_table
            cursor.execute(
                f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), %s)", [last or 1]
            )
        cursor.execute("VACUUM ANALYZE")


def open_accounts() -> None:
    """Half of the accounts see everything, the others a district or the unit that they head."""
    since, system = localdate() - timedelta(days=1), system_account()
    district = Unit.objects.filter(parent=TOP)[0]
    towns = list(Unit.objects.filter(category="乡镇").order_by("path"))
    for number in range(ACCOUNTS):
        user = User.objects.create(username=f"bench-{number}", name=f"{number}")
        role, code = Role.ORGANISATION_OFFICER, ""
        if number % 2:
            role, code = Role.PERSONNEL_OFFICER, district.code
        if number % 10 == 9:
            role, code = Role.HEAD, towns[number % len(towns)].code
        Grant.objects.create(user=user, role=role, unit_code=code, since=since, granted_by=system)


def visits(on: date) -> list[Visit]:
    """One session for each account, with people and units that it may see."""
    rng = Random(1)
    found = []
    for user in User.objects.filter(username__startswith="bench-").order_by("pk"):
        session = SessionStore()
        session[SESSION_KEY] = str(user.pk)
        session[BACKEND_SESSION_KEY] = BACKEND
        session[HASH_SESSION_KEY] = user.get_session_auth_hash()
        session.create()
        people = list(Person.objects.visible_to(user).order_by()[:DISTRICT])
        chosen = rng.sample(people, min(40, len(people)))
        units = list(Unit.objects.visible_to(user).order_by()[:300])
        named = rng.sample(people, min(40, len(people)))
        texts = [one for person in named for one in (person.name[:2], person.pinyin[:4])]
        found.append(
            Visit(
                str(session.session_key),
                [person.pk for person in chosen],
                [unit.pk for unit in rng.sample(units, min(20, len(units)))],
                [*texts, *"wlzcy", "局长", "财政"],
            )
        )
    return found


def told(path: Path) -> None:
    """Write the facts."""
    records = sum(model._base_manager.count() for model in MODELS.values())
    facts = Facts(
        people=Person.objects.count(),
        records=records,
        findings=Finding.objects.count(),
        units=Unit.objects.count(),
        visits=visits(localdate()),
    )
    facts.write(path, strides())


def count(path: Path) -> None:
    """Print how many queries each page takes, for an account that sees everything."""
    facts = Facts.read(path)
    client = Client(HTTP_HOST="127.0.0.1")
    client.cookies["sessionid"] = facts.visits[0].session
    counted = {}
    for name, page in PAGES.items():
        address = page(facts.visits[0], Random(2))
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(address)
        counted[name] = (answer.status_code, len(asked))
    sys.stdout.write(json.dumps(counted))


def main() -> None:
    """Do what the first argument says."""
    task, *rest = sys.argv[1:]
    path = Path(rest[-1])
    if path.exists():
        STRIDES.update(json.loads(path.read_text(encoding="utf-8"))["strides"])
    if task == "count":
        count(path)
        return
    if task == "fill":
        fill(int(rest[0]))
    else:
        add(int(rest[0]))
    told(path)


if __name__ == "__main__":
    main()
