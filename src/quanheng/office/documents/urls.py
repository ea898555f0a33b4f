"""Addresses of the documents app."""

from django.urls import path

from quanheng.office.documents import views

app_name = "documents"
urlpatterns = [
    path("", views.index, name="index"),
    path("people/<int:pk>/", views.person, name="person"),
    path("people/<int:pk>/preview", views.preview, name="preview"),
    path("units/<int:pk>/", views.unit, name="unit"),
    path("orders/<int:pk>/", views.order, name="order"),
    path("orders/<int:pk>/file", views.fetch, name="fetch"),
    path("orders/<int:pk>/cancel", views.cancel, name="cancel"),
]
