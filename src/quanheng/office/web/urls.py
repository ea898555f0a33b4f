"""Addresses that belong to no app: home, language, health."""

from django.urls import path
from django.views.i18n import set_language

from quanheng.office.web import views

urlpatterns = [
    path("", views.home, name="home"),
    path("system/", views.system, name="system"),
    path("components/", views.components, name="components"),
    path("language/", set_language, name="set_language"),
    path("healthz", views.healthz, name="healthz"),
]
