"""The page of this app in the side bar."""

from django.utils.translation import gettext_lazy as _

from quanheng.office.page import Page

PAGES = (
    Page(
        _("投票"),
        "ballots:index",
        icon="check",
        about=_("民主推荐、测评和票决：我要投的票，我组织或计票的投票"),
        place=34,
    ),
)
