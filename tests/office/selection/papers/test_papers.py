"""Papers of a case: when each can be made and by whom, what it says, what is kept."""

import re
from collections.abc import Callable
from itertools import pairwise

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from quanheng.office.accounts.models import AccessLog, User
from quanheng.office.ledger.models import Entry
from quanheng.office.procedures.models import Case
from quanheng.office.records.models import Particulars, Person
from quanheng.office.records.refusals import Overtaken, Refused
from quanheng.office.selection.models import CasePaper, PaperKind
from quanheng.office.selection.papers import files
from quanheng.office.selection.papers.actions import fetch_paper, make_paper
from quanheng.office.selection.papers.building import document_of
from quanheng.office.selection.papers.details import Details
from quanheng.office.selection.papers.files import Format, digest
from quanheng.office.selection.papers.kinds import PAPERS, When, makeable
from quanheng.office.selection.papers.queries import offers, papers_of
from quanheng.office.selection.papers.reading import Reading, reading_of
from tests.office.documents.official.reading import in_pdf
from tests.office.documents.pdf_text import text_of
from tests.office.selection.papers.scenes import ON, procedure

pytestmark = pytest.mark.any_database

At = Callable[..., Case]
Kind = PaperKind
DETAILS = {
    "organ": "中共云溪区委组织部", "mark": "云组", "day": "2026-03-02", "addressee": "区纪委监委",
    "committee": "区委常委会", "reason": "推荐集中", "groups": "班子成员、中层干部",
    "signers": "贺正清、方远", "valid_until": "2026-09-02", "address": "人民路1号",
}  # fmt: skip
SAYS = {
    Kind.MOTION: ("动议纪实", "原局长到龄退休", "乡科级正职", "拟配职位数：1"),
    Kind.PLAN: ("选拔任用工作方案", "熟悉城乡规划", "区直机关副职", "会议推荐"),
    Kind.TALK_FORM: ("民主推荐表", "谈话调研推荐", "□中层干部"),
    Kind.MEETING_FORM: ("民主推荐表", "会议推荐", "另荐"),
    Kind.SUMMARY: ("汇总", "60", "52", "33", "不按票数排列"),
    Kind.VETTING_NOTICE: ("考察预告", "12380", "人民路1号"),
    Kind.MATERIAL: ("考察材料", "老旧小区", "有时偏急", "未登记", "建议任用"),
    Kind.INTEGRITY_LETTER: ("征求党风廉政意见", "云组〔2026〕1号", "区纪委监委"),
    Kind.INTEGRITY_REPLY: ("回复函", "无处分和诫勉", "未发现影响任职问题", "有效期至2026年9月2日"),
    Kind.SLIP: ("票决单", "缓议", "区委常委会"),
    Kind.COUNT: ("表决结果", "11", "未表态", "通过"),
    Kind.MINUTES: ("会议记录", "方远（对", "同意大家意见", "摘录"),
    Kind.REQUEST: ("请示", "妥否", "2026年2月2日酝酿"),
    Kind.PUBLIC_NOTICE: ("任前公示", "云组公〔2026〕4号", "2026年2月18日"),
    Kind.APPOINTMENT_FORM: ("干部任免审批表", "推荐集中", "中共云溪区委组织部"),
    Kind.APPOINTMENT_NOTICE: ("的通知", "云委〔2026〕21号", "试用期一年", "2026年2月6日"),
}  # fmt: skip


def steps_of(kind: Kind) -> tuple[str, str]:
    """The first step in which a paper can be made, and the one before."""
    names = [one.name for one in procedure().steps] + [""]
    at = names.index(PAPERS[kind].step) + (PAPERS[kind].when is When.AFTER)
    return names[at], names[at - 1]


def made(case: Case, kind: Kind, by: User, person: Person | None = None) -> CasePaper:
    asked = {name: DETAILS[name] for name in PAPERS[kind].asks if name in DETAILS}
    entry = make_paper(case, kind, asked, by=by, on=ON, person=person)
    return CasePaper.objects.get(pk=entry.about_key)


def about(kind: Kind, people: list[Person]) -> Person | None:
    return people[0] if PAPERS[kind].each else None


def text(paper: CasePaper) -> str:
    data = files.kept(paper, Format.PDF)
    assert data is not None
    return text_of(data)


@pytest.mark.parametrize("kind", Kind)
def test_every_paper_is_made_from_its_step_on_and_not_before(
    kind: Kind, at: At, officer: User, people: list[Person]
) -> None:
    first, before = steps_of(kind)
    with pytest.raises(Refused):
        made(at(before), kind, officer, about(kind, people))
    paper = made(at(first), kind, officer, about(kind, people))
    said = text(paper)
    for part in SAYS[kind]:
        assert part.replace(" ", "") in said, part
    assert all(digest(files.kept(paper, one) or b"") for one in Format)


@pytest.mark.parametrize("kind", Kind)
def test_the_paper_of_a_case_that_is_done_names_everybody_it_is_about(
    kind: Kind, at: At, officer: User, people: list[Person]
) -> None:
    paper = made(at(""), kind, officer, about(kind, people))
    named = [one for one in people if one.name in text(paper)]
    if kind in (Kind.MOTION, Kind.PLAN, Kind.TALK_FORM):
        assert named == []
    else:
        assert named == (people if not PAPERS[kind].each else people[:1])
        assert set(paper.people) == {one.code for one in named}


def test_inspection_material_tells_what_the_later_steps_found(
    at: At, officer: User, people: list[Person]
) -> None:
    case = at("decide")
    said = text(made(case, Kind.MATERIAL, officer, people[0]))
    for part in ("四个意识", "2026.01.22", "已查清", "十问均已了解", "有效票51票，推荐33票"):
        assert part in said, part
    assert people[2].name not in said


def test_no_paper_gives_away_an_identity_number_or_the_family(
    at: At, officer: User, people: list[Person], unit: object
) -> None:
    families = {row.name for one in people for row in one.familys.all()}
    case = at("")
    for kind in Kind:
        said = text(made(case, kind, officer, about(kind, people)))
        assert not re.search(r"\d{17}[\dXx]", said)
        assert not [name for name in families if name in said and name not in str(people)]


def test_a_public_notice_says_nothing_beside_what_may_be_public(
    at: At, officer: User, people: list[Person]
) -> None:
    facts = Particulars.objects.current().get(person=people[0])
    said = text(made(at(""), Kind.PUBLIC_NOTICE, officer))
    assert f"{facts.birth.year}年{facts.birth.month}月生" in said
    assert facts.ethnicity not in said.replace(people[0].name, "")
    assert "票" not in said


def test_whom_a_case_leaves_out_stands_on_no_paper(
    at: At, officer: User, people: list[Person]
) -> None:
    case = at("")
    left = case.nominees.get(person=people[2])
    left.out_on, left.out_by, left.out_step, left.out_reason = ON, officer, "vet", "本人放弃"
    left.save()
    assert people[2].name not in text(made(case, Kind.PUBLIC_NOTICE, officer))
    with pytest.raises(Refused):
        made(case, Kind.MATERIAL, officer, people[2])
    with pytest.raises(Refused):
        made(case, Kind.MATERIAL, officer)


def test_results_of_votes_keep_whoever_was_left_out_afterwards(
    at: At, officer: User, people: list[Person]
) -> None:
    case = at("")
    left = case.nominees.get(person=people[2])
    left.out_on, left.out_by, left.out_step, left.out_reason = ON, officer, "vet", "本人放弃"
    left.save()
    for kind in (Kind.SUMMARY, Kind.COUNT):
        paper = made(case, kind, officer)
        assert people[2].name in text(paper) and people[2].code in paper.people


def test_the_minutes_are_an_extract_for_those_who_see_the_meeting(
    at: At, officer: User, users: dict[str, User], people: list[Person]
) -> None:
    paper = made(at(""), Kind.MINUTES, officer)
    assert "无关的保密事项" not in text(paper)
    assert fetch_paper(paper, Format.PDF, by=users["auditor"], on=ON)
    head = users["head"]
    assert Case.objects.visible_to(head, ON).filter(pk=paper.case_id).exists() is False


def test_a_paper_made_anew_keeps_its_number_and_the_old_version(
    at: At, officer: User, people: list[Person]
) -> None:
    case, other = at("decide"), at("decide")
    first, again = made(case, Kind.SLIP, officer), made(case, Kind.SLIP, officer)
    assert (again.year, again.number, again.version) == (first.year, first.number, 2)
    assert files.kept(first, Format.PDF) is not None
    assert [one.last for one in papers_of(case)] == [True, False]
    assert made(other, Kind.SLIP, officer).number == first.number + 1
    assert made(case, Kind.MATERIAL, officer, people[0]).number == 1
    assert made(case, Kind.MATERIAL, officer, people[1]).number == 2


def test_the_number_stands_on_the_paper_only_with_a_mark(
    at: At, officer: User, people: list[Person]
) -> None:
    case = at("integrity")
    assert "云组〔2026〕1号" in text(made(case, Kind.INTEGRITY_LETTER, officer))
    entry = make_paper(case, Kind.INTEGRITY_LETTER, {"organ": "甲"}, by=officer, on=ON)
    assert "〔2026〕" not in text(CasePaper.objects.get(pk=entry.about_key))


def test_the_ledger_knows_the_files(at: At, officer: User) -> None:
    paper = made(at("plan"), Kind.MOTION, officer)
    told = Entry.objects.get(action="case paper made").details.values
    assert told["pdf_sha256"] == paper.pdf_sha256 == digest(files.kept(paper, Format.PDF) or b"")
    assert told["docx_sha256"] == digest(files.kept(paper, Format.DOCX) or b"")
    assert told["number"] == "2026-1"


def test_the_files_are_sealed(at: At, officer: User) -> None:
    paper = made(at("plan"), Kind.MOTION, officer)
    raw = files.path_of(paper, Format.PDF).read_bytes()
    assert not raw.startswith(b"%PDF")
    files.path_of(paper, Format.DOCX).write_bytes(raw)
    with pytest.raises(Exception, match="damaged"):
        files.kept(paper, Format.DOCX)


def test_who_may_make_which_paper(at: At, users: dict[str, User], people: list[Person]) -> None:
    case = at("integrity")
    discipline = users["discipline_officer"]
    assert made(case, Kind.INTEGRITY_LETTER, discipline)
    with pytest.raises(Refused):
        made(case, Kind.SUMMARY, discipline)
    for role in ("auditor", "official", "head", "system_admin"):
        with pytest.raises(Refused):
            made(case, Kind.SUMMARY, users[role])


@pytest.mark.parametrize("state", ["suspended", "withdrawn", "refused"])
def test_no_paper_is_made_of_a_case_that_does_not_go_on(state: str, at: At, officer: User) -> None:
    case = at("plan")
    closed = None if state == "suspended" else ON
    Case.objects.filter(pk=case.pk).update(state=state, closed_on=closed)
    with pytest.raises(Overtaken):
        made(case, Kind.MOTION, officer)
    case.refresh_from_db()
    assert not makeable(Kind.MOTION, case, procedure(), met=True)


def test_an_identity_number_that_was_typed_in_is_refused(at: At, officer: User) -> None:
    told = {"organ": "组织部", "address": "证件360101197906150024"}
    with pytest.raises(ValidationError, match="身份证号"):
        make_paper(at("vet"), Kind.VETTING_NOTICE, told, by=officer, on=ON)
    assert not CasePaper.objects.exists()


def test_a_decision_is_needed_for_what_tells_of_it(at: At, officer: User) -> None:
    case = at("decide", met=False)
    for kind in (Kind.COUNT, Kind.MINUTES):
        with pytest.raises(Refused):
            made(case, kind, officer)


def test_a_case_without_names_yields_only_papers_without_names(at: At, officer: User) -> None:
    case = at("meeting", people=[])
    assert made(case, Kind.TALK_FORM, officer)
    with pytest.raises(Refused):
        made(case, Kind.MEETING_FORM, officer)


def reading(case: Case) -> Reading:
    return reading_of(case, ON, minutes=True)


def test_reading_a_case_costs_the_same_for_any_number_of_people(
    at: At, officer: User, people: list[Person]
) -> None:
    counts = []
    for number in (1, 3):
        case = at("", people=people[:number])
        with CaptureQueriesContext(
            connection,
        ) as asked:
            read = reading(case)
            for kind in Kind:
                if kind is not Kind.APPOINTMENT_FORM:
                    document_of(kind, read, Details(DETAILS), "", read.candidates[0])
        counts.append(len(asked))
    assert counts[0] == counts[1] < 30


def test_building_asks_the_database_nothing(at: At) -> None:
    read = reading(at(""))
    with CaptureQueriesContext(connection) as asked:
        for kind in Kind:
            if kind is not Kind.APPOINTMENT_FORM:
                in_pdf(document_of(kind, read, Details(DETAILS), "", read.candidates[0]))
    assert len(asked) == 0


def test_what_can_be_made_grows_with_the_case(at: At, officer: User) -> None:
    names = [one.name for one in procedure().steps]
    offered = [{one.kind for one in offers(case, papers_of(case))}
               for case in (at(step) for step in [*names, ""])]  # fmt: skip
    assert offered[0] == set()
    assert all(before <= after for before, after in pairwise(offered))
    assert offered[-1] == set(Kind)


@pytest.mark.parametrize("change", [{"version": 1}, {"person": None, "kind": "material"}])
def test_the_database_keeps_numbers_apart(change: dict[str, object], at: At, officer: User) -> None:
    paper = made(at("plan"), Kind.MOTION, officer)
    paper.pk = None
    for name, value in change.items():
        setattr(paper, name, value)
    with pytest.raises(IntegrityError), transaction.atomic():
        paper.save(force_insert=True)


def page(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_a_paper_is_made_and_fetched_on_the_pages(
    at: At, officer: User, users: dict[str, User], people: list[Person]
) -> None:
    case = at("publish")
    client = page(officer)
    address = reverse("selection:paper-make", args=[case.pk, "material"])
    assert client.get(address).status_code == 404, "of whom was not said"
    shown = client.get(address, {"person": people[0].code})
    assert people[0].name in shown.content.decode()
    missing = client.post(address, {"person": people[0].code})
    assert missing.status_code == 422
    done = client.post(address, {"person": people[0].code, "organ": "组织部"}, follow=True)
    assert done.redirect_chain and "考察材料" in done.content.decode()
    paper = CasePaper.objects.get()
    for form in Format:
        got = client.get(reverse("selection:paper-fetch", args=[case.pk, paper.pk, form]))
        assert got.content == files.kept(paper, form)
        assert "attachment" in got.headers["Content-Disposition"]
    looks = AccessLog.objects.filter(user=officer, what=AccessLog.What.FILE)
    assert set(looks.values_list("person_code", flat=True)) == {people[0].code}
    assert Entry.objects.filter(action="case paper fetched").count() == 2


def test_somebody_who_may_not_make_a_paper_is_told_who_may(at: At, users: dict[str, User]) -> None:
    case = at("decide")
    address = reverse("selection:paper-make", args=[case.pk, "summary"])
    shown = page(users["auditor"]).get(address).content.decode()
    assert "负责此程序的人员制作" in shown and "<textarea" not in shown
    assert page(users["system_admin"]).get(address).status_code == 404
    assert page(users["auditor"]).get(address.replace("summary", "other")).status_code == 404


def test_a_paper_of_another_case_is_not_found(at: At, officer: User) -> None:
    paper, other = made(at("plan"), Kind.MOTION, officer), at("plan")
    address = reverse("selection:paper-fetch", args=[other.pk, paper.pk, "pdf"])
    assert page(officer).get(address).status_code == 404
    own = reverse("selection:paper-fetch", args=[paper.case_id, paper.pk, "txt"])
    assert page(officer).get(own).status_code == 404


def test_a_file_that_is_gone_is_said(at: At, officer: User) -> None:
    paper = made(at("plan"), Kind.MOTION, officer)
    files.path_of(paper, Format.PDF).unlink()
    address = reverse("selection:paper-fetch", args=[paper.case_id, paper.pk, "pdf"])
    assert "不在系统中" in page(officer).get(address, follow=True).content.decode()


@pytest.mark.parametrize("step", ["motion", "vet", ""])
def test_the_list_of_papers_needs_few_queries(
    step: str, at: At, officer: User, people: list[Person]
) -> None:
    case = at(step)
    client, address = page(officer), reverse("selection:papers", args=[case.pk])
    client.get(address)
    with CaptureQueriesContext(connection) as before:
        client.get(address)
    if step == "":
        for kind in Kind:
            made(case, kind, officer, about(kind, people))
    with CaptureQueriesContext(connection) as after:
        shown = client.get(address)
    assert shown.status_code == 200
    assert len(after) == len(before) <= 25


def test_the_next_case_begins_with_what_stays_the_same(at: At, officer: User) -> None:
    made(at("integrity"), Kind.INTEGRITY_LETTER, officer)
    address = reverse("selection:paper-make", args=[at("integrity").pk, "integrity_letter"])
    assert "区纪委监委" in page(officer).get(address).content.decode()
