"""The pages of this app in the side bar."""

from django.utils.translation import gettext_lazy as _

from quanheng.office.accounts.roles import Power
from quanheng.office.page import Page

PAGES = (
    Page(
        _("账户与角色"),
        "accounts:index",
        Power.MANAGE_ACCOUNTS,
        "user",
        about=_("开设、停用账户，按单位和期限授予角色"),
    ),
    Page(
        _("访问日志"),
        "accounts:access-log",
        Power.SEE_ACCESS_LOG,
        "eye",
        about=_("谁看过谁的档案、为什么"),
    ),
)
