"""Addresses of this app."""

from django.urls import URLPattern, URLResolver, path

from quanheng.office.selection.appointing import urls as appointing
from quanheng.office.selection.marks import urls as marks
from quanheng.office.selection.papers import urls as papers
from quanheng.office.selection.pools import urls as pools
from quanheng.office.selection.reviews import urls as reviews
from quanheng.office.selection.search import urls as search
from quanheng.office.selection.teams import urls as teams
from quanheng.office.selection.views import index

app_name = "selection"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", index, name="index"),
    *appointing.urlpatterns,
    *marks.urlpatterns,
    *papers.urlpatterns,
    *pools.urlpatterns,
    *reviews.urlpatterns,
    *search.urlpatterns,
    *teams.urlpatterns,
]
