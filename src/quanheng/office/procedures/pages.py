"""The page of this app in the side bar."""

from django.utils.translation import gettext_lazy as _

from quanheng.office.accounts.roles import Power
from quanheng.office.page import Page

PAGES = (
    Page(
        _("办理事项"),
        "procedures:board",
        Power.SEE_FILE,
        "task",
        about=_("请假、更正等事项：发起、审批、到哪一步、还缺什么"),
        place=18,
    ),
    Page(
        _("关于我的办理事项"),
        "procedures:about-me",
        None,
        "user",
        about=_("办理中查实的有关本人的情况，和本人的说明"),
        own_file=True,
        place=19,
    ),
)
