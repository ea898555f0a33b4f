"""Yearly reviews and checks of selection."""

from typing import ClassVar

import django.db.models.deletion
import django.db.models.expressions
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Yearly reviews and checks of selection."""

    dependencies: ClassVar = [
        ("ballots", "0001_initial"),
        ("procedures", "0001_cases"),
        ("records", "0008_list_indexes"),
        ("selection", "0002_marks"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations: ClassVar = [
        migrations.CreateModel(
            name="RegulationCheck",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                ("opened_on", models.DateField(verbose_name="开始日期")),
                ("found", models.JSONField(blank=True, null=True, verbose_name="发现的问题")),
                ("conclusion", models.CharField(blank=True, max_length=2000, verbose_name="结论")),
                ("done_on", models.DateField(blank=True, null=True, verbose_name="完成日期")),
                (
                    "done_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="完成人",
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="检查人",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.unit",
                        verbose_name="单位",
                    ),
                ),
            ],
            options={
                "verbose_name": "条例执行检查",
                "verbose_name_plural": "条例执行检查",
                "ordering": ("-year", "unit__path"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("unit", "year"), name="regulations_once_a_year"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("done_by", None), ("done_on", None), ("found", None)),
                            models.Q(
                                ("done_by__isnull", False),
                                ("done_on__isnull", False),
                                ("found__isnull", False),
                                models.Q(("conclusion", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="regulations_done_with_conclusion",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Rectification",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=300)),
                ("number", models.CharField(max_length=60, verbose_name="整改编号")),
                (
                    "check_of",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rectifications",
                        to="selection.regulationcheck",
                        verbose_name="检查",
                    ),
                ),
            ],
            options={
                "verbose_name": "检查整改",
                "verbose_name_plural": "检查整改",
                "ordering": ("pk",),
                "constraints": [
                    models.UniqueConstraint(fields=("check_of", "key"), name="rectified_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Review",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                ("opened_on", models.DateField(verbose_name="发起日期")),
                ("meeting_on", models.DateField(blank=True, null=True, verbose_name="会议日期")),
                (
                    "complaints",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="收到反映"),
                ),
                (
                    "founded",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="其中查实"),
                ),
                (
                    "remarks",
                    models.CharField(blank=True, max_length=4000, verbose_name="专题报告补充"),
                ),
                ("filed_on", models.DateField(blank=True, null=True, verbose_name="归档日期")),
                (
                    "filed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="归档人",
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="发起人",
                    ),
                ),
                (
                    "people_ballot",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="ballots.ballot",
                        verbose_name="新提拔干部评议投票",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.unit",
                        verbose_name="单位",
                    ),
                ),
                (
                    "work_ballot",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="ballots.ballot",
                        verbose_name="工作评议投票",
                    ),
                ),
            ],
            options={
                "verbose_name": "一报告两评议",
                "verbose_name_plural": "一报告两评议",
                "ordering": ("-year", "unit__path"),
                "constraints": [
                    models.UniqueConstraint(fields=("unit", "year"), name="review_once_a_year"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("filed_by", None), ("filed_on", None)),
                            models.Q(
                                ("filed_by__isnull", False),
                                ("filed_on__isnull", False),
                                ("meeting_on__isnull", False),
                                ("filed_on__gte", models.F("meeting_on")),
                            ),
                            _connector="OR",
                        ),
                        name="review_filed_after_the_meeting",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("founded", None),
                            models.Q(
                                ("complaints__isnull", False),
                                ("founded__lte", models.F("complaints")),
                            ),
                            _connector="OR",
                        ),
                        name="review_founded_are_complaints",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReviewCount",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("entitled", models.PositiveIntegerField(verbose_name="应到")),
                ("issued", models.PositiveIntegerField(verbose_name="发出票")),
                ("returned", models.PositiveIntegerField(verbose_name="收回票")),
                ("excellent", models.PositiveIntegerField(verbose_name="优秀")),
                ("competent", models.PositiveIntegerField(verbose_name="称职")),
                ("basic", models.PositiveIntegerField(verbose_name="基本称职")),
                ("incompetent", models.PositiveIntegerField(verbose_name="不称职")),
                ("abstained", models.PositiveIntegerField(verbose_name="弃权")),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="复核人",
                    ),
                ),
                (
                    "counted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="计票人",
                    ),
                ),
                (
                    "evaluation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.evaluation",
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
                        verbose_name="干部",
                    ),
                ),
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="counts",
                        to="selection.review",
                        verbose_name="一报告两评议",
                    ),
                ),
            ],
            options={
                "verbose_name": "评议计票",
                "verbose_name_plural": "评议计票",
                "ordering": ("person__code", "pk"),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("person", None), _negated=True),
                        fields=("review", "person"),
                        name="count_of_one_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("person", None)),
                        fields=("review",),
                        name="count_of_the_work_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("confirmed_by", None),
                            models.Q(("confirmed_by", models.F("counted_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="count_confirmed_by_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("issued__lte", models.F("entitled")),
                            ("returned__lte", models.F("issued")),
                            (
                                "returned",
                                django.db.models.expressions.CombinedExpression(
                                    django.db.models.expressions.CombinedExpression(
                                        django.db.models.expressions.CombinedExpression(
                                            django.db.models.expressions.CombinedExpression(
                                                models.F("excellent"), "+", models.F("competent")
                                            ),
                                            "+",
                                            models.F("basic"),
                                        ),
                                        "+",
                                        models.F("incompetent"),
                                    ),
                                    "+",
                                    models.F("abstained"),
                                ),
                            ),
                        ),
                        name="count_adds_up",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("evaluation", None), ("confirmed_by__isnull", False), _connector="OR"
                        ),
                        name="count_filed_when_confirmed",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TitleList",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("since", models.DateField(verbose_name="自")),
                ("titles", models.JSONField(default=dict, verbose_name="规范职务名称")),
                ("source", models.CharField(max_length=300, verbose_name="依据")),
                ("entered_at", models.DateTimeField(verbose_name="录入时间")),
                (
                    "entered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="录入人",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.unit",
                        verbose_name="单位",
                    ),
                ),
            ],
            options={
                "verbose_name": "规范职务名称",
                "verbose_name_plural": "规范职务名称",
                "ordering": ("unit__path", "-since"),
                "constraints": [
                    models.UniqueConstraint(fields=("unit", "since"), name="titles_once_a_day"),
                    models.CheckConstraint(
                        condition=models.Q(("source", ""), _negated=True), name="titles_have_source"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LeavingCheck",
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
                        choices=[("离任检查", "离任检查"), ("选人用人检查", "选人用人检查")],
                        max_length=10,
                        verbose_name="检查种类",
                    ),
                ),
                ("opened_on", models.DateField(verbose_name="发起日期")),
                (
                    "result",
                    models.CharField(
                        blank=True,
                        choices=[("未发现问题", "未发现问题"), ("发现问题", "发现问题")],
                        max_length=10,
                        verbose_name="结果",
                    ),
                ),
                (
                    "findings",
                    models.CharField(blank=True, max_length=2000, verbose_name="检查情况"),
                ),
                ("shown_on", models.DateField(blank=True, null=True, verbose_name="反馈本人日期")),
                ("reply_due", models.DateField(blank=True, null=True, verbose_name="说明期限")),
                (
                    "statement",
                    models.CharField(blank=True, max_length=2000, verbose_name="本人说明"),
                ),
                ("stated_on", models.DateField(blank=True, null=True, verbose_name="说明日期")),
                ("filed_on", models.DateField(blank=True, null=True, verbose_name="归档日期")),
                (
                    "filed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="归档人",
                    ),
                ),
                (
                    "first",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="检查人",
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="发起人",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.person",
                        verbose_name="主要领导",
                    ),
                ),
                (
                    "record",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.supervision",
                    ),
                ),
                (
                    "second",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="检查人",
                    ),
                ),
                (
                    "tenure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.tenure",
                        verbose_name="职务",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.unit",
                        verbose_name="单位",
                    ),
                ),
            ],
            options={
                "verbose_name": "离任检查",
                "verbose_name_plural": "离任检查",
                "ordering": ("-opened_on", "-pk"),
                "constraints": [
                    models.UniqueConstraint(fields=("tenure", "kind"), name="leaving_check_once"),
                    models.CheckConstraint(
                        condition=models.Q(("first", models.F("second")), _negated=True),
                        name="leaving_check_by_two",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("reply_due", None), ("shown_on", None)),
                            models.Q(
                                models.Q(("result", ""), _negated=True),
                                ("reply_due__isnull", False),
                                ("shown_on__isnull", False),
                                ("reply_due__gte", models.F("shown_on")),
                            ),
                            _connector="OR",
                        ),
                        name="leaving_check_shown_with_result",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("filed_by", None), ("filed_on", None), ("record", None)),
                            models.Q(
                                ("filed_by__isnull", False),
                                ("filed_on__isnull", False),
                                ("record__isnull", False),
                                models.Q(
                                    ("result", "未发现问题"),
                                    models.Q(
                                        ("shown_on__isnull", False),
                                        ("stated_on__isnull", False),
                                        ("filed_on__gte", models.F("stated_on")),
                                        ("stated_on__gte", models.F("shown_on")),
                                    ),
                                    models.Q(
                                        ("reply_due__isnull", False),
                                        ("shown_on__isnull", False),
                                        ("filed_on__gt", models.F("reply_due")),
                                    ),
                                    _connector="OR",
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="leaving_check_heard_before_filing",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PriorReport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=40, verbose_name="事项类别")),
                ("number", models.CharField(max_length=100, verbose_name="报告文号")),
                ("matter", models.CharField(max_length=1000, verbose_name="报告事项")),
                ("reported_to", models.CharField(max_length=200, verbose_name="报告对象")),
                ("reported_on", models.DateField(verbose_name="报告日期")),
                ("due_on", models.DateField(verbose_name="应答复日期")),
                (
                    "answer",
                    models.CharField(
                        blank=True,
                        choices=[("agreed", "同意"), ("refused", "不同意"), ("noted", "已备案")],
                        max_length=10,
                        verbose_name="答复",
                    ),
                ),
                ("opinion", models.CharField(blank=True, max_length=1000, verbose_name="答复意见")),
                ("answered_on", models.DateField(blank=True, null=True, verbose_name="答复日期")),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="答复登记人",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="procedures.case",
                        verbose_name="办理事项",
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
                        verbose_name="干部",
                    ),
                ),
                (
                    "reported_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="登记人",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.unit",
                        verbose_name="报告单位",
                    ),
                ),
            ],
            options={
                "verbose_name": "有关事项报告",
                "verbose_name_plural": "有关事项报告",
                "ordering": ("-reported_on", "-pk"),
                "indexes": [models.Index(fields=["case"], name="prior_report_of_case")],
                "constraints": [
                    models.UniqueConstraint(fields=("unit", "number"), name="prior_report_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("matter", ""), _negated=True),
                            models.Q(("number", ""), _negated=True),
                        ),
                        name="prior_report_says_what",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", ""), ("answered_by", None), ("answered_on", None)),
                            models.Q(
                                models.Q(("answer", ""), _negated=True),
                                ("answered_by__isnull", False),
                                ("answered_on__isnull", False),
                                ("answered_on__gte", models.F("reported_on")),
                            ),
                            _connector="OR",
                        ),
                        name="prior_report_answered_whole",
                    ),
                ],
            },
        ),
    ]
