"""The findings app."""

from django.apps import AppConfig


class FindingsConfig(AppConfig):
    """Where everyone stands: evaluations, stored findings, who is told."""

    name = "quanheng.office.findings"
    label = "findings"
