"""Who looked at what."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_grants_apart")]

    operations = [
        migrations.CreateModel(
            name="AccessLog",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(db_index=True, verbose_name="时间")),
                ("on", models.DateField(verbose_name="日期")),
                (
                    "person_code",
                    models.CharField(db_index=True, max_length=60, verbose_name="人员编码"),
                ),
                (
                    "what",
                    models.CharField(
                        choices=[
                            ("file", "档案"),
                            ("identity", "身份证号"),
                            ("family", "家庭成员"),
                            ("health", "健康信息"),
                            ("extract", "导出"),
                        ],
                        max_length=10,
                        verbose_name="内容",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="理由")),
                ("entry_number", models.BigIntegerField(unique=True, verbose_name="账本序号")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="accesses",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "访问日志",
                "ordering": ("-at", "-pk"),
                "indexes": [
                    models.Index(fields=["user", "person_code", "on"], name="access_of_the_day")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(what__in=("file", "extract")) | ~Q(reason=""),
                        name="access_reveals_with_a_reason",
                    )
                ],
            },
        ),
    ]
