"""Addresses of the personnel file."""

from django.urls import path

from quanheng.office.records.views import (
    exports,
    imports,
    lines,
    own,
    people,
    photos,
    units,
)

app_name = "records"
urlpatterns = [
    path("people/", people.index, name="people"),
    path("people/add", people.add, name="add-person"),
    path("people/<int:pk>/file/", people.show, name="person"),
    path("people/<int:pk>/photo", photos.show, name="photo"),
    path("people/<int:pk>/photo/add", photos.add, name="add-photo"),
    path("people/<int:pk>/add/<str:model>", lines.add_to_person, name="add-to-person"),
    path("units/", units.index, name="units"),
    path("units/<int:pk>/file/", units.show, name="unit"),
    path("units/<int:pk>/add-unit", units.add, name="add-unit"),
    path("units/<int:pk>/move", units.move, name="move-unit"),
    path("units/<int:pk>/end", units.end, name="end-unit"),
    path("units/<int:pk>/add/<str:model>", lines.add_to_unit, name="add-to-unit"),
    path("records/<str:model>/<int:pk>/", lines.show, name="record"),
    path("imports/", imports.index, name="imports"),
    path("imports/<int:pk>/", imports.show, name="import"),
    path("imports/<int:pk>/order", imports.order, name="order-import"),
    path("imports/<int:pk>/cancel", imports.cancel, name="cancel-import"),
    path("imports/<int:pk>/restart", imports.restart, name="restart-import"),
    path("export/", exports.index, name="export"),
    path("export/<int:pk>/", exports.show, name="export-result"),
    path("export/<int:pk>/file", exports.fetch, name="export-file"),
    path("my/", own.show, name="my-file"),
    path("my/extract", own.extract, name="extract"),
]
