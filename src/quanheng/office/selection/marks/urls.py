"""Addresses of marks and notes."""

from django.urls import path

from quanheng.office.selection.marks import views
from quanheng.office.selection.marks.notes import views as notes

urlpatterns = [
    path("me/", views.me, name="me"),
    path("marks/", views.index, name="marks"),
    path("marks/propose/", views.propose, name="mark-propose"),
    path("marks/words/", views.words, name="mark-words"),
    path("marks/notes/", notes.index, name="notes"),
    path("marks/notes/new/", notes.new, name="note-new"),
    path("marks/notes/<int:pk>/", notes.show, name="note"),
    path("marks/notes/<int:pk>/paper/<int:paper>", notes.paper, name="note-paper"),
    path("marks/notes/<int:pk>/<slug:step>", notes.act, name="note-act"),
    path("marks/<int:pk>/", views.show, name="mark"),
    path("marks/<int:pk>/paper/<int:paper>", views.paper, name="mark-paper"),
    path("marks/<int:pk>/<slug:step>", views.act, name="mark-act"),
]
