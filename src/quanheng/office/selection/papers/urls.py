"""Addresses of the papers of cases."""

from django.urls import path

from quanheng.office.selection.papers import views

urlpatterns = [
    path("papers/<int:pk>/", views.index, name="papers"),
    path("papers/<int:pk>/make/<slug:kind>", views.make, name="paper-make"),
    path("papers/<int:pk>/<int:paper>.<slug:form>", views.fetch, name="paper-fetch"),
]
