"""Tags and filters of the design system: badges, icons, dates, pagers, masked values."""

from datetime import date, datetime
from typing import Any

from django import template
from django.core.paginator import Page
from django.template.base import Parser, Token
from django.template.context import Context
from django.template.loader_tags import BLOCK_CONTEXT_KEY, BlockNode
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html, strip_tags
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from quanheng.norms.finding import Status
from quanheng.office.language import language

register = template.Library()

NOTHING = "—"
HIDDEN = "****"
TONES = {
    **dict.fromkeys(("applied", "confirmed", "done"), "ok"),
    **dict.fromkeys(("ready", "proposed", "requested"), "attention"),
    **dict.fromkeys(("reading", "applying", "running"), "pending"),
    **dict.fromkeys(("refused", "failed"), "error"),
}
"""Badges of states, as the models name them; others are plain."""


class TitleNode(template.Node):
    """Renders the block ``title`` a second time, for the ``title`` element."""

    def render(self, context: Context) -> str:
        """The title without markup, followed by the name of the system."""
        blocks = context.render_context.get(BLOCK_CONTEXT_KEY)
        block = blocks.get_block("title") if blocks else None
        text = strip_tags(BlockNode("title", block.nodelist).render(context)) if block else ""
        return " · ".join(part for part in (" ".join(text.split()), _("铨衡")) if part)


@register.tag
def title_of_page(parser: Parser, token: Token) -> TitleNode:
    """The content of the ``title`` element: the page's block ``title`` and the system's name."""
    return TitleNode()


@register.simple_tag
def icon(name: str) -> SafeString:
    """A symbol of ``icons.svg``; decorative, so the words beside it must say the same."""
    return format_html(
        '<svg class="icon" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        static("web/icons.svg"),
        name,
    )


@register.simple_tag
def badge(status: Status | str) -> SafeString:
    """The badge of a finding's status: met, missed, attention, pending, no_data."""
    known = Status(status)
    return format_html(
        '<span class="badge badge-{}">{}</span>', known.value, known.label.in_(language())
    )


@register.filter
def tone(state: object) -> str:
    """The colour of a state's badge: what is done, what waits, what went wrong."""
    return TONES.get(str(state), "plain")


@register.filter
def day(value: date | None) -> str:
    """A day as ``2025.03.31``; a dash when unknown."""
    return value.strftime("%Y.%m.%d") if value else NOTHING


@register.filter
def month(value: date | None) -> str:
    """A month as ``2025.03``, the way personnel forms write it; a dash when unknown."""
    return value.strftime("%Y.%m") if value else NOTHING


@register.filter
def moment(value: datetime | None) -> str:
    """A moment in local time to the minute; a dash when unknown."""
    return timezone.localtime(value).strftime("%Y.%m.%d %H:%M") if value else NOTHING


@register.filter
def known(value: object) -> object:
    """The value, or a dash when it is unknown; zero and no are values."""
    if isinstance(value, bool):
        return _("是") if value else _("否")
    return NOTHING if value is None or value == "" else value


@register.filter
def amount(value: int | None) -> str:
    """A number kept in whole millionths, without superfluous zeros; a dash when unknown."""
    if value is None:
        return NOTHING
    whole, rest = divmod(abs(value), 1_000_000)
    digits = f"{rest:06d}".rstrip("0")
    return f"{'-' if value < 0 else ''}{whole:,}{'.' + digits if digits else ''}"


@register.simple_tag
def masked(value: object, keep: int = 0) -> SafeString:
    """A value that is not shown: stars, with the last ``keep`` characters left readable."""
    text = "" if value is None else str(value)
    tail = text[-keep:] if 0 < keep < len(text) else ""
    return format_html('<span class="masked" title="{}">{}</span>', _("此项已隐藏"), HIDDEN + tail)


@register.inclusion_tag("web/_pager.html", takes_context=True)
def pager(context: Context, page: Page[Any], parameter: str = "page") -> dict[str, Any]:
    """Links to the pages of a list cut by ``Paginator``, keeping the filters of the address."""
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)
    links = [
        (number, address_with(context, **{parameter: number}) if number != "…" else "")
        for number in numbers
    ]
    return {
        "page": page,
        "links": links,
        "before": address_with(context, **{parameter: page.number - 1}),
        "after": address_with(context, **{parameter: page.number + 1}),
    }


@register.simple_tag(takes_context=True)
def address_with(context: Context, **changes: object) -> str:
    """The query string of the page with some values replaced; None drops a value."""
    query = context["request"].GET.copy()
    for name, value in changes.items():
        if value is None:
            query.pop(name, None)
        else:
            query[name] = str(value)
    return f"?{query.urlencode()}"
