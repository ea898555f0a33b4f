"""Nobody grants to oneself; an administrator's role stands beside no other role.

The second rule compares rows, so triggers keep it; a role that ends on its first day never held.
"""

from django.db import migrations, models
from django.db.models import F, Q

ADMINISTRATORS = "('system_admin', 'security_admin', 'audit_admin')"
APART = f"""
    SELECT 1 FROM accounts_grant held
    WHERE held.user_id = NEW.user_id AND held.role <> NEW.role
    AND (held.role IN {ADMINISTRATORS} OR NEW.role IN {ADMINISTRATORS})
    AND (held.until IS NULL OR (held.since < held.until AND NEW.since < held.until))
    AND (NEW.until IS NULL OR (NEW.since < NEW.until AND held.since < NEW.until))
"""

SQLITE = [
    f"""
    CREATE TRIGGER grant_administrators_apart_{event} BEFORE {event} ON accounts_grant
    WHEN EXISTS ({APART} AND held.id <> COALESCE(NEW.id, -1))
    BEGIN SELECT RAISE(ABORT, 'grant_administrators_apart'); END
    """
    for event in ("insert", "update")
]
POSTGRESQL = [
    f"""
    CREATE FUNCTION grant_administrators_apart() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        PERFORM 1 FROM accounts_user WHERE id = NEW.user_id FOR UPDATE;
        IF EXISTS ({APART} AND held.id <> NEW.id) THEN
            RAISE EXCEPTION 'grant_administrators_apart' USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    END $$
    """,
    """
    CREATE TRIGGER grant_administrators_apart BEFORE INSERT OR UPDATE ON accounts_grant
    FOR EACH ROW EXECUTE FUNCTION grant_administrators_apart()
    """,
]
UNDO = {
    "sqlite": [
        "DROP TRIGGER grant_administrators_apart_insert",
        "DROP TRIGGER grant_administrators_apart_update",
    ],
    "postgresql": [
        "DROP TRIGGER grant_administrators_apart ON accounts_grant",
        "DROP FUNCTION grant_administrators_apart()",
    ],
}


def create(apps, schema_editor):
    """Make the triggers of this database."""
    made = {"sqlite": SQLITE, "postgresql": POSTGRESQL}
    for statement in made[schema_editor.connection.vendor]:
        schema_editor.execute(statement, params=None)


def drop(apps, schema_editor):
    """Take the triggers away."""
    for statement in UNDO[schema_editor.connection.vendor]:
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_accounts_below_the_roles")]

    operations = [
        migrations.RemoveConstraint(model_name="grant", name="grant_ends_after_it_starts"),
        migrations.AddConstraint(
            model_name="grant",
            constraint=models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")),
                name="grant_ends_not_before_it_starts",
            ),
        ),
        migrations.AddConstraint(
            model_name="grant",
            constraint=models.CheckConstraint(
                condition=~Q(user=F("granted_by")), name="grant_not_to_oneself"
            ),
        ),
        migrations.RunPython(create, drop, elidable=False),
    ]
