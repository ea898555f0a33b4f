from django.db import migrations, models


class Migration(migrations.Migration):
    """A look is written before its ledger entry, so that nothing waits while the head is held."""

    dependencies = [("accounts", "0005_shared_cache")]

    operations = [
        migrations.AlterField(
            model_name="accesslog",
            name="entry_number",
            field=models.BigIntegerField(null=True, unique=True, verbose_name="账本序号"),
        ),
    ]
