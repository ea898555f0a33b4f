"""The pages of this app in the side bar."""

from django.utils.translation import gettext_lazy as _

from quanheng.office.page import Page

PAGES = (
    Page(
        _("操作账本"),
        "ledger:entries",
        "see_ledger",
        "ledger",
        everywhere=True,
        about=_("谁在何时对什么做了什么；只增不改，可出具证明"),
    ),
)
