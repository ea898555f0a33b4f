"""The page of this app in the side bar."""

from django.utils.translation import gettext_lazy as _

from quanheng.office.page import Page

PAGES = (
    Page(_("消息"), "inbox:messages", icon="inbox", about=_("到期提醒、催办和待办"), place=30),
)
