"""The procedures app."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class ProceduresConfig(AppConfig):
    """Cases: procedures that run step by step, with gates that cannot be passed unseen."""

    name = "quanheng.office.procedures"
    label = "procedures"

    def ready(self) -> None:
        """Let each app register what it does when a step is taken (its module ``effects``)."""
        autodiscover_modules("effects")
