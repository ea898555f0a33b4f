"""Addresses of the ledger."""

from django.urls import path

from quanheng.office.ledger import views

app_name = "ledger"
urlpatterns = [
    path("", views.entries, name="entries"),
    path("<int:number>/", views.entry, name="entry"),
    path("<int:number>/proof.json", views.proof, name="proof"),
    path("checkpoints/", views.checkpoints, name="checkpoints"),
    path("checkpoints/sign", views.sign, name="sign"),
    path("checkpoints/<int:size>.txt", views.note, name="note"),
    path("key.pem", views.key, name="key"),
]
