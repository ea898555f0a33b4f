"""The first accounts: the system's own, and the security administrator who opens all others."""

import secrets
from datetime import date

import click
from django.db import transaction
from django.utils.timezone import localdate

from quanheng.office.accounts.actions import grant_role, open_account
from quanheng.office.accounts.models import Grant, User
from quanheng.office.accounts.roles import Role
from quanheng.office.accounts.system import system_account

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
GROUPS, GROUP = 4, 4


def new_password() -> str:
    """A random password that can be read out: four groups of four letters and digits."""
    groups = ("".join(secrets.choice(LETTERS) for _ in range(GROUP)) for _ in range(GROUPS))
    return "-".join(groups)


@transaction.atomic
def open_with_role(
    username: str,
    name: str,
    role: Role,
    *,
    unit_code: str = "",
    person_code: str | None = None,
    on: date,
) -> str:
    """Open an account with one role, in the name of the system; returns its first password."""
    system, password = system_account(), new_password()
    open_account(username, name=name, password=password, person_code=person_code, by=system, on=on)
    account = User.objects.get(username=username)
    grant_role(account, role, unit_code=unit_code, since=on, by=system, on=on)
    return password


@click.command()
@click.argument("username", metavar="LOGIN")
@click.option("--name", required=True, help="姓名 Name.")
def first_admin(username: str, name: str) -> None:
    """开设首个安全保密管理员 Open the first security administrator's account."""
    today = localdate()
    held = Grant.objects.in_force(today).filter(role=Role.SECURITY_ADMIN, user__is_active=True)
    if held.exists():
        raise click.ClickException(
            "已有安全保密管理员，请由其开设账户。\n"
            "There is a security administrator already, who opens all other accounts."
        )
    password = open_with_role(username, name, Role.SECURITY_ADMIN, on=today)
    click.echo(f"登录名 Log-in: {username}\n初始密码 First password: {password}")
    click.echo("首次登录须修改密码 It must be changed at the first log-in.")
