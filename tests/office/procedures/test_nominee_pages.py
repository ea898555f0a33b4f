"""Pages of those whom a case puts forward, for whoever acts, and of what is shown to oneself."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import localdate

from quanheng.office.accounts.models import AccessLog
from quanheng.office.accounts.system import system_account
from quanheng.office.inbox.models import Message
from quanheng.office.ledger.models import Entry
from quanheng.office.procedures import actions
from quanheng.office.procedures.models import Case, Nominee, Sheet
from quanheng.office.procedures.reminding import remind_due
from quanheng.office.procedures.waiting import waiting
from quanheng.office.workdays import add_working_days
from tests.office.procedures.asking import BOARD, ROLES, at
from tests.office.procedures.conftest import put_in_force
from tests.office.procedures.desk import Desk
from tests.office.procedures.ferry import ferry
from tests.office.procedures.steering import (
    FOUND,
    HEAD,
    OFFICER,
    OFFICIAL,
    PERSONNEL,
    Crew,
    crew_of,
    look_at,
    make_kin,
    page_of,
    sheet_posted,
)

pytestmark = pytest.mark.django_db
ClientOf = Callable[[str], Client]
ME = "/cases/about-me/"
SEEING = {OFFICER, PERSONNEL, HEAD}
ACTING = {OFFICER, PERSONNEL}


@pytest.fixture
def crew(desk: Desk) -> Iterator[Crew]:
    with put_in_force(ferry()):
        found = crew_of(desk, 32)
        found.on = localdate()
        yield found


def text_of(answer: Any) -> str:
    return answer.content.decode()


# Names


def test_a_name_is_entered_by_search_and_how_it_came_up(client_of: ClientOf, crew: Crew) -> None:
    case, person, browser = crew.planned(), crew.people[1], client_of(OFFICER)
    page = look_at(browser, case)
    assert at("nominate", case) in text_of(page)
    assert page.context["people"].standing == []
    found = browser.get(at("nominate", case), {"q": person.code})
    assert [row.person for row in found.context["found"].people] == [person]
    form = browser.get(at("nominate", case), {"person": person.code})
    assert form.context["person"] == person
    refused = browser.post(at("nominate", case), {"person": person.code, "how": ""})
    assert refused.status_code == 422 and "how" in refused.context["form"].errors
    answer = browser.post(at("nominate", case), {"person": person.code, "how": "会议推荐"})
    assert answer["Location"] == at("case", case)
    (line,) = look_at(browser, case).context["people"].standing
    assert (line.nominee.person, line.nominee.how, line.asked) == (person, "会议推荐", False)
    again = browser.post(at("nominate", case), {"person": person.code, "how": "再次"})
    assert again.status_code == 422
    assert "已登记过" in text_of(browser.get(at("nominate", case), {"q": person.code}))


@pytest.mark.parametrize("when", ["before", "after"])
def test_no_page_and_no_forged_post_enters_a_name_elsewhere(
    client_of: ClientOf, crew: Crew, when: str
) -> None:
    case = crew.open() if when == "before" else crew.named()[0]
    browser, count = client_of(OFFICER), Nominee.objects.count()
    assert at("nominate", case) not in text_of(look_at(browser, case))
    told = {"person": crew.people[5].code, "how": "会议推荐"}
    for answer in (
        browser.get(at("nominate", case)),
        browser.get(at("nominate", case), told),
        browser.post(at("nominate", case), told),
    ):
        assert answer["Location"] == at("case", case)
    assert Nominee.objects.count() == count
    assert "不能登记人选" in text_of(look_at(browser, case))


def test_an_officer_of_a_unit_enters_whom_one_may_see(client_of: ClientOf, crew: Crew) -> None:
    case, stranger = crew.planned(), crew.people[-1]
    browser, told = client_of(PERSONNEL), {"person": stranger.code, "how": "推荐"}
    assert client_of(OFFICER).get(at("nominate", case), {"person": stranger.code}).context["form"]
    assert browser.get(at("nominate", case), told).status_code == 404
    assert browser.post(at("nominate", case), told).status_code == 404
    assert not Nominee.objects.exists()


@pytest.mark.any_database
@pytest.mark.parametrize("role", ROLES)
def test_every_page_for_every_role(client_of: ClientOf, crew: Crew, role: str) -> None:
    case, (first, second) = crew.named()
    browser, entries = client_of(role), Entry.objects.filter(action__startswith="sheet").count()
    code = 200 if role in SEEING else 404
    for url in (at("case", case), at("record", case), page_of(first), page_of(second)):
        assert browser.get(url).status_code == code
    if code == 200:
        form = browser.get(page_of(second)).context["form"]
        assert (form is not None) is (role in ACTING)
    answer = browser.post(page_of(second, "fill-sheet"), sheet_posted(FOUND))
    assert answer.status_code == (302 if code == 200 else 404)
    filled = Entry.objects.filter(action__startswith="sheet").count() - entries
    assert filled == (role in ACTING)
    Sheet.objects.filter(nominee=second).update(reply_by=localdate() - timedelta(days=1))
    answer = browser.post(page_of(second, "leave-out"), {"reason": "不宜"})
    assert answer.status_code == (302 if code == 200 else 404)
    assert (Nominee.objects.get(pk=second.pk).out_on is not None) is (role in ACTING)


def test_a_nominee_and_theirs_get_no_page(client_of: ClientOf, crew: Crew) -> None:
    make_kin(crew.people[1], crew.users[PERSONNEL], crew.users[OFFICER])
    _case, (first, second) = crew.named()
    for role in (OFFICIAL, PERSONNEL):
        browser = client_of(role)
        for one in (first, second):
            assert browser.get(page_of(one)).status_code == 404
            assert browser.post(page_of(one, "fill-sheet"), {}).status_code == 404
            assert browser.post(page_of(one, "leave-out"), {"reason": "x"}).status_code == 404
        assert browser.get(BOARD).context["found"].count == 0


def test_a_nominee_of_another_case_is_not_found(client_of: ClientOf, crew: Crew) -> None:
    case, (first, _second) = crew.named()
    other = crew.open()
    url = reverse("procedures:nominee", args=[other.pk, first.pk])
    assert client_of(OFFICER).get(url).status_code == 404
    assert case.pk != other.pk


# What is entered about each


def test_it_may_be_kept_and_completed_later(client_of: ClientOf, crew: Crew) -> None:
    case, (first, second) = crew.named()
    browser = client_of(OFFICER)
    page = browser.get(page_of(first))
    assert page.context["missing"] == ["得票", "结论"]
    assert not any(field.field.required for field in page.context["form"])
    browser.post(page_of(first, "fill-sheet"), sheet_posted({"votes": 6}))
    page = browser.get(page_of(first))
    assert page.context["missing"] == ["结论"]
    assert float(page.context["form"]["votes"].value()) == 6
    assert "还缺" in text_of(page)
    wrong = browser.post(page_of(first, "fill-sheet"), sheet_posted({"votes": "很多"}))
    assert wrong.status_code == 422 and "votes" in wrong.context["form"].errors
    browser.post(page_of(first, "fill-sheet"), sheet_posted(FOUND))
    lines = {line.nominee.pk: line for line in look_at(browser, case).context["people"].standing}
    assert lines[first.pk].missing == []
    assert lines[second.pk].missing == ["得票", "结论"]
    assert "已填写" in text_of(look_at(browser, case))
    refused = browser.post(at("step", case), {"outcome": "looked", "step-reason-given": ""})
    assert refused.status_code == 422
    assert f"{second.person.name}：请先填写“得票、结论”" in text_of(refused)


def test_earlier_sheets_are_shown_and_not_changed(client_of: ClientOf, crew: Crew) -> None:
    case, (first, second) = crew.named()
    for one in (first, second):
        crew.fill(one, {**FOUND, "note": "踏实"})
    later = add_working_days(crew.on, 3) + timedelta(days=1)
    crew.take(case, "looked", on=later)
    browser = client_of(OFFICER)
    page = browser.get(page_of(first))
    assert "踏实" in text_of(page)
    assert list(page.context["form"].fields) == ["chosen", "title"]
    forged = {**sheet_posted({"votes": 9, "found": "clean"}), "sheet-chosen": "yes"}
    browser.post(page_of(first, "fill-sheet"), forged)
    kept = {sheet.step: sheet.answers for sheet in first.sheets.all()}
    assert kept["look"]["votes"] == "6"
    assert kept["settle"] == {"chosen": True}


def test_who_was_left_out_stands_apart_with_the_reason(client_of: ClientOf, crew: Crew) -> None:
    case, (first, second) = crew.named()
    browser = client_of(OFFICER)
    browser.post(page_of(second, "leave-out"), {"reason": ""})
    assert Nominee.objects.get(pk=second.pk).out_on is None
    browser.post(page_of(second, "leave-out"), {"reason": "本人不愿"})
    people = look_at(browser, case).context["people"]
    assert [line.nominee for line in people.standing] == [first]
    assert [(row.nominee, row.step) for row in people.left] == [(second, "考察")]
    page = browser.get(page_of(second))
    assert page.context["form"] is None and page.context["out_form"] is None
    assert "本人不愿" in text_of(page)
    answer = browser.post(page_of(second, "fill-sheet"), sheet_posted(FOUND))
    assert answer.status_code == 302 and not second.sheets.exists()


def test_checks_are_grouped_by_person(client_of: ClientOf, crew: Crew) -> None:
    case, (first, second) = crew.named()
    crew.fill(first, {**FOUND, "votes": 1})
    crew.fill(second, {"found": "doubt"})
    page = look_at(client_of(OFFICER), case)
    heard, clean = page.context["barriers"]
    assert heard.conditions == clean.conditions == []
    assert [one.nominee for one in clean.people] == [first.pk, second.pk]
    assert [kind for kind, _word, _number in clean.people[0].counts] == ["met", "advice"]
    assert [one.blocks for one in clean.people] == [False, True]
    assert [one.advisory for one in clean.people[0].conditions] == [False, True]
    assert "参考，不阻止" in text_of(page)
    own = client_of(OFFICER).get(page_of(second)).context["parts"]
    assert [part.judged.nominee for part in own] == [second.pk, second.pk]


# Looks, queries, the record


def test_looks_at_nominees_are_noted_once_a_day(client_of: ClientOf, crew: Crew) -> None:
    case, found = crew.named()
    codes = sorted(one.person.code for one in found)
    for _again in range(2):
        look_at(client_of(HEAD), case)
    noted = AccessLog.objects.filter(user=crew.users[HEAD])
    assert sorted(noted.values_list("person_code", flat=True)) == codes
    client_of(PERSONNEL).get(page_of(found[0]))
    assert AccessLog.objects.filter(user=crew.users[PERSONNEL]).count() == 1
    client_of("auditor").get(at("case", case))
    assert not AccessLog.objects.filter(user=crew.users["auditor"]).exists()


def queries(browser: Client, url: str) -> int:
    browser.get(url)
    with CaptureQueriesContext(
        connection,
    ) as told:
        assert browser.get(url).status_code == 200
    return len(told)


def test_the_number_of_queries_does_not_grow_with_the_nominees(
    client_of: ClientOf, crew: Crew
) -> None:
    browser, case = client_of(OFFICER), crew.planned()
    for person in crew.people[:2]:
        crew.nominate(case, person)
    first = Nominee.objects.order_by("pk")[0]
    urls = [at("nominate", case), at("case", case), at("record", case), page_of(first)]
    few = [queries(browser, url) for url in urls]
    for person in crew.people[2:31]:
        crew.nominate(case, person)
    assert [queries(browser, url) for url in urls] == few
    crew.take(case, "named")
    some = Nominee.objects.order_by("pk")
    for one in some[:2]:
        crew.fill(one)
    few = [queries(browser, url) for url in urls[1:]]
    for one in some:
        crew.fill(one)
    assert [queries(browser, url) for url in urls[1:]] == few
    assert max(few) <= 18, few


def test_the_record_tells_of_everybody_with_the_entries(client_of: ClientOf, crew: Crew) -> None:
    case, (first, second) = crew.named()
    crew.fill(first, {**FOUND, "note": "踏实"})
    actions.reply_to_sheet(first.sheets.get(), reply="属实", **crew.by(OFFICIAL))
    actions.leave_out(second, reason="本人不愿", **crew.by())
    actions.suspend_case(case, reason="等通知", **crew.by())
    page = client_of(OFFICER).get(at("record", case))
    people = page.context["people"]
    told = Entry.objects.filter(about_key=str(case.pk)).order_by("number")
    by_action = {one.action: one.number for one in told}
    assert people[0].entries[1:] == [by_action["sheet filled"], by_action["sheet replied to"]]
    assert people[1].entries[-1] == by_action["nominee left out"]
    assert page.context["rows"][-1].entry == by_action["case suspended"]
    for said in ("踏实", "属实", "本人不愿", "会议推荐", "登记人选", "移出人选"):
        assert said in text_of(page)


# Oneself


def test_one_sees_and_answers_what_was_found_and_nothing_else(
    client_of: ClientOf, crew: Crew
) -> None:
    case, (first, second) = crew.named()
    browser = client_of(OFFICIAL)
    assert text_of(browser.get(ME)).count("<form") == text_of(client_of(HEAD).get(ME)).count(
        "<form"
    )
    crew.fill(first, {**FOUND, "note": "群众反映踏实"})
    crew.fill(second, {**FOUND, "note": "别人的事"})
    page = browser.get(ME)
    (row,) = page.context["rows"]
    assert row.open and "群众反映踏实" in text_of(page) and "别人的事" not in text_of(page)
    assert browser.get(at("case", case)).status_code == 404
    (work,) = [one for one in waiting(crew.users[OFFICIAL], crew.on) if one.url == ME]
    assert work.count == 1
    reply = reverse("procedures:reply", args=[row.sheet.pk])
    browser.post(reply, {"reply": ""})
    assert Sheet.objects.get(pk=row.sheet.pk).replied_on is None
    browser.post(reply, {"reply": "属实"})
    assert Sheet.objects.get(pk=row.sheet.pk).reply == "属实"
    (row,) = browser.get(ME).context["rows"]
    assert not row.open
    assert not [one for one in waiting(crew.users[OFFICIAL], crew.on) if one.url == ME]
    browser.post(reply, {"reply": "再说"})
    assert Sheet.objects.get(pk=row.sheet.pk).reply == "属实"
    line = look_at(client_of(OFFICER), case).context["people"].standing[0]
    assert line.sheet.replied_on == crew.on
    assert "属实" in text_of(client_of(OFFICER).get(page_of(first)))


@pytest.mark.parametrize("role", ROLES)
def test_nobody_else_answers(client_of: ClientOf, crew: Crew, role: str) -> None:
    _case, (first, _second) = crew.named()
    sheet = crew.fill(first)
    answer = client_of(role).post(reverse("procedures:reply", args=[sheet.pk]), {"reply": "属实"})
    assert answer.status_code == (302 if role == OFFICIAL else 404)
    assert (Sheet.objects.get(pk=sheet.pk).replied_on is not None) is (role == OFFICIAL)


def test_the_page_of_oneself_takes_few_queries(client_of: ClientOf, crew: Crew) -> None:
    browser, counted = client_of(OFFICIAL), []
    for _case in range(2):
        _made, (first, _second) = crew.named()
        crew.fill(first)
        counted.append(queries(browser, ME))
    assert counted[0] == counted[1] <= 12


def test_the_person_is_told_once_each_time_it_is_shown(crew: Crew) -> None:
    _case, (first, _second) = crew.named()
    crew.fill(first)
    system = system_account()

    def told() -> list[Any]:
        remind_due(by=system, on=crew.on)
        return list(Message.objects.filter(url=ME).values_list("recipient__username", "due"))

    once = [(OFFICIAL, add_working_days(crew.on, 3))]
    assert told() == once == told()
    text = Message.objects.get(url=ME).text_zh
    assert "选舵手" in text and "考察" in text
    crew.fill(first, {**FOUND, "note": "补充"}, on=crew.on + timedelta(days=1))
    assert len(told()) == 2
    Message.objects.all().delete()
    Case.objects.update(stay=9)
    assert told() == []
