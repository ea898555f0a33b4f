"""The documents app."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """Forms and official documents."""

    name = "quanheng.office.documents"
    label = "documents"
