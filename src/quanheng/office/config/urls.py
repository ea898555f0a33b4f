"""All addresses of the system."""

from django.urls import include, path

urlpatterns = [
    path("accounts/", include("allauth.urls")),
]
