import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Sets of columns of the roster, and rosters made in the background."""

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ColumnSet",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=60, verbose_name="名称")),
                ("columns", models.JSONField(default=list, verbose_name="列")),
                ("shared", models.BooleanField(default=False, verbose_name="共享")),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="所有人",
                    ),
                ),
            ],
            options={
                "verbose_name": "名册列设置",
                "verbose_name_plural": "名册列设置",
                "ordering": ("name", "pk"),
                "constraints": [
                    models.UniqueConstraint(fields=("owner", "name"), name="column_set_once"),
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True), name="column_set_named"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RosterExport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("requested_at", models.DateTimeField(verbose_name="申请时间")),
                ("on", models.DateField(verbose_name="名册日期")),
                ("reason", models.CharField(max_length=300, verbose_name="用途")),
                ("asked", models.JSONField(default=dict)),
                (
                    "state",
                    models.CharField(
                        choices=[("running", "生成中"), ("done", "已生成"), ("failed", "出错")],
                        default="running",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("rows", models.PositiveIntegerField(null=True, verbose_name="人数")),
                ("size", models.BigIntegerField(null=True, verbose_name="大小")),
                ("sha256", models.CharField(blank=True, max_length=64, verbose_name="SHA-256")),
                ("expires_on", models.DateField(null=True, verbose_name="下载期限")),
                ("entry_number", models.BigIntegerField(null=True, verbose_name="账本序号")),
                (
                    "requested_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="申请人",
                    ),
                ),
            ],
            options={
                "verbose_name": "名册导出",
                "verbose_name_plural": "名册导出",
                "ordering": ("-pk",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="roster_export_has_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "done"), _negated=True),
                            models.Q(
                                ("entry_number__isnull", False),
                                ("expires_on__isnull", False),
                                ("rows__isnull", False),
                                ("size__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="roster_export_done_is_told_and_expires",
                    ),
                ],
            },
        ),
    ]
