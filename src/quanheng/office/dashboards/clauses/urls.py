"""Addresses of the clause library."""

from django.urls import path

from quanheng.office.dashboards.clauses import views

urlpatterns = [
    path("clauses/", views.library, name="clauses"),
    path("clauses/<str:pack>/", views.document, name="document"),
    path("clauses/<str:pack>/<path:number>/", views.clause, name="clause"),
    path("themes/", views.themes, name="themes"),
    path("themes/<str:theme>/", views.theme, name="theme"),
]
