"""The findings app."""

from django.apps import AppConfig


class FindingsConfig(AppConfig):
    """Where everyone stands: adoption of packs, evaluations, stored findings, messages."""

    name = "quanheng.office.findings"
    label = "findings"
