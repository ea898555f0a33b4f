"""The pages of this app in the side bar."""

from django.utils.translation import gettext_lazy as _

from quanheng.office.accounts.roles import Power
from quanheng.office.page import Page

PAGES = (
    Page(
        _("履责看板"),
        "findings:board",
        Power.SEE_FILE,
        "check",
        about=_("谁未达标、谁将到期、哪些待研判"),
        place=10,
    ),
    Page(
        _("核对记录"),
        "findings:runs",
        Power.EVALUATE,
        "clock",
        about=_("历次核对和状态变化"),
        place=42,
    ),
)
