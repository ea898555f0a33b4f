"""Addresses of the overview."""

from django.urls import path

from quanheng.office.dashboards.overview import views

urlpatterns = [
    path("overview/", views.show, name="overview"),
    path("overview/<str:system>/", views.system, name="system"),
]
