import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Documents that are ordered and made in the background."""

    initial = True

    dependencies = [
        ("records", "0007_exports"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Order",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("requested_at", models.DateTimeField(verbose_name="申请时间")),
                ("on", models.DateField(verbose_name="日期")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("appointment", "干部任免审批表"),
                            ("extract", "档案摘录"),
                            ("roster", "干部名册"),
                        ],
                        max_length=20,
                        verbose_name="文书",
                    ),
                ),
                (
                    "format",
                    models.CharField(
                        choices=[
                            ("pdf", "PDF"),
                            ("docx", "Word（.docx）"),
                            ("lrmx", "任免审批表软件（.lrmx）"),
                            ("xlsx", "Excel（.xlsx）"),
                        ],
                        max_length=10,
                        verbose_name="格式",
                    ),
                ),
                ("reason", models.CharField(max_length=300, verbose_name="用途")),
                ("masked", models.BooleanField(default=False, verbose_name="含身份证号和家庭成员")),
                ("people", models.JSONField(default=list)),
                ("noted", models.JSONField(default=list)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("running", "制作中"),
                            ("done", "已完成"),
                            ("failed", "出错"),
                            ("cancelled", "已取消"),
                        ],
                        default="running",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("made", models.PositiveIntegerField(null=True, verbose_name="份数")),
                ("left_out", models.JSONField(default=list)),
                ("size", models.BigIntegerField(null=True, verbose_name="大小")),
                ("sha256", models.CharField(blank=True, max_length=64, verbose_name="SHA-256")),
                ("expires_on", models.DateField(null=True, verbose_name="下载期限")),
                ("entry_number", models.BigIntegerField(null=True, verbose_name="账本序号")),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.person",
                        verbose_name="干部",
                    ),
                ),
                (
                    "requested_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="申请人",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.unit",
                        verbose_name="单位",
                    ),
                ),
            ],
            options={
                "verbose_name": "文书",
                "verbose_name_plural": "文书",
                "ordering": ("-pk",),
                "indexes": [models.Index(fields=["requested_by", "-id"], name="order_of_account")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="order_has_reason"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("masked", False),
                            models.Q(("person", None), _negated=True),
                            _connector="OR",
                        ),
                        name="order_masked_of_one_person",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "done"), _negated=True),
                            models.Q(
                                ("entry_number__isnull", False),
                                ("expires_on__isnull", False),
                                ("made__isnull", False),
                                ("size__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="order_done_is_told_and_expires",
                    ),
                ],
            },
        ),
    ]
