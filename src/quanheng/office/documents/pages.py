"""The page of this app in the side bar."""

from django.utils.translation import gettext_lazy as _

from quanheng.office.accounts.roles import Power
from quanheng.office.page import Page

PAGES = (
    Page(
        _("文书"),
        "documents:index",
        Power.EXPORT_RECORDS,
        "file",
        about=_("任免审批表、名册和摘录：制作进度与下载"),
        place=32,
    ),
)
