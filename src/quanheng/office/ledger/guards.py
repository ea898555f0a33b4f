"""Whether the triggers that keep the ledger append-only are in place."""

from django.db import connections

TABLES = (
    "ledger_entry",
    "ledger_details",
    "ledger_head",
    "ledger_checkpoint",
    "ledger_erasure",
)
EVENTS = {
    "sqlite": ("update", "delete", "insert"),
    "postgresql": ("update", "delete", "truncate"),
}
QUERIES = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'",
}


def missing_guards(using: str = "default") -> list[str]:
    """The names of triggers that are absent or switched off."""
    connection = connections[using]
    with connection.cursor() as cursor:
        cursor.execute(QUERIES[connection.vendor])
        present = {name for (name,) in cursor.fetchall()}
    wanted = (f"{table}_refuse_{event}" for table in TABLES for event in EVENTS[connection.vendor])
    return [name for name in wanted if name not in present]
