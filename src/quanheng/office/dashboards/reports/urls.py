"""Addresses of standing reports."""

from django.urls import path

from quanheng.office.dashboards.reports import views

urlpatterns = [
    path("people/<int:pk>/report", views.of_person, name="person-report"),
    path("units/<int:pk>/report", views.of_unit, name="unit-report"),
]
