"""The pages of the clause library."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from quanheng.norms.finding import Status
from quanheng.norms.pack import Clause, Pack
from quanheng.office.dashboards.clauses import concordance, figures, queries, running
from quanheng.office.dashboards.clauses.concordance import ordered, rules_of, themes_of
from quanheng.office.dashboards.counting import Numbers, board, reach_of
from quanheng.office.language import language
from quanheng.office.pictures.bars import Part, strip
from quanheng.office.pictures.shapes import Picture
from quanheng.office.records.models import Unit
from quanheng.packs import installed

LINES = 40
"""Clauses on one page; a document seldom has more."""
UNITS = 15
"""Units on one page of a clause."""


def page(request: HttpRequest, name: str, **context: Any) -> HttpResponse:
    """A page of the library; all of them say from which evaluation their numbers are."""
    shown = {"run": queries.latest_run(), "statuses": status_words(), **context}
    return render(request, f"dashboards/{name}.html", shown)


@require_GET
@login_required
def library(request: HttpRequest) -> HttpResponse:
    """The documents; or the clauses in which a text occurs."""
    today, reach = localdate(), reach_of(request.user)
    counts, asked = queries.counts_for(reach), request.GET.get("q", "").strip()
    found = queries.found(ordered(), asked) if asked else []
    cut = Paginator(found, LINES).get_page(request.GET.get("page"))
    cut.object_list = queries.lines(cut.object_list, counts, reach)
    cards = [] if asked else queries.cards(ordered(), counts, reach, today)
    strips = [(one, picture(one.pack.id, one.numbers, one.title)) for one in cards]
    return page(request, "clauses", reach=reach, q=asked, page=cut, cards=strips)


def status_words() -> list[str]:
    """The statuses in words, from the worst to the best."""
    return [status.label.in_(language()) for status in Status]


def picture(name: str, found: Numbers, about: str = "") -> Picture:
    """Numbers as a strip; each part leads where its number leads."""
    parts = [
        Part(one.count, one.status.value, one.status.label.in_(language()), one.href)
        for one in found.by_status
    ]
    title = _("%s：各状态的条数") % about if about else _("各状态的条数")
    return strip(f"strip-{name}", title, parts, heads=(_("状态"), _("条数")))


def followers(request: HttpRequest, pack: Pack) -> dict[str, Any]:
    """Who follows a document; units that the account sees are links. Three queries."""
    cut = Paginator(figures.adopters(pack), UNITS).get_page(request.GET.get("adopters"))
    cut.object_list = list(cut.object_list)
    held = [one.unit_id for one in cut.object_list]
    seen = Unit.objects.visible_to(request.user).filter(pk__in=held)
    return {"adopters": cut, "visible": set(seen.order_by().values_list("pk", flat=True))}


@require_GET
@login_required
def document(request: HttpRequest, pack: str) -> HttpResponse:
    """One document: its clauses, and how things stand with each."""
    known = _pack(pack)
    today, reach = localdate(), reach_of(request.user)
    counts = queries.counts_for(reach)
    clauses = [(known, clause) for clause in known.clauses.values()]
    cut = Paginator(clauses, LINES).get_page(request.GET.get("page"))
    cut.object_list = queries.lines(cut.object_list, counts, reach)
    card = queries.cards([known], counts, reach, today)[0]
    return page(
        request,
        "document",
        reach=reach,
        card=card,
        strip=picture(known.id, card.numbers),
        page=cut,
        **followers(request, known),
    )


@require_GET
@login_required
def clause(request: HttpRequest, pack: str, number: str) -> HttpResponse:
    """One clause: its rules and numbers, units, other documents on the same matter."""
    known = _pack(pack)
    if number not in known.clauses:
        raise Http404
    here, today, reach = known.clauses[number], localdate(), reach_of(request.user)
    counts = queries.counts_for(reach)
    units = Unit.objects.visible_to(request.user)
    chosen = request.GET.get("category", "")
    narrowed = units.filter(category=chosen) if chosen else units
    rows = queries.by_unit(narrowed, rules_of(here)) if reach.units else []
    cut = Paginator(rows, UNITS).get_page(request.GET.get("page"))
    cut.object_list = queries.with_links(cut.object_list, clause=here.id)
    total = queries.lines([(known, here)], counts, reach)[0]
    return page(
        request,
        "clause",
        reach=reach,
        document=known.title.in_(language()),
        issuer=known.issuer.in_(language()),
        pack=known,
        line=total,
        strip=picture("clause", total.numbers),
        rules=queries.rules_said(known, here, counts, reach, today),
        figures=figures.figures(known, here),
        page=cut,
        category=chosen,
        categories=queries.categories_among(units),
        themes=[
            (one, one.title.in_(language()), queries.beside(one, here, reach, counts, today))
            for one in themes_of(here.id)
        ],
        **followers(request, known),
        own=queries.own_findings(request.user, here),
        **running.carried(here, request.user, today),
        **neighbours(known, number),
        everything=board(reach, clause=here.id),
    )


def neighbours(pack: Pack, number: str) -> dict[str, Clause | None]:
    """The clauses before and after one in its document."""
    clauses, at = list(pack.clauses.values()), list(pack.clauses).index(number)
    return {
        "before": clauses[at - 1] if at else None,
        "after": clauses[at + 1] if at + 1 < len(clauses) else None,
    }


@require_GET
@login_required
def themes(request: HttpRequest) -> HttpResponse:
    """The matters of which the documents speak, by sub-system."""
    reach = reach_of(request.user)
    shelves = queries.shelves(queries.counts_for(reach), reach)
    return page(request, "themes", reach=reach, shelves=shelves)


@require_GET
@login_required
def theme(request: HttpRequest, theme: str) -> HttpResponse:
    """One matter: the clauses of all documents about it, side by side."""
    matter = concordance.themes().get(theme)
    if matter is None:
        raise Http404
    today, reach = localdate(), reach_of(request.user)
    found = concordance.clauses_of(matter.all)
    rows = queries.lines(found, queries.counts_for(reach), reach, today)
    status = request.GET.get("status", "")
    if status in {one.value for one in Status}:
        rows = [row for row in rows if row.numbers.of(Status(status))]
    return page(
        request,
        "theme",
        reach=reach,
        theme=matter,
        title=matter.title.in_(language()),
        note=matter.note.in_(language()) if matter.note else "",
        status=status,
        page=Paginator(rows, LINES).get_page(request.GET.get("page")),
    )


def _pack(name: str) -> Pack:
    found = installed().get(name)
    if found is None:
        raise Http404
    return found
