"""The pages of help."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET

from quanheng.office.accounts.roles import Role
from quanheng.office.dashboards.help import queries
from quanheng.office.dashboards.help.guides import guide
from quanheng.office.language import language


@require_GET
@login_required
def index(request: HttpRequest) -> HttpResponse:
    """The guide for the reader's first role, and the way to all others."""
    held = queries.roles_of(request.user, localdate())
    return page(request, held[0] if held else None, held)


@require_GET
@login_required
def show(request: HttpRequest, role: str) -> HttpResponse:
    """The guide for a role."""
    if role not in Role.values:
        raise Http404
    return page(request, Role(role), queries.roles_of(request.user, localdate()))


def page(request: HttpRequest, role: Role | None, held: list[Role]) -> HttpResponse:
    """A guide; links in it work for those who hold the role."""
    context = {"doors": queries.doors(held, language()), "role": role, "own": role in held}
    if role:
        resolve = queries.resolver(request.user, role, held, localdate())
        context["guide"] = guide(role, language(), resolve)
    return render(request, "dashboards/help/guide.html", context)


@require_GET
@login_required
def glossary(request: HttpRequest) -> HttpResponse:
    """The terms of the field."""
    asked = request.GET.get("q", "").strip()
    letters = queries.letters(asked, language())
    every = [term for letter in letters for term in letter.terms]
    opened = queries.open_pages(request.user, localdate())
    rows = [
        (one.letter, [queries.entry(term, language(), opened) for term in one.terms])
        for one in letters
    ]
    context = {"asked": asked, "rows": rows, "count": len(every)}
    return render(request, "dashboards/help/glossary.html", context)
