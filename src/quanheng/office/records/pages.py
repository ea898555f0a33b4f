"""The pages of this app in the side bar."""

from django.utils.translation import gettext_lazy as _

from quanheng.office.accounts.roles import Power
from quanheng.office.page import Page

PAGES = (
    Page(
        _("我的档案"),
        "records:my-file",
        Power.SEE_FILE,
        "file",
        about=_("档案内容、谁看过、申请更正、提取摘录"),
        own_file=True,
    ),
    Page(
        _("干部档案"),
        "records:people",
        Power.SEE_FILE,
        "people",
        about=_("按姓名、单位、职务层次查找档案"),
        place=22,
    ),
    Page(
        _("机构"),
        "records:units",
        Power.SEE_FILE,
        "unit",
        about=_("单位、现任人员和单位记录"),
        place=24,
    ),
    Page(
        _("导入中心"),
        "records:imports",
        Power.IMPORT_RECORDS,
        "import",
        about=_("工作簿和任免审批表，先看差异再写入"),
    ),
    Page(
        _("导出"),
        "records:export",
        Power.EXPORT_RECORDS,
        "export",
        about=_("管理范围内的数据，存为工作簿"),
    ),
    Page(
        _("信息更正"),
        "corrections:index",
        Power.PROPOSE_CORRECTION,
        "edit",
        about=_("关键信息一人提出、另一人审核"),
    ),
)
