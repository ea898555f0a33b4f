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
        _("消息"), "findings:messages", Power.SEE_FILE, "inbox", about=_("到期提醒和催办"), place=30
    ),
    Page(
        _("政策采纳"),
        "findings:law",
        Power.ADOPT_PACKS,
        "file",
        about=_("哪些文件在哪些单位施行，参数如何设定"),
        place=40,
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
