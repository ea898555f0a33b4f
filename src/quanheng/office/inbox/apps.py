"""The inbox app."""

from django.apps import AppConfig


class InboxConfig(AppConfig):
    """What accounts are told: messages in the system and by mail."""

    name = "quanheng.office.inbox"
    label = "inbox"
