"""Addresses of help."""

from django.urls import path

from quanheng.office.dashboards.help import views

urlpatterns = [
    path("help/", views.index, name="help"),
    path("help/glossary/", views.glossary, name="glossary"),
    path("help/<slug:role>/", views.show, name="guide"),
]
