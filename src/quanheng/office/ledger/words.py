"""What entries say, in the words of the pages. The ledger itself keeps the English codes."""

from django.apps import apps
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

ACTIONS: dict[str, str | Promise] = {
    "account opened": _("开设账户"),
    "account disabled": _("停用账户"),
    "account enabled": _("启用账户"),
    "password reset": _("重置密码"),
    "password changed": _("修改密码"),
    "email changed": _("更改电子邮件"),
    "second factor reset": _("重置两步验证"),
    "second factor added": _("添加两步验证"),
    "second factor removed": _("移除两步验证"),
    "role granted": _("授予角色"),
    "role ended": _("终止角色"),
    "logged in": _("登录"),
    "file seen": _("查看档案"),
    "identity seen": _("查看身份证号"),
    "family seen": _("查看家庭成员"),
    "health seen": _("查看健康信息"),
    "file taken out": _("导出档案"),
    "health noted": _("登记健康信息"),
    "records loaded": _("装入数据"),
    "records exported": _("导出数据"),
    "records expired": _("清除到期记录"),
    "export ordered": _("提交导出"),
    "export fetched": _("下载导出文件"),
    "photo filed": _("登记照片"),
    "person added": _("新增干部"),
    "record added": _("新增记录"),
    "record corrected": _("更正记录"),
    "record retracted": _("撤回记录"),
    "correction requested": _("申请更正"),
    "correction proposed": _("提出更正"),
    "correction confirmed": _("审核通过更正"),
    "correction refused": _("不予更正"),
    "correction withdrawn": _("撤回更正"),
    "workbook uploaded": _("上传工作簿"),
    "import ordered": _("提交导入"),
    "import restarted": _("重新导入"),
    "import applied": _("完成导入"),
    "import cancelled": _("取消导入"),
    "form applied": _("导入任免审批表"),
    "unit added": _("新增单位"),
    "unit moved": _("调整隶属"),
    "unit ended": _("撤销单位"),
    "pack adopted": _("采纳政策文件"),
    "adoption ended": _("终止采纳"),
    "number chosen": _("设定参数"),
    "evaluation ordered": _("发起核对"),
    "evaluation made": _("完成核对"),
    "findings exported": _("导出结论"),
    "notices sent": _("发出到期提醒"),
    "reminder sent": _("催办提醒"),
    "view saved": _("保存视图"),
    "view deleted": _("删除视图"),
    "calendar opened": _("开通日历订阅"),
    "calendar closed": _("关闭日历订阅"),
    "column set saved": _("保存名册列设置"),
    "column set deleted": _("删除名册列设置"),
    "roster ordered": _("提交名册导出"),
    "roster exported": _("导出名册"),
    "roster fetched": _("下载名册文件"),
    "documents ordered": _("提交文书制作"),
    "documents made": _("制作文书"),
    "documents fetched": _("下载文书"),
    "documents cancelled": _("取消文书制作"),
    "details erased": _("清除明细"),
}
"""The actions of the apps; one that is missing here is shown as it stands in the ledger."""


def action_word(action: str) -> str:
    """An action as pages show it."""
    return str(ACTIONS.get(action, action))


def kinds() -> list[tuple[str, str]]:
    """What entries may be about: label and name of each model of ours, by name."""
    models = [model for model in apps.get_models() if model.__module__.startswith("quanheng.")]
    named = [(model._meta.label_lower, str(model._meta.verbose_name)) for model in models]
    return sorted(named, key=lambda pair: pair[1])


def kind_word(kind: str) -> str:
    """What an entry is about, as pages show it."""
    try:
        return capfirst(str(apps.get_model(kind)._meta.verbose_name)) if kind else ""
    except (LookupError, ValueError):
        return kind
