"""The pages of this app in the side bar."""

from django.utils.translation import gettext_lazy as _

from quanheng.office.accounts.roles import Power
from quanheng.office.page import Page

PAGES: tuple[Page, ...] = (
    Page(
        _("总览"),
        "dashboards:overview",
        Power.SEE_FILE,
        "scales",
        about=_("五个体系、同类单位比较、走势和明年将至的事项"),
        units=True,
        place=12,
    ),
    Page(
        _("条款库"),
        "dashboards:clauses",
        icon="file",
        about=_("各文件的条款、规则、参数和同一事项对照"),
        place=14,
    ),
    Page(
        _("干部名册"),
        "dashboards:roster",
        Power.SEE_FILE,
        "people",
        about=_("自选列和次序，筛选、打印、导出 Excel"),
        place=20,
    ),
    Page(_("帮助"), "dashboards:help", icon="help", about=_("按角色的操作指南和术语"), place=99),
)
