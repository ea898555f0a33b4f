"""The pages of this app in the side bar."""

from django.utils.translation import gettext_lazy as _

from quanheng.office.accounts.roles import Power
from quanheng.office.page import Page

PAGES = (
    Page(
        _("选拔任用"),
        "selection:index",
        Power.SEE_TEAMS,
        "scales",
        about=_("班子分析、人才库、选人和选任全过程"),
        place=19,
    ),
    Page(
        _("关于我的评价"),
        "selection:me",
        icon="scales",
        about=_("组织对我的评价、依据和我的说明"),
        own_file=True,
        place=31,
    ),
)
