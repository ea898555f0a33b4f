"""The web app."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Base templates, components, static files."""

    name = "quanheng.office.web"
    label = "web"
