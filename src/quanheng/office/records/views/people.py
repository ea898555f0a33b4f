"""People: the list, one file, and a new one."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from quanheng.office.accounts.access import note_look
from quanheng.office.accounts.powers import Power, needs, powers_of
from quanheng.office.keyset import Order, cut
from quanheng.office.records.actions import add_person
from quanheng.office.records.forms import AddForm, CodeForm
from quanheng.office.records.models import Particulars, Tenure
from quanheng.office.records.models.columns import LEVEL_CHOICES
from quanheng.office.records.queries import people as queries
from quanheng.office.records.queries.choosing import choosing
from quanheng.office.records.sensitive.queries import parts
from quanheng.office.records.views.answers import (
    ROWS,
    may,
    model_named,
    page,
    person_seen,
    photo_address,
    tried,
)

BY_CODE = Order(("code",))


@require_GET
@needs(Power.SEE_FILE)
def index(request: HttpRequest) -> HttpResponse:
    """The people that the account may see, to search."""
    on, user, text = localdate(), request.user, request.GET.get("q", "")
    choice = choosing(user, on, request.GET.get("unit", ""))
    level = next((one for one in LEVEL_CHOICES if str(one[0]) == request.GET.get("level")), None)
    found = queries.people(user, text, choice.unit, on, level[0] if level else None)
    narrowed = bool(text.strip() or choice.told or level)
    listed = cut(found, BY_CODE, ROWS, request.GET, narrowed=narrowed)
    return page(
        request,
        "people",
        page=listed,
        rows=queries.with_posts(listed.rows, on),
        q=text,
        choice=choice,
        level=level,
        levels=LEVEL_CHOICES,
        may_add=Power.EDIT_RECORDS in powers_of(user, on),
    )


@require_GET
@login_required
@never_cache
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """One file: what stands in it, kind by kind."""
    on, user = localdate(), request.user
    person = person_seen(request, pk)
    note_look(person, person.code, by=user, on=on)
    tabs = queries.tabs_of(person, user, on)
    chosen = request.GET.get("kind") or "tenure"
    model = model_named(chosen if chosen in {tab.name for tab in tabs} else "tenure")
    lines = Paginator(queries.lines_of(model, person, user), ROWS)
    listed = lines.get_page(request.GET.get("page"))
    return page(
        request,
        "person",
        person=person,
        facts=queries.particulars_of(person),
        particulars=Particulars.objects.current().filter(person=person).first(),
        parts=parts(person, user, on),
        tabs=tabs,
        kind=model._meta.model_name,
        title=model._meta.verbose_name,
        page=listed,
        lines=queries.table(listed.object_list, on),
        corrections=queries.open_corrections(person),
        duties=queries.open_duties(person),
        photo=photo_address(person),
        may_edit=may(user, person, Power.EDIT_RECORDS),
        may_export=may(user, person, Power.EXPORT_RECORDS),
        own=user.person_code == person.code,
    )


@needs(Power.EDIT_RECORDS)
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """Open a file for a new person, with the first post."""
    data, user = request.POST or None, request.user
    code = CodeForm(data)
    facts = AddForm(data, model=Particulars, user=user, without=("person",), prefix="facts")
    post = AddForm(data, model=Tenure, user=user, without=("person",), prefix="post")
    del post.fields["source"]
    sound = [form.is_valid() for form in (code, facts, post)]
    if all(sound):
        values, tenure = facts.values(), post.values()
        options = {
            "unit": tenure.pop("unit"),
            "tenure": tenure,
            "source": facts.cleaned_data["source"],
        }
        number = code.cleaned_data["code"]
        entry = tried(code, add_person, number, values, by=user, on=localdate(), **options)
        if entry is not None:
            return redirect("records:person", pk=entry.about_key)
    return page(request, "add_person", code, facts=facts, post=post)
