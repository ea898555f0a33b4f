from django.db import migrations, models


def refuse_open_photos(apps, schema_editor):
    """A photograph that lies in the open cannot be sealed here, and must not be lost unseen."""
    if apps.get_model("records", "Photo").objects.exists():
        raise RuntimeError(
            "数据库中有未加密的照片，无法升级；演示数据请用 quanheng demo --reset 重新生成。"
            " There are photographs in the open: start the demonstration over with"
            " quanheng demo --reset."
        )


class Migration(migrations.Migration):
    """Photographs are kept sealed in the database, one for each person."""

    dependencies = [("records", "0005_form_files")]

    operations = [
        migrations.RunPython(refuse_open_photos, migrations.RunPython.noop),
        migrations.RemoveField(model_name="photo", name="image"),
        migrations.AddField(
            model_name="photo",
            name="image_sealed",
            field=models.BinaryField(default=b"", editable=False, verbose_name="照片"),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name="photo",
            name="sha256",
            field=models.CharField(editable=False, max_length=64, verbose_name="SHA-256"),
        ),
        migrations.AddConstraint(
            model_name="photo",
            constraint=models.UniqueConstraint(
                condition=models.Q(("known_until", None)),
                fields=("person",),
                name="photo_once_per_person",
                violation_error_message="档案中已有同样的记录，请更正原记录。",
            ),
        ),
    ]
