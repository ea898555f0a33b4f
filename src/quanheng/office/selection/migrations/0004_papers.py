"""Papers made of the cases of selection."""

from typing import ClassVar

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Papers made of the cases of selection."""

    dependencies: ClassVar = [
        ("procedures", "0002_nominees"),
        ("records", "0008_list_indexes"),
        ("selection", "0003_reviews"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations: ClassVar = [
        migrations.CreateModel(
            name="PaperCount",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("motion", "动议纪实"),
                            ("plan", "工作方案"),
                            ("talk_form", "民主推荐表（谈话调研推荐）"),
                            ("meeting_form", "民主推荐表（会议推荐）"),
                            ("summary", "民主推荐汇总"),
                            ("vetting_notice", "考察预告"),
                            ("material", "考察材料"),
                            ("integrity_letter", "廉政意见函"),
                            ("integrity_reply", "廉政意见回复函"),
                            ("slip", "票决单"),
                            ("count", "票决结果"),
                            ("minutes", "会议记录（摘录）"),
                            ("request", "任免请示"),
                            ("public_notice", "任前公示"),
                            ("appointment_form", "干部任免审批表"),
                            ("appointment_notice", "任职通知"),
                        ],
                        max_length=20,
                        verbose_name="文书",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                ("last", models.PositiveIntegerField(default=0, verbose_name="最后编号")),
            ],
            options={
                "verbose_name": "文书编号",
                "verbose_name_plural": "文书编号",
                "constraints": [
                    models.UniqueConstraint(fields=("kind", "year"), name="paper_count_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="CasePaper",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("motion", "动议纪实"),
                            ("plan", "工作方案"),
                            ("talk_form", "民主推荐表（谈话调研推荐）"),
                            ("meeting_form", "民主推荐表（会议推荐）"),
                            ("summary", "民主推荐汇总"),
                            ("vetting_notice", "考察预告"),
                            ("material", "考察材料"),
                            ("integrity_letter", "廉政意见函"),
                            ("integrity_reply", "廉政意见回复函"),
                            ("slip", "票决单"),
                            ("count", "票决结果"),
                            ("minutes", "会议记录（摘录）"),
                            ("request", "任免请示"),
                            ("public_notice", "任前公示"),
                            ("appointment_form", "干部任免审批表"),
                            ("appointment_notice", "任职通知"),
                        ],
                        max_length=20,
                        verbose_name="文书",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                ("number", models.PositiveIntegerField(verbose_name="编号")),
                ("version", models.PositiveSmallIntegerField(default=1, verbose_name="版本")),
                ("reference", models.CharField(blank=True, max_length=100, verbose_name="文号")),
                ("step", models.CharField(blank=True, max_length=60, verbose_name="步骤")),
                ("stay", models.PositiveIntegerField()),
                ("details", models.JSONField(blank=True, default=dict, verbose_name="补充内容")),
                ("people", models.JSONField(blank=True, default=list, verbose_name="涉及人选")),
                ("made_on", models.DateField(verbose_name="制作日期")),
                ("made_at", models.DateTimeField(verbose_name="制作时间")),
                ("pdf_sha256", models.CharField(max_length=64, verbose_name="SHA-256（PDF）")),
                ("docx_sha256", models.CharField(max_length=64, verbose_name="SHA-256（docx）")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="case_papers",
                        to="procedures.case",
                        verbose_name="事项",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="制作人",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.person",
                        verbose_name="人选",
                    ),
                ),
            ],
            options={
                "verbose_name": "事项文书",
                "verbose_name_plural": "事项文书",
                "ordering": ("pk",),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("kind", "year", "number", "version"),
                        name="case_paper_numbered_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("person", None)),
                        fields=("case", "kind", "version"),
                        name="case_paper_version_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("person__isnull", False)),
                        fields=("case", "kind", "person", "version"),
                        name="case_paper_version_once_each",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("kind__in", ("material", "appointment_form")),
                                ("person__isnull", False),
                            ),
                            models.Q(
                                models.Q(
                                    ("kind__in", ("material", "appointment_form")), _negated=True
                                ),
                                ("person", None),
                            ),
                            _connector="OR",
                        ),
                        name="case_paper_each_has_its_person",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("pdf_sha256", ""), _negated=True),
                            models.Q(("docx_sha256", ""), _negated=True),
                        ),
                        name="case_paper_has_digests",
                    ),
                ],
            },
        ),
    ]
