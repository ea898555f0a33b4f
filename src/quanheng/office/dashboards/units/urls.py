"""Addresses of the pages about one unit."""

from django.urls import path

from quanheng.office.dashboards.units import views

urlpatterns = [
    path("units/<int:pk>/", views.show, name="unit"),
    path("units/<int:pk>/team/", views.members, name="team"),
    path("units/<int:pk>/findings/", views.findings, name="unit-findings"),
    path("units/<int:pk>/why/<path:rule>", views.why, name="unit-why"),
]
