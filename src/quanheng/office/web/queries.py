"""What the home page and the system page read."""

import platform
import shutil
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

import django
from django.conf import settings
from django.db import connection
from django.db.models import F, OuterRef, Subquery
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django_tasks_db.models import DBTaskResult

from quanheng import __version__
from quanheng.office.accounts.models import Grant, User
from quanheng.office.accounts.powers import Power, powers_of
from quanheng.office.language import said
from quanheng.office.ledger.models import Checkpoint, Entry, Head
from quanheng.office.ledger.queries import Line, in_words
from quanheng.office.procedures.known import procedure_of
from quanheng.office.procedures.models import Case, Move
from quanheng.office.procedures.waiting import Mine, to_take
from quanheng.office.records.models import Person, Unit

GIB = 1024**3
TASKS: dict[str, str | Promise] = {
    "read_and_compare": _("读取并比对导入文件"),
    "apply": _("写入导入的数据"),
    "make": _("生成导出工作簿"),
}
"""What the jobs do, by the name of their function."""
COUNTED = 10_000
"""People up to this number are counted."""
JOBS_SHOWN = 50
FIRST = 10
"""Cases that the home page names."""
STEPS_SHOWN = 8


class Held(NamedTuple):
    """A role that an account holds, and the name of the unit (blank: everywhere)."""

    grant: Grant
    unit: str


class Waiting(NamedTuple):
    """A case that waits for an account: its title, and the step in which it stands."""

    case: Case
    title: str
    step: str


class Figure(NamedTuple):
    """A number on the home page, with a remark below it, and where to see what it counts."""

    title: str | Promise
    count: int
    url: str
    remark: str | Promise = ""
    status: str = ""


def roles_of(user: User, on: date, known: Iterable[Unit] = ()) -> list[Held]:
    """The roles in force for an account; one query at most, none where the units are known."""
    grants = [grant for grant in user.grants.all() if grant.holding().in_force(on)]
    codes = {grant.unit_code for grant in grants} - {""}
    names = {unit.code: unit.name for unit in known}
    if wanted := codes - set(names):
        names |= Unit.objects.filter(code__in=wanted).values_list("code", "name")
    grants.sort(key=lambda grant: grant.role)
    return [Held(grant, names.get(grant.unit_code, grant.unit_code)) for grant in grants]


def awaiting(user: User, mine: Mine) -> list[Waiting]:
    """The first cases in which the account may take the present step, those due soonest first."""
    reason = Move.objects.filter(case=OuterRef("pk")).order_by("-number").values("reason")[:1]
    found = mine.cases.filter(to_take(user, mine.hands))
    found = found.select_related("person", "unit").annotate(told=Subquery(reason))
    return [
        Waiting(case, said(procedure.title), said(procedure.step(case.step).title))
        for case in found.order_by(F("due").asc(nulls_last=True), "pk")[:FIRST]
        if (procedure := procedure_of(case))
    ]


def figures(user: User, on: date) -> list[Figure]:
    """The numbers that concern an account, by what it may see."""
    held, found = powers_of(user, on), []
    if Power.SEE_FILE in held:
        seen, units = Person.objects.visible_to(user), Unit.objects.visible_to(user).count()
        if units:  # else it is the own file only
            people = seen.order_by()[: COUNTED + 1].count()
            more = _("实际超过此数") if people > COUNTED else ""
            shown = min(people, COUNTED)
            found.append(Figure(_("可见干部"), shown, reverse("records:people"), more))
            found.append(Figure(_("可见单位"), units, reverse("records:units")))
    if Power.SEE_LEDGER in held and user.has_perm(Power.SEE_LEDGER):
        size = Head.objects.values_list("size", flat=True).first() or 0
        signed = Checkpoint.objects.order_by("size").values_list("size", flat=True).last() or 0
        remark = _("%d 条还没有检查点") % (size - signed) if size > signed else _("均在检查点之内")
        found.append(Figure(_("账本条数"), size, reverse("ledger:entries"), remark))
    if Power.MANAGE_ACCOUNTS in held:
        people = User.objects.filter(is_system=False)
        remark = _("其中停用 %d 个") % people.filter(is_active=False).count()
        found.append(Figure(_("账户数"), people.count(), reverse("accounts:index"), remark))
    if Power.RUN_JOBS in held:
        failed = DBTaskResult.objects.failed().count()
        remark = _("其中失败 %d 项") % failed
        status, jobs = "missed" if failed else "met", DBTaskResult.objects.count()
        found.append(Figure(_("后台任务数"), jobs, reverse("system"), remark, status))
    return found


def own_steps(user: User) -> list[Line]:
    """What the account itself did last, as the ledger tells it."""
    own = Entry.objects.filter(actor=user.get_username()).order_by("-number")
    return [in_words(entry) for entry in own[:STEPS_SHOWN]]


def jobs() -> list[DBTaskResult]:
    """The latest jobs; what they were told is not read, for it may name people."""
    shown = DBTaskResult.objects.only(
        "task_path", "status", "enqueued_at", "started_at", "finished_at", "exception_class_path"
    ).order_by("-enqueued_at")[:JOBS_SHOWN]
    for job in shown:
        job.said = TASKS.get(job.task_path.rpartition(".")[2], "")
    return list(shown)


def facts() -> list[tuple[str | Promise, str | Promise]]:
    """What somebody who looks after the system asks first."""
    disk = shutil.disk_usage(settings.DATA)
    yes_no = {True: _("是"), False: _("否")}
    return [
        (_("版本"), __version__),
        (_("运行环境"), f"Python {platform.python_version()}, Django {django.get_version()}"),
        (_("数据库"), {"sqlite": "SQLite", "postgresql": "PostgreSQL"}[connection.vendor]),
        (_("正式运行"), yes_no[settings.PRODUCTION]),
        (_("强制两步验证"), yes_no[settings.REQUIRE_SECOND_FACTOR]),
        (_("会话空闲时限"), _("%d 分钟") % settings.SESSION_IDLE_MINUTES),
        (_("数据盘可用空间"), f"{disk.free / GIB:.1f} / {disk.total / GIB:.1f} GiB"),
    ]
