"""Addresses of reviews and checks."""

from django.urls import path

from quanheng.office.selection.reviews.views import leaving, prior, regulations, yearly

urlpatterns = [
    path("reviews/", yearly.index, name="reviews"),
    path("reviews/new/<slug:kind>/", yearly.begin, name="review-new"),
    path("reviews/titles/", regulations.titles, name="titles"),
    path("reviews/prior/", prior.index, name="prior-reports"),
    path("reviews/prior/new/", prior.new, name="prior-report-new"),
    path("reviews/prior/<int:pk>/", prior.show, name="prior-report"),
    path("reviews/leaving/", leaving.index, name="leaving-checks"),
    path("reviews/leaving/new/<int:tenure>/", leaving.new, name="leaving-new"),
    path("reviews/leaving/<int:pk>/", leaving.show, name="leaving"),
    path("reviews/leaving/<int:pk>/<slug:step>", leaving.act, name="leaving-act"),
    path("reviews/check/<int:pk>/", regulations.show, name="regulation"),
    path("reviews/check/<int:pk>/<slug:step>", regulations.act, name="regulation-act"),
    path("reviews/<int:pk>/", yearly.show, name="review"),
    path("reviews/<int:pk>/report.<slug:format>", yearly.take, name="review-report"),
    path("reviews/<int:pk>/confirm/<int:count>", yearly.confirm, name="review-confirm"),
    path("reviews/<int:pk>/<slug:step>", yearly.act, name="review-act"),
]
