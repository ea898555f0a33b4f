"""Addresses of appointments."""

from django.urls import path

from quanheng.office.selection.appointing import views

urlpatterns = [
    path("appointing/", views.index, name="appointing"),
    path("appointing/<int:pk>/", views.desk, name="desk"),
    path("appointing/<int:pk>/objections/<int:objection>", views.settle, name="settle"),
    path("appointing/<int:pk>/ballots/<int:ballot>", views.counts, name="counts"),
    path("appointing/<int:pk>/probation/<int:nominee>", views.probation, name="probation"),
    path("notices/", views.notices, name="notices"),
]
