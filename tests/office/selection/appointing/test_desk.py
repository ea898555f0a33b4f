"""The pages beside an appointment: agenda, ballot, objections, probation, public notices."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import localdate

from quanheng.office.accounts.models import Role, User
from quanheng.office.ballots.models import Ballot
from quanheng.office.meetings.models import Item, Meeting
from quanheng.office.procedures.facts import standing
from quanheng.office.procedures.models import Case
from quanheng.office.records.models import Family, Particulars
from quanheng.office.records.writing import write
from quanheng.office.selection.appointing import ballots, queries, sample
from quanheng.office.selection.appointing.sample import HEAD, OFFICER, Course
from quanheng.office.selection.models import CaseBallot, Objection
from tests.office.procedures.desk import another
from tests.office.selection.appointing import course as ways

pytestmark = pytest.mark.any_database

Clients = Callable[[str], Client]


def desk(case: Case) -> str:
    return reverse("selection:desk", args=[case.pk])


@pytest.fixture
def officer(client_of: Clients) -> Client:
    return client_of("organisation_officer")


def test_a_case_is_put_on_an_agenda_name_by_name(inspected: Course, officer: Client) -> None:
    case, on = inspected.case, inspected.on
    assert case.place is not None
    sample.meetings.draft_meeting(
        case.place, Meeting.Kind.STANDING, on,
        [sample.Seat(name, head=name == "甲") for name in "甲乙丙"],
        keeper=inspected.users[OFFICER], by=inspected.users[OFFICER], on=on,
    )  # fmt: skip
    meeting = Meeting.objects.get()
    Case.objects.filter(pk=case.pk).update(step="soundings")
    case.refresh_from_db()
    assert officer.post(desk(case), {"what": "agenda", "meeting": meeting.pk}).status_code == 302
    item = Item.objects.get()
    assert item.kind == Item.Kind.APPOINTMENT
    asked = {one.person for one in item.questions.all()}
    assert asked == {one.person for one in standing(case)}
    again = officer.post(desk(case), {"what": "agenda", "meeting": meeting.pk}, follow=True)
    assert "该事项已列入一次会议的议程" in again.content.decode()


def test_a_roll_leaves_relatives_out(course: Course) -> None:
    case = course.case
    assert case.unit is not None
    before = {one.name for one in ballots.roll_of(case, course.on).roll}
    nominee = ways.put_forward(course, 1)[0]
    assert before
    voter = sorted(before - {nominee.person.name})[0]
    values = {"person": nominee.person, "relation": "妻子", "name": voter}
    write(Family, values, by=course.users[OFFICER], source="本人填报")
    drawn = ballots.roll_of(case, course.on)
    assert drawn.kin == [voter]
    assert {one.name for one in drawn.roll} == before - {voter}


def test_the_counts_of_a_ballot_are_taken_over(course: Course, users: dict[str, User]) -> None:
    nominees = ways.put_forward(course, 2)
    course.fill(votes=1)
    course.take("talked", {"day": course.on, "talked": 9, "scope": "班子"})
    tellers = (users["auditor"], users["discipline_officer"])
    told = {"by": course.users[OFFICER], "on": course.on}
    ballot = ballots.hold_ballot(course.case, "推荐", tellers, phones=False, **told)
    linked = CaseBallot.objects.get()
    with pytest.raises(Exception, match="尚未计票"):
        ballots.take_counts(linked, **told)
    group = ballot.classes.get()
    for nominee, votes in zip(nominees, (7, 3), strict=True):
        key = nominee.person.code
        group.ballot.tallies.create(question="pick", voter_class=group, choice=key, votes=votes)
    counted = {"entitled": 10, "present": 10, "handed": 10, "returned": 10, "valid": 10}
    group.returned = 10
    group.save()
    Ballot.objects.filter(pk=ballot.pk).update(
        state="closed", counted=True, closed_on=course.on, **counted
    )
    linked = CaseBallot.objects.select_related("ballot", "case").get()
    assert ballots.take_counts(linked, **told) == len(nominees)
    sheets = {one.person.code: one.sheets.get(step="meeting") for one in nominees}
    votes = [sheets[one.person.code].answers["votes"] for one in nominees]
    assert votes == ["7", "3"]


def test_an_objection_is_settled_by_another_and_holds_up(
    noticed: Course, officer: Client, users: dict[str, User]
) -> None:
    case, nominee = noticed.case, standing(noticed.case)[0]
    told = {"what": "objection", "nominee": nominee.pk, "channel": "letter", "matter": "反映作风"}
    answer = officer.post(desk(case), {**told, "received_on": str(noticed.on)})
    assert answer.status_code == 302, answer.content.decode().split("notice-error")[1:2]
    made = Objection.objects.get()
    names = {field.name for field in Objection._meta.fields}
    assert not names & {"reporter", "who", "informant", "phone", "address"}
    noticed.fill(result="clear")
    with pytest.raises(Exception, match="收到的反映均已查清"):
        noticed.take("settled", {"received": "一件"})
    settle = reverse("selection:settle", args=[case.pk, made.pk])
    found = {"result": "unfounded", "finding": "走访核实"}
    own = officer.post(settle, found, follow=True).content.decode()
    assert "由他人办结" in own
    second = Client()
    second.force_login(another(Role.ORGANISATION_OFFICER))
    second.post(settle, found)
    made.refresh_from_db()
    assert made.settled_on is not None
    noticed.take("settled", {"received": "一件，不属实"})


def test_probation_begins_by_hand_and_once(noticed: Course, officer: Client) -> None:
    case, nominee = noticed.case, standing(noticed.case)[0]
    noticed.fill(result="none")
    noticed.take("settled", {"received": "无"})
    noticed.fill(HEAD, held=True, note="守纪律")
    noticed.take("talked", {"day": noticed.on, "who": "书记"}, by=HEAD)
    noticed.fill(promoted=True, leaves=True, probation=True)
    noticed.take("appointed", {"number": "1", "start": noticed.on})
    address = reverse("selection:probation", args=[case.pk, nominee.pk])
    assert "转入试用期" in officer.get(desk(case)).content.decode()
    officer.post(address)
    begun = Case.objects.get(procedure="national:selection/probation")
    assert begun.person == nominee.person
    assert "已有一项在办" in officer.post(address, follow=True).content.decode()


def test_a_notice_says_no_more_than_it_may(inspected: Course, client_of: Clients) -> None:
    course = inspected
    sample.decided(course)
    today = localdate()
    told = {"number": "公示9号", "from": today, "to": today + timedelta(days=10)}
    course.on = today
    course.take("published", {**told, "where": "公示栏", "phone": "12380"})
    person = standing(course.case)[0].person
    [notice] = queries.notices(today)
    assert [one.person for one in notice.people] == [person]
    page = client_of("official").get(reverse("selection:notices")).content.decode()
    assert person.name in page and "公示9号" in page and "12380" in page
    assert person.code not in page
    secret = Particulars.objects.current().get(person=person)
    assert str(secret.ethnicity) not in page.split("<main")[1] or not secret.ethnicity
    assert not queries.notices(today + timedelta(days=11))


def test_a_nominee_and_kin_do_not_see_the_desk(course: Course, client_of: Clients) -> None:
    nominee = ways.put_forward(course, 1)[0]
    head = course.users[HEAD]
    client = Client()
    client.force_login(head)
    assert client.get(desk(course.case)).status_code == 200
    head.person_code = nominee.person.code
    head.save()
    assert client.get(desk(course.case)).status_code == 404


def test_the_number_of_queries_does_not_grow(course: Course, officer: Client) -> None:
    pages = [("procedures:case", 30), ("procedures:record", 28), ("selection:desk", 26)]
    urls = {reverse(name, args=[course.case.pk]): most for name, most in pages}
    urls[reverse("selection:appointing")] = 12

    def asked() -> list[int]:
        found = []
        for url, most in urls.items():
            officer.get(url)  # a look is noted once a day
            with CaptureQueriesContext(
                connection,
            ) as told:
                assert officer.get(url).status_code == 200
            assert len(told) <= most, url
            found.append(len(told))
        return found

    ways.put_forward(course, 2)
    few = asked()
    assert course.case.unit is not None
    for person in ways.candidates(course.case.unit)[2:8]:
        told = {"by": course.users[OFFICER], "on": course.on}
        sample.actions.nominate(course.case, person, how="推荐", **told)  # type: ignore[arg-type]
    assert asked() == few
