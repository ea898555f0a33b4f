"""Addresses of the masked parts of files."""

from django.urls import path

from quanheng.office.records.sensitive import views

app_name = "sensitive"
urlpatterns = [
    path("people/<int:pk>/reveal/<str:what>", views.show, name="reveal"),
    path("people/<int:pk>/health", views.add_health, name="add-health"),
    path("my/looks", views.my_looks, name="my-looks"),
]
