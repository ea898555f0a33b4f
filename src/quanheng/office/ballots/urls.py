"""Addresses of ballots. Those under ``vote/`` know nobody (``middleware.py``)."""

from django.urls import path

from quanheng.office.ballots.views import desk, door, phone, results, tellers, voting

app_name = "ballots"
urlpatterns = [
    path("ballots/", desk.index, name="index"),
    path("ballots/new", desk.new, name="new"),
    path("ballots/protection", results.protection, name="protection"),
    path("ballots/<int:pk>/", desk.ballot, name="ballot"),
    path("ballots/<int:pk>/edit", desk.edit, name="edit"),
    path("ballots/<int:pk>/roll", desk.roll, name="roll"),
    path("ballots/<int:pk>/people", desk.people, name="people"),
    path("ballots/<int:pk>/begin", desk.begin, name="begin"),
    path("ballots/<int:pk>/void", desk.void, name="void"),
    path("ballots/<int:pk>/slips", door.slips, name="slips"),
    path("ballots/<int:pk>/door", door.door, name="door"),
    path("ballots/<int:pk>/door/<int:voter>", door.tick, name="tick"),
    path("ballots/<int:pk>/door/<int:voter>/correct", door.correct, name="correct"),
    path("ballots/<int:pk>/teller", tellers.teller, name="teller"),
    path("ballots/<int:pk>/confirm", tellers.confirm, name="confirm"),
    path("ballots/<int:pk>/close", tellers.close, name="close"),
    path("ballots/<int:pk>/mine", phone.mine, name="mine"),
    path("ballots/<int:pk>/token", phone.token, name="token"),
    path("ballots/<int:pk>/result", results.result, name="result"),
    path("ballots/<int:pk>/sheet", results.sheet, name="sheet"),
    path("ballots/<int:pk>/proof", results.proof, name="proof"),
    path("ballots/<int:pk>/recount", results.recount, name="recount"),
    path("vote/", voting.start, name="vote"),
    path("vote/kiosk", voting.kiosk, name="vote-kiosk"),
    path("vote/paper", voting.paper, name="vote-paper"),
    path("vote/confirm", voting.confirm, name="vote-confirm"),
    path("vote/cast", voting.cast, name="vote-cast"),
    path("vote/protection", voting.protection, name="vote-protection"),
    path("vote/used/<str:paper_hash>/<int:pk>", results.used, name="vote-used"),
]
