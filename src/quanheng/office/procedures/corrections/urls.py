"""Addresses of corrections."""

from django.urls import path

from quanheng.office.procedures.corrections import views

app_name = "corrections"
urlpatterns = [
    path("corrections/", views.index, name="index"),
    path("corrections/<int:pk>/", views.show, name="show"),
    path("corrections/<int:pk>/evidence", views.evidence, name="evidence"),
    path("records/<str:model>/<int:pk>/correct", views.correct, name="correct"),
    path("records/<str:model>/<int:pk>/retract", views.retract, name="retract"),
]
