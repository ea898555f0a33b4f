"""The board of cases."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from quanheng.office.language import said
from quanheng.office.procedures import queries
from quanheng.office.procedures.known import procedures
from quanheng.office.procedures.models import Case
from quanheng.office.procedures.words import step_title


@require_GET
@login_required
@never_cache
def index(request: HttpRequest) -> HttpResponse:
    """The cases that the account may see: in a list, or by step of one procedure."""
    on, user = localdate(), request.user
    filter = queries.asked(request.GET, user, on)
    found = queries.found(filter, user, on)
    context = {"filter": filter, "choice": filter.choice, "found": found}
    if filter.columns and filter.procedure is not None:
        context["columns"] = queries.columns(found, filter.procedure, on)
    else:
        context["page"] = queries.listed(found, filter, request.GET.get("page"))
        context["rows"] = queries.rows(context["page"].object_list, on)
    context["step"] = step_title(filter.procedure, filter.step) if filter.step else ""
    context["procedures"] = [(one.id, said(one.title)) for one in procedures().values()]
    words = {"running": _("未办结"), "overdue": _("已逾期"), "all": _("全部")}
    words |= {value: str(label) for value, label in Case.State.choices}
    context["states"] = [(name, words[name], number) for name, number in found.states.items()]
    whose = {"take": _("待我办理"), "sign": _("待我签署"), "own": _("我的事项")}
    context["whose"] = [(name, whose[name], number) for name, number in found.who.items()]
    return render(request, "procedures/board.html", context)
