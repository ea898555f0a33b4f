"""The migrations lead to the models as they are, one after the other."""

from collections import Counter

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader

OURS = sorted(app.label for app in apps.get_app_configs() if app.name.startswith("quanheng."))


@pytest.mark.django_db
def test_no_model_waits_for_a_migration() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.mark.django_db
@pytest.mark.parametrize("label", OURS)
def test_migrations_of_an_app_are_linear(label: str) -> None:
    loader = MigrationLoader(connection)
    own = [key for key in loader.disk_migrations if key[0] == label]
    parents = Counter(
        parent
        for key in own
        for parent in loader.disk_migrations[key].dependencies
        if parent[0] == label
    )
    assert all(times == 1 for times in parents.values())
    assert len(own) == len({name[:4] for _label, name in own})
