from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("findings", "0003_messages_to_the_inbox"),
    ]

    operations = [
        migrations.DeleteModel(name="Message"),
    ]
