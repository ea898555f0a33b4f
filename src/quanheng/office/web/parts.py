"""The components of the design system, each shown from a template of its own."""

from pathlib import Path
from typing import NamedTuple

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.template.loader import get_template
from django.utils.functional import Promise
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from quanheng.office.web import colours, samples

PARTS: dict[str, str | Promise] = {
    "colours": _("颜色和对比度"),
    "keyboard": _("键盘"),
    "badges": _("标签"),
    "buttons": _("按钮"),
    "notices": _("提示"),
    "states": _("出错、不可用、等待、空"),
    "figures": _("指标"),
    "tables": _("表格、筛选、分页"),
    "board": _("看板筛选和已存视图"),
    "slice": _("长列表的分页"),
    "search": _("搜索框"),
    "forms": _("表单"),
    "facts": _("要素"),
    "tabs": _("页签"),
    "subjects": _("干部和单位的页签"),
    "moment": _("统计日和档案截至"),
    "dialogs": _("对话框"),
    "diff": _("差异"),
    "timeline": _("时间线"),
    "steps": _("步骤与进度"),
    "tree": _("树"),
    "pictures": _("图"),
    "terms": _("术语和帮助"),
    "whence": _("数据来源"),
    "printing": _("打印"),
}


class Part(NamedTuple):
    """A component: as it looks, and its markup."""

    id: str
    title: str | Promise
    shown: str
    source: str


class Example(forms.Form):
    """A form with one of each kind of field."""

    name = forms.CharField(label=_("姓名"), max_length=60, help_text=_("与身份证一致。"))
    birth = forms.DateField(label=_("出生日期"), widget=forms.DateInput(attrs={"type": "date"}))
    sex = forms.ChoiceField(label=_("性别"), choices=[("男", _("男")), ("女", _("女"))])
    reason = forms.CharField(label=_("理由"), widget=forms.Textarea(attrs={"rows": 3}))
    agreed = forms.BooleanField(label=_("已核对原件"), required=False)
    file = forms.FileField(label=_("附件"), required=False)


def parts(request: HttpRequest) -> list[Part]:
    """Every component, rendered."""
    page = Paginator(range(1, 481), 20).page(3)
    form = Example({"name": "刘玉洋", "birth": "1970-13-01"}, auto_id="example_%s")
    context = {
        "page": page,
        "form": form,
        "colours": colours.pairs(),
        "here": "overview",
        "moment": {"on": localdate(), "known": None, "is_now": True},
        **samples.subjects(request.user),
        **samples.pictures(),
    }
    made = []
    for name, title in PARTS.items():
        template = get_template(f"web/parts/{name}.html")
        shown = template.render(context, request)
        made.append(Part(name, title, shown, Path(template.origin.name).read_text("utf-8")))
    return made
