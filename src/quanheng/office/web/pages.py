"""The pages of this app in the side bar."""

from django.utils.translation import gettext_lazy as _

from quanheng.office.accounts.roles import Power
from quanheng.office.page import Page

PAGES = (
    Page(_("工作台"), "home", icon="home", place=0),
    Page(
        _("系统状态"),
        "system",
        Power.RUN_JOBS,
        "settings",
        about=_("版本、设置、磁盘和后台任务"),
        place=80,
    ),
)
