"""Addresses of teams."""

from django.urls import path

from quanheng.office.selection.teams.views import exchange, lists, papers, setting

urlpatterns = [
    path("teams/", lists.index, name="teams"),
    path("teams/<int:pk>/", lists.team, name="team"),
    path("teams/<int:pk>/set/", setting.setting, name="team-setting"),
    path("teams/<int:pk>/set/<slug:what>", setting.change, name="team-set"),
    path("teams/<int:pk>/analyse/", papers.analyse, name="team-analyse"),
    path("teams/<int:pk>/post/", papers.describe, name="team-post"),
    path("teams/posts/<int:pk>/fit/", papers.fit, name="team-fit"),
    path("teams/papers/<slug:kind>/<int:pk>/", papers.show, name="team-paper"),
    path("teams/papers/<slug:kind>/<int:pk>/sign", papers.sign, name="team-sign"),
    path("teams/papers/<slug:kind>/<int:pk>/file.<slug:format>", papers.take, name="team-file"),
    path("exchange/", exchange.long, name="exchange"),
    path("exchange/plan/", exchange.plan, name="exchange-plan"),
    path("exchange/plan/<int:pk>/drop", exchange.drop, name="exchange-drop"),
    path("exchange/villages/", exchange.from_villages, name="villages"),
    path("exchange/moves/", exchange.moves, name="moves"),
]
