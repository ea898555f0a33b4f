"""Clauses by the short names of their documents."""

from django import template

from quanheng.office.procedures.words import cited

register = template.Library()
register.filter("cited", cited)
