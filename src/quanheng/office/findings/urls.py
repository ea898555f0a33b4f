"""Addresses of documents, evaluations, findings and messages."""

from django.urls import path

from quanheng.office.findings.views import board, law, messages, runs

app_name = "findings"
urlpatterns = [
    path("findings/", board.index, name="board"),
    path("findings/export", board.export, name="export"),
    path("findings/remind", board.remind, name="remind"),
    path("findings/views/save", board.save, name="save-view"),
    path("findings/views/<int:pk>/delete", board.delete, name="delete-view"),
    path("findings/<int:pk>/", board.show, name="finding"),
    path("documents-in-force/", law.index, name="law"),
    path("documents-in-force/<str:pack>/", law.show, name="document"),
    path("documents-in-force/<str:pack>/adopt", law.adopt, name="adopt"),
    path("documents-in-force/<str:pack>/numbers/<path:slug>", law.choose, name="choose"),
    path("adoptions/<int:pk>/end", law.end, name="end-adoption"),
    path("runs/", runs.index, name="runs"),
    path("runs/order", runs.order, name="order-run"),
    path("runs/<int:pk>/", runs.show, name="run"),
    path("messages/", messages.index, name="messages"),
    path("messages/read", messages.read, name="read-messages"),
    path("messages/calendar/open", messages.open_calendar, name="open-calendar"),
    path("messages/calendar/end", messages.end_calendar, name="end-calendar"),
    path("calendar/<str:token>.ics", messages.calendar, name="calendar"),
]
