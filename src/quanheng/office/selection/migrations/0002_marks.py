"""What people found of an official in selection, with the right of reply."""

from typing import ClassVar

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """What people found of an official in selection, with the right of reply."""

    dependencies: ClassVar = [
        ("procedures", "0001_cases"),
        ("records", "0008_list_indexes"),
        ("selection", "0001_pools"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations: ClassVar = [
        migrations.CreateModel(
            name="Mark",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("clause", models.CharField(max_length=80, verbose_name="条款")),
                ("type", models.CharField(blank=True, max_length=60, verbose_name="类型")),
                ("favourable", models.BooleanField(verbose_name="重用类型")),
                ("facts", models.CharField(blank=True, max_length=2000, verbose_name="事实")),
                (
                    "happened_on",
                    models.DateField(blank=True, null=True, verbose_name="事实发生日期"),
                ),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("routine", "平时考核"),
                            ("yearly", "年度考核"),
                            ("special", "专项考核"),
                            ("vetting", "考察"),
                            ("inspection", "巡视巡察"),
                            ("audit", "审计"),
                            ("visit", "实地走访"),
                        ],
                        max_length=12,
                        verbose_name="来源",
                    ),
                ),
                ("attested", models.BooleanField(verbose_name="不是匿名材料，不涉及私生活")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "待告知本人"),
                            ("shown", "待本人说明"),
                            ("confirmed", "已确认"),
                            ("dropped", "未采用"),
                            ("closed", "查无实据，已终止"),
                        ],
                        default="proposed",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("proposed_on", models.DateField(verbose_name="提出日期")),
                ("shown_on", models.DateField(blank=True, null=True, verbose_name="告知日期")),
                ("reply_due", models.DateField(blank=True, null=True, verbose_name="说明期限")),
                ("heard_on", models.DateField(blank=True, null=True, verbose_name="听取日期")),
                ("lapsed", models.BooleanField(default=False, verbose_name="逾期未说明")),
                ("decided_on", models.DateField(blank=True, null=True, verbose_name="确认日期")),
                (
                    "decision",
                    models.CharField(blank=True, max_length=1000, verbose_name="确认意见"),
                ),
                ("expires_on", models.DateField(blank=True, null=True, verbose_name="失效日期")),
                ("closed_on", models.DateField(blank=True, null=True, verbose_name="终止日期")),
                ("closing", models.CharField(blank=True, max_length=1000, verbose_name="终止理由")),
                (
                    "closed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="终止人",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="确认人",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="marks",
                        to="records.person",
                        verbose_name="干部",
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="提出人",
                    ),
                ),
                (
                    "shown_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="告知人",
                    ),
                ),
            ],
            options={
                "verbose_name": "评价",
                "verbose_name_plural": "评价",
                "ordering": ("-proposed_on", "-pk"),
                "indexes": [
                    models.Index(fields=["person", "state"], name="mark_of_person"),
                    models.Index(fields=["state", "expires_on"], name="mark_by_expiry"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state", "dropped"),
                            models.Q(
                                models.Q(("facts", ""), _negated=True),
                                models.Q(("type", ""), _negated=True),
                                ("happened_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="mark_says_what_happened",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "dropped"), _negated=True),
                            models.Q(("facts", ""), ("happened_on", None), ("type", "")),
                            _connector="OR",
                        ),
                        name="mark_dropped_keeps_nothing",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("attested", True)), name="mark_attested"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decided_by", None),
                            models.Q(("decided_by", models.F("proposed_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="mark_confirmed_by_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ("confirmed", "closed")), _negated=True),
                            models.Q(
                                ("decided_by__isnull", False),
                                ("decided_on__isnull", False),
                                ("expires_on__isnull", False),
                                ("shown_on__isnull", False),
                                ("expires_on__gt", models.F("decided_on")),
                                ("shown_on__lte", models.F("decided_on")),
                            ),
                            _connector="OR",
                        ),
                        name="mark_confirmed_for_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decided_on", None),
                            ("state__in", ("confirmed", "closed")),
                            _connector="OR",
                        ),
                        name="mark_in_force_when_decided",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ("confirmed", "closed")), _negated=True),
                            ("favourable", True),
                            models.Q(
                                ("decided_on__isnull", False),
                                ("heard_on__isnull", False),
                                ("shown_on__isnull", False),
                                ("heard_on__gte", models.F("shown_on")),
                                ("heard_on__lte", models.F("decided_on")),
                            ),
                            _connector="OR",
                        ),
                        name="mark_adverse_after_hearing",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("lapsed", False),
                            models.Q(
                                ("heard_on__isnull", False),
                                ("reply_due__isnull", False),
                                ("heard_on__gt", models.F("reply_due")),
                            ),
                            _connector="OR",
                        ),
                        name="mark_lapsed_after_the_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("reply_due", None), ("shown_by", None), ("shown_on", None)),
                            models.Q(
                                ("reply_due__isnull", False),
                                ("shown_by__isnull", False),
                                ("shown_on__isnull", False),
                                ("reply_due__gte", models.F("shown_on")),
                            ),
                            _connector="OR",
                        ),
                        name="mark_shown_by_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "shown"), _negated=True),
                            ("shown_on__isnull", False),
                            _connector="OR",
                        ),
                        name="mark_shown_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "closed"), _negated=True),
                            models.Q(
                                ("closed_by__isnull", False),
                                ("closed_on__isnull", False),
                                models.Q(("closing", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="mark_closed_with_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OrganisationNote",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("voted_on", models.DateField(verbose_name="投票日期")),
                ("reason", models.CharField(blank=True, max_length=1000, verbose_name="组织评价")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "待确认"),
                            ("confirmed", "已确认"),
                            ("dropped", "未采用"),
                        ],
                        default="proposed",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("proposed_on", models.DateField(verbose_name="提出日期")),
                ("decided_on", models.DateField(blank=True, null=True, verbose_name="确认日期")),
                ("decision", models.CharField(blank=True, max_length=1000, verbose_name="意见")),
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
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="确认人",
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
                        verbose_name="测评",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="organisation_notes",
                        to="records.person",
                        verbose_name="干部",
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="提出人",
                    ),
                ),
            ],
            options={
                "verbose_name": "组织评价",
                "verbose_name_plural": "组织评价",
                "ordering": ("-voted_on", "-pk"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("case__isnull", False), ("evaluation", None)),
                            models.Q(("case", None), ("evaluation__isnull", False)),
                            _connector="OR",
                        ),
                        name="note_about_one_vote",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state", "dropped"),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="note_gives_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("decided_by", None),
                                models.Q(("state", "confirmed"), _negated=True),
                            ),
                            models.Q(
                                ("decided_by__isnull", False),
                                ("decided_on__isnull", False),
                                models.Q(
                                    ("state", "dropped"),
                                    models.Q(
                                        ("decided_by", models.F("proposed_by")), _negated=True
                                    ),
                                    _connector="OR",
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="note_decided_by_another",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MarkEvidence",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "record_kind",
                    models.CharField(blank=True, max_length=40, verbose_name="记录种类"),
                ),
                ("record_key", models.BigIntegerField(blank=True, null=True, verbose_name="记录")),
                ("title", models.CharField(blank=True, max_length=200, verbose_name="名称或文号")),
                ("name", models.CharField(blank=True, max_length=200, verbose_name="文件")),
                ("size", models.BigIntegerField(blank=True, null=True, verbose_name="大小")),
                ("sha256", models.CharField(blank=True, max_length=64, verbose_name="SHA-256")),
                ("at", models.DateTimeField(verbose_name="时间")),
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
                    "mark",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evidence",
                        to="selection.mark",
                        verbose_name="评价",
                    ),
                ),
                (
                    "note",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evidence",
                        to="selection.organisationnote",
                        verbose_name="组织评价",
                    ),
                ),
            ],
            options={
                "verbose_name": "依据材料",
                "verbose_name_plural": "依据材料",
                "ordering": ("pk",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("mark", None), ("note__isnull", False)),
                            models.Q(("mark__isnull", False), ("note", None)),
                            _connector="OR",
                        ),
                        name="mark_evidence_of_one_thing",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("name", ""),
                                ("record_key__isnull", False),
                                ("sha256", ""),
                                ("title", ""),
                                models.Q(("record_kind", ""), _negated=True),
                            ),
                            models.Q(
                                ("record_key", None),
                                ("record_kind", ""),
                                ("size__isnull", False),
                                models.Q(("title", ""), _negated=True),
                                models.Q(("name", ""), _negated=True),
                                models.Q(("sha256", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="mark_evidence_is_a_record_or_a_document",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Reply",
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
                            ("agrees", "无异议"),
                            ("explains", "说明情况"),
                            ("objects", "有异议"),
                        ],
                        max_length=10,
                        verbose_name="意见",
                    ),
                ),
                ("text", models.CharField(blank=True, max_length=2000, verbose_name="说明")),
                ("on", models.DateField(verbose_name="日期")),
                ("answer", models.CharField(blank=True, max_length=1000, verbose_name="答复")),
                ("answered_on", models.DateField(blank=True, null=True, verbose_name="答复日期")),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="答复人",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="本人",
                    ),
                ),
                (
                    "mark",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replies",
                        to="selection.mark",
                        verbose_name="评价",
                    ),
                ),
            ],
            options={
                "verbose_name": "本人说明",
                "verbose_name_plural": "本人说明",
                "ordering": ("pk",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind", "agrees"),
                            models.Q(("text", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="reply_says_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", ""), ("answered_by", None), ("answered_on", None)),
                            models.Q(
                                ("answered_by__isnull", False),
                                ("answered_on__isnull", False),
                                models.Q(("answer", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="reply_answered_by_somebody",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="WordList",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("clause", models.CharField(max_length=80, verbose_name="条款")),
                ("since", models.DateField(verbose_name="自")),
                ("to_use", models.JSONField(default=list, verbose_name="重用的情形")),
                ("not_to_use", models.JSONField(default=list, verbose_name="坚决不用的情形")),
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
                "verbose_name": "重用、不用清单",
                "verbose_name_plural": "重用、不用清单",
                "ordering": ("unit__path", "-since"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("unit", "clause", "since"), name="words_once_a_day"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("source", ""), _negated=True), name="words_have_source"
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="mark",
            name="words",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="selection.wordlist",
                verbose_name="清单",
            ),
        ),
    ]
