"""Making what was ordered."""

import hashlib
import io
import re
import zipfile
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from quanheng.office.accounts.models import AccessLog, User
from quanheng.office.accounts.powers import Denied, Power
from quanheng.office.documents.drawing import document_of, roster_of
from quanheng.office.documents.models import Order
from quanheng.office.ledger.actions import record
from quanheng.office.ledger.models import Entry
from quanheng.office.records.exports import files
from quanheng.office.records.importing.forms.actions import give_out_form
from quanheng.office.records.importing.forms.giving import masked_parts
from quanheng.office.records.importing.progress import Progress, Reporter, Stopped, clear, seen
from quanheng.office.records.models import Person
from quanheng.office.records.refusals import Overtaken
from quanheng.office.records.sensitive.actions import reveal

What = AccessLog.What
DAYS_KEPT = 7
"""Days in which a file can be fetched, the day on which it was made included."""

AT_A_TIME = 50
"""People for whom it is written down in one transaction that their documents are taken out."""

_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f]')
_PACKED = (1980, 1, 1, 0, 0, 0)


def make_order(order: Order, *, by: User, on: date) -> Entry | None:
    """Make the documents of an order, keep the file, and tell the ledger; None if it was cancelled.

    Who is within reach is decided by the roles of the day of the making; others are left out, and
    the order says so. Raises ``Denied`` when the account may take nothing out any longer,
    ``Overtaken`` when the order is done already.
    """
    files.forget_expired(on)
    with _ending(order):
        people = _within_reach(order, by=by, on=on)
        parts = _revealed(order, by=by, on=on) if order.masked else []
        with translation.override(settings.LANGUAGE_CODE):  # whoever has them made, on paper
            data = _made(order, people, parts, on)
        if order.one_by_one():
            _note(order, people, by=by, on=on)
        files.keep(order, data)
        return _finish(order, people, data, by=by, on=on)
    files.forget(order)
    return None


def _within_reach(order: Order, *, by: User, on: date) -> list[Person]:
    within = Person.objects.visible_to(by, Power.EXPORT_RECORDS, on)
    people = list(within.filter(pk__in=order.people).order_by("code"))
    if not people:
        raise Denied(Power.EXPORT_RECORDS)
    return people


@contextmanager
def _ending(order: Order) -> Iterator[None]:
    """Note a fault on the order and raise it again; an order that was cancelled ends quietly."""
    running = Order.objects.filter(pk=order.pk, state=Order.State.RUNNING)
    try:
        yield
    except Stopped:
        pass
    except Exception:
        running.update(state=Order.State.FAILED)
        raise
    finally:
        clear(job_of(order))


def progress_of(order: Order) -> Progress | None:
    """How far an order is, None when nobody has begun."""
    return seen(job_of(order))


def job_of(order: Order) -> str:
    """The name by which an order's progress is told."""
    return f"documents-{order.pk}"


def _made(order: Order, people: Sequence[Person], parts: Collection[What], on: date) -> bytes:
    """The file: one document, or a zip of one for each person."""
    if not order.one_by_one():
        return roster_of(people, order.format, of=str(order.unit or ""), on=on)
    if order.person_id is not None:
        return document_of(people[0], order.kind, order.format, on=on, parts=parts)
    reporter = Reporter(job_of(order))
    reporter.begin("make", len(people))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for person in people:
            data = document_of(person, order.kind, order.format, on=on)
            archive.writestr(zipfile.ZipInfo(_name(person, order), _PACKED), data)
            reporter.add(1)
    return out.getvalue()


def _name(person: Person, order: Order) -> str:
    return _NOT_IN_NAMES.sub("_", f"{person.name}_{person.code}") + f".{order.format}"


def _revealed(order: Order, *, by: User, on: date) -> list[What]:
    """The masked parts that the account may have, each written down before it is read."""
    with _locked(order) as locked:
        assert locked.person is not None
        parts = masked_parts(locked.person, by=by, on=on)
        for what in parts:
            if what.value not in locked.noted:
                reveal(locked.person, what, reason=locked.reason, by=by, on=on)
                locked.noted.append(what.value)
        locked.save(update_fields=["noted"])
    return parts


def _note(order: Order, people: Sequence[Person], *, by: User, on: date) -> None:
    """Write down whose documents are taken out; what was noted before a break is not noted again.

    In short transactions: others write to the ledger meanwhile.
    """
    for start in range(0, len(people), AT_A_TIME):
        with _locked(order) as locked:
            done = set(locked.noted)
            for person in people[start : start + AT_A_TIME]:
                if person.pk not in done:
                    give_out_form(person, reason=locked.reason, by=by, on=on)
                    locked.noted.append(person.pk)
            locked.save(update_fields=["noted"])


@contextmanager
def _locked(order: Order) -> Iterator[Order]:
    """An order that is still to be made, in a transaction; raises ``Stopped`` when cancelled."""
    with transaction.atomic():
        locked = Order.objects.select_for_update(of=("self",)).get(pk=order.pk)
        if locked.state == Order.State.CANCELLED:
            raise Stopped
        if locked.state != Order.State.RUNNING:
            raise Overtaken(_("该文书现为“%s”，不能再办理。") % locked.get_state_display())
        yield locked


def _finish(order: Order, people: Sequence[Person], data: bytes, *, by: User, on: date) -> Entry:
    """Note that the file lies ready."""
    with _locked(order) as made:
        reached = {person.pk for person in people}
        made.left_out = [key for key in made.people if key not in reached]
        made.made = len(people) if made.one_by_one() else 1
        made.size, made.sha256 = len(data), hashlib.sha256(data).hexdigest()
        made.expires_on = on + timedelta(days=DAYS_KEPT)
        values = {
            "kind": made.kind, "format": made.format, "made": made.made, "people": len(people),
            "sha256": made.sha256, "size": made.size,
        }  # fmt: skip
        entry = record(made, "documents made", by=by, on=on, reason=made.reason, values=values)
        made.state, made.entry_number = Order.State.DONE, entry.number
        made.save()
    return entry
