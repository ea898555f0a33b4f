"""The table in which all server processes count failed log-ins together."""

from django.core.management import call_command
from django.db import migrations


def create(apps, schema_editor):
    """Make the tables of the caches that are kept in the database."""
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0004_access_log")]

    operations = [migrations.RunPython(create, migrations.RunPython.noop)]
