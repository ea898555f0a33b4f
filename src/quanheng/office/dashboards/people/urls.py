"""Addresses of the pages about one person."""

from django.urls import path

from quanheng.office.dashboards.people import views

urlpatterns = [
    path("people/<int:pk>/", views.show, name="person"),
    path("people/<int:pk>/findings/", views.findings, name="person-findings"),
    path("people/<int:pk>/why/<path:rule>", views.why, name="person-why"),
    path("people/<int:pk>/growth/", views.growth, name="growth"),
]
