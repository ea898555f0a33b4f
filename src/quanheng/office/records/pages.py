"""The pages of this app in the side bar."""

from django.utils.translation import gettext_lazy as _

from quanheng.office.accounts.roles import Power
from quanheng.office.page import Page

PAGES = (
    Page(_("我的档案"), "records:my-file", Power.SEE_FILE, "file"),
    Page(_("干部名册"), "records:people", Power.SEE_FILE, "people"),
    Page(_("机构"), "records:units", Power.SEE_FILE, "unit"),
    Page(_("导入中心"), "records:imports", Power.IMPORT_RECORDS, "import"),
    Page(_("导出"), "records:export", Power.EXPORT_RECORDS, "export"),
    Page(_("更正"), "records:corrections", Power.PROPOSE_CORRECTION, "edit"),
)
