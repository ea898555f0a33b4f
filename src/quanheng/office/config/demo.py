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
from quanheng.office.meetings.sample import sample_meetings
from quanheng.office.procedures.sample import sample_cases
from quanheng.office.records.actions.loading import load_records
from quanheng.office.records.models import Unit
from quanheng.office.selection.appointing.sample import sample_appointments
from quanheng.office.selection.marks.sample import sample_marks
from quanheng.office.selection.pools.sample import sample_pools
from quanheng.office.selection.reviews.sample import sample_reviews
from quanheng.office.selection.teams.sample import sample_teams
from quanheng.packs import installed
from quanheng.sample.district import make_district

SEED = 1
LOGINS, FILES = "logins.txt", "files"


class Seat(NamedTuple):
    """A role that an account is to hold, with its unit and person where it has them."""

    role: Role
    username: str
    unit: str = ""
    person: str | None = None
    name: str = ""


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


def seats(records: Records) -> list[Seat]:
    """One account for each role, and two more.

    The organisation department has two, because one person's correction is confirmed by another;
    the district has a head of its own, who approves what is proposed for the units below.
    """
    told = places(records)
    found = [Seat(role, role.value.replace("_", "-"), *told.get(role, ("", None))) for role in Role]
    officer, root = Role.ORGANISATION_OFFICER, district_head(records)
    again = Seat(officer, "organisation-officer-2", name=f"{officer.label}（复核）")
    at = found.index(next(one for one in found if one.role is officer)) + 1
    return [*found[:at], again, *found[at:], *([root] if root else [])]


def district_head(records: Records) -> Seat | None:
    """The head of the committee at the top of the district; None where there is none in post."""
    roots = {unit.code for unit in records.of(kinds.Unit) if unit.parent is None}
    for row in records.of(kinds.Tenure):
        if row.end is None and row.unit in roots and row.chief and row.leading:
            return Seat(Role.HEAD, "district-head", row.unit, row.person)
    return None


def open_logins(records: Records, on: date) -> list[Login]:
    """The accounts; the passwords are random and need not be changed."""
    names = {person.code: person.name for person in records.of(kinds.Person)}
    units = {unit.code: unit.name for unit in records.of(kinds.Unit)}
    logins: list[Login] = []
    for seat in seats(records):
        name = seat.name or (names[seat.person] if seat.person else str(seat.role.label))
        password = open_with_role(
            seat.username, name, seat.role,
            unit_code=seat.unit, person_code=seat.person, on=on - timedelta(days=60),
        )  # fmt: skip
        whole = "本人" if seat.role is Role.OFFICIAL else "全区"
        place = units[seat.unit] if seat.unit else whole
        logins.append(Login(seat.role, seat.username, password, name, place))
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
    sample_meetings({role: users[role.value.replace("_", "-")] for role in Role}, today)
    sample_appointments(users, today)
    sample_teams(users, today)
    sample_pools(users, today)
    sample_marks(users, today)
    sample_reviews(users, today)
    keep(file, table)
    return table
