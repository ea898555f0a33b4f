"""The system's own account."""

from quanheng.office.accounts.models import User

SYSTEM = "system"


def system_account() -> User:
    """The account under which the system itself acts; made on first use, cannot log in."""
    found = User.objects.filter(username=SYSTEM, is_system=True).first()
    return found or User.objects.create_user(SYSTEM, name="系统", is_system=True)
