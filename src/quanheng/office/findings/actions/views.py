"""What an account keeps for itself: views of the board, and a calendar feed."""

import hashlib
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from quanheng.office.accounts.models import User
from quanheng.office.accounts.powers import Power, require
from quanheng.office.findings.models import Feed, SavedView
from quanheng.office.ledger.actions import record
from quanheng.office.ledger.models import Entry
from quanheng.office.records.refusals import Refused

MOST = 50
"""Views that one account may keep."""
LEAST_TOKEN = 32


@transaction.atomic
def save_view(name: str, query: str, *, by: User, on: date) -> Entry:
    """Keep a set of filters under a name; the name's former filters are replaced."""
    require(by, Power.SEE_FILE, on)
    name = name.strip()
    if not name or len(name) > 60 or len(query) > 1000:
        raise Refused(_("请为视图取一个60字以内的名称。"))
    own = SavedView.objects.filter(owner=by)
    if own.exclude(name=name).count() >= MOST:
        raise Refused(_("最多保存%d个视图，请先删除不用的。") % MOST)
    made, _new = own.update_or_create(
        owner=by, name=name, defaults={"query": query, "saved_at": timezone.now()}
    )
    return record(made, "view saved", by=by, on=on, values={"name": name})


@transaction.atomic
def delete_view(view: SavedView, *, by: User, on: date) -> Entry:
    """Delete one's own view."""
    if view.owner != by:
        raise Refused(_("只能删除自己的视图。"))
    key = view.pk
    view.delete()
    view.pk = key  # for the entry to name it
    return record(view, "view deleted", by=by, on=on, values={"name": view.name})


@transaction.atomic
def open_feed(token: str, *, by: User, on: date) -> Entry:
    """A new secret address for a calendar program; the one before is closed.

    ``token`` is what the address ends with, from ``secrets.token_urlsafe``.
    """
    require(by, Power.SEE_FILE, on)
    if len(token) < LEAST_TOKEN:
        raise Refused(_("订阅地址过短，容易被猜到，请重新开通。"))
    Feed.objects.filter(user=by, ended_at=None).update(ended_at=timezone.now())
    made = Feed.objects.create(user=by, digest=digest(token), opened_at=timezone.now())
    return record(made, "calendar opened", by=by, on=on)


@transaction.atomic
def end_feed(*, by: User, on: date) -> Entry:
    """Close the address."""
    feed = Feed.objects.select_for_update().filter(user=by, ended_at=None).first()
    if feed is None:
        raise Refused(_("没有开通日历订阅。"))
    feed.ended_at = timezone.now()
    feed.save(update_fields=["ended_at"])
    return record(feed, "calendar closed", by=by, on=on)


def digest(token: str) -> str:
    """What is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()
