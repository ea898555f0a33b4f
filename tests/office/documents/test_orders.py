"""Documents are ordered with a purpose, made, kept sealed for some days, and fetched."""

import io
import zipfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as project
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate
from django_tasks_db.models import DBTaskResult

from quanheng.exchange.forms.lrmx import read_lrmx
from quanheng.office.accounts.models import AccessLog, Grant, User
from quanheng.office.accounts.powers import Denied
from quanheng.office.config.taking_up import take_up, workplace
from quanheng.office.documents import drawing, jobs, making
from quanheng.office.documents.actions import fetch_order, order_documents
from quanheng.office.documents.kinds import FORMATS, Format, Kind
from quanheng.office.documents.models import Order
from quanheng.office.documents.stopping import stop_order
from quanheng.office.ledger.models import Entry
from quanheng.office.records.exports import files
from quanheng.office.records.models import Family, Particulars, Person, Tenure, Unit
from quanheng.office.records.models.sensitive import Health
from quanheng.office.records.refusals import Overtaken, Refused
from tests.office.documents.conftest import TODAY
from tests.office.documents.pdf_text import text_of

pytestmark = pytest.mark.django_db
ClientOf = Callable[[str], Client]
State = Order.State
REASON = "提交常委会研究"


def address(name: str, *args: object) -> str:
    return reverse(f"documents:{name}", args=args)


def posted(client: Client, person: Person, document: str, **more: Any) -> Any:
    return client.post(
        address("person", person.pk), {"reason": REASON, "document": document, **more}
    )


def ordered(unit: Unit, by: User, form: Format = Format.LRMX, **more: Any) -> Order:
    told = {"reason": REASON, "by": by, "on": localdate(), "queued": False, **more}
    entry = order_documents(unit, Kind.APPOINTMENT, form, **told)
    return Order.objects.get(pk=entry.about_key)


def names_in(data: bytes) -> list[str]:
    return zipfile.ZipFile(io.BytesIO(data)).namelist()


def looks(person: Person) -> list[tuple[str, str]]:
    found = AccessLog.objects.filter(person_code=person.code).exclude(what="file")
    return list(found.order_by("pk").values_list("what", "reason"))


@pytest.mark.parametrize(
    "document",
    [f"{kind}.{form}" for kind in (Kind.APPOINTMENT, Kind.EXTRACT) for form in FORMATS[kind]],
)
def test_a_document_of_one_person_is_answered_at_once(
    client_of: ClientOf, person: Person, document: str
) -> None:
    answer = posted(client_of("organisation_officer"), person, document)
    data = b"".join(answer.streaming_content)
    starts = {"pdf": b"%PDF-", "docx": b"PK", "lrmx": b"<?xml"}
    ending = document.partition(".")[2]
    assert data.removeprefix(b"\xef\xbb\xbf").startswith(starts[ending])
    assert f".{ending}" in answer["Content-Disposition"]
    assert looks(person) == [("extract", REASON)]
    order = Order.objects.get()
    assert (order.state, order.made, order.person) == (State.DONE, 1, person)
    told = {entry.action: entry.details for entry in Entry.objects.select_related("details")}
    assert told["documents made"].values["sha256"] == order.sha256
    assert told["documents ordered"].reason == told["documents made"].reason == REASON
    assert "documents fetched" in told


def test_the_form_tells_what_the_file_tells(client_of: ClientOf, person: Person) -> None:
    answer = posted(client_of("organisation_officer"), person, "appointment.pdf")
    said = text_of(b"".join(answer.streaming_content))
    facts = Particulars.objects.current().get(person=person)
    assert person.name in said
    assert f"{facts.birth:%Y.%m}" in said
    for post in Tenure.objects.current().filter(person=person, end=None):
        assert "".join(f"{post.unit.name}{post.title}".split()) in said


def test_masked_parts_need_their_power_and_are_noted(
    client_of: ClientOf, person: Person, officer: User
) -> None:
    member = Family.objects.current().filter(person=person)[0]
    for document in ("appointment.pdf", "extract.pdf"):
        plain = posted(client_of("organisation_officer"), person, document)
        assert member.name not in text_of(b"".join(plain.streaming_content))
    before = looks(person)
    assert {what for what, _why in before} == {"extract"}
    full = posted(client_of("organisation_officer"), person, "appointment.pdf", masked="on")
    assert member.name in text_of(b"".join(full.streaming_content))
    noted = looks(person)[len(before) :]
    assert noted == [("identity", REASON), ("family", REASON), ("extract", REASON)]
    whole = posted(client_of("organisation_officer"), person, "extract.pdf", masked="on")
    assert member.name in text_of(b"".join(whole.streaming_content))


def test_of_the_masked_parts_only_those_within_ones_power_are_given(
    client_of: ClientOf, person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(making, "masked_parts", lambda *_args, **_more: [])
    full = posted(client_of("organisation_officer"), person, "appointment.pdf", masked="on")
    member = Family.objects.current().filter(person=person)[0]
    assert member.name not in text_of(b"".join(full.streaming_content))
    assert looks(person) == [("extract", REASON)]


def test_a_refused_order_writes_nothing(client_of: ClientOf, person: Person) -> None:
    client = client_of("organisation_officer")
    for wrong in (
        {"reason": " ", "document": "appointment.pdf"},
        {"reason": REASON, "document": "roster.pdf"},
        {"reason": REASON, "document": "appointment.exe"},
        {"reason": REASON},
    ):
        answer = client.post(address("person", person.pk), wrong)
        assert answer.status_code == 422
    assert not Order.objects.exists()
    assert not AccessLog.objects.filter(what="extract").exists()


def test_the_official_has_the_own_documents_without_a_reason(
    client_of: ClientOf, person: Person
) -> None:
    answer = posted(client_of("official"), person, "extract.docx", reason="", masked="on")
    assert b"".join(answer.streaming_content).startswith(b"PK")
    assert Order.objects.get().reason == "本人提取"


def test_who_may_only_look_sees_no_buttons_and_gets_nothing(
    client_of: ClientOf, person: Person
) -> None:
    head = client_of("head")
    page = head.get(address("person", person.pk))
    assert "没有提取文书的权限" in page.content.decode()
    assert 'name="document"' not in page.content.decode()
    assert head.get(address("preview", person.pk)).content.startswith(b"\x89PNG")
    assert posted(head, person, "appointment.pdf").status_code == 404
    assert not Order.objects.exists()


def test_many_forms_are_one_job_with_progress(
    client_of: ClientOf, district_unit: Unit, officer: User
) -> None:
    client = client_of("organisation_officer")
    asked = {"reason": REASON, "document": "appointment.pdf"}
    answer = client.post(address("unit", district_unit.pk), asked)
    order = Order.objects.get()
    assert answer.url == address("order", order.pk)
    waiting = client.get(answer.url).content.decode()
    assert "every 1s" in waiting and address("cancel", order.pk) in waiting
    assert client.post(address("fetch", order.pk), follow=True).status_code == 200
    assert DBTaskResult.objects.get().status == "READY"
    jobs.make.call(order.pk)
    order.refresh_from_db()
    assert order.state == State.DONE and order.made == len(order.people) >= 30
    ready = client.get(answer.url).content.decode()
    assert "every 1s" not in ready
    data = b"".join(client.post(address("fetch", order.pk)).streaming_content)
    found = zipfile.ZipFile(io.BytesIO(data))
    assert len(found.namelist()) == order.made
    codes = dict(Person.objects.filter(pk__in=order.people).values_list("code", "name"))
    assert set(found.namelist()) == {f"{name}_{code}.pdf" for code, name in codes.items()}
    some = found.namelist()[0]
    assert some.partition("_")[0] in text_of(found.read(some))
    noted = AccessLog.objects.filter(what="extract", reason=REASON)
    assert noted.count() == noted.values("person_code").distinct().count() == order.made


def test_a_bulk_order_holds_no_masked_part(district_unit: Unit, officer: User) -> None:
    order = ordered(district_unit, officer)
    jobs.make.call(order.pk)
    found = zipfile.ZipFile(io.BytesIO(files.kept(order) or b""))
    forms = [read_lrmx(found.read(name)).form for name in found.namelist()]
    assert not any(form.family or form.id_number for form in forms)
    with pytest.raises(Refused):
        ordered(district_unit, officer, masked=True)


def test_some_of_a_unit_may_be_chosen(client_of: ClientOf, district_unit: Unit) -> None:
    client = client_of("organisation_officer")
    chosen = list(Person.objects.values_list("pk", flat=True)[:3])
    asked = {"reason": REASON, "document": "appointment.lrmx", "people": chosen}
    data = b"".join(client.post(address("unit", district_unit.pk), asked).streaming_content)
    assert len(names_in(data)) == 3


@pytest.mark.parametrize("form", FORMATS[Kind.ROSTER])
def test_a_roster_lists_everybody(client_of: ClientOf, district_unit: Unit, form: Format) -> None:
    client = client_of("organisation_officer")
    asked = {"reason": REASON, "document": f"roster.{form}"}
    answer = client.post(address("unit", district_unit.pk), asked)
    data = b"".join(answer.streaming_content)
    assert data.startswith(b"%PDF-" if form == Format.PDF else b"PK")
    if form == Format.PDF:
        said = text_of(data)
        assert all(person.name in said for person in Person.objects.all())
    assert not AccessLog.objects.filter(what="extract").exists()


def test_a_roster_asks_few_questions_however_many_there_are(
    loaded: Entry, django_assert_num_queries: Any
) -> None:
    people = list(Person.objects.all())
    with django_assert_num_queries(3):
        drawing.roster_of(people, Format.PDF, of="全区", on=TODAY)


def test_a_cancelled_order_gives_nothing(district_unit: Unit, officer: User) -> None:
    order = ordered(district_unit, officer)
    assert stop_order(order, by=officer, on=TODAY).action == "documents cancelled"
    jobs.make.call(order.pk)
    order.refresh_from_db()
    assert order.state == State.CANCELLED
    assert files.kept(order) is None
    assert not AccessLog.objects.filter(what="extract").exists()
    with pytest.raises(Overtaken):
        stop_order(order, by=officer, on=TODAY)


def test_an_order_is_stopped_while_it_is_being_made(
    district_unit: Unit, officer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("quanheng.office.records.importing.progress.EVERY", 0)
    order = ordered(district_unit, officer)
    drawn = []

    def slowly(person: Person, *_args: Any, **_more: Any) -> bytes:
        drawn.append(person)
        if len(drawn) == 5:
            seen = making.progress_of(order)
            assert seen is not None and (seen.done, seen.total) == (4, len(order.people))
            stop_order(order, by=officer, on=TODAY)
        return b""

    monkeypatch.setattr(making, "document_of", slowly)
    jobs.make.call(order.pk)
    assert len(drawn) == 5
    assert files.kept(order) is None
    assert making.progress_of(order) is None
    assert Order.objects.get(pk=order.pk).state == State.CANCELLED


def test_what_a_dead_process_was_making_is_made_anew_and_noted_once(
    district_unit: Unit, officer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    order = ordered(district_unit, officer, queued=True)
    job = DBTaskResult.objects.get()
    job.claim(f"{workplace()}1")
    keep = files.keep

    class Killed(BaseException):
        pass

    def killed(*_args: Any) -> None:
        raise Killed

    monkeypatch.setattr(making, "AT_A_TIME", 7)
    monkeypatch.setattr(files, "keep", killed)
    with pytest.raises(Killed):
        jobs.make.call(order.pk)
    order.refresh_from_db()
    assert order.state == State.RUNNING and len(order.noted) == len(order.people)
    assert take_up() == 1
    monkeypatch.setattr(files, "keep", keep)
    jobs.make.call(order.pk)
    jobs.make.call(order.pk)
    order.refresh_from_db()
    assert order.state == State.DONE
    assert len(names_in(files.kept(order) or b"")) == len(order.people)
    assert AccessLog.objects.filter(what="extract").count() == len(order.people)
    assert Entry.objects.filter(action="documents made").count() == 1


def test_who_has_left_meanwhile_is_left_out(district_unit: Unit, officer: User) -> None:
    order = ordered(district_unit, officer)
    Order.objects.update(people=[*order.people, 999_999])
    jobs.make.call(order.pk)
    order.refresh_from_db()
    assert order.left_out == [999_999]
    assert order.made == len(order.people) - 1


def test_a_role_that_ended_meanwhile_gives_nothing(district_unit: Unit, officer: User) -> None:
    order = ordered(district_unit, officer)
    Grant.objects.filter(user=officer).update(until=TODAY)
    with pytest.raises(Denied):
        jobs.make.call(order.pk)
    order.refresh_from_db()
    assert order.state == State.FAILED
    assert files.kept(order) is None


def test_a_fault_is_shown(
    client_of: ClientOf, district_unit: Unit, officer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    order = ordered(district_unit, officer)

    def fails(*_args: Any) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr(files, "keep", fails)
    with pytest.raises(OSError, match="disk"):
        jobs.make.call(order.pk)
    page = client_of("organisation_officer").get(address("order", order.pk))
    assert "制作出错" in page.content.decode()


def test_the_file_is_sealed_and_gone_when_its_time_is_over(
    client_of: ClientOf, person: Person, officer: User
) -> None:
    posted(client_of("organisation_officer"), person, "appointment.pdf")
    order = Order.objects.get()
    [kept] = (Path(project.MEDIA_ROOT) / "documents").iterdir()
    assert kept.stat().st_mode & 0o777 == 0o600
    assert not kept.read_bytes().startswith(b"%PDF")
    assert order.expires_on == localdate() + timedelta(days=making.DAYS_KEPT)
    Order.objects.update(expires_on=localdate())
    with pytest.raises(Overtaken):
        fetch_order(order, by=officer, on=localdate())
    assert files.forget_expired(localdate()) == 1
    assert files.kept(order) is None


def test_nobody_else_finds_an_order(
    client_of: ClientOf, person: Person, users: dict[str, User]
) -> None:
    posted(client_of("organisation_officer"), person, "appointment.pdf")
    order, other = Order.objects.get(), client_of("personnel_officer")
    assert other.get(address("order", order.pk)).status_code == 404
    assert other.post(address("fetch", order.pk)).status_code == 404
    assert other.post(address("cancel", order.pk)).status_code == 404
    assert address("order", order.pk) not in other.get(address("index")).content.decode()
    with pytest.raises(Refused):
        fetch_order(order, by=users["personnel_officer"], on=TODAY)


def test_pages_ask_few_questions(
    client_of: ClientOf,
    person: Person,
    district_unit: Unit,
    officer: User,
    django_assert_max_num_queries: Any,
) -> None:
    for _time in range(12):
        jobs.make.call(ordered(district_unit, officer).pk)
        posted(client_of("organisation_officer"), person, "appointment.lrmx")
    client = client_of("organisation_officer")
    pages = [
        (address("index"), 12),
        (address("person", person.pk), 20),
        (address("unit", district_unit.pk), 20),
        (address("order", Order.objects.filter(person=None)[0].pk), 12),
        (address("preview", person.pk), 30),
    ]
    for page, most in pages:
        client.get(page)
        with django_assert_max_num_queries(most):
            assert client.get(page).status_code == 200


def test_the_extract_tells_nothing_of_health(person: Person, officer: User) -> None:
    assert str(Health._meta.verbose_name) not in str(
        [one["title"] for one in drawing.extract(person, TODAY, ())["sections"]]
    )


def test_an_order_of_too_many_is_refused(
    district_unit: Unit, officer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("quanheng.office.documents.actions.MOST", 5)
    with pytest.raises(Refused):
        ordered(district_unit, officer)
    some = list(Person.objects.values_list("pk", flat=True)[:5])
    assert len(ordered(district_unit, officer, chosen=some).people) == 5
