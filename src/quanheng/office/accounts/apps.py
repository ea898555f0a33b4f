"""The accounts app."""

from importlib import import_module

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Users, roles, and who may see which units."""

    name = "quanheng.office.accounts"
    label = "accounts"

    def ready(self) -> None:
        """Listen to changes of second factors, now that models can be read."""
        import_module(f"{self.name}.signals")
