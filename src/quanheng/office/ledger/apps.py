"""The ledger app."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """Who did what to what, when and why."""

    name = "quanheng.office.ledger"
    label = "ledger"
