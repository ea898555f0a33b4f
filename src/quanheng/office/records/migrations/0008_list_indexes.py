import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Indexes in the orders in which lists of people are shown, and for titles and given names."""

    dependencies = [
        ("records", "0007_exports"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name="particulars",
            index=models.Index(
                condition=models.Q(("known_until", None)),
                fields=["birth", "id"],
                name="particulars_by_birth",
            ),
        ),
        migrations.AddIndex(
            model_name="person",
            index=models.Index(fields=["pinyin", "id"], name="person_by_pinyin"),
        ),
        migrations.AddIndex(
            model_name="person",
            index=models.Index(
                django.db.models.functions.text.Substr("name", 2), name="person_by_given_name"
            ),
        ),
        migrations.AddIndex(
            model_name="tenure",
            index=models.Index(
                condition=models.Q(("known_until", None)),
                fields=["unit", "level", "id"],
                name="tenure_in_unit",
            ),
        ),
        migrations.AddIndex(
            model_name="tenure",
            index=models.Index(
                condition=models.Q(("known_until", None)),
                fields=["level", "start", "id"],
                name="tenure_by_level",
            ),
        ),
        migrations.AddIndex(
            model_name="tenure",
            index=models.Index(
                condition=models.Q(("known_until", None)),
                fields=["start", "id"],
                name="tenure_by_start",
            ),
        ),
        migrations.AddIndex(
            model_name="tenure",
            index=models.Index(
                condition=models.Q(("known_until", None)), fields=["title"], name="tenure_by_title"
            ),
        ),
    ]
