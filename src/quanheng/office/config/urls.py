"""All addresses of the system."""

from importlib.util import find_spec

from django.urls import include, path

APPS = [
    ("", "quanheng.office.dashboards.urls"),
    ("", "quanheng.office.findings.urls"),
    ("", "quanheng.office.inbox.urls"),
    ("", "quanheng.office.duties.urls"),
    ("", "quanheng.office.law.urls"),
    ("", "quanheng.office.procedures.urls"),
    ("", "quanheng.office.procedures.corrections.urls"),
    ("", "quanheng.office.ballots.urls"),
    ("meetings/", "quanheng.office.meetings.urls"),
    ("selection/", "quanheng.office.selection.urls"),
    ("documents/", "quanheng.office.documents.urls"),
    ("", "quanheng.office.records.urls"),
    ("", "quanheng.office.records.sensitive.urls"),
    ("", "quanheng.office.records.importing.forms.urls"),
    ("accounts-admin/", "quanheng.office.accounts.urls"),
    ("ledger/", "quanheng.office.ledger.urls"),
]

urlpatterns = [
    path("", include("quanheng.office.web.urls")),
    path("accounts/", include("quanheng.office.accounts.entrance")),
    *[path(prefix, include(name)) for prefix, name in APPS if find_spec(name)],
]
