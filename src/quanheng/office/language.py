"""The language of the page, and wordings of the rules library in it."""

from django.utils.translation import get_language

from quanheng.norms.finding import Language, Text


def language() -> Language:
    """The language of the page, as the rules library names it."""
    return "en" if (get_language() or "").startswith("en") else "zh"


def said(text: Text) -> str:
    """A wording in the language of the page."""
    return text.in_(language())
