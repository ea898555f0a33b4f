"""Addresses of action lists."""

from django.urls import path

from quanheng.office.duties.views import items, lists, sheets

app_name = "duties"
urlpatterns = [
    path("duties/", lists.index, name="index"),
    path("duties/board/", lists.board, name="board"),
    path("duties/register/", lists.register, name="register"),
    path("duties/export", lists.export, name="export"),
    path("duties/new/", items.new, name="new"),
    path("duties/import/", sheets.upload, name="import"),
    path("duties/import/<int:pk>/", sheets.preview, name="upload"),
    path("duties/import/<int:pk>/apply", sheets.apply, name="apply"),
    path("duties/carry/", sheets.carry, name="carry"),
    path("duties/burdens/", sheets.burdens, name="burdens"),
    path("duties/<int:pk>/", items.show, name="item"),
    path("duties/<int:pk>/evidence/<int:paper>", items.evidence, name="evidence"),
    path("duties/<int:pk>/<slug:step>", items.act, name="act"),
]
