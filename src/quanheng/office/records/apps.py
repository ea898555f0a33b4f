"""The records app."""

from importlib import import_module

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    """The personnel file."""

    name = "quanheng.office.records"
    label = "records"

    def ready(self) -> None:
        """Tell the app of accounts what units there are, now that models can be read."""
        import_module(f"{self.name}.directory")
