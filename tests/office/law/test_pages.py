"""The pages of documents in force: where each holds, its numbers, setting one."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from quanheng.norms.adaptation import settable
from quanheng.norms.sentence import SHARE
from quanheng.office.accounts.models import User
from quanheng.office.findings.models import Run
from quanheng.office.records.models import Unit
from quanheng.packs import installed

LEAVE = "qingshanhu-2009:14/answer-days"
TIMED = list({
    parameter.id: (pack.id, parameter, one)
    for pack in installed().values()
    for one in pack.procedures.values()
    for parameter in one.parameters
    if settable(parameter)
}.values())  # fmt: skip
"""The time limits that documents leave open, each with its document and procedure."""


def test_the_pages_ask_little(
    evaluated: Run,
    client_of: Callable[[str], Client],
    django_assert_max_num_queries: Callable[..., Any],
) -> None:
    officer = client_of("organisation_officer")
    for address in (reverse("law:index"), reverse("law:document", args=["kunming-2019"])):
        officer.get(address)
        with django_assert_max_num_queries(12):
            assert officer.get(address).status_code == 200


def test_adopting_and_setting_a_number_from_the_pages(
    district: Any, client_of: Any, users: dict[str, User]
) -> None:
    officer = client_of("organisation_officer")
    root = Unit.objects.filter(parent=None).get()
    page = reverse("law:document", args=["kunming-2019"])
    assert "还没有单位采纳" in officer.get(page).content.decode()
    given = {"unit": root.code, "since": "2020-01-01", "source": "市委1号"}
    adopt = reverse("law:adopt", args=["kunming-2019"])
    refused = officer.post(adopt, {**given, "since": "2019-02-01"})
    assert refused.status_code == 422 and "施行" in refused.content.decode()
    assert officer.post(adopt, given).status_code == 302
    number = reverse("law:choose", args=["kunming-2019", "14/young"])
    wrong = officer.post(number, {**given, "value": "四十"})
    assert wrong.status_code == 422 and "不是数值" in wrong.content.decode()
    assert officer.post(number, {**given, "value": "38"}).status_code == 302
    shown = officer.get(page).content.decode()
    assert "38岁" in shown and "40岁" in shown and "市委1号" in shown
    fixed = reverse("law:choose", args=["kunming-2019", "4/hours-5y"])
    assert officer.get(fixed).status_code == 404


@pytest.mark.any_database
@pytest.mark.parametrize("timed", TIMED, ids=lambda timed: timed[1].id)
def test_a_time_limit_left_open_is_set_from_the_pages(
    evaluated: Run, client_of: Any, timed: Any
) -> None:
    pack, parameter, procedure = timed
    officer = client_of("organisation_officer")
    slug = parameter.id.partition(":")[2]
    page = reverse("law:document", args=[pack])
    shown = next(
        row for row in officer.get(page).context["numbers"] if row.parameter.id == parameter.id
    )
    assert shown.open and procedure.title.zh in shown.used
    root = Unit.objects.filter(parent=None).get()
    given = {"unit": root.code, "since": "2020-01-01", "source": "区委2号"}
    given["value"] = "60%" if parameter.unit == SHARE else "7"
    assert officer.post(reverse("law:choose", args=[pack, slug]), given).status_code == 302
    assert "区委2号" in officer.get(page).content.decode()
    clause = reverse("dashboards:clause", args=[pack, parameter.clause.partition(":")[2]])
    told = officer.get(clause).content.decode()
    assert "区委2号" in told and procedure.title.zh in told


def test_there_are_time_limits_to_set() -> None:
    assert LEAVE in {parameter.id for _pack, parameter, _procedure in TIMED}
