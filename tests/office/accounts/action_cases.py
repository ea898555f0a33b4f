"""What the actions on accounts, roles and masked parts of files do."""

from typing import Any

from allauth.mfa.models import Authenticator

from quanheng.office.accounts import actions
from quanheng.office.accounts.models import AccessLog, Grant, User
from quanheng.office.accounts.roles import Role
from quanheng.office.records.models import Person
from quanheng.office.records.sensitive.actions import note_health, reveal
from tests.office.action_case import Case, World

NEW = "nine-horses-by-the-river"
HEAD, SECURITY = Role.HEAD.value, Role.SECURITY_ADMIN.value
IDENTITY = AccessLog.What.IDENTITY


def told(world: World, role: str = SECURITY, **more: Any) -> dict[str, Any]:
    """Who acts, and when."""
    return {"by": world.users[role], "on": world.on, **more}


def disabled(world: World) -> User:
    User.objects.filter(username=HEAD).update(is_active=False)
    return User.objects.get(username=HEAD)


def with_second_factor(world: World) -> User:
    head = world.users[HEAD]
    Authenticator.objects.create(user=head, type=Authenticator.Type.TOTP, data={})
    return head


def grant_of_head(world: World) -> Grant:
    return Grant.objects.get(user=world.users[HEAD])


def a_person(world: World) -> Person:
    assert world.district
    assert world.district
    return Person.objects.get(code=world.users[Role.OFFICIAL.value].person_code)


CASES = [
    Case(
        "accounts.actions.open_account",
        says="account opened",
        works=lambda world: actions.open_account("new", name="新", password=NEW, **told(world)),
        refused=[
            lambda world: actions.open_account(HEAD, name="新", password=NEW, **told(world)),
            lambda world: actions.open_account("new", name="新", password=NEW, **told(world, HEAD)),
        ],
    ),
    Case(
        "accounts.actions.disable_account",
        says="account disabled",
        works=lambda world: actions.disable_account(
            world.users[HEAD], **told(world, reason="调离")
        ),
        refused=[
            lambda world: actions.disable_account(world.users[HEAD], **told(world, reason="")),
            lambda world: actions.disable_account(
                world.users[SECURITY], **told(world, reason="调离")
            ),
        ],
    ),
    Case(
        "accounts.actions.enable_account",
        says="account enabled",
        before=disabled,
        works=lambda world, head: actions.enable_account(head, **told(world, reason="返回")),
        refused=[lambda world, head: actions.enable_account(head, **told(world, reason=""))],
    ),
    Case(
        "accounts.actions.reset_password",
        says="password reset",
        works=lambda world: actions.reset_password(
            world.users[HEAD], password=NEW, **told(world, reason="遗失")
        ),
        refused=[
            lambda world: actions.reset_password(
                world.users[HEAD], password=NEW, **told(world, HEAD, reason="遗失")
            )
        ],
    ),
    Case(
        "accounts.actions.reset_second_factor",
        says="second factor reset",
        before=with_second_factor,
        works=lambda world, head: actions.reset_second_factor(head, **told(world, reason="遗失")),
        refused=[
            lambda world, head: actions.reset_second_factor(
                world.users["auditor"], **told(world, reason="遗失")
            )
        ],
    ),
    Case(
        "accounts.actions.change_password",
        says="password changed",
        works=lambda world: actions.change_password(
            world.users[HEAD], password=NEW, **told(world, HEAD)
        ),
        refused=[
            lambda world: actions.change_password(
                world.users[HEAD], password="short", **told(world, HEAD)
            ),
            lambda world: actions.change_password(world.users[HEAD], password=NEW, **told(world)),
        ],
    ),
    Case(
        "accounts.actions.change_email",
        says="email changed",
        works=lambda world: actions.change_email(
            world.users[HEAD], email="a@example.org", **told(world, HEAD)
        ),
        refused=[
            lambda world: actions.change_email(
                world.users[HEAD], email="nowhere", **told(world, HEAD)
            ),
            lambda world: actions.change_email(world.users[HEAD], email="", **told(world)),
        ],
    ),
    Case(
        "accounts.actions.grant_role",
        says="role granted",
        works=lambda world: actions.grant_role(
            world.users[HEAD], Role.COMMITTEE_MEMBER, since=world.on, **told(world)
        ),
        refused=[
            lambda world: actions.grant_role(
                world.users[HEAD], Role.AUDIT_ADMIN, since=world.on, **told(world)
            ),
            lambda world: actions.grant_role(
                world.users[SECURITY], Role.HEAD, since=world.on, **told(world)
            ),
        ],
    ),
    Case(
        "accounts.actions.end_role",
        says="role ended",
        before=grant_of_head,
        works=lambda world, grant: actions.end_role(grant, **told(world, reason="轮岗")),
        refused=[lambda world, grant: actions.end_role(grant, **told(world, reason=""))],
    ),
    Case(
        "accounts.actions.note_sign_in",
        says="logged in",
        works=lambda world: actions.note_sign_in(world.users[HEAD], **told(world, HEAD)),
    ),
    Case(
        "accounts.actions.note_second_factor",
        says="second factor added",
        works=lambda world: actions.note_second_factor(
            world.users[HEAD], change="added", **told(world, HEAD)
        ),
    ),
    Case(
        "accounts.actions.note_access",
        says="identity seen",
        before=a_person,
        works=lambda world, person: actions.note_access(
            person, person.code, IDENTITY, **told(world, "auditor", reason="核对档案")
        ),
        refused=[
            lambda world, person: actions.note_access(
                person, person.code, IDENTITY, **told(world, "auditor", reason="")
            )
        ],
    ),
    Case(
        "records.sensitive.actions.reveal",
        says="family seen",
        before=a_person,
        works=lambda world, person: reveal(
            person,
            AccessLog.What.FAMILY,
            **told(world, Role.ORGANISATION_OFFICER.value, reason="核对回避关系"),
        ),
        refused=[
            lambda world, person: reveal(
                person, AccessLog.What.FAMILY, **told(world, HEAD, reason="核对回避关系")
            )
        ],
    ),
    Case(
        "records.sensitive.actions.note_health",
        says="health noted",
        before=a_person,
        works=lambda world, person: note_health(
            person,
            world.on,
            "良好",
            source="体检报告",
            **told(world, Role.ORGANISATION_OFFICER.value),
        ),
        refused=[
            lambda world, person: note_health(
                person, world.on, "良好", source="体检报告", **told(world, HEAD)
            )
        ],
    ),
]
