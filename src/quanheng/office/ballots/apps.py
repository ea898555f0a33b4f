"""The ballots app."""

from django.apps import AppConfig


class BallotsConfig(AppConfig):
    """Votes whose rows cannot be led back to a voter."""

    name = "quanheng.office.ballots"
    label = "ballots"
