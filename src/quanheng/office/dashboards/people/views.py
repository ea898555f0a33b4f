"""Pages about one person: overview, findings, the reason of one finding, growth file."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from quanheng.norms.finding import Status
from quanheng.office.accounts.access import note_look
from quanheng.office.accounts.powers import Power, powers_of
from quanheng.office.dashboards.causes import cause
from quanheng.office.dashboards.moments import Moment, moment_of
from quanheng.office.dashboards.people import queries
from quanheng.office.dashboards.people.career import course_of, picture_of
from quanheng.office.dashboards.people.growth import years_of
from quanheng.office.dashboards.shares import strip_of
from quanheng.office.dashboards.told import documents, rule_of, tally
from quanheng.office.findings import standing
from quanheng.office.language import language
from quanheng.office.records.models import Person
from quanheng.office.records.queries.people import open_corrections, open_duties
from quanheng.office.records.views.answers import person_seen, photo_address

YEARS = 10
"""Years on one page of a growth file."""


def opened(request: HttpRequest, pk: int) -> tuple[Person, Moment]:
    """A person that the account may see; the look is noted."""
    moment = moment_of(request)
    person = person_seen(request, pk)
    note_look(person, person.code, by=request.user, on=moment.today)  # type: ignore[arg-type]
    return person, moment


def page(request: HttpRequest, name: str, person: Person, **context: Any) -> HttpResponse:
    """A page about a person."""
    own = request.user.person_code == person.code  # type: ignore[union-attr]
    address = reverse("dashboards:person-why", args=[person.pk, "-"])[:-1]
    shown = {"person": person, "own": own, "address": address, **context}
    return render(request, f"dashboards/{name}.html", shown)


@require_GET
@login_required
@never_cache
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """Who it is, the career, what is open, and what the file holds."""
    person, moment = opened(request, pk)
    user, on = request.user, moment.on
    tenures, facts = queries.tenures_of(person), queries.facts_of(person)
    stand = queries.stand_of(person, language())
    return page(
        request,
        "person",
        person,
        moment=moment,
        facts=facts,
        posts=queries.held_on(tenures, on),
        dates=queries.key_dates(tenures, facts, queries.rank_of(person, on), on),
        picture=picture_of(course_of(person, tenures, on), on),
        stand=stand,
        strip=strip_of("stand", stand.counts, _statuses(person)) if stand.run else None,
        kinds=queries.kinds_of(person, user, on),  # type: ignore[arg-type]
        duties=open_duties(person),
        corrections=open_corrections(person),
        photo=photo_address(person),
    )


@require_GET
@login_required
@never_cache
def findings(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything that the law of a day says of a person, document by document."""
    person, moment = opened(request, pk)
    found, packs, place = standing.live(person, moment.on, moment.known_at)
    counts = tally(one.status for one in found)
    status = request.GET.get("status", "")
    if status in {one.value for one in Status}:
        found = [one for one in found if one.status == status]
    return page(
        request,
        "person_findings",
        person,
        moment=moment,
        place=place,
        packs=packs,
        status=status,
        counts=counts,
        total=sum(counts.values()),
        strip=strip_of("stand", counts, _statuses(person, moment)),
        documents=documents(found, packs, moment.on, language()),
        may_export=Power.EXPORT_RECORDS in powers_of(request.user, moment.today),
    )


@require_GET
@login_required
@never_cache
def why(request: HttpRequest, pk: int, rule: str) -> HttpResponse:
    """Why a rule says what it says of a person."""
    person, moment = opened(request, pk)
    known = rule_of(rule)
    if known is None:
        raise Http404
    found = standing.explained(person, rule, moment.on, moment.known_at)
    return page(
        request,
        "person_why",
        person,
        moment=moment,
        title=known.title.in_(language()),
        document=known.clause.pack,
        causes=[cause(one, language()) for one in found],
    )


@require_GET
@login_required
@never_cache
def growth(request: HttpRequest, pk: int) -> HttpResponse:
    """The growth file: year by year, what the file holds."""
    person, moment = opened(request, pk)
    years = years_of(person, moment.today)
    whole = "all" in request.GET
    listed = Paginator(years, len(years) or 1 if whole else YEARS)
    return page(
        request,
        "growth",
        person,
        moment=moment,
        whole=whole,
        page=listed.get_page(request.GET.get("page")),
    )


def _statuses(person: Person, moment: Moment | None = None) -> str:
    """The address of a person's findings of a status, up to the status."""
    dated = f"{moment.query}&" if moment and moment.query else ""
    return f"{reverse('dashboards:person-findings', args=[person.pk])}?{dated}status="
