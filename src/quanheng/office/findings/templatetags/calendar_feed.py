"""The calendar subscription, below an account's messages."""

from typing import Any

from django import template
from django.utils.timezone import localdate

from quanheng.office.accounts.powers import Power, powers_of
from quanheng.office.findings.models import Feed

register = template.Library()


@register.inclusion_tag("findings/_calendar.html", takes_context=True)
def calendar_feed(context: dict[str, Any]) -> dict[str, Any]:
    """Opening and closing the reader's feed; nothing for whoever has no due dates to follow."""
    user = context["request"].user
    if Power.SEE_FILE not in powers_of(user, localdate()):
        return {"may": False}
    feed = Feed.objects.filter(user=user, ended_at=None).first()
    return {"may": True, "feed": feed, "csrf_token": context.get("csrf_token")}
