"""What must hold before an account or a role is changed."""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from quanheng.office.accounts import directory
from quanheng.office.accounts.models import Grant, User
from quanheng.office.accounts.powers import Power, require, standing_of
from quanheng.office.accounts.roles import ADMINISTRATORS, Role, incompatible


class Refused(ValidationError):  # noqa: N818  a refusal is no mistake
    """A change that the rules on accounts do not allow; the message says what to do instead."""


def locked(account: User, by: User, power: Power, on: date) -> User:
    """The account, locked, provided ``by`` may change it: not the own one, not the system's."""
    require(by, power, on)
    if account.pk == by.pk:
        raise Refused(_("不能变更自己的账户和角色，请由另一位安全保密管理员办理。"))
    account = User.objects.select_for_update(no_key=True).get(pk=account.pk)
    if account.is_system:
        raise Refused(_("系统账户不能变更。"))
    return account


def given(reason: str) -> None:
    """Raise ``Refused`` unless a reason is given."""
    if not reason.strip():
        raise Refused(_("请写明理由；理由将记入账本。"))


def fitting(grant: Grant) -> None:
    """Raise ``Refused`` when a role does not fit the account, the unit or the period."""
    role = Role(grant.role)
    if grant.until is not None and grant.until <= grant.since:
        raise Refused(_("终止日期应晚于开始日期。"))
    if role in ADMINISTRATORS and grant.unit_code:
        raise Refused(_("管理员角色面向整个系统，请不要选择单位。"))
    if role is Role.OFFICIAL and not grant.user.person_code:
        raise Refused(_("“干部本人”须先在账户上填写人员编码。"))
    if grant.unit_code and grant.unit_code not in {place.code for place in directory.places()}:
        raise Refused(_("没有编码为“%s”的单位，请从列表中选择。") % grant.unit_code)
    held = standing_of(grant.user).holdings
    if clash := incompatible(held, grant.holding()):
        raise Refused(
            _("该账户在此期间担任“%(held)s”；管理员与其他角色必须由不同账户担任。")
            % {"held": clash.role.label}
        )
