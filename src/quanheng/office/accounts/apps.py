"""The accounts app."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Users, roles, and who may see which units."""

    name = "quanheng.office.accounts"
    label = "accounts"
