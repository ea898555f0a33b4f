"""Addresses of evaluations, findings and calendars."""

from django.urls import path

from quanheng.office.findings.views import board, calendar, runs

app_name = "findings"
urlpatterns = [
    path("findings/", board.index, name="board"),
    path("findings/export", board.export, name="export"),
    path("findings/remind", board.remind, name="remind"),
    path("findings/views/save", board.save, name="save-view"),
    path("findings/views/<int:pk>/delete", board.delete, name="delete-view"),
    path("findings/<int:pk>/", board.show, name="finding"),
    path("runs/", runs.index, name="runs"),
    path("runs/order", runs.order, name="order-run"),
    path("runs/<int:pk>/", runs.show, name="run"),
    path("messages/calendar/open", calendar.open_calendar, name="open-calendar"),
    path("messages/calendar/end", calendar.end_calendar, name="end-calendar"),
    path("calendar/<str:token>.ics", calendar.calendar, name="calendar"),
]
