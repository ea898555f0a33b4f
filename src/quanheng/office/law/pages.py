"""The page of this app in the side bar."""

from django.utils.translation import gettext_lazy as _

from quanheng.office.accounts.roles import Power
from quanheng.office.page import Page

PAGES = (
    Page(
        _("政策采纳"),
        "law:index",
        Power.ADOPT_PACKS,
        "file",
        about=_("哪些文件在哪些单位施行，参数如何设定"),
        place=40,
    ),
)
