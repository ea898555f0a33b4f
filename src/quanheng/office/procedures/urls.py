"""Addresses of cases and deputies."""

from django.urls import path

from quanheng.office.procedures.views import (
    board,
    cases,
    changes,
    deputies,
    nominees,
    opening,
    own,
    proof,
)

app_name = "procedures"
urlpatterns = [
    path("cases/", board.index, name="board"),
    path("cases/new/", opening.new, name="new"),
    path("cases/<int:pk>/", cases.show, name="case"),
    path("cases/<int:pk>/step", cases.step, name="step"),
    path("cases/<int:pk>/record/", cases.printed, name="record"),
    path("cases/<int:pk>/proof", proof.package, name="proof"),
    path("cases/<int:pk>/course", changes.course, name="course"),
    path("cases/<int:pk>/papers", changes.attach, name="attach"),
    path("cases/<int:pk>/papers/<int:paper>/", changes.paper, name="paper"),
    path("cases/<int:pk>/papers/<int:paper>/remove", changes.remove, name="remove-paper"),
    path("cases/<int:pk>/overrides", changes.propose, name="propose-override"),
    path("cases/<int:pk>/overrides/<int:override>/sign", changes.sign, name="sign-override"),
    path("cases/about-me/", own.about_me, name="about-me"),
    path("cases/about-me/<int:sheet>/reply", own.reply, name="reply"),
    path("cases/<int:pk>/nominees/new/", nominees.new, name="nominate"),
    path("cases/<int:pk>/nominees/<int:nominee>/", nominees.show, name="nominee"),
    path("cases/<int:pk>/nominees/<int:nominee>/sheet", nominees.fill, name="fill-sheet"),
    path("cases/<int:pk>/nominees/<int:nominee>/out", nominees.out, name="leave-out"),
    path(
        "cases/<int:pk>/nominees/<int:nominee>/written-reply",
        nominees.written_reply,
        name="written-reply",
    ),
    path("cases/<int:pk>/recusals", changes.recuse, name="recuse"),
    path("cases/<int:pk>/recusals/<int:recusal>/end", changes.lift, name="end-recusal"),
    path("deputies/", deputies.index, name="deputies"),
    path("deputies/<int:pk>/end", deputies.end, name="end-delegation"),
]
