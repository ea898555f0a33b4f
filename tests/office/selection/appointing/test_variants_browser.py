"""Every procedure of selection in a browser: begun by its form, shown and printed at its end."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.utils.timezone import localdate
from playwright.sync_api import Browser, Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from quanheng.norms.gate import Actor
from quanheng.norms.procedure import Ask, Kind, Step
from quanheng.office.accounts.models import Grant, Role, User
from quanheng.office.accounts.system import system_account
from quanheng.office.procedures.acting import acting
from quanheng.office.procedures.known import procedures
from quanheng.office.procedures.models import Case
from quanheng.office.procedures.opening import handled_at
from quanheng.office.records.models import Person, Unit
from tests.office.selection.appointing import driver
from tests.office.selection.appointing.driver import Run, told
from tests.office.selection.windows import MARKS, PHONE, Windows, chromium, troubles, windows_of

__all__ = ["told"]

pytestmark = [
    *MARKS,
    pytest.mark.xdist_group("variants"),
    pytest.mark.skipif(
        connection.vendor != "sqlite", reason="the server reads what the test has not committed"
    ),
]
SHOWN = "national:selection/appointment"
"""The one whose pages axe looks at as well."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


@pytest.fixture(scope="module")
def server(stage: None, django_db_blocker: Any) -> Iterator[str]:
    """A server beside the tests, on their connection: the sample district is put in only once."""
    with django_db_blocker.unblock():
        made = LiveServer("localhost")
        yield made.url
        made.stop()


@pytest.fixture
def window(browser: Browser, server: str, told: dict[str, Any]) -> Iterator[Windows]:
    with windows_of(browser, server) as opened:
        yield opened


@pytest.fixture
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    """The driver goes on from the day on which the browser begins."""
    monkeypatch.setattr(driver, "ON", localdate())


def opener_of(procedure: str, subject: Person | Unit) -> User:
    """Accounts for everybody who acts in a procedure; the one who may begin it."""
    declared, on = procedures()[procedure], localdate()
    place = handled_at(declared, subject, on)
    assert place is not None
    for actor in sorted(declared.actors - {Actor.SUBJECT}):
        for number in (1, 2, 3):
            driver.account(Role(actor.value), place, f"driver-{actor.value}-{number}")
    if isinstance(subject, Person):
        as_official(driver.own(subject))
    case = Case(procedure=procedure, place=place)
    case.person = subject if isinstance(subject, Person) else None
    case.unit = subject if isinstance(subject, Unit) else None
    accounts = User.objects.filter(username__startswith="driver-").order_by("pk")
    first = declared.steps[0]
    return next(one for one in accounts if acting(case, first, one, on) is not None)


def as_official(user: User) -> None:
    """Somebody who sees the own file, as every official does."""
    told = {"since": date(2000, 1, 1), "granted_by": system_account()}
    Grant.objects.get_or_create(user=user, role=Role.OFFICIAL, unit_code="", defaults=told)


def put(form: Locator, ask: Ask, value: Any) -> None:
    """Enter an answer in the field of what is asked."""
    field = form.locator(f"[name='step-{ask.name}']")
    plain = {True: "yes", False: "no"}.get(value, value) if ask.kind is Kind.YES_NO else value
    text = str(plain.code if isinstance(plain, Person | Unit) else plain)
    if field.evaluate("one => one.tagName") == "SELECT":
        field.select_option(text)
    else:
        field.fill(text)


def first_step(page: Page, run: Run, step: Step) -> None:
    """Fill in the form with which a case begins, and press the first button."""
    form = page.locator("main form.form[enctype]")
    for ask in step.asks:
        put(form, ask, run.fitting(step, ask))
    file = {"name": "paper.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4"}
    for paper in step.papers:
        if paper.required:
            form.locator(f"[name='step-paper-{paper.name}']").set_input_files([file])
    form.locator("button[name=outcome]").first.click()
    expect(page.locator("#line-head")).to_be_attached()


def begun(window: Windows, procedure: str, told: dict[str, Any]) -> Run:
    """A case that its opener begins in the browser; the driver takes it from there."""
    subject = driver.subject_of(procedure)
    opener = opener_of(procedure, subject)
    page = window(opener.username)
    page.goto(f"/cases/new/?procedure={procedure}&subject={subject.code}")
    people = driver.people_of(procedure, subject, 2)
    run = Run(Case(procedure=procedure), localdate(), people, told)
    first_step(page, run, procedures()[procedure].steps[0])
    run.case = Case.objects.get(procedure=procedure)
    assert run.case.moves.get().by == opener
    return run


@pytest.mark.parametrize("procedure", driver.of_selection())
def test_a_case_is_begun_by_its_form_and_shown_at_its_end(
    window: Windows, told: dict[str, Any], today: None, procedure: str
) -> None:
    run = begun(window, procedure, told).ended()
    assert run.case.state == Case.State.DONE
    handler = next(iter(run.case.moves.order_by("-number"))).by
    for size in ({"width": 1440, "height": 900}, PHONE):
        page = window(handler.username, size)
        for address in (f"/cases/{run.case.pk}/", f"/cases/{run.case.pk}/record/"):
            shown(page, address, look=procedure == SHOWN)


def shown(page: Page, address: str, *, look: bool) -> None:
    """A page at the end of a case, without an error, and nowhere wider than the window."""
    answer = page.goto(address)
    assert answer is not None and answer.ok
    expect(page.locator("main")).to_contain_text("已办结")
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth"), address
    if look:
        assert troubles(page) == []
