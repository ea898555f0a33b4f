"""The meetings app."""

from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    """Meetings of committees: first item, agenda, who said what, who speaks last, decisions."""

    name = "quanheng.office.meetings"
    label = "meetings"
