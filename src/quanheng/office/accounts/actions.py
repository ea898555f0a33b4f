"""Changes of accounts and roles, and looks at files; each writes its line in the ledger."""

from datetime import date

from allauth.mfa.models import Authenticator
from django.contrib.auth.password_validation import validate_password
from django.core.validators import validate_email
from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from quanheng.office.accounts.conditions import Refused, fitting, given, locked
from quanheng.office.accounts.models import AccessLog, Grant, User
from quanheng.office.accounts.powers import Power, require
from quanheng.office.accounts.roles import Role
from quanheng.office.ledger.actions import record
from quanheng.office.ledger.models import Entry

What = AccessLog.What
SHORTEST_REASON = 4


@transaction.atomic
def open_account(
    username: str, *, name: str, password: str, person_code: str | None = None, by: User, on: date
) -> Entry:
    """Open an account with a first password that must be changed at the first log-in.

    ``person_code`` is given for the account of an official. Raises ``Refused`` when the name or
    the person has an account already.
    """
    require(by, Power.MANAGE_ACCOUNTS, on)
    if User.objects.filter(username__iexact=username).exists():
        raise Refused(_("登录名“%s”已被使用，请另取一个。") % username)
    if person_code and User.objects.filter(person_code=person_code).exists():
        raise Refused(_("人员编码“%s”已有账户；一人一个账户。") % person_code)
    account = User(
        username=username,
        name=name,
        person_code=person_code or None,
        must_change_password=True,
    )
    account.set_password(password)
    account.full_clean(exclude=["password"])
    account.save()
    return record(account, "account opened", by=by, on=on, values={"person": account.person_code})


@transaction.atomic
def disable_account(account: User, *, by: User, on: date, reason: str) -> Entry:
    """Close an account to its owner; open sessions end with the next request."""
    return _switch(account, False, "account disabled", by=by, on=on, reason=reason)


@transaction.atomic
def enable_account(account: User, *, by: User, on: date, reason: str) -> Entry:
    """Let the owner of a disabled account log in again."""
    return _switch(account, True, "account enabled", by=by, on=on, reason=reason)


def _switch(account: User, active: bool, action: str, *, by: User, on: date, reason: str) -> Entry:
    account = locked(account, by, Power.MANAGE_ACCOUNTS, on)
    given(reason)
    if account.is_active == active:
        raise Refused(_("账户已是此状态，无须再改。"))
    account.is_active = active
    account.save(update_fields=["is_active"])
    return record(account, action, by=by, on=on, reason=reason)


@transaction.atomic
def reset_password(account: User, *, password: str, by: User, on: date, reason: str) -> Entry:
    """Give a new first password after the old one was lost; it must be changed at log-in."""
    account = locked(account, by, Power.MANAGE_ACCOUNTS, on)
    given(reason)
    account.set_password(password)
    account.must_change_password = True
    account.save(update_fields=["password", "must_change_password"])
    return record(account, "password reset", by=by, on=on, reason=reason)


@transaction.atomic
def reset_second_factor(account: User, *, by: User, on: date, reason: str) -> Entry:
    """Take away all second factors after they were lost; the owner sets up new ones."""
    account = locked(account, by, Power.MANAGE_ACCOUNTS, on)
    given(reason)
    if not Authenticator.objects.filter(user=account).delete()[0]:
        raise Refused(_("该账户没有设置两步验证。"))
    return record(account, "second factor reset", by=by, on=on, reason=reason)


@transaction.atomic
def change_password(account: User, *, password: str, by: User, on: date) -> Entry:
    """The owner's own change of password."""
    if by != account:
        raise Refused(_("密码只能由本人修改；遗失时由安全保密管理员重置。"))
    validate_password(password, account)
    account.set_password(password)
    account.must_change_password = False
    account.save(update_fields=["password", "must_change_password"])
    return record(account, "password changed", by=by, on=on)


@transaction.atomic
def change_email(account: User, *, email: str, by: User, on: date) -> Entry:
    """The address to which the owner has it mailed that messages wait; blank for no mail."""
    if by != account:
        raise Refused(_("电子邮件只能由本人填写。"))
    if email:
        validate_email(email)
    account.email = email
    account.save(update_fields=["email"])
    return record(account, "email changed", by=by, on=on)


@transaction.atomic
def grant_role(
    account: User,
    role: Role,
    *,
    unit_code: str = "",
    since: date,
    until: date | None = None,
    by: User,
    on: date,
) -> Entry:
    """Give a role for a unit and everything below it (blank: everywhere), for a period.

    Raises ``Refused`` for a role given to oneself, for one that may not stand beside a role already
    held, and for a unit that does not exist.
    """
    account = locked(account, by, Power.GRANT_ROLES, on)
    role = Role(role)
    grant = Grant(
        user=account, role=role, unit_code=unit_code, since=since, until=until, granted_by=by
    )
    fitting(grant)
    try:
        with transaction.atomic():
            grant.save()
    except IntegrityError as error:
        raise Refused(_("同一天起的同一角色已经授予过。")) from error
    return record(account, "role granted", by=by, on=on, values=_told(grant))


@transaction.atomic
def end_role(grant: Grant, *, by: User, on: date, reason: str) -> Entry:
    """End a role; from ``on`` it no longer holds. One that has not begun never holds."""
    grant = Grant.objects.select_for_update().get(pk=grant.pk)
    account = locked(grant.user, by, Power.GRANT_ROLES, on)
    given(reason)
    if grant.until is not None and grant.until <= on:
        raise Refused(_("该角色已于%s终止。") % grant.until)
    grant.until = max(on, grant.since)
    grant.save(update_fields=["until"])
    return record(account, "role ended", by=by, on=on, reason=reason, values=_told(grant))


@transaction.atomic
def note_sign_in(account: User, *, by: User, on: date) -> Entry:
    """Write down that the owner logged in."""
    return record(account, "logged in", by=by, on=on)


@transaction.atomic
def note_second_factor(account: User, *, change: str, by: User, on: date) -> Entry:
    """Write down that the owner added, removed or renewed a second factor."""
    return record(account, f"second factor {change}", by=by, on=on)


@transaction.atomic
def note_access(
    about: models.Model,
    person_code: str,
    what: What,
    *,
    by: User,
    on: date,
    reason: str = "",
) -> Entry:
    """Write down that somebody saw something of a person's file, in the log and in the ledger.

    ``about`` is the person as the ledger names it. A masked part needs a reason of some length;
    without one ``Refused`` is raised and nothing may be shown.
    """
    reason = reason.strip()
    if what in What.masked() and len(reason) < SHORTEST_REASON:
        raise Refused(_("请写明查看理由（至少四个字）；理由将告知干部本人。"))
    look = AccessLog.objects.create(
        at=timezone.now(), on=on, user=by, person_code=person_code, what=what, reason=reason
    )
    action = f"{what.value} seen" if what is not What.EXTRACT else "file taken out"
    entry = record(about, action, by=by, on=on, reason=reason)
    # Only its own new row is touched once the ledger's head is taken: nobody waits for that.
    AccessLog.objects.filter(pk=look.pk).update(entry_number=entry.number)
    return entry


def _told(grant: Grant) -> dict[str, str | None]:
    """A grant as the ledger tells of it."""
    return {
        "role": grant.role,
        "unit": grant.unit_code,
        "since": grant.since.isoformat(),
        "until": grant.until.isoformat() if grant.until else None,
    }
