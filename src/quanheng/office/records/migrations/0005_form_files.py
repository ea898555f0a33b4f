"""Uploaded 干部任免审批表, kept sealed."""

import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("records", "0004_imports")]

    operations = [
        migrations.CreateModel(
            name="FormFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("name", models.CharField(max_length=300, verbose_name="文件")),
                (
                    "code",
                    models.CharField(
                        blank=True, db_index=True, max_length=60, verbose_name="人员编码"
                    ),
                ),
                (
                    "person_name",
                    models.CharField(blank=True, max_length=60, verbose_name="姓名"),
                ),
                ("refused", models.JSONField(default=list)),
                ("news", models.BooleanField(default=False, verbose_name="有新内容")),
                (
                    "token",
                    models.UUIDField(default=uuid.uuid4, editable=False, unique=True),
                ),
                ("form_sealed", models.BinaryField(null=True)),
                ("applied_at", models.DateTimeField(null=True, verbose_name="写入时间")),
                ("entry_number", models.BigIntegerField(null=True, verbose_name="账本序号")),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="forms",
                        to="records.importbatch",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="form_files",
                        to="records.person",
                    ),
                ),
            ],
            options={
                "verbose_name": "任免审批表",
                "verbose_name_plural": "任免审批表",
                "ordering": ("batch", "number"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("batch", "number"), name="formfile_once_per_number"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("applied_at", None),
                            models.Q(
                                ("entry_number__isnull", False),
                                ("form_sealed__isnull", False),
                                ("person__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="formfile_applied_to_somebody",
                    ),
                ],
            },
        ),
    ]
