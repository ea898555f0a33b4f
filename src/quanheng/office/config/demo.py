"""The demonstration: an invented district, one log-in for each role, and a second person."""

import os
import unicodedata
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

import click
from django.conf import settings
from django.core.management import call_command
from django.db import transaction
from django.utils.timezone import localdate

from quanheng.norms import kinds
from quanheng.norms.records import Records
from quanheng.office.accounts.models import User
from quanheng.office.accounts.roles import Role
from quanheng.office.ballots.sample import sample_ballots
from quanheng.office.config.demo_files import write_files
from quanheng.office.config.first import open_with_role, system_account
from quanheng.office.findings.models import Run
from quanheng.office.findings.notices import send_notices
from quanheng.office.findings.running import run_evaluation
from quanheng.office.law.actions import adopt_pack
from quanheng.office.procedures.sample import sample_cases
from quanheng.office.records.actions.loading import load_records
from quanheng.office.records.models import Unit
from quanheng.packs import installed
from quanheng.sample.district import make_district

SEED = 1
LOGINS, FILES = "logins.txt", "files"
SECOND = Role.ORGANISATION_OFFICER
"""The role that two persons have."""


class Login(NamedTuple):
    """Who may try the system."""

    role: Role
    username: str
    password: str
    name: str
    place: str


def places(records: Records) -> dict[Role, tuple[str, str | None]]:
    """For roles held for one unit, its code; for the official, also the person's code.

    The unit is that of the first head who now serves in a township; the official is the first
    other person who serves there.
    """
    townships = {unit.code for unit in records.of(kinds.Unit) if unit.category == "乡镇"}
    serving = [row for row in records.of(kinds.Tenure) if row.end is None and row.unit in townships]
    head = next(row for row in serving if row.chief)
    official = next(row for row in serving if row.unit == head.unit and row.person != head.person)
    return {
        Role.HEAD: (head.unit, head.person),
        Role.OFFICIAL: ("", official.person),
        Role.PERSONNEL_OFFICER: (head.unit, None),
    }


def open_logins(records: Records, on: date) -> list[Login]:
    """One account for each role; the passwords are random and need not be changed.

    The organisation department has two, because one person's correction is confirmed by another.
    """
    names = {person.code: person.name for person in records.of(kinds.Person)}
    units = {unit.code: unit.name for unit in records.of(kinds.Unit)}
    told, since = places(records), on - timedelta(days=60)
    logins: list[Login] = []
    for role in sorted([*Role, SECOND], key=list(Role).index):
        unit, person = told.get(role, ("", None))
        name = names[person] if person else str(role.label)
        username = role.value.replace("_", "-")
        if username in {one.username for one in logins}:
            name, username = f"{name}（复核）", f"{username}-2"
        password = open_with_role(
            username, name, role, unit_code=unit, person_code=person, on=since
        )
        place = units[unit] if unit else ("本人" if role is Role.OFFICIAL else "全区")
        logins.append(Login(role, username, password, name, place))
    User.objects.filter(is_system=False).update(must_change_password=False)
    return logins


def written(logins: list[Login]) -> str:
    """The log-ins as a table for people."""
    head = ("登录名 log-in", "密码 password", "姓名 name", "角色 role（范围 scope）")
    rows = [
        (one.username, one.password, one.name, f"{one.role.label}（{one.place}）") for one in logins
    ]
    return "".join(line(*row) for row in [head, *rows])


def line(username: str, password: str, name: str, role: str) -> str:
    """One line of the table; a Chinese character is two columns wide."""
    return f"{padded(username, 24)}{padded(password, 22)}{padded(name, 24)}{role}\n"


def padded(text: str, width: int) -> str:
    """A text filled up to a width in columns."""
    wide = sum(unicodedata.east_asian_width(letter) in "WF" for letter in text)
    return text + " " * (width - len(text) - wide)


def keep(file: Path, text: str) -> None:
    """Write a file that only its owner may read."""
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as new:
        new.write(text)


def adopt_everything(on: date) -> None:
    """Let every installed document hold for the whole district, each from its own day on."""
    for root in Unit.objects.filter(parent=None):
        for pack in installed().values():
            if pack.in_force(on):
                told = {"since": pack.since, "source": "演示", "by": system_account(), "on": on}
                adopt_pack(root, pack.id, **told)


def fill(people: int) -> str:
    """Make the demonstration's data if there is none yet; returns the log-ins as a table."""
    file = settings.DATA / LOGINS
    call_command("migrate", interactive=False, verbosity=0)
    if file.exists():
        return file.read_text()
    today = localdate()
    click.echo(f"正在生成 {people} 人的样例区 Making a district of {people} people …")
    records = make_district(people, None, SEED, as_of=today)
    official = places(records)[Role.OFFICIAL][1] or ""
    write_files(settings.DATA / FILES, records, official, today)
    with transaction.atomic():
        load_records(records, by=system_account(), on=today, source="演示数据")
        table = written(open_logins(records, today))
        adopt_everything(today)
    click.echo("正在逐条核对 Evaluating every clause …")
    run_evaluation(Run.Kind.FULL, by=system_account(), on=today)
    send_notices(by=system_account(), on=today)
    users = {user.username: user for user in User.objects.all()}
    sample_cases({role: users[role.value.replace("_", "-")] for role in Role}, today)
    sample_ballots(users["organisation-officer"], today, users)
    keep(file, table)
    return table
