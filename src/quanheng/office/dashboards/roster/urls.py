"""Addresses of the roster."""

from django.urls import path

from quanheng.office.dashboards.roster import views

urlpatterns = [
    path("roster/", views.index, name="roster"),
    path("roster/columns", views.save_columns, name="save-columns"),
    path("roster/columns/<int:pk>/delete", views.delete_columns, name="delete-columns"),
    path("roster/export", views.export, name="export-roster"),
    path("roster/exports/<int:pk>/", views.show_export, name="roster-export"),
    path("roster/exports/<int:pk>/file", views.fetch, name="roster-file"),
]
