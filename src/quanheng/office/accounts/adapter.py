"""How log-in differs from the library's default: nobody signs up, and every log-in is written."""

import logging
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest
from django.utils import timezone

from quanheng.office.accounts.actions import change_password, note_sign_in
from quanheng.office.accounts.middleware import PREVIOUS, STARTED
from quanheng.office.accounts.models import User
from quanheng.office.accounts.vault import place, seal_text, unseal_text

LOG = logging.getLogger(__name__)
SECRETS = place("mfa.authenticator", "secret", "")


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are opened by the security administrator only."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False

    def login(self, request: HttpRequest, user: User) -> None:
        """Log in, write it down, and keep the time of the log-in before for the owner to see."""
        before = user.last_login
        super().login(request, user)
        request.session[STARTED] = timezone.now().timestamp()
        request.session[PREVIOUS] = before.isoformat() if before else ""
        note_sign_in(user, by=user, on=timezone.localdate())

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Tell the server's log, which the audit may read; the attempt is already counted."""
        LOG.warning(
            "log-in failed for %r from %s", credentials.get("username"), self.get_client_ip(request)
        )

    def set_password(self, user: User, password: str) -> None:
        """The owner's own change of password."""
        change_password(user, password=password, by=user, on=timezone.localdate())
        user.refresh_from_db()


class SecondFactorAdapter(DefaultMFAAdapter):
    """The secrets of second factors are sealed."""

    def encrypt(self, text: str) -> str:
        """The secret, sealed."""
        return seal_text(text, SECRETS)

    def decrypt(self, encrypted_text: str) -> str:
        """The secret again."""
        return unseal_text(encrypted_text, SECRETS)
