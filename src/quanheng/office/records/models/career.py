"""Who a person is, and the course of a career. Columns are those of ``quanheng.norms.kinds``."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from quanheng.norms import kinds
from quanheng.office.accounts.roles import Power
from quanheng.office.records.models.anchors import Person, Programme, Unit
from quanheng.office.records.models.columns import (
    LEVEL_CHOICES,
    about,
    chosen,
    day,
    number,
    other,
    text,
)
from quanheng.office.records.models.constraints import named, of_kind, once
from quanheng.office.records.models.record import Record

NOW = Q(known_until=None)
"""That the file says so now; lists are sorted and narrowed by such records only."""


class Particulars(Record):
    """干部: what the file says of a person; most key facts stand here.

    The identity number is sealed, with a blind index to find it by (``records/identity.py``).
    """

    kind = kinds.Person
    key = ("person",)
    key_facts: ClassVar[tuple[str, ...]] = (
        "name",
        "sex",
        "birth",
        "joined_party",
        "began_work",
        "education",
        "inservice_education",
        "staff_category",
        "id_number",
    )

    person = about(Person, _("干部"))
    name = models.CharField(_("姓名"), max_length=60)
    sex = chosen(kinds.Person, "sex", _("性别"))
    birth = models.DateField(_("出生年月"))
    ethnicity = text(_("民族"), 60)
    native_place = text(_("籍贯"))
    birthplace = text(_("出生地"))
    home_area = text(_("成长地"))
    politics = text(_("政治面貌"), 60)
    joined_party = day(_("入党时间"))
    began_work = day(_("参加工作时间"))
    education = text(_("全日制学历"))
    inservice_education = text(_("在职学历"))
    speciality = text(_("专业"))
    familiar_field = text(_("熟悉领域"))
    staff_category = chosen(kinds.Person, "staff_category", _("人员类别"), optional=True)
    id_number_sealed = models.BinaryField(_("身份证号"), null=True, editable=False)
    id_number_index = models.CharField(max_length=64, null=True, editable=False, db_index=True)

    class Meta(Record.Meta):
        verbose_name = verbose_name_plural = _("基本情况")
        indexes = [models.Index(fields=["birth", "id"], condition=NOW, name="particulars_by_birth")]
        constraints = [
            *of_kind(kinds.Person),
            once("person"),
            named(
                "id_number_sealed_and_indexed",
                Q(id_number_sealed=None, id_number_index=None)
                | Q(id_number_sealed__isnull=False, id_number_index__isnull=False),
            ),
        ]


class Tenure(Record):
    """任职: a post held from ``start`` until the day before ``end``."""

    kind = kinds.Tenure
    key = ("person", "unit", "title", "start")
    interval = ("start", "end")
    key_facts = ("unit", "title", "start", "end")

    person = about(Person, _("干部"))
    unit = about(Unit, _("单位"))
    title = models.CharField(_("职务名称"), max_length=200)
    level = models.PositiveSmallIntegerField(_("职务层次"), choices=LEVEL_CHOICES)
    leading = models.BooleanField(_("是否领导职务"))
    chief = models.BooleanField(_("是否正职"))
    role = chosen(kinds.Tenure, "role", _("职务类别"), optional=True)
    start = models.DateField(_("任职时间"))
    end = day(_("免职时间"))
    promoted = models.BooleanField(_("是否提拔"), null=True, blank=True)
    charge = text(_("分管工作"), 1000)
    term_start = day(_("任期开始"))
    term_end = day(_("任期结束"))

    class Meta(Record.Meta):
        verbose_name = verbose_name_plural = _("任职")
        indexes = [
            models.Index(fields=["unit", "start", "end"], name="tenure_at_unit"),
            models.Index(fields=["unit", "level", "id"], condition=NOW, name="tenure_in_unit"),
            models.Index(fields=["level", "start", "id"], condition=NOW, name="tenure_by_level"),
            models.Index(fields=["start", "id"], condition=NOW, name="tenure_by_start"),
            models.Index(fields=["title"], condition=NOW, name="tenure_by_title"),
        ]
        constraints = of_kind(kinds.Tenure)


class Training(Record):
    """培训: a class attended."""

    kind = kinds.Training
    key = ("person", "name", "start")

    person = about(Person, _("干部"))
    name = models.CharField(_("班次名称"), max_length=200)
    mode = chosen(kinds.Training, "mode", _("培训方式"))
    start = models.DateField(_("开始日期"))
    end = models.DateField(_("结束日期"))
    hours = number(_("学时"))
    credits = number(_("学分"))
    host = chosen(kinds.Training, "host", _("主办层级"), optional=True)

    class Meta(Record.Meta):
        verbose_name = verbose_name_plural = _("培训")
        constraints = of_kind(kinds.Training)


class Secondment(Record):
    """锻炼: practice at the grass roots, upward, or on a project."""

    kind = kinds.Secondment
    key = ("person", "mode", "start", "project")
    interval = ("start", "end")

    person = about(Person, _("干部"))
    project = other(Programme, _("项目"))
    mode = chosen(kinds.Secondment, "mode", _("方式"))
    unit_name = text(_("单位名称"))
    start = models.DateField(_("开始日期"))
    end = day(_("结束日期"))
    grade = text(_("鉴定等次"), 60)

    class Meta(Record.Meta):
        verbose_name = verbose_name_plural = _("锻炼")
        constraints = of_kind(kinds.Secondment)


class Reserve(Record):
    """后备: membership of a reserve pool."""

    kind = kinds.Reserve
    key = ("pool", "person", "start")
    interval = ("start", "end")

    pool = models.CharField(_("池名称"), max_length=200)
    person = about(Person, _("干部"))
    start = models.DateField(_("入池日期"))
    end = day(_("出池日期"))
    reason = text(_("出池原因"))

    class Meta(Record.Meta):
        verbose_name = verbose_name_plural = _("后备")
        constraints = of_kind(kinds.Reserve)


class Contact(Record):
    """包联: responsibility for a township, or a contact point."""

    kind = kinds.Contact
    key = ("person", "type", "unit", "start")
    interval = ("start", "end")

    person = about(Person, _("干部"))
    type = chosen(kinds.Contact, "type", _("类型"))
    unit = about(Unit, _("单位"))
    start = models.DateField(_("开始日期"))
    end = day(_("结束日期"))

    class Meta(Record.Meta):
        verbose_name = verbose_name_plural = _("包联")
        constraints = of_kind(kinds.Contact)


class Family(Record):
    """家庭: a declared family member; used for recusal only, never for appraisal."""

    kind = kinds.Family
    key = ("person", "relation", "name")
    seen_with = Power.REVEAL_FAMILY

    person = about(Person, _("干部"))
    relation = models.CharField(_("称谓"), max_length=60)
    name = models.CharField(_("姓名"), max_length=60)
    birth = day(_("出生年月"))
    politics = text(_("政治面貌"), 60)
    work = text(_("工作单位及职务"))
    in_business = models.BooleanField(_("是否经商办企业"), null=True, blank=True)

    class Meta(Record.Meta):
        verbose_name = verbose_name_plural = _("家庭成员")
        constraints = of_kind(kinds.Family)


class Pay(Record):
    """工资: what one payer paid a person for one month."""

    kind = kinds.Pay
    key = ("person", "month", "payer")

    person = about(Person, _("干部"))
    month = models.DateField(_("月份"), help_text=_("当月 1 日"))
    payer = other(Unit, _("发薪单位"), optional=False)
    amount = number(_("应发"))
    attendance = number(_("出勤天数"))

    class Meta(Record.Meta):
        verbose_name = verbose_name_plural = _("工资")
        constraints = of_kind(kinds.Pay)
