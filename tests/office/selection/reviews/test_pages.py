"""The pages of reviews and checks: steps taken, numbers with their lists, few queries."""

from collections.abc import Callable
from io import BytesIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from docx import Document

from quanheng.office.selection.models import LeavingCheck, PriorReport, RegulationCheck, Review
from tests.office.action_case import World
from tests.office.selection.marks.making import OFFICER, OFFICIAL, user
from tests.office.selection.reviews import making as cases
from tests.office.selection.scenes import check_in, leaver_in, prior_report_in, review_in

pytestmark = pytest.mark.any_database

Clients = Callable[[str], Client]
MOST = {"reviews": 20, "prior-reports": 12, "leaving-checks": 12, "titles": 12, "review": 30,
        "regulation": 20}  # fmt: skip


@pytest.fixture
def officer(world: World, client_of: Clients) -> Client:
    cases.place(world)
    return client_of(OFFICER)


def test_a_review_from_its_beginning_to_the_file(world: World, officer: Client) -> None:
    unit = cases.place(world)
    cases.promoted(world)
    url = reverse("selection:review-new", args=["review"])
    made = officer.post(url, {"unit": unit.code, "year": "2025"})
    review = Review.objects.get()
    address = reverse("selection:review", args=[review.pk])
    assert made.url == address
    officer.post(f"{address}prepare", {"meeting_on": "2026-01-05"})
    votes = {name: str(number) for name, number in cases.VOTES.items()}
    assert officer.post(f"{address}count", {"of": "work", **votes}).status_code == 302
    assert officer.post(f"{address}file").status_code == 422
    confirm = reverse("selection:review-confirm", args=[review.pk, review.counts.get().pk])
    assert officer.post(confirm).status_code == 422
    second = Client()
    second.force_login(user(world, "second"))
    assert second.post(confirm).url == address
    page = second.get(address).content.decode()
    assert "55.6%" in page and "未登记" in page
    assert officer.post(f"{address}file").url == address
    assert Review.objects.get().filed_on is not None


def test_the_report_is_a_paper_with_its_numbers(world: World, officer: Client) -> None:
    review = cases.ready(world)
    address = reverse("selection:review-report", args=[review.pk, "docx"])
    told = Document(BytesIO(officer.get(address).content))
    cells = {cell.text for table in told.tables for row in table.rows for cell in row.cells}
    text = "".join(paragraph.text for paragraph in told.paragraphs)
    assert "2025年度选人用人工作报告" in text
    assert "优秀和称职占收回票55.6%" in text
    assert {"年度提拔", "收到选人用人反映", "未登记"} <= cells
    assert officer.get(address.replace("docx", "pdf")).content.startswith(b"%PDF-")
    assert officer.get(address.replace("docx", "txt")).status_code == 404


def test_a_ballot_is_drafted_from_the_page(world: World, officer: Client) -> None:
    review = cases.review(world)
    address = reverse("selection:review", args=[review.pk])
    said = {"of": "people", "first_teller": "auditor", "second_teller": "nobody"}
    assert officer.post(f"{address}ballot", said).status_code == 422
    assert officer.post(f"{address}ballot", {**said, "second_teller": "head"}).url == address
    ballot = Review.objects.get().people_ballot
    assert ballot is not None and ballot.asked().subjects[0].name


def test_what_a_check_found_is_handed_over(world: World, officer: Client) -> None:
    check = cases.check(world)
    address = reverse("selection:regulation", args=[check.pk])
    row = officer.get(address).context["rows"][0][0]
    said = {"key": row.key, "owner": cases.person(world).code, "deadline": "2099-01-01"}
    assert officer.post(f"{address}rectify", {**said, "owner": "nobody"}).status_code == 422
    assert officer.post(f"{address}rectify", said).url == address
    assert check.rectifications.get().number in officer.get(address).content.decode()
    assert officer.post(f"{address}finish", {"text": "已交办"}).url == address
    assert RegulationCheck.objects.get().found
    assert row.text in officer.get(address).content.decode()


def test_reports_are_registered_and_answered(world: World, officer: Client) -> None:
    said = {"unit": cases.place(world).code, "kind": "破格提拔", "number": "1号", "matter": "甲",
            "reported_to": "市委组织部", "reported_on": "2026-01-05"}  # fmt: skip
    url = reverse("selection:prior-report-new")
    assert officer.post(url, {**said, "kind": ""}).status_code == 422
    assert officer.post(url, said).status_code == 302
    made = PriorReport.objects.get()
    address = reverse("selection:prior-report", args=[made.pk])
    late = reverse("selection:prior-reports") + "?state=late"
    assert address in officer.get(late).content.decode()
    officer.post(address, {"answer": "agreed", "answered_on": "2026-01-20"})
    assert PriorReport.objects.get().answer == "agreed"
    assert address not in officer.get(late).content.decode()


def test_a_leaving_head_reads_and_answers(
    world: World, officer: Client, client_of: Clients
) -> None:
    post = cases.leaver(world)
    url = reverse("selection:leaving-new", args=[post.pk])
    said = {"kind": "离任检查", "first": "auditor", "second": "organisation_officer-2"}
    officer.post(url, said)
    check = LeavingCheck.objects.get()
    address = reverse("selection:leaving", args=[check.pk])
    officer.post(f"{address}findings", {"result": "发现问题", "findings": "1次未备案"})
    official = client_of(OFFICIAL)
    assert official.get(address).status_code == 404
    officer.post(f"{address}show")
    assert address in official.get(reverse("selection:me")).content.decode()
    assert officer.post(f"{address}file").status_code == 422
    assert official.post(f"{address}file").status_code == 403
    assert official.post(f"{address}state", {"text": "已补办"}).url == address
    assert officer.post(f"{address}file").url == address
    assert LeavingCheck.objects.get().record is not None


@pytest.mark.parametrize("name", MOST)
def test_the_number_of_queries_does_not_grow(world: World, officer: Client, name: str) -> None:
    unit, by = cases.place(world), user(world, "system_admin")
    of = cases.person(world)
    key = {"review": lambda: review_in(unit, by).review_id,
           "regulation": lambda: check_in(unit, by).pk}  # fmt: skip
    arguments = [key[name]()] if name in key else []
    url = reverse(f"selection:{name}", args=arguments)
    counts = []
    for place in (unit, unit.parent or unit):
        cases.titles(world, place)
        review_in(place, by)
        prior_report_in(place, by)
        leaver_in(of, by)
        officer.get(url)
        with CaptureQueriesContext(connection) as asked:
            assert officer.get(url).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1] <= MOST[name]
