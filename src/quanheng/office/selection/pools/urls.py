"""Addresses of pools."""

from django.urls import path

from quanheng.office.selection.pools import views

urlpatterns = [
    path("pools/", views.index, name="pools"),
    path("pools/new/", views.new, name="pool-new"),
    path("pools/<int:pk>/", views.show, name="pool"),
    path("pools/<int:pk>/target", views.target, name="pool-target"),
    path("pools/<int:pk>/enter", views.enter, name="pool-enter"),
    path("pools/<int:pk>/<int:line>/", views.member, name="pool-member"),
    path("pools/<int:pk>/<int:line>/leave", views.leave, name="pool-leave"),
]
