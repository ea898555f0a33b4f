from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("findings", "0004_remove_messages"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.AlterModelTable("Adoption", "law_adoption"),
                migrations.AlterModelTable("Choice", "law_choice"),
            ],
            state_operations=[
                migrations.DeleteModel("Adoption"),
                migrations.DeleteModel("Choice"),
            ],
        ),
    ]
