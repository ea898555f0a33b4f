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
    "case opened": _("发起办理"),
    "step taken": _("办理一步"),
    "step lapsed": _("逾期自动办理"),
    "case suspended": _("中止办理"),
    "case resumed": _("恢复办理"),
    "case withdrawn": _("撤回办理"),
    "case reopened": _("重新办理"),
    "case continued": _("按新文本续办"),
    "override proposed": _("提出放行"),
    "override signed": _("签署放行"),
    "paper attached": _("上传材料"),
    "paper removed": _("移除材料"),
    "recusal declared": _("登记回避"),
    "recusal cleared": _("核实无须回避"),
    "recusal ended": _("解除回避"),
    "delegation made": _("委托代理"),
    "delegation ended": _("终止代理"),
    "ballot drafted": _("拟定投票"),
    "ballot changed": _("更改投票方案"),
    "roll set": _("设定投票名册"),
    "issuing begun": _("开始发票"),
    "teller passphrase set": _("设置计票口令"),
    "slips printed": _("打印票码"),
    "voter checked in": _("投票人报到"),
    "check-in undone": _("撤销报到"),
    "check-in moved": _("更正领票登记"),
    "token given": _("在手机领票"),
    "opening confirmed": _("确认开始投票"),
    "voting opened": _("开始投票"),
    "voting ended": _("结束投票"),
    "votes counted": _("完成计票"),
    "ballot voided": _("作废投票"),
    "recount exported": _("导出复核单票"),
    "duty raised": _("交办事项"),
    "duty measures set": _("制定措施"),
    "duty measure done": _("落实措施"),
    "duty progress noted": _("记录进展"),
    "duty evidence added": _("添加佐证"),
    "duty answered": _("回复事项"),
    "duty verified": _("核验通过"),
    "duty answer returned": _("退回回复"),
    "duty closed": _("办结事项"),
    "duty look-back planned": _("安排回头看"),
    "duty looked back": _("回头看"),
    "duty reopened": _("重新打开事项"),
    "duty deadline extended": _("事项延期"),
    "duty reminded": _("催办事项"),
    "duty reminders sent": _("发出督办提醒"),
    "duties carried over": _("结转事项"),
    "duties exported": _("导出清单"),
    "duty list uploaded": _("上传清单"),
    "duty list applied": _("导入清单"),
    "duty list cancelled": _("取消清单导入"),
    "burden noted": _("登记减负台账"),
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


MOVED = {"findings.adoption": "law.adoption", "findings.choice": "law.choice"}
"""Kinds that older entries name by the app in which they stood then."""


def kind_word(kind: str) -> str:
    """What an entry is about, as pages show it."""
    try:
        found = apps.get_model(MOVED.get(kind, kind)) if kind else None
        return capfirst(str(found._meta.verbose_name)) if found else ""
    except (LookupError, ValueError):
        return kind
