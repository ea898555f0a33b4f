"""Addresses of the documents in force and their numbers."""

from django.urls import path

from quanheng.office.law import views

app_name = "law"
urlpatterns = [
    path("documents-in-force/", views.index, name="index"),
    path("documents-in-force/<str:pack>/", views.show, name="document"),
    path("documents-in-force/<str:pack>/adopt", views.adopt, name="adopt"),
    path("documents-in-force/<str:pack>/numbers/<path:slug>", views.choose, name="choose"),
    path("adoptions/<int:pk>/end", views.end, name="end"),
]
