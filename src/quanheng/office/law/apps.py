"""The law app."""

from django.apps import AppConfig


class LawConfig(AppConfig):
    """Which documents hold where: adopted by units, with the numbers that these have set."""

    name = "quanheng.office.law"
    label = "law"
