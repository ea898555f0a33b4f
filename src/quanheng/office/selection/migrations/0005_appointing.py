"""Objections to public notices, and the ballots of cases."""

from typing import ClassVar

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import F, Q


def account(label: str, *, null: bool = False) -> "models.ForeignKey":
    return models.ForeignKey(
        blank=null,
        null=null,
        on_delete=django.db.models.deletion.PROTECT,
        related_name="+",
        to=settings.AUTH_USER_MODEL,
        verbose_name=label,
    )


class Migration(migrations.Migration):
    """Objections to public notices, and the ballots of cases."""

    dependencies: ClassVar = [
        ("ballots", "0001_initial"),
        ("procedures", "0002_nominees"),
        ("selection", "0004_papers"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations: ClassVar = [
        migrations.CreateModel(
            name="CaseBallot",
            fields=[
                ("id", models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("step", models.CharField(max_length=60, verbose_name="步骤")),
                ("stay", models.PositiveIntegerField()),
                ("on", models.DateField(verbose_name="登记日期")),
                ("ballot", models.OneToOneField(
                    on_delete=django.db.models.deletion.PROTECT, related_name="of_case",
                    to="ballots.ballot", verbose_name="投票")),
                ("by", account("登记人")),
                ("case", models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+",
                    to="procedures.case", verbose_name="事项")),
            ],
            options={
                "verbose_name": "事项投票", "verbose_name_plural": "事项投票", "ordering": ("pk",),
            },
        ),
        migrations.CreateModel(
            name="Objection",
            fields=[
                ("id", models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("received_on", models.DateField(verbose_name="收到日期")),
                ("channel", models.CharField(
                    choices=[("phone", "电话"), ("letter", "来信"), ("visit", "来访"),
                             ("online", "网络")],
                    max_length=10, verbose_name="途径")),
                ("matter", models.CharField(max_length=2000, verbose_name="反映内容")),
                ("result", models.CharField(
                    blank=True,
                    choices=[("unfounded", "不属实"), ("no_effect", "部分属实，不影响任职"),
                             ("bars", "属实，影响任职")],
                    max_length=10, verbose_name="核查结果")),
                ("finding", models.CharField(
                    blank=True, max_length=2000, verbose_name="核查情况")),
                ("settled_on", models.DateField(blank=True, null=True, verbose_name="办结日期")),
                ("by", account("受理人")),
                ("nominee", models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="objections",
                    to="procedures.nominee", verbose_name="公示对象")),
                ("settled_by", account("核查人", null=True)),
            ],
            options={
                "verbose_name": "公示反映", "verbose_name_plural": "公示反映", "ordering": ("pk",),
                "constraints": [
                    models.CheckConstraint(
                        condition=~Q(matter=""), name="objection_says_what"),
                    models.CheckConstraint(
                        condition=Q(finding="", result="", settled_by=None, settled_on=None)
                        | ~Q(result="") & ~Q(finding="")
                        & Q(settled_by__isnull=False, settled_on__isnull=False),
                        name="objection_settled_as_a_whole"),
                    models.CheckConstraint(
                        condition=Q(settled_by=None) | ~Q(settled_by=F("by")),
                        name="objection_settled_by_another"),
                ],
            },
        ),
    ]  # fmt: skip
