"""The records app."""

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    """The personnel file."""

    name = "quanheng.office.records"
    label = "records"
