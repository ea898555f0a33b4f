"""The dashboards app."""

from django.apps import AppConfig


class DashboardsConfig(AppConfig):
    """Read-only pages over everything."""

    name = "quanheng.office.dashboards"
    label = "dashboards"
