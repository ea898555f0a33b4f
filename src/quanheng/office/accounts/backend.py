"""Django's question ``user.has_perm("see_ledger")``, answered from the table of powers.

It lets the ledger's pages, which lie below accounts, ask without importing them.
"""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth.backends import BaseBackend
from django.utils.timezone import localdate

from quanheng.office.accounts.powers import Power, scope_of


class PowersBackend(BaseBackend):
    """A permission is the value of a power; it is given where the power reaches everything.

    The ledger tells of every unit, so somebody who holds a role for one unit does not see it.
    """

    def has_perm(self, user_obj: Any, perm: str, obj: Any = None) -> bool:
        """Whether the account has the power everywhere, today."""
        if perm not in Power.values:
            return False
        return scope_of(user_obj, Power(perm), localdate()).covers()


class EntranceBackend(AuthenticationBackend):
    """Lets accounts in by name and password. It gives no permission, so that none is looked up."""

    def has_perm(self, user_obj: Any, perm: str, obj: Any = None) -> bool:
        """Never: ``PowersBackend`` decides."""
        return False
