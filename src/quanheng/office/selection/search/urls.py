"""Addresses of the search and the comparison."""

from django.urls import path

from quanheng.office.selection.search import views

urlpatterns = [
    path("search/", views.index, name="search"),
    path("search/<int:pk>/", views.why, name="search-why"),
    path("compare/", views.compare, name="compare"),
]
