"""Addresses of log-in, password and second factor: those of django-allauth that are used here.

The library looks up a few more by name; they answer 404, because nobody signs up, and a lost
password is reset by the security administrator.
"""

from allauth.account import views as account
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import include, path


def closed(request: HttpRequest) -> HttpResponse:
    """An address that the library knows and this system does not offer."""
    raise Http404


urlpatterns = [
    path("login/", account.login, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("password/change/", account.password_change, name="account_change_password"),
    path("password/set/", closed, name="account_set_password"),
    path("signup/", closed, name="account_signup"),
    path("email/", closed, name="account_email"),
    path("second-factor/", include("allauth.mfa.urls")),
]
