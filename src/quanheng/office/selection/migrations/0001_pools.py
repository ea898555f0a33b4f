"""Talent and reserve pools; targets, needs, analyses and exchanges of teams."""

from typing import ClassVar

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Talent and reserve pools; targets, needs, analyses and exchanges of teams."""

    dependencies: ClassVar = [
        ("records", "0008_list_indexes"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations: ClassVar = [
        migrations.CreateModel(
            name="FieldStep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("field", models.CharField(max_length=40, verbose_name="领域")),
                (
                    "way",
                    models.CharField(
                        choices=[
                            ("selection", "选拔配备"),
                            ("training", "菜单式培训"),
                            ("recruitment", "公开招考招聘"),
                            ("adviser", "聘请技术顾问"),
                        ],
                        max_length=12,
                        verbose_name="途径",
                    ),
                ),
                ("text", models.CharField(max_length=500, verbose_name="措施")),
                ("on", models.DateField(verbose_name="日期")),
                ("at", models.DateTimeField(verbose_name="登记时间")),
                (
                    "by",
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
                        verbose_name="单位",
                    ),
                ),
            ],
            options={
                "verbose_name": "补短板措施",
                "verbose_name_plural": "补短板措施",
                "ordering": ("-on", "-pk"),
            },
        ),
        migrations.CreateModel(
            name="Pool",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=200, unique=True, verbose_name="名称")),
                (
                    "kind",
                    models.CharField(
                        choices=[("talent", "专业人才库"), ("reserve", "后备库")],
                        max_length=8,
                        verbose_name="类别",
                    ),
                ),
                ("field", models.CharField(blank=True, max_length=40, verbose_name="领域")),
                (
                    "target",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="目标人数"
                    ),
                ),
                ("clause", models.CharField(blank=True, max_length=80, verbose_name="依据条款")),
                ("since", models.DateField(verbose_name="设立日期")),
                ("until", models.DateField(blank=True, null=True, verbose_name="撤销日期")),
                ("at", models.DateTimeField(verbose_name="设立时间")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="设立人",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.unit",
                        verbose_name="管理单位",
                    ),
                ),
            ],
            options={
                "verbose_name": "人才库",
                "verbose_name_plural": "人才库",
                "ordering": ("kind", "name"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until", None), ("until__gte", models.F("since")), _connector="OR"
                        ),
                        name="pool_ends_after_it_starts",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True), name="pool_named"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind", "reserve"),
                            models.Q(("field", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="pool_of_talents_has_a_field",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PoolEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("start", models.DateField(verbose_name="入库日期")),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("daily", "日常考核"),
                            ("talks", "调研谈话"),
                            ("local", "地方推荐"),
                            ("unit", "单位推荐"),
                            ("system", "系统推荐"),
                        ],
                        max_length=8,
                        verbose_name="发现来源",
                    ),
                ),
                ("told_by", models.CharField(max_length=300, verbose_name="来源说明")),
                ("at", models.DateTimeField(verbose_name="登记时间")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="登记人",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.person",
                        verbose_name="干部",
                    ),
                ),
                (
                    "pool",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entries",
                        to="selection.pool",
                    ),
                ),
            ],
            options={
                "verbose_name": "入库登记",
                "verbose_name_plural": "入库登记",
                "ordering": ("-start", "-pk"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("pool", "person", "start"), name="poolentry_once_per_entry"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PoolReview",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("on", models.DateField(verbose_name="复核日期")),
                ("text", models.TextField(verbose_name="培养和成长情况")),
                (
                    "outcome",
                    models.CharField(
                        choices=[("keep", "继续培养"), ("use", "可以使用"), ("leave", "建议出库")],
                        max_length=8,
                        verbose_name="意见",
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="登记时间")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="复核人",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.person",
                        verbose_name="干部",
                    ),
                ),
                (
                    "pool",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reviews",
                        to="selection.pool",
                    ),
                ),
            ],
            options={
                "verbose_name": "入库人员复核",
                "verbose_name_plural": "入库人员复核",
                "ordering": ("-on", "-pk"),
                "indexes": [
                    models.Index(fields=["pool", "person", "on"], name="poolreview_newest")
                ],
            },
        ),
        migrations.CreateModel(
            name="PostNeed",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("on", models.DateField(verbose_name="日期")),
                ("facts", models.JSONField(default=list, verbose_name="当日数据")),
                ("at", models.DateTimeField(verbose_name="撰写时间")),
                ("signed_on", models.DateField(blank=True, null=True, verbose_name="签署日期")),
                ("title", models.CharField(max_length=200, verbose_name="职位")),
                (
                    "level",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (101, "国家级正职"),
                            (102, "国家级副职"),
                            (103, "省部级正职"),
                            (104, "省部级副职"),
                            (105, "厅局级正职"),
                            (106, "厅局级副职"),
                            (107, "县处级正职"),
                            (108, "县处级副职"),
                            (109, "乡科级正职"),
                            (110, "乡科级副职"),
                            (111, "股级"),
                            (112, "科员"),
                            (113, "村社区"),
                        ],
                        verbose_name="职务层次",
                    ),
                ),
                ("chief", models.BooleanField(default=False, verbose_name="正职")),
                ("vacancy", models.TextField(verbose_name="空缺原因")),
                ("lacks", models.TextField(verbose_name="班子所缺")),
                ("asks", models.TextField(verbose_name="任职要求")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="撰写人",
                    ),
                ),
                (
                    "signed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="签署人",
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
                "verbose_name": "职位需求分析",
                "verbose_name_plural": "职位需求分析",
                "ordering": ("-chief", "-on", "-pk"),
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("signed_by", None),
                            models.Q(("signed_by", models.F("by")), _negated=True),
                            _connector="OR",
                        ),
                        name="postneed_signed_by_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("signed_by", None), ("signed_on", None)),
                            models.Q(("signed_by__isnull", False), ("signed_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="postneed_signed_with_a_day",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PostFit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("on", models.DateField(verbose_name="日期")),
                ("facts", models.JSONField(default=list, verbose_name="当日数据")),
                ("at", models.DateTimeField(verbose_name="撰写时间")),
                ("signed_on", models.DateField(blank=True, null=True, verbose_name="签署日期")),
                ("questions", models.TextField(blank=True, verbose_name="待核实的问题")),
                ("opinion", models.TextField(verbose_name="评估意见")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="撰写人",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.person",
                        verbose_name="干部",
                    ),
                ),
                (
                    "signed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="签署人",
                    ),
                ),
                (
                    "need",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="fits",
                        to="selection.postneed",
                        verbose_name="职位需求",
                    ),
                ),
            ],
            options={
                "verbose_name": "人岗匹配评估意见",
                "verbose_name_plural": "人岗匹配评估意见",
                "ordering": ("person__pinyin", "-pk"),
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("signed_by", None),
                            models.Q(("signed_by", models.F("by")), _negated=True),
                            _connector="OR",
                        ),
                        name="postfit_signed_by_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("signed_by", None), ("signed_on", None)),
                            models.Q(("signed_by__isnull", False), ("signed_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="postfit_signed_with_a_day",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TeamAnalysis",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("on", models.DateField(verbose_name="日期")),
                ("facts", models.JSONField(default=list, verbose_name="当日数据")),
                ("at", models.DateTimeField(verbose_name="撰写时间")),
                ("signed_on", models.DateField(blank=True, null=True, verbose_name="签署日期")),
                ("running", models.TextField(verbose_name="班子运行情况")),
                ("strengths", models.TextField(verbose_name="主要优点")),
                ("problems", models.TextField(verbose_name="存在问题")),
                ("suggestions", models.TextField(verbose_name="调整建议")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="撰写人",
                    ),
                ),
                (
                    "signed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="签署人",
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
                "verbose_name": "班子分析研判",
                "verbose_name_plural": "班子分析研判",
                "ordering": ("-on", "-pk"),
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("signed_by", None),
                            models.Q(("signed_by", models.F("by")), _negated=True),
                            _connector="OR",
                        ),
                        name="teamanalysis_signed_by_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("signed_by", None), ("signed_on", None)),
                            models.Q(("signed_by__isnull", False), ("signed_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="teamanalysis_signed_with_a_day",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TeamTarget",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "dimension",
                    models.CharField(
                        choices=[
                            ("age", "年龄"),
                            ("education", "学历"),
                            ("tenure", "任现职年限"),
                            ("sex", "性别"),
                            ("ethnicity", "民族"),
                            ("politics", "政治面貌"),
                        ],
                        max_length=12,
                        verbose_name="方面",
                    ),
                ),
                ("category", models.CharField(max_length=20, verbose_name="类别")),
                (
                    "at_least",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="不少于"),
                ),
                (
                    "at_most",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="不多于"),
                ),
                ("share", models.BooleanField(default=False, verbose_name="按比例（%）")),
                ("since", models.DateField(verbose_name="自")),
                ("until", models.DateField(blank=True, null=True, verbose_name="至")),
                ("reason", models.CharField(max_length=300, verbose_name="理由")),
                ("at", models.DateTimeField(verbose_name="设定时间")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="设定人",
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
                "verbose_name": "班子结构目标",
                "verbose_name_plural": "班子结构目标",
                "ordering": ("dimension", "category", "-since", "-pk"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("at_least__isnull", False), ("at_most__isnull", False), _connector="OR"
                        ),
                        name="teamtarget_says_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("at_least", None),
                            ("at_most", None),
                            ("at_most__gte", models.F("at_least")),
                            _connector="OR",
                        ),
                        name="teamtarget_most_not_below_least",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("share", False),
                            models.Q(
                                models.Q(
                                    ("at_least", None), ("at_least__lte", 100), _connector="OR"
                                ),
                                models.Q(("at_most", None), ("at_most__lte", 100), _connector="OR"),
                            ),
                            _connector="OR",
                        ),
                        name="teamtarget_share_is_a_part",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("until", None)),
                        fields=("unit", "dimension", "category"),
                        name="teamtarget_one_in_force",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until", None), ("until__gte", models.F("since")), _connector="OR"
                        ),
                        name="teamtarget_ends_after_it_starts",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ExchangeLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("term", "任期交流"),
                            ("recusal", "回避交流"),
                            ("post", "岗位交流"),
                            ("work", "工作交流"),
                        ],
                        max_length=8,
                        verbose_name="类别",
                    ),
                ),
                ("why", models.CharField(max_length=300, verbose_name="理由")),
                ("on", models.DateField(verbose_name="列入日期")),
                ("at", models.DateTimeField(verbose_name="列入时间")),
                ("dropped_on", models.DateField(blank=True, null=True, verbose_name="撤出日期")),
                (
                    "dropped_why",
                    models.CharField(blank=True, max_length=300, verbose_name="撤出理由"),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="列入人",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.person",
                        verbose_name="干部",
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.tenure",
                        verbose_name="现任职务",
                    ),
                ),
            ],
            options={
                "verbose_name": "交流计划",
                "verbose_name_plural": "交流计划",
                "ordering": ("-year", "person__pinyin", "pk"),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("dropped_on", None)),
                        fields=("person", "year"),
                        name="exchangeline_once_a_year",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("dropped_on", None), ("dropped_why", "")),
                            models.Q(
                                ("dropped_on__isnull", False),
                                models.Q(("dropped_why", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="exchangeline_dropped_with_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("year__gte", 1949), ("year__lte", 9999)),
                        name="exchangeline_of_the_calendar",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FieldNeed",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("field", models.CharField(max_length=40, verbose_name="领域")),
                ("number", models.PositiveSmallIntegerField(verbose_name="需要人数")),
                ("since", models.DateField(verbose_name="自")),
                ("until", models.DateField(blank=True, null=True, verbose_name="至")),
                ("reason", models.CharField(max_length=300, verbose_name="理由")),
                ("at", models.DateTimeField(verbose_name="设定时间")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="设定人",
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
                "verbose_name": "班子专业需求",
                "verbose_name_plural": "班子专业需求",
                "ordering": ("field", "-since", "-pk"),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("until", None)),
                        fields=("unit", "field"),
                        name="fieldneed_one_in_force",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("number__gte", 1)), name="fieldneed_somebody"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until", None), ("until__gte", models.F("since")), _connector="OR"
                        ),
                        name="fieldneed_ends_after_it_starts",
                    ),
                ],
            },
        ),
    ]
