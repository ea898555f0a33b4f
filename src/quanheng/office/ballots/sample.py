"""Ballots for the demonstration: one in draft, one whose slips are to be printed, one counted."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from quanheng.office.accounts import directory
from quanheng.office.accounts.models import User
from quanheng.office.ballots import codes
from quanheng.office.ballots.actions import (
    begin_closing,
    begin_issuing,
    check_in,
    confirm_opening,
    draft_ballot,
    finish_closing,
    print_slips,
    set_passphrase,
    set_roll,
)
from quanheng.office.ballots.casting import cast
from quanheng.office.ballots.counting import Basis, Threshold
from quanheng.office.ballots.models import Ballot
from quanheng.office.ballots.paper import GRADES, Form
from quanheng.office.ballots.plan import ClassOf, Named, Plan
from quanheng.office.ledger.models import Entry

FIRST, SECOND = "discipline-officer", "auditor"
"""The log-in names of the tellers."""

VOTERS = ("organisation-officer-2", "personnel-officer", "official", "head", "committee-member")
"""Log-in names of those in the roll who may vote by phone."""

WITHOUT_ACCOUNT = (
    "陈文静", "林志远", "周晓峰", "吴秀兰", "郑国平", "孙丽华", "马建军", "朱海燕",
    "胡明亮", "郭春梅", "何立新", "高玉洁", "罗大伟", "梁小红", "宋长林",
)  # fmt: skip
CANDIDATES = ("张伟民", "刘淑芬", "王启明", "杨思远")


def sample_ballots(by: User, on: date, users: Mapping[str, User]) -> list[Entry]:
    """Make them, organised by ``by``; ``users`` are the demonstration's accounts by log-in name."""
    if not directory.places():
        return []
    draft, people = _draft(by, on, users), _people(users)
    issuing = draft_ballot(_recommendation(users), by=by, on=on)
    _prepared(issuing, people, by, on)
    return [draft, issuing, _counted(by, on, users)]


def _plan(users: Mapping[str, User], title: str, form: Form, paper: dict[str, object]) -> Plan:
    place = directory.places()[0]
    return Plan(
        title, form, place.code, users[FIRST], users[SECOND], paper, [ClassOf("全体")], phones=True
    )


def _subjects(names: Sequence[str], note: str = "") -> list[dict[str, str]]:
    return [
        {"key": str(number), "name": name, "note": note}
        for number, name in enumerate(names, start=1)
    ]


def _recommendation(users: Mapping[str, User]) -> Plan:
    paper = {"subjects": _subjects(CANDIDATES), "most": 2, "write_ins": 1}
    return _plan(users, "区直部门副职人选会议推荐", Form.RECOMMENDATION, paper)


def _draft(by: User, on: date, users: Mapping[str, User]) -> Entry:
    paper = {
        "subjects": _subjects(("城东养老中心", "老旧小区加装电梯", "中心小学扩建", "滨河步道"))
    }
    plan = _plan(users, "民生实事项目票选", Form.PROJECTS, {**paper, "most": 2})
    return draft_ballot(plan, by=by, on=on)


def _people(users: Mapping[str, User]) -> list[Named]:
    known = [
        Named(users[login].name, "演示账户", "全体", login) for login in VOTERS if login in users
    ]
    return [*known, *(Named(name, "", "全体") for name in WITHOUT_ACCOUNT)]


def _prepared(entry: Entry, people: Sequence[Named], by: User, on: date) -> Ballot:
    ballot = Ballot.objects.get(pk=entry.about_key)
    set_roll(ballot, people, by=by, on=on)
    begin_issuing(ballot, by=by, on=on)
    ballot.refresh_from_db()
    return ballot


def _counted(by: User, on: date, users: Mapping[str, User]) -> Entry:
    paper = {
        "subjects": _subjects(CANDIDATES, "班子成员"),
        "dimensions": ["德", "能", "勤", "绩", "廉"],
    }
    plan = _plan(users, "领导班子成员年度民主测评", Form.EVALUATION, paper)
    rule = Threshold(2, 3, Basis.VALID, strict=False)
    by_slips = replace(plan, phones=False, passing=rule, warning=(1, 3))
    ballot = _prepared(draft_ballot(by_slips, by=by, on=on), _people(users), by, on)
    return _voted(ballot, by, on, (users[FIRST], users[SECOND]))


def _voted(ballot: Ballot, by: User, on: date, tellers: tuple[User, User]) -> Entry:
    """Slips printed and cast by all but two, opened and counted by both tellers."""
    [kind] = ballot.classes.all()
    voters = list(ballot.voters.select_related("ballot"))
    made = codes.new_codes(codes.amount(len(voters)))
    print_slips(ballot, {kind.pk: made}, by=by, on=on)
    for voter in voters[:-1]:
        check_in(voter, slip=True, by=by, on=on)
    phrases = [codes.new_codes(1)[0] for _ in tellers]
    for teller, phrase in zip(tellers, phrases, strict=True):
        set_passphrase(ballot, phrase, by=teller, on=on)
    for teller in tellers:
        confirm_opening(ballot, by=teller, on=on)
    for number, code in enumerate(made[: len(voters) - 2]):
        cast(code, _grades(number))
    begin_closing(ballot, phrases[0], by=tellers[0], on=on)
    return finish_closing(ballot, phrases[1], by=tellers[1], on=on)


def _grades(number: int) -> dict[str, list[str]]:
    """The answers of one invented voter: mostly good, worse for the third, some left blank."""
    answers = {}
    for subject in range(1, len(CANDIDATES) + 1):
        for dimension in range(1, 6):
            mood = (number * 7 + subject * 5 + dimension * 3) % 11
            worse = 2 if subject == 3 and number % 3 == 0 else 0
            grade = min((0, 0, 0, 0, 0, 1, 1, 1, 2, 2, 3)[mood] + worse, 3)
            if mood != 10 or worse:
                answers[f"{subject}-{dimension}"] = [GRADES[grade]]
    return answers
