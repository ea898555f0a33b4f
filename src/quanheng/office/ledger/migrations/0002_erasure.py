"""The table that tells whose details were erased."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """One new table."""

    dependencies = [("ledger", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="Erasure",
            fields=[
                ("number", models.BigIntegerField(primary_key=True, serialize=False)),
                ("told", models.BigIntegerField(unique=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("told__gt", models.F("number"))),
                        name="erasure_told_later",
                    )
                ],
            },
        ),
    ]
