"""The address of search."""

from django.urls import path

from quanheng.office.dashboards.search import views

urlpatterns = [path("search/", views.search, name="search")]
