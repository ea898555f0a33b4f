"""Supervision: talks, reports, audits, reminders, and the rarer things that go wrong."""

from collections.abc import Sequence
from datetime import date, timedelta

from quanheng.norms.dates import add_months
from quanheng.norms.kinds import Activity, Award, Level, Supervision
from quanheng.sample.careers import term_of
from quanheng.sample.draft import Draft, Official


def write_supervision(draft: Draft) -> None:
    """Write what supervision and care have put on file."""
    _talks(draft)
    _promotions(draft)
    _heads_of_the_district(draft)
    _reports(draft)
    _absences(draft)
    _reminders(draft)
    _checks(draft)


def write_awards(draft: Draft) -> None:
    """Write honours and sanctions."""
    rng = draft.rng
    for official in draft.officials:
        if rng.random() < 0.04:
            day = draft.day(draft.year - rng.randint(0, 7))
            _award(
                draft, "干部", official.code, "记功", "三等功", "市", max(day, official.began), None
            )
        for _ in range(rng.choices((0, 1, 2), (55, 33, 12))[0]):
            kind, name, level = rng.choice(
                (
                    ("嘉奖", "年度考核优秀嘉奖", "区"),
                    ("嘉奖", "公务员嘉奖", "区"),
                    ("表彰", "优秀共产党员", "区")
                    if official.party
                    else ("表彰", "先进个人", "区"),
                    ("荣誉称号", "先进工作者", rng.choice(("市", "省"))),
                )
            )
            day = draft.day(draft.year - rng.randint(0, 7))
            if day >= official.began:
                _award(draft, "干部", official.code, kind, name, level, day, None)
    for place in draft.of("区直部门", "街道", "乡镇", "村", "社区", "党支部"):
        if rng.random() < 0.25:
            name = rng.choice(("先进集体", "先进基层党组织", "文明单位"))
            _award(draft, "单位", place.code, "表彰", name, "区", draft.day(draft.year - 1), None)
    _sanctions(draft)


def _award(
    draft: Draft, subject_type: str, subject: str, kind: str, name: str, level: str, day: date,
    until: date | None,
) -> None:  # fmt: skip
    draft.add(
        Award,
        subject_type=subject_type,
        subject=subject,
        type=kind,
        name=name,
        level=level,
        day=day,
        influence_until=until,
    )


def _sanctions(draft: Draft) -> None:
    rng = draft.rng
    staff = [o for o in draft.serving if o.seat.level >= Level.SECTION_DEPUTY]
    codes = [o.code for o in staff]
    party = {o.code for o in staff if o.party}
    current = draft.excepted("sanction", codes)
    for code in sorted(current):
        day = draft.before(draft.as_of, 20, 170)
        _sanction(draft, code, day, code in party and rng.random() < 0.6)
    for code in draft.pick(0.012, [code for code in codes if code not in current]):
        _sanction(draft, code, draft.before(draft.as_of, 800, 2000), code in party)


def _sanction(draft: Draft, code: str, day: date, by_party: bool) -> None:
    if by_party:
        _award(draft, "干部", code, "党纪处分", "党内警告", "区", day, add_months(day, 12))
    else:
        _award(draft, "干部", code, "政务处分", "政务警告", "区", day, add_months(day, 6))


def _note(draft: Draft, official: Official, kind: str, day: date, **values: object) -> None:
    """A matter on file, if the person was in service by then."""
    if day >= official.began and not (official.left and day >= official.left):
        draft.add(Supervision, person=official.code, type=kind, day=day, **values)


def _talks(draft: Draft) -> None:
    rng = draft.rng
    without = draft.excepted("talk", [o.code for o in draft.serving])
    for official in draft.officials:
        if official.code not in without:
            day = draft.day(draft.year, 1, 11)
            if rng.random() < 0.15 and official.left is None and day >= official.began:
                draft.add(
                    Activity, subject_type="干部", subject=official.code, type="谈心谈话", day=day
                )
            else:
                _note(draft, official, "谈心谈话", day)
        if rng.random() < 0.7:
            _note(draft, official, "谈心谈话", draft.day(draft.year - 1), note="工作情况、思想状况")


def _promotions(draft: Draft) -> None:
    """A talk on integrity before every promotion of late, but for the exceptions."""
    border = add_months(draft.as_of, -12)
    promoted = [
        (official, stint)
        for official in draft.officials
        for stint in official.stints
        if stint.promoted and stint.start > add_months(draft.as_of, -72)
    ]
    recent = [o.code for o, stint in promoted if stint.start > border and o.left is None]
    without = draft.excepted("integrity-talk", recent)
    for official, stint in promoted:
        if stint.start <= border or official.code not in without:
            day = draft.before(stint.start, 3, 40)
            _note(draft, official, "任前廉政谈话", day, result="已谈话")


def _heads_of_the_district(draft: Draft) -> None:
    chiefs = [o for o in draft.serving if o.head and o.seat.level is Level.DIVISION_CHIEF]
    done = [o for o in chiefs if o.seat.title != "区政协主席"]
    for slug, kind in (("audit", "经济责任审计"), ("selection-check", "选人用人检查")):
        pending = draft.excepted(slug, [o.code for o in done])
        for official in done:
            if official.code not in pending:
                since = term_of(draft, official.seat, official.start)[0] or official.start
                span = max(1, (draft.as_of - since).days - 20)
                day = since + timedelta(days=draft.rng.randint(span // 2, span))
                _note(draft, official, kind, day, result="未发现重大问题")
    for official in draft.serving:
        if official.team and official.head and draft.rng.random() < 0.2:
            _note(draft, official, "离任检查", draft.before(official.start, 1, 30))


def _reports(draft: Draft) -> None:
    leaders = [o for o in draft.serving if o.leader]
    silent = draft.excepted("duty-report", [o.code for o in leaders])
    county = [o for o in leaders if o.county]
    late = draft.excepted("personal-matters", [o.code for o in county])
    for official in leaders:
        _note(draft, official, "述职述廉", draft.day(draft.year - 1, 12, 12), result="较好")
        if official.code not in silent:
            _note(draft, official, "述职述廉", draft.day(draft.year, 11, 12), result="较好")
    for official in county:
        for year in range(draft.year - 5, draft.year + 1):
            month = 3 if year == draft.year and official.code in late else 1
            day = date(year, month, draft.rng.randint(4, 28))
            _note(draft, official, "个人事项报告", day, result="已报告")
        if draft.rng.random() < 0.15:
            _note(draft, official, "抽查核实", draft.day(draft.year), result="基本一致")


def _absences(draft: Draft) -> None:
    rng = draft.rng
    codes = [o.code for o in draft.serving]
    absent = sorted(draft.excepted("absence", codes))
    away = draft.excepted("leave", codes)
    for official in draft.serving:
        if official.code in absent:
            for _ in range(1 + absent.index(official.code) % 3):
                day = draft.day(draft.year, 1, 6)
                _note(draft, official, "会议缺席", day, approved=False, note="未请假")
        elif rng.random() < 0.08:
            reason = {"approved": None if rng.random() < 0.1 else True, "note": "因公出差"}
            _note(draft, official, "会议缺席", draft.day(draft.year), **reason)
        if official.code in away:
            kind = rng.choice(("外出", "请假"))
            _note(draft, official, kind, draft.day(draft.year, 1, 8), approved=False, note="未报备")
        elif rng.random() < 0.3:
            day = draft.day(draft.year)
            kind = rng.choice(("请假", "外出"))
            until = day + timedelta(days=rng.randint(1, 10))
            _note(draft, official, kind, day, until=until, approved=True)


def _reminders(draft: Draft) -> None:
    rng = draft.rng
    codes = [o.code for o in draft.serving if o.seat.level < Level.VILLAGE]
    twice = draft.excepted("reminders", codes)
    admonished = draft.excepted("admonition", codes)
    for official in draft.serving:
        if official.code in twice:
            for kind in ("提醒", rng.choice(("提醒", "函询"))):
                day = draft.before(draft.as_of, 15, 300)
                _note(draft, official, kind, day, result="已整改" if kind == "提醒" else "已说明")
        elif official.seat.level < Level.STAFF and rng.random() < 0.04:
            _note(draft, official, "提醒", draft.day(draft.year), result="已整改")
        if official.code in admonished:
            day = draft.before(draft.as_of, 10, 150)
            _note(draft, official, "诫勉", day, until=add_months(day, 6), result="书面诫勉")
        elif official.seat.level < Level.STAFF and rng.random() < 0.015:
            day = draft.before(draft.as_of, 260, 1500)
            _note(draft, official, "诫勉", day, until=add_months(day, 6), result="谈话诫勉")


def _checks(draft: Draft) -> None:
    """Whoever stayed away three times was suspended; others were named in a notice."""
    rows: Sequence[object] = draft.rows[Supervision]
    missed: dict[str, int] = {}
    for row in rows:
        if isinstance(row, Supervision) and row.type == "会议缺席" and row.approved is False:
            missed[row.person] = missed.get(row.person, 0) + 1
    for official in draft.serving:
        times = missed.get(official.code, 0)
        if times == 3:
            day = draft.day(draft.year, 7, 8)
            _note(draft, official, "停职", day, until=day + timedelta(days=60))
        elif times:
            _note(draft, official, "通报批评", draft.day(draft.year, 7, 9), result="全区通报")
