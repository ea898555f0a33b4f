"""Triggers by which the database itself refuses to change or remove what the ledger holds.

A later migration that alters one of these tables must make its triggers anew on SQLite, where
altering a table drops them; ``verify_ledger`` reports a missing one.
"""

from django.db import migrations

REFUSAL = "the ledger is append-only: rows of {table} are never changed or removed"

# Table, its key, what may happen to a row under which condition (None: never).
TABLES = [
    ("ledger_entry", "number", {"update": None, "delete": None}),
    ("ledger_checkpoint", "size", {"update": None, "delete": None}),
    ("ledger_erasure", "number", {"update": None, "delete": None}),
    (
        "ledger_details",
        "entry_id",
        {
            "update": None,
            "delete": "EXISTS (SELECT 1 FROM ledger_erasure WHERE number = OLD.entry_id)",
        },
    ),
    ("ledger_head", "id", {"update": "NEW.size > OLD.size", "delete": None}),
]


def sqlite():
    """Statements for SQLite. REPLACE would slip past a delete trigger, so inserts are watched."""
    for table, key, allowed in TABLES:
        watched = [
            (event, f"WHEN NOT ({condition})" if condition else "")
            for event, condition in allowed.items()
        ]
        watched.append(
            ("insert", f'WHEN EXISTS (SELECT 1 FROM {table} WHERE "{key}" = NEW."{key}")')
        )
        for event, condition in watched:
            yield (
                f"CREATE TRIGGER {table}_refuse_{event} BEFORE {event.upper()} ON {table} "
                f"{condition} BEGIN SELECT RAISE(ABORT, '{REFUSAL.format(table=table)}'); END"
            )


def postgresql():
    """Statements for PostgreSQL; TRUNCATE has a trigger of its own kind."""
    yield """
        CREATE FUNCTION ledger_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            RAISE EXCEPTION USING ERRCODE = 'integrity_constraint_violation', MESSAGE =
                'the ledger is append-only: rows of ' || TG_TABLE_NAME
                || ' are never changed or removed';
        END $$"""
    yield """
        CREATE FUNCTION ledger_refuse_details() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF EXISTS (SELECT 1 FROM ledger_erasure WHERE number = OLD.entry_id) THEN
                RETURN OLD;
            END IF;
            RAISE EXCEPTION USING ERRCODE = 'integrity_constraint_violation', MESSAGE =
                'the ledger is append-only: rows of ledger_details are never changed or removed';
        END $$"""
    for table, _, allowed in TABLES:
        for event in allowed:
            function, condition = "ledger_refuse", ""
            if (table, event) == ("ledger_details", "delete"):
                function = "ledger_refuse_details"
            elif allowed[event]:
                condition = f"WHEN (NOT ({allowed[event]}))"
            yield (
                f"CREATE TRIGGER {table}_refuse_{event} BEFORE {event.upper()} ON {table} "
                f"FOR EACH ROW {condition} EXECUTE FUNCTION {function}()"
            )
        yield (
            f"CREATE TRIGGER {table}_refuse_truncate BEFORE TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse()"
        )


def guard(apps, schema_editor):
    """Make the triggers."""
    vendor = schema_editor.connection.vendor
    for statement in {"sqlite": sqlite, "postgresql": postgresql}[vendor]():
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    """Triggers only; they are not meant to be undone."""

    dependencies = [("ledger", "0002_erasure")]

    operations = [migrations.RunPython(guard)]
