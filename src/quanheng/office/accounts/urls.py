"""Addresses of accounts, roles and the access log."""

from django.urls import path

from quanheng.office.accounts import views

app_name = "accounts"
urlpatterns = [
    path("", views.index, name="index"),
    path("open", views.open_new, name="open"),
    path("me", views.me, name="me"),
    path("access", views.access_log, name="access-log"),
    path("access.csv", views.access_export, name="access-export"),
    path("<int:pk>", views.account, name="account"),
    path("<int:pk>/disable", views.disable, name="disable"),
    path("<int:pk>/enable", views.enable, name="enable"),
    path("<int:pk>/password", views.password, name="password"),
    path("<int:pk>/second-factor", views.second_factor, name="second-factor"),
    path("<int:pk>/grant", views.grant, name="grant"),
    path("<int:pk>/grants/<int:grant_pk>/end", views.end, name="end-role"),
]
