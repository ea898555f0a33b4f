"""Terms of the field that lead to the glossary."""

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from quanheng.office.glossary import named, terms
from quanheng.office.web.templatetags.quanheng import language

register = template.Library()


@register.simple_tag
def term(id: str, words: str = "") -> SafeString:
    """A term as a link to its place in the glossary, with its meaning as the title.

    ``words`` stand for the term's own name where the sentence needs another form of it.
    """
    name, meaning = named(id, language())
    address = f"{reverse('dashboards:glossary')}#{terms()[id].anchor}"
    return format_html(
        '<a class="term" href="{}" title="{}">{}</a>', address, meaning, words or name
    )
