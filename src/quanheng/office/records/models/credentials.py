"""Learning, titles, civil rank, what was observed of a person, and the photograph."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from quanheng.office.records.models.anchors import Person
from quanheng.office.records.models.columns import about, day, in_words, picked, text
from quanheng.office.records.models.constraints import (
    listed,
    named,
    not_before,
    not_blank,
    of_records,
    once,
)
from quanheng.office.records.models.record import Record

STUDY = in_words("全日制 在职")
SCHOOLING = in_words(
    "研究生 中央党校研究生 省（区、市）委党校研究生 大学 中央党校大学 省（区、市）委党校大学 大专"
    " 中央党校大专 省（区、市）委党校大专 中专 高中 技工学校 初中 小学 其他"
)
DEGREES = in_words("博士 硕士 学士 双学士 名誉博士")
TITLE_GRADES = in_words("正高级 副高级 中级 助理级 员级")
RANK_NAMES = in_words(
    "一级巡视员 二级巡视员 一级调研员 二级调研员 三级调研员 四级调研员"
    " 一级主任科员 二级主任科员 三级主任科员 四级主任科员 一级科员 二级科员"
)
RANKS = [(code, label) for code, (_name, label) in enumerate(RANK_NAMES, start=201)]
TOPICS = in_words(
    "政治表现 履职能力 改革创新 急难险重任务 群众工作 团结协作 作风 廉洁自律 学习成长 身心状况"
)
OCCASIONS = in_words("谈心谈话 调研走访 考察谈话 列席会议 巡视巡察 年度考核 专项任务 群众反映核实")


def values(listed_choices: list[tuple[str, str]]) -> list[str]:
    """The stored values of a closed list."""
    return [value for value, _label in listed_choices]


class Education(Record):
    """学历学位: a course of study, its education level and its degree."""

    key = ("person", "mode", "school", "level")
    key_facts = ("mode", "level", "degree", "school", "speciality", "start", "end")

    person = about(Person, _("干部"))
    mode = picked(STUDY, _("教育类别"))
    level = picked(SCHOOLING, _("学历"), optional=True)
    degree = picked(DEGREES, _("学位"), optional=True)
    school = models.CharField(_("毕业院校"), max_length=200)
    speciality = text(_("所学专业"), 200)
    start = day(_("入学时间"))
    end = day(_("毕业时间"))

    class Meta(Record.Meta):
        verbose_name = verbose_name_plural = _("学历学位")
        constraints = [
            *of_records(),
            not_before("end", "start"),
            not_blank("school", "speciality"),
            listed("mode", values(STUDY), optional=False),
            listed("level", values(SCHOOLING), optional=True),
            listed("degree", values(DEGREES), optional=True),
            named(
                "level_or_degree",
                Q(level__isnull=False) | Q(degree__isnull=False),
                _("学历、学位至少填写一项。"),
            ),
        ]


class ProfessionalTitle(Record):
    """专业技术职务: a professional title and the day it was granted."""

    key = ("person", "name", "granted")

    person = about(Person, _("干部"))
    name = models.CharField(_("专业技术职务"), max_length=120)
    grade = picked(TITLE_GRADES, _("等级"), optional=True)
    granted = day(_("取得时间"))
    granted_by = text(_("审批单位"), 200)

    class Meta(Record.Meta):
        verbose_name = verbose_name_plural = _("专业技术职务")
        constraints = [
            *of_records(),
            not_blank("name", "granted_by"),
            listed("grade", values(TITLE_GRADES), optional=True),
        ]


class Rank(Record):
    """职级: a civil rank held from ``start`` until the day before ``end`` (公务员法 art 19)."""

    key = ("person", "rank", "start")
    interval = ("start", "end")
    key_facts = ("rank", "start", "end")

    person = about(Person, _("干部"))
    rank = models.PositiveSmallIntegerField(_("职级"), choices=RANKS)
    start = models.DateField(_("任职级时间"))
    end = day(_("免职级时间"))

    class Meta(Record.Meta):
        verbose_name = verbose_name_plural = _("职级")
        constraints = [
            *of_records(),
            not_before("end", "start"),
            listed("rank", [value for value, _name in RANKS], optional=False),
        ]


class Observation(Record):
    """日常了解: what somebody observed of a person, with the evidence and where it comes from.

    A human finding; nothing is computed from it.
    """

    person = about(Person, _("干部"))
    day = models.DateField(_("日期"))
    topic = picked(TOPICS, _("方面"))
    occasion = picked(OCCASIONS, _("了解方式"))
    note = models.CharField(_("情况"), max_length=2000)
    evidence = models.CharField(_("佐证"), max_length=1000, help_text=_("事实、材料或文号"))
    observer = models.CharField(_("了解人"), max_length=120)

    class Meta(Record.Meta):
        verbose_name = verbose_name_plural = _("日常了解")
        constraints = [
            *of_records(),
            not_blank("note", "evidence", "observer"),
            listed("topic", values(TOPICS), optional=False),
            listed("occasion", values(OCCASIONS), optional=False),
        ]


class Photo(Record):
    """照片: the photograph on a person's forms, sealed (see ``records/photos.py``)."""

    key = ("person",)

    person = about(Person, _("干部"))
    image_sealed = models.BinaryField(_("照片"), editable=False)
    sha256 = models.CharField("SHA-256", max_length=64, editable=False)
    taken = day(_("拍摄时间"))

    class Meta(Record.Meta):
        verbose_name = verbose_name_plural = _("照片")
        constraints = [*of_records(), once("person")]
