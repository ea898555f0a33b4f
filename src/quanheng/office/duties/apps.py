"""The duties app."""

from django.apps import AppConfig


class DutiesConfig(AppConfig):
    """Action lists: who owes what by when, how far it has come, and who has verified it."""

    name = "quanheng.office.duties"
    label = "duties"
