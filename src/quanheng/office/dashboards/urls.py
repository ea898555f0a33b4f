"""Addresses of the dashboards app: those of its parts."""

from importlib import import_module
from importlib.util import find_spec

PARTS = ("people", "units", "reports", "search", "roster", "clauses", "overview", "help")

app_name = "dashboards"
urlpatterns = [
    pattern
    for part in PARTS
    if find_spec(f"{__package__}.{part}") and find_spec(f"{__package__}.{part}.urls")
    for pattern in import_module(f"{__package__}.{part}.urls").urlpatterns
]
