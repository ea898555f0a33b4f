"""Addresses of 干部任免审批表."""

from django.urls import path

from quanheng.office.records.importing.forms import views

app_name = "forms"
urlpatterns = [
    path("imports/<int:pk>/forms", views.files, name="files"),
    path("forms/<int:pk>", views.file, name="file"),
    path("people/<int:pk>/form", views.give_out, name="give-out"),
    path("units/<int:pk>/forms", views.give_out_unit, name="give-out-unit"),
]
