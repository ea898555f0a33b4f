"""The pages on which ballots are cast. Nothing here knows who is asking, or notes anything.

They are rendered without the request, so that no context processor looks at a session. They take
no CSRF token, for that is a cookie; the credential is the authority.
"""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_POST, require_safe

from quanheng.office.ballots import casting, showing
from quanheng.office.ballots.paper import Problem, problem

SECONDS = 12
"""For which the kiosk shows a receipt."""

GROUPED = 4
"""Letters of a hash that stand together."""


def shown(template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """A voting page."""
    return HttpResponse(render_to_string(f"ballots/vote/{template}.html", context), status=status)


def refusal_of(refused: casting.CastRefused) -> str:
    """Why a ballot was not taken, and what to do."""
    match refused:
        case casting.UsedCredential():
            return _("这个票码已经使用过。如果您刚刚投过票，说明票已计入；否则请向计票人说明。")
        case casting.NotOpen():
            return _("现在不是投票时间。请等计票人宣布开始；投票结束后不能补投。")
        case casting.InvalidAnswers(problem=Problem.TOO_MANY):
            return _("选择超过了可选的数目，请减少后再投。")
        case casting.InvalidAnswers(problem=Problem.TWICE):
            return _("同一个人选了两次，请去掉一次。")
        case casting.InvalidAnswers(problem=Problem.BAD_NAME):
            return _("另选人的姓名过长、含有特殊字符或已在候选名单中，请改正。")
        case casting.InvalidAnswers():
            return _("选择与票面不符，请重新填写。")
    return _("没有这个票码。请对照表决票检查每个字母，或者重新扫描二维码。")


@login_not_required
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Enter a code; a QR code brings it behind ``#``, where only the script sees it."""
    return shown("enter", {})


@login_not_required
@require_safe
def kiosk(request: HttpRequest) -> HttpResponse:
    """The same in large type, coming back to itself."""
    return shown("enter", {"kiosk": True})


@login_not_required
@require_GET
def protection(request: HttpRequest) -> HttpResponse:
    """What is protected and what is not."""
    return shown("protection", {})


def code_in(request: HttpRequest) -> str:
    """The code or token sent; a scanner sends the whole address."""
    return request.POST.get("code", "").strip().rsplit("#", maxsplit=1)[-1]


@login_not_required
@csrf_exempt
@require_POST
@sensitive_post_parameters()
def paper(request: HttpRequest) -> HttpResponse:
    """The paper that a code is for, with what was answered before."""
    code, at_kiosk = code_in(request), "kiosk" in request.POST
    try:
        ballot, kind = casting.paper_for(code)
    except casting.CastRefused as refused:
        return shown("enter", {"kiosk": at_kiosk, "refusal": refusal_of(refused)}, status=422)
    return paper_page(request, ballot, kind, "")


def paper_page(request: HttpRequest, ballot: Any, kind: Any, refusal: str) -> HttpResponse:
    """The paper as a form."""
    asked = ballot.asked()
    context = {
        "code": code_in(request),
        "kiosk": "kiosk" in request.POST,
        "ballot": ballot,
        "voter_class": kind,
        "heading": showing.heading(asked),
        "groups": showing.groups(asked, showing.answers_in(asked, request.POST)),
        "refusal": refusal,
    }
    return shown("paper", context, status=422 if refusal else 200)


@login_not_required
@csrf_exempt
@require_POST
@sensitive_post_parameters()
def confirm(request: HttpRequest) -> HttpResponse:
    """What was chosen, to be looked at once more; or the paper again with what is wrong."""
    code, at_kiosk = code_in(request), "kiosk" in request.POST
    try:
        ballot, kind = casting.paper_for(code)
    except casting.CastRefused as refused:
        return shown("enter", {"kiosk": at_kiosk, "refusal": refusal_of(refused)}, status=422)
    asked = ballot.asked()
    answers = showing.answers_in(asked, request.POST)
    if wrong := problem(asked, answers):
        return paper_page(request, ballot, kind, refusal_of(casting.InvalidAnswers(wrong)))
    chosen = showing.chosen(asked, answers)
    context = {
        "code": code,
        "kiosk": at_kiosk,
        "fields": showing.sent_fields(answers),
        "chosen": chosen,
        "blank": sum(not row.choices for row in chosen),
    }
    return shown("confirm", context)


@login_not_required
@csrf_exempt
@require_POST
@sensitive_post_parameters()
def cast(request: HttpRequest) -> HttpResponse:
    """Into the box."""
    code, at_kiosk = code_in(request), "kiosk" in request.POST
    try:
        ballot, kind = casting.paper_for(code)
        answers = showing.answers_in(ballot.asked(), request.POST)
        receipt = casting.cast(code, answers)
    except casting.InvalidAnswers as refused:
        return paper_page(request, ballot, kind, refusal_of(refused))
    except casting.CastRefused as refused:
        return shown("enter", {"kiosk": at_kiosk, "refusal": refusal_of(refused)}, status=422)
    context = {
        "kiosk": at_kiosk,
        "seconds": SECONDS,
        "receipt": grouped(receipt.hash_prefix),
        "ballot": ballot,
    }
    return shown("cast", context)


def grouped(letters: str) -> str:
    """Letters in groups that are easy to compare."""
    return " ".join(letters[at : at + GROUPED] for at in range(0, len(letters), GROUPED))
