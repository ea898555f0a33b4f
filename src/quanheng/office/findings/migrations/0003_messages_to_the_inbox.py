from django.conf import settings
from django.db import migrations

AT_ONCE = 1_000
SAME = (
    "recipient_id",
    "kind",
    "key",
    "due",
    "count",
    "text_zh",
    "text_en",
    "sent_by_id",
    "sent_at",
    "mailed_at",
    "read_at",
)


def carry_over(apps, schema_editor):
    old, new = apps.get_model("findings", "Message"), apps.get_model("inbox", "Message")
    made = []
    for one in old.objects.order_by("pk").iterator(AT_ONCE):
        values = {name: getattr(one, name) for name in SAME}
        made.append(new(url=address(one), **values))
        if len(made) == AT_ONCE:
            new.objects.bulk_create(made)
            made = []
    new.objects.bulk_create(made)


def address(one):
    if one.finding_id is not None:
        return f"/findings/{one.finding_id}/"
    return f"/findings/?{one.query}" if one.query else ""


class Migration(migrations.Migration):
    dependencies = [
        ("findings", "0002_index_of_moved_findings_and_due_tallies"),
        ("inbox", "0001_messages"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [migrations.RunPython(carry_over, migrations.RunPython.noop)]
