"""Addresses of messages."""

from django.urls import path

from quanheng.office.inbox import views

app_name = "inbox"
urlpatterns = [
    path("messages/", views.index, name="messages"),
    path("messages/read", views.read, name="read"),
]
