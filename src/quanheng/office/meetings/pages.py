"""The page of this app in the side bar."""

from django.utils.translation import gettext_lazy as _

from quanheng.office.page import Page

PAGES: tuple[Page, ...] = (
    Page(
        _("会议"),
        "meetings:index",
        icon="people",
        about=_("党委会议程、第一议题、逐项表决、末位表态，决策台账终身可查"),
        place=32,
    ),
)
