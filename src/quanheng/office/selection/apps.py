"""The selection app."""

from django.apps import AppConfig


class SelectionConfig(AppConfig):
    """Teams, pools and searches; what people found of officials; yearly reviews of selection."""

    name = "quanheng.office.selection"
    label = "selection"
