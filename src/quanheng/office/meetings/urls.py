"""Addresses of this app."""

from django.urls import path

from quanheng.office.meetings.views import desk, live, registers

app_name = "meetings"
urlpatterns = [
    path("", desk.index, name="index"),
    path("new", desk.new, name="new"),
    path("first", desk.first, name="first"),
    path("decisions", registers.decisions, name="decisions"),
    path("studies", registers.studies, name="studies"),
    path("authority", registers.authority, name="authority"),
    path("interventions", registers.interventions, name="interventions"),
    path("<int:pk>/", desk.meeting, name="meeting"),
    path("<int:pk>/roll", desk.roll, name="roll"),
    path("<int:pk>/minutes", desk.minutes, name="minutes"),
    path("<int:pk>/paper/<str:format>", desk.paper, name="paper"),
    path("<int:pk>/items/<int:item>/", live.item, name="item"),
    path("<int:pk>/items/<int:item>/edit", desk.edit_item, name="edit-item"),
    path("<int:pk>/questions/<int:question>/", live.question, name="question"),
    path("<int:pk>/questions/<int:question>/note", registers.note, name="note"),
    path("<int:pk>/<slug:step>", desk.act, name="act"),
    path("<int:pk>/items/<int:item>/<slug:step>", live.act_item, name="act-item"),
    path("<int:pk>/questions/<int:question>/<slug:step>", live.act_question, name="act-question"),
]
