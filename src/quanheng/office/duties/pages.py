"""The pages of this app in the side bar."""

from django.utils.translation import gettext_lazy as _

from quanheng.office.accounts.roles import Power
from quanheng.office.page import Page

PAGES = (
    Page(
        _("督办清单"),
        "duties:index",
        Power.SEE_FILE,
        "task",
        about=_("谁负责什么、何时到期、办到哪一步"),
        place=21,
    ),
    Page(
        _("督办看板"),
        "duties:board",
        Power.MANAGE_DUTIES,
        "parts",
        about=_("各类清单办理情况，待核验、待办结的事项"),
        place=21,
    ),
)
