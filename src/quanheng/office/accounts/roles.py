"""Who may do what: roles, powers, the table between them, and how a question is decided. Pure.

Nothing here reads a database or a clock. ``powers.py`` asks these functions about stored grants.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

SEPARATOR = "/"


class Role(TextChoices):
    """What somebody is to the system; three administrators, none of whom does another's work."""

    ORGANISATION_OFFICER = "organisation_officer", _("组织部门干部")
    PERSONNEL_OFFICER = "personnel_officer", _("单位人事干部")
    OFFICIAL = "official", _("干部本人")
    HEAD = "head", _("主要领导")
    COMMITTEE_MEMBER = "committee_member", _("党委成员")
    DISCIPLINE_OFFICER = "discipline_officer", _("纪检监察干部")
    AUDITOR = "auditor", _("审计人员")
    PETITION_OFFICER = "petition_officer", _("信访干部")
    SYSTEM_ADMIN = "system_admin", _("系统管理员")
    SECURITY_ADMIN = "security_admin", _("安全保密管理员")
    AUDIT_ADMIN = "audit_admin", _("安全审计员")


ADMINISTRATORS = frozenset({Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN})
POWERFUL = ADMINISTRATORS | {Role.ORGANISATION_OFFICER}
"""Roles that need a second factor where ``REQUIRE_SECOND_FACTOR`` is set."""


class Power(TextChoices):
    """Everything that may be asked; a closed list."""

    SEE_FILE = "see_file", _("查看干部档案")
    EDIT_RECORDS = "edit_records", _("登记和更正记录")
    IMPORT_RECORDS = "import_records", _("导入数据")
    EXPORT_RECORDS = "export_records", _("导出数据")
    PROPOSE_CORRECTION = "propose_correction", _("提出关键信息更正")
    CONFIRM_CORRECTION = "confirm_correction", _("审核关键信息更正")
    REVEAL_IDENTITY = "reveal_identity", _("查看身份证号")
    REVEAL_FAMILY = "reveal_family", _("查看家庭成员")
    REVEAL_HEALTH = "reveal_health", _("查看健康信息")
    ADOPT_PACKS = "adopt_packs", _("采纳政策文件")
    EVALUATE = "evaluate", _("发起核对")
    REMIND = "remind", _("催办提醒")
    MANAGE_DUTIES = "manage_duties", _("交办和督办事项")
    HOLD_BALLOTS = "hold_ballots", _("组织投票")
    HOLD_MEETINGS = "hold_meetings", _("组织会议")
    SEE_TEAMS = "see_teams", _("查看班子分析和人选对照")
    MANAGE_SELECTION = "manage_selection", _("办理选拔任用")
    SEE_LEDGER = "see_ledger", _("查看账本")
    SIGN_CHECKPOINT = "sign_checkpoint", _("签署账本检查点")
    SEE_ACCESS_LOG = "see_access_log", _("查看访问日志")
    MANAGE_ACCOUNTS = "manage_accounts", _("管理账户")
    GRANT_ROLES = "grant_roles", _("授予角色")
    RUN_JOBS = "run_jobs", _("管理后台任务")
    BACK_UP = "back_up", _("备份与恢复")
    CONFIGURE_SYSTEM = "configure_system", _("查看系统配置")


class Reach(StrEnum):
    """How far a power goes: one's own file, the unit of the grant and below, or everywhere."""

    OWN = "own"
    UNIT = "unit"
    EVERYWHERE = "everywhere"


def _table(reach: Reach, *powers: Power) -> Mapping[Power, Reach]:
    return MappingProxyType(dict.fromkeys(powers, reach))


POWERS: Mapping[Role, Mapping[Power, Reach]] = MappingProxyType(
    {
        Role.ORGANISATION_OFFICER: _table(
            Reach.UNIT,
            Power.SEE_FILE,
            Power.EDIT_RECORDS,
            Power.IMPORT_RECORDS,
            Power.EXPORT_RECORDS,
            Power.PROPOSE_CORRECTION,
            Power.CONFIRM_CORRECTION,
            Power.REVEAL_IDENTITY,
            Power.REVEAL_FAMILY,
            Power.REVEAL_HEALTH,
            Power.ADOPT_PACKS,
            Power.EVALUATE,
            Power.REMIND,
            Power.MANAGE_DUTIES,
            Power.HOLD_BALLOTS,
            Power.HOLD_MEETINGS,
            Power.SEE_TEAMS,
            Power.MANAGE_SELECTION,
        ),
        Role.PERSONNEL_OFFICER: _table(
            Reach.UNIT,
            Power.SEE_FILE,
            Power.EDIT_RECORDS,
            Power.IMPORT_RECORDS,
            Power.EXPORT_RECORDS,
            Power.PROPOSE_CORRECTION,
            Power.REVEAL_IDENTITY,
            Power.REVEAL_FAMILY,
            Power.REMIND,
            Power.MANAGE_DUTIES,
            Power.HOLD_BALLOTS,
            Power.HOLD_MEETINGS,
            Power.SEE_TEAMS,
        ),
        Role.OFFICIAL: _table(
            Reach.OWN,
            Power.SEE_FILE,
            Power.EXPORT_RECORDS,
            Power.PROPOSE_CORRECTION,
            Power.REVEAL_IDENTITY,
            Power.REVEAL_FAMILY,
            Power.REVEAL_HEALTH,
        ),
        Role.HEAD: _table(Reach.UNIT, Power.SEE_FILE, Power.MANAGE_DUTIES, Power.SEE_TEAMS),
        Role.COMMITTEE_MEMBER: _table(Reach.UNIT, Power.SEE_FILE, Power.SEE_TEAMS),
        Role.DISCIPLINE_OFFICER: _table(
            Reach.UNIT,
            Power.SEE_FILE,
            Power.REVEAL_IDENTITY,
            Power.REVEAL_FAMILY,
            Power.MANAGE_DUTIES,
        ),
        Role.AUDITOR: _table(Reach.UNIT, Power.SEE_FILE, Power.SEE_LEDGER),
        Role.PETITION_OFFICER: _table(Reach.UNIT, Power.MANAGE_DUTIES),
        Role.SYSTEM_ADMIN: _table(
            Reach.EVERYWHERE, Power.RUN_JOBS, Power.BACK_UP, Power.CONFIGURE_SYSTEM
        ),
        Role.SECURITY_ADMIN: _table(Reach.EVERYWHERE, Power.MANAGE_ACCOUNTS, Power.GRANT_ROLES),
        Role.AUDIT_ADMIN: _table(
            Reach.EVERYWHERE, Power.SEE_LEDGER, Power.SIGN_CHECKPOINT, Power.SEE_ACCESS_LOG
        ),
    }
)

NEVER_ON_ONESELF = frozenset({Power.EDIT_RECORDS, Power.CONFIRM_CORRECTION})
"""Powers that nobody has over the own file, whatever the role."""


@dataclass(frozen=True, slots=True)
class Holding:
    """A role held for a unit and everything below it (blank: everywhere), ``until`` excluded."""

    role: Role
    unit_code: str
    since: date
    until: date | None = None

    def in_force(self, on: date) -> bool:
        """Whether it holds on a day."""
        return self.since <= on and (self.until is None or on < self.until)

    def overlaps(self, other: "Holding") -> bool:
        """Whether both hold on some day."""
        begin = max(self.since, other.since)
        return self.in_force(begin) and other.in_force(begin)


@dataclass(frozen=True, slots=True)
class Standing:
    """An account as far as authorisation is concerned."""

    person_code: str | None
    holdings: tuple[Holding, ...]
    active: bool = True


@dataclass(frozen=True, slots=True)
class Scope:
    """What a power reaches for one account on one day; false when it reaches nothing."""

    person_code: str | None = None
    unit_codes: frozenset[str] = frozenset()
    everywhere: bool = False
    except_person: str | None = None

    def __bool__(self) -> bool:
        return self.everywhere or bool(self.unit_codes) or self.person_code is not None

    def covers(self, unit_path: str | None = None, person_code: str | None = None) -> bool:
        """Whether it reaches a unit (by its path) or a person (by code, and the unit's path).

        Asked without either it means everything there is.
        """
        if person_code is not None and person_code == self.except_person:
            return False
        if self.everywhere:
            return True
        if person_code is not None and person_code == self.person_code:
            return True
        codes = unit_path.split(SEPARATOR) if unit_path else ()
        return not self.unit_codes.isdisjoint(codes)


NOWHERE = Scope()


def scope(standing: Standing, power: Power, on: date) -> Scope:
    """What a power reaches for an account on a day: the union over the roles in force."""
    if not standing.active:
        return NOWHERE
    own, codes, everywhere = None, set(), False
    for holding in standing.holdings:
        reach = POWERS[holding.role].get(power) if holding.in_force(on) else None
        if reach is Reach.OWN:
            own = standing.person_code
        elif reach is Reach.EVERYWHERE or (reach is Reach.UNIT and not holding.unit_code):
            everywhere = True
        elif reach is Reach.UNIT:
            codes.add(holding.unit_code)
    barred = standing.person_code if power in NEVER_ON_ONESELF else None
    return Scope(own, frozenset(codes), everywhere, barred)


def powers(standing: Standing, on: date) -> frozenset[Power]:
    """The powers that reach anything at all on a day."""
    return frozenset(power for power in Power if scope(standing, power, on))


def incompatible(held: Iterable[Holding], new: Holding) -> Holding | None:
    """A role already held that the new one may not stand beside, if there is one.

    An administrator's account holds that one role and no other while it holds it.
    """
    for holding in held:
        separate = holding.role in ADMINISTRATORS or new.role in ADMINISTRATORS
        if separate and holding.role is not new.role and holding.overlaps(new):
            return holding
    return None
