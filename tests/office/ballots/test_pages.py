"""Pages of ballots: what they show and to whom, what voting pages know, what is shown once."""

import hashlib
import io
import zipfile
from base64 import b64decode, b64encode
from collections.abc import Callable, Mapping

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from python_calamine import CalamineWorkbook
from xlsxwriter import Workbook

from quanheng.office.accounts.models import User
from quanheng.office.ballots import blind, codes
from quanheng.office.ballots.actions import set_roll
from quanheng.office.ballots.casting import cast
from quanheng.office.ballots.forms import ShareField, classes_of, subjects_of
from quanheng.office.ballots.models import Ballot, Slip, TokenKey
from quanheng.office.ballots.plan import ClassOf, Named
from quanheng.office.ballots.roll_lines import faults, lines, rows_of_text
from quanheng.office.ledger.models import Entry
from tests.office.ballots import meeting

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

type_of_client = Callable[[str], Client]


def at(name: str, ballot: Ballot, *more: int) -> str:
    return reverse(f"ballots:{name}", args=[ballot.pk, *more])


def page_of(client: Client, name: str, ballot: Ballot) -> str:
    answer = client.get(at(name, ballot))
    assert answer.status_code == 200
    return answer.content.decode()


def queries_of(client: Client, url: str) -> int:
    """Queries of a page, once the session has been noted for the minute."""
    client.get(url)
    with CaptureQueriesContext(connection) as seen:
        assert client.get(url).status_code == 200
    return len(seen)


@pytest.fixture
def officer(client_of: type_of_client) -> Client:
    return client_of("organisation_officer")


def counted(users: Mapping[str, User], unit: str, form: str = "decision", **more) -> Ballot:
    """Counted, everybody having said yes to the first and nothing else, or picked the first."""
    ballot, slips = meeting.opened(users, unit, form, **more)
    chosen = {"pick": ["1"]} if form == "recommendation" else {"1": ["agree"]}
    voters = {kind.pk: kind.voters.count() for kind in ballot.classes.all()}
    for kind, made in slips.items():
        for code in made[: voters[kind]]:
            cast(code, chosen)
    return meeting.close(ballot, users)


# How many queries a page makes


def test_the_list_makes_as_many_queries_for_many_ballots_as_for_one(officer, users, unit) -> None:
    meeting.drafted(users, unit)
    one = queries_of(officer, reverse("ballots:index"))
    for _ in range(12):
        meeting.drafted(users, unit)
    assert queries_of(officer, reverse("ballots:index")) == one <= 12


@pytest.mark.parametrize("name", ["door", "people", "ballot"])
def test_pages_of_the_roll_make_as_many_queries_for_many_as_for_few(
    officer, users, unit, name: str
) -> None:
    few, many = (meeting.issuing(users, unit, sizes=sizes) for sizes in ((2, 4), (9, 40)))
    assert queries_of(officer, at(name, many)) == queries_of(officer, at(name, few)) <= 14


@pytest.mark.parametrize("name", ["result", "sheet"])
def test_the_result_makes_few_queries(officer, users, unit, name: str) -> None:
    assert queries_of(officer, at(name, counted(users, unit))) <= 16


# Drafting


@pytest.mark.parametrize(
    ("text", "meant"), [("2/3", (2, 3)), (" 1 / 2 ", (1, 2)), ("50%", (50, 100)), ("5％", (5, 100))]
)
def test_a_share_is_read(text: str, meant: tuple[int, int]) -> None:
    assert ShareField().clean(text) == meant


@pytest.mark.parametrize("text", ["", "一半", "0.5", "1/2/3", "-1/2"])
def test_what_is_no_share_is_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        ShareField().clean(text)


def test_subjects_and_classes_are_read_by_lines() -> None:
    assert subjects_of(["张三 副局长", "李四"]) == [
        {"key": "1", "name": "张三", "note": "副局长"}, {"key": "2", "name": "李四", "note": ""},
    ]  # fmt: skip
    assert classes_of(["班子 成员 40", "其他"]) == [ClassOf("班子 成员", 40), ClassOf("其他", 1)]


def test_the_roll_is_read_with_tabs_or_commas_and_without_its_headings() -> None:
    found = lines(rows_of_text("姓名\t单位\n张三\t某局\t干部\tzhang\n\n李四，某局"))
    assert [line[1:] for line in found] == [
        ("张三", "某局", "干部", "zhang"),
        ("李四", "某局", "", ""),
    ]
    assert [line.number for line in found] == [2, 4]


@pytest.mark.parametrize(
    ("text", "number"),
    [("\t某局", 1), ("甲\t\t丙类", 1), ("甲\t\t\tnobody", 1), ("甲\n乙\n甲", 3), ("甲", 1)],
)
def test_a_fault_of_the_roll_names_its_line(text: str, number: int) -> None:
    wrong = list(faults(lines(rows_of_text(text)), ["甲类", "乙类"], {"known"}))
    assert number in {line for line, _text in wrong}
    right = lines(rows_of_text("甲\t\t甲类\tknown\n乙\t\t乙类"))
    assert not list(faults(right, ["甲类", "乙类"], {"known"}))


def test_a_workbook_is_read_as_a_roll_and_a_picture_is_not(officer, users, unit) -> None:
    ballot = meeting.drafted(users, unit)
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b" " * 60_000_000)
    unreadable = "不是可以读取的工作簿"
    for content, said in (
        (b"PNG", unreadable),
        (bomb.getvalue(), unreadable),
        (b"", "请粘贴名册"),
    ):
        file = io.BytesIO(content)
        file.name = "a.xlsx"
        answer = officer.post(at("roll", ballot), {"file": file} if content else {})
        assert answer.status_code == 422
        assert said in answer.content.decode()
    assert not ballot.voters.exists()


# Slips


def test_codes_are_shown_once_and_kept_nowhere(officer, users, unit) -> None:
    ballot = meeting.issuing(users, unit)
    answer = officer.post(at("slips", ballot))
    assert "no-store" in answer["Cache-Control"]
    shown = {slip.code for sheet in answer.context["sheets"] for slip in sheet}
    hashes = {codes.digest(codes.typed(code) or "") for code in shown}
    assert hashes == set(Slip.objects.values_list("hash", flat=True))
    assert len(hashes) == sum(codes.amount(kind.voters.count()) for kind in ballot.classes.all())
    again = officer.post(at("slips", ballot)).content.decode()
    assert "已经打印过" in again
    assert not any(code in again for code in shown)
    assert not any(code in str(Entry.objects.last().details.values) for code in shown)


# The voting pages


@pytest.fixture
def voting(users, unit) -> tuple[Ballot, list[str]]:
    ballot, slips = meeting.opened(users, unit, "recommendation")
    return ballot, [code for made in slips.values() for code in made]


def sent(client: Client, step: str, code: str, **fields: object):
    return client.post(reverse(f"ballots:vote-{step}"), {"code": code, **fields})


def test_voting_pages_read_no_session_and_set_no_cookie(officer, voting) -> None:
    _ballot, slips = voting
    with CaptureQueriesContext(connection) as seen:
        answers = [
            officer.get(reverse("ballots:vote")),
            sent(officer, "paper", slips[0]),
            sent(officer, "confirm", slips[0], **{"q-pick": "1"}),
            sent(officer, "cast", slips[0], **{"q-pick": "1"}),
        ]
    assert [answer.status_code for answer in answers] == [200] * 4
    asked = " ".join(query["sql"] for query in seen.captured_queries)
    assert not [name for name in ("django_session", "accounts_", "ledger_") if name in asked]
    for answer in answers:
        assert not answer.cookies
        assert "no-store" in answer["Cache-Control"]
        assert "组织部门干部" not in answer.content.decode()


def test_a_ballot_is_cast_once_with_a_receipt_that_stands_in_the_list(users, voting) -> None:
    ballot, slips = voting
    stranger = Client(enforce_csrf_checks=True)
    done = sent(stranger, "cast", slips[0].lower(), **{"q-pick": ["1", "2"]}).content.decode()
    prefix = codes.digest(slips[0])[:8]
    assert f"{prefix[:4]} {prefix[4:]}" in done
    again = sent(stranger, "cast", slips[0], **{"q-pick": "3"})
    assert again.status_code == 422
    assert "已经使用过" in again.content.decode()
    for code in slips[1:8]:
        cast(code, {})
    listed = reverse("ballots:vote-used", args=[ballot.paper_hash, ballot.pk])
    assert stranger.get(listed).status_code == 404
    meeting.close(ballot, users)
    assert codes.digest(slips[0]) in stranger.get(listed).content.decode()
    wrong = reverse("ballots:vote-used", args=["0" * 64, ballot.pk])
    assert stranger.get(wrong).status_code == 404


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"q-pick": ["1", "2", "3"]}, "超过了可选的数目"),
        ({"q-pick": ["9"]}, "与票面不符"),
        ({"w-pick": ["甲"]}, "另选人的姓名"),
        ({"w-pick": ["很" * 21]}, "另选人的姓名"),
    ],
)
@pytest.mark.parametrize("step", ["confirm", "cast"])
def test_wrong_answers_lead_back_to_the_paper(voting, fields, said: str, step: str) -> None:
    _ballot, slips = voting
    answer = sent(Client(), step, slips[0], **fields)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert Slip.objects.filter(used=True).count() == 0
    assert sent(Client(), step, slips[0], **{"q-pick": ["1"]}).status_code == 200


@pytest.mark.parametrize("step", ["paper", "confirm", "cast"])
def test_an_unknown_code_and_one_before_the_opening_are_refused(users, unit, step: str) -> None:
    ballot = meeting.issuing(users, unit)
    [code, *_rest] = next(iter(meeting.print_all(ballot, meeting.organiser(users)).values()))
    early, unknown = (sent(Client(), step, one) for one in (code, codes.new_codes(1)[0]))
    assert (early.status_code, unknown.status_code) == (422, 422)
    assert "不是投票时间" in early.content.decode()
    assert "没有这个票码" in unknown.content.decode()


def test_the_kiosk_comes_back_to_itself_without_scripts(voting) -> None:
    _ballot, slips = voting
    scanned = f"https://example.org/vote/#{slips[0]}"
    shown = sent(Client(), "cast", scanned, kiosk="1").content.decode()
    assert f"url={reverse('ballots:vote-kiosk')}" in shown
    assert "投入票箱" in shown


# Phones


def test_a_token_is_given_to_its_voter_again_and_again_and_to_nobody_else(
    client_of, users, unit
) -> None:
    ballot = meeting.issuing(users, unit, phones=True, logins=["head", "official"])
    key = TokenKey.objects.get(voter_class=ballot.voters.get(user=users["head"]).voter_class)
    asked = blind.Client.ask(key.public)
    body = {"blinded": b64encode(asked.blinded).decode()}
    head = client_of("head")
    answers = [head.post(at("token", ballot), body) for _ in range(2)]
    assert answers[0].json() == answers[1].json()
    other = {"blinded": b64encode(blind.Client.ask(key.public).blinded).decode()}
    assert head.post(at("token", ballot), other).status_code == 409
    assert head.post(at("token", ballot), {"blinded": "§"}).status_code == 409
    assert client_of("auditor").post(at("token", ballot), body).status_code == 404
    assert "已在手机领票" in head.get(reverse("ballots:index")).content.decode()


def test_a_draft_is_not_shown_to_those_in_its_roll(client_of, users, unit) -> None:
    ballot = meeting.drafted(users, unit)
    logins = ("head", "official")
    kinds = zip(logins, ballot.classes.all(), strict=True)
    named = [Named(login, "", kind.name, login) for login, kind in kinds]
    set_roll(ballot, named, by=meeting.organiser(users), on=meeting.ON)
    head = client_of("head")
    assert head.get(at("mine", ballot)).status_code == 404
    assert ballot.title not in head.get(reverse("ballots:index")).content.decode()


# Results


def test_a_small_class_is_shown_with_another_and_the_page_says_why(officer, users, unit) -> None:
    ballot = counted(users, unit, sizes=(2, 6))
    shown = page_of(officer, "result", ballot)
    assert "合并公布" in shown
    assert "按投票人类别" not in shown
    apart = page_of(officer, "result", counted(users, unit, sizes=(5, 6)))
    assert "合并公布" not in apart
    assert "按投票人类别" in apart


def test_under_the_floor_nothing_is_shown_and_nothing_can_be_taken_out(
    officer, users, unit
) -> None:
    ballot, slips = meeting.opened(users, unit)
    for code in next(iter(slips.values()))[:2]:
        cast(code, {"1": ["agree"]})
    ballot = meeting.close(ballot, users)
    assert "没有计票" in page_of(officer, "result", ballot)
    assert 'class="tally' not in page_of(officer, "sheet", ballot)
    assert officer.post(at("recount", ballot)).status_code == 302
    assert Entry.objects.last().action == "votes counted"


def test_the_votes_taken_out_are_those_counted_and_no_formula(officer, users, unit) -> None:
    ballot, slips = meeting.opened(users, unit, "recommendation")
    made = [code for found in slips.values() for code in found][:8]
    for number, code in enumerate(made):
        cast(code, {"pick": ["1", "+=1+1"] if number == 3 else ["2"]})
    ballot = meeting.close(ballot, users)
    answer = officer.post(at("recount", ballot))
    book = CalamineWorkbook.from_filelike(io.BytesIO(answer.content))
    chosen = [row[2] for row in book.get_sheet_by_index(1).to_python()[1:]]
    assert sorted(chosen) == sorted(["乙"] * 7 + ["甲", "=1+1（另选）"])
    entry = Entry.objects.last()
    assert (entry.action, entry.actor) == ("recount exported", "organisation_officer")


def test_a_teller_sees_the_result_and_may_not_change_the_draft(client_of, users, unit) -> None:
    ballot = counted(users, unit)
    for name in ("auditor", "discipline_officer", "organisation_officer"):
        assert "计票结果" in page_of(client_of(name), "result", ballot)
    for name in ("head", "official", "personnel_officer"):
        assert client_of(name).get(at("result", ballot)).status_code == 404
    draft = meeting.drafted(users, unit)
    assert client_of("auditor").get(at("edit", draft)).status_code == 403


# Who does what next


def test_the_page_says_what_is_next_and_by_whom(client_of, users, unit) -> None:
    ballot = meeting.drafted(users, unit)
    due = {
        name: {task.title for task in found if task.now and task.url}
        for name in ("organisation_officer", "auditor", "discipline_officer")
        if (found := client_of(name).get(at("ballot", ballot)).context["tasks"])
    }
    assert due == {
        "organisation_officer": {"录入名册"},
        "auditor": {"设置计票口令"},
        "discipline_officer": {"设置计票口令"},
    }
    closed = counted(users, unit)
    last = client_of("auditor").get(at("ballot", closed)).context["tasks"]
    assert [task.title for task in last if task.now] == ["打印计票结果报告单并签字"]


def test_an_ended_ballot_leads_to_no_step(officer, users, unit) -> None:
    ballot = meeting.issuing(users, unit)
    assert officer.post(at("void", ballot), {"reason": ""}).status_code == 422
    assert officer.post(at("void", ballot), {"reason": "票面有误"}).status_code == 302
    shown = page_of(officer, "ballot", ballot)
    assert "票面有误" in shown
    assert "去办" not in shown
    assert {officer.get(at(name, ballot)).status_code for name in ("door", "slips", "void")} == {
        404
    }


def test_the_key_of_the_phones_is_told_to_everybody_alike(client_of, officer, users, unit) -> None:
    ballot = meeting.issuing(users, unit, phones=True, logins=["head", "official"])
    kind = ballot.voters.get(user=users["head"]).voter_class
    public = client_of("head").get(at("mine", ballot)).context["public"]
    mine = codes.grouped(hashlib.sha256(b64decode(public)).hexdigest()[:16])
    assert (kind.name, mine) in officer.get(at("ballot", ballot)).context["keys"]


def test_a_workbook_becomes_the_roll(officer, users, unit) -> None:
    ballot, book = meeting.drafted(users, unit), io.BytesIO()
    kind = ballot.classes.first().name
    with Workbook(book, {"in_memory": True}) as written:
        sheet = written.add_worksheet()
        for row, cells in enumerate(
            [("姓名", "单位"), ("张三", "某局", kind), ("李四", 2026, kind)]
        ):
            sheet.write_row(row, 0, cells)
    book.seek(0)
    book.name = "a.xlsx"
    text = officer.post(at("roll", ballot), {"file": book}).context["form"]["lines"].value()
    assert officer.post(at("roll", ballot), {"lines": text, "keep": "1"}).status_code == 302
    roll = ballot.voters.order_by("name").values_list("name", "place")
    assert list(roll) == [("张三", "某局"), ("李四", "2026")]
