"""Why a rule says what it says of a subject: rows that counted, rows that did not, parameters."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from functools import singledispatch

from quanheng.norms.finding import Evidence, Finding, Status, SubjectType, Text
from quanheng.norms.kinds import (
    Appraisal,
    Contact,
    Duty,
    Evaluation,
    Pay,
    Reserve,
    Row,
    Secondment,
    Tenure,
)
from quanheng.norms.measure import Selection
from quanheng.norms.pack import Form, Pack, Parameter, Rule, Value
from quanheng.norms.plain import Bench
from quanheng.norms.plain.case import Case, View, kinds_of_population
from quanheng.norms.plain.reasons import (
    ANNUAL,
    Look,
    ended,
    fits_any,
    outside,
    reason,
    unseen,
)
from quanheng.norms.plain.silence import QUIET, UNMET, posts_outside, silence
from quanheng.norms.plain.telling import Names, names_in
from quanheng.norms.plain.workings import facts_of, members, pay_window, thresholds, workings
from quanheng.norms.population import HEAD, TEAM, People, Responsible, Units
from quanheng.norms.proposal import (
    AgeLadder,
    GhostPay,
    GradeShare,
    LastPlaced,
    LowestRanked,
    PayRatio,
    PoolSize,
    ProjectTarget,
    Unanswered,
    VoteShare,
)
from quanheng.norms.records import Dossier, Records
from quanheng.norms.requirement import (
    ConsecutiveGrade,
    ContactKept,
    EachTenure,
    HomeArea,
    NoDirectCharge,
    OnePerson,
    WithinQuota,
    YearsHeld,
)

READS: Mapping[type[Form], tuple[type[Row], ...]] = {
    AgeLadder: (Tenure,),
    ConsecutiveGrade: (Appraisal,),
    ContactKept: (Contact,),
    EachTenure: (Tenure,),
    GhostPay: (Pay,),
    GradeShare: (Appraisal,),
    HomeArea: (Tenure,),
    LastPlaced: (Appraisal,),
    LowestRanked: (Appraisal,),
    NoDirectCharge: (Tenure,),
    OnePerson: (Tenure,),
    PayRatio: (Pay,),
    PoolSize: (Reserve,),
    ProjectTarget: (Secondment,),
    Unanswered: (Duty,),
    VoteShare: (Evaluation,),
    WithinQuota: (Tenure,),
    YearsHeld: (Tenure,),
}
"""The records that forms read without naming a selection."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A record of the subject that the rule read and did not count, and why."""

    row: Row
    reason: Text


@dataclass(frozen=True, slots=True)
class Explanation:
    """A finding laid open.

    ``finding`` is None where the rule has nothing to say of the subject; ``silence`` then tells
    why. ``since`` is the first day of the
    unbroken stretch in which the subject has qualified (None for units and proposals), by the
    records ``applies``. ``workings`` say how the figure came about; ``names`` are those of the
    codes in the records.
    """

    rule: Rule
    pack: Pack
    on: date
    subject: str
    name: str
    finding: Finding | None = None
    silence: Text | None = None
    since: date | None = None
    applies: tuple[Row, ...] = ()
    workings: tuple[Text, ...] = ()
    counted: tuple[Row, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    parameters: tuple[tuple[Parameter, Value], ...] = ()
    names: Names | None = None


def explain(records: Records, pack: Pack, rule: Rule, subject: str, on: date) -> list[Explanation]:
    """How a rule's result for a subject came about: one explanation for each subject type.

    The list is empty if no subject of the rule's type has the code. Before the pack is in force
    an explanation has neither finding nor records.
    """
    bench = Bench(records, [pack], on)
    return [
        _explained(bench, pack, rule, type, dossiers[subject])
        if pack.in_force(on)
        else Explanation(rule, pack, on, subject, dossiers[subject].name)
        for type, dossiers in bench.subjects().items()
        if subject in dossiers and _speaks_of(rule.form, type)
    ]


def _speaks_of(form: Form, type: SubjectType) -> bool:
    also_units = isinstance(form, Unanswered) and type is SubjectType.UNIT
    return form.subject_type is type or also_units


def _explained(
    bench: Bench, pack: Pack, rule: Rule, kind: SubjectType, dossier: Dossier
) -> Explanation:
    case, form = bench.case, rule.form
    finding = next(iter(bench.findings(kind, dossier, {rule.id})), None)
    view = case.view(dossier)
    who = getattr(form, "who", None)
    apart = None if finding else _absent(_kinds_of(who), case) or silence(form, view)
    if apart is None:
        counted, left_out = _sorted_out(form, view, finding)
    else:
        posts = posts_outside(who, view) if isinstance(who, People) else ()
        counted, left_out = (), tuple(LeftOut(row, why) for row, why in posts)
    since = view.standing(who) if isinstance(who, People | Responsible) else None
    applies = tuple(_qualifying(who, view, since)) if type(form) not in READS else ()
    shown_rows = [*applies, *counted, *(left.row for left in left_out)]
    return Explanation(
        rule,
        pack,
        case.on,
        dossier.code,
        dossier.name,
        finding,
        None if finding else apart or _quiet(form, case),
        since,
        applies,
        tuple(_worked_out(form, view, finding)) if apart is None else (),
        counted,
        left_out,
        tuple((parameter, parameter.in_force(case.on)) for parameter in rule.parameters),
        names_in(shown_rows, case.records),
    )


def _absent(kinds: Iterable[type[Row]], case: Case) -> Text | None:
    """The sheets that the rule reads and the workbook has not."""
    absent = sorted(kind.sheet for kind in kinds if not case.records.has(kind))
    if not absent:
        return None
    listed = "、".join(absent)
    return Text(f"没有提供工作表：{listed}", f"sheets not provided: {listed}")


def _kinds_of(who: object) -> set[type[Row]]:
    return kinds_of_population(who) if isinstance(who, People | Responsible | Units) else set()


def _worked_out(form: Form, view: View, finding: Finding | None) -> Iterator[Text]:
    """How the figure came about, and which sheet is absent where there is none."""
    if finding is not None and finding.status is Status.NO_DATA:
        absent = _absent(_read_by(form), view.case)
        if absent is not None:
            yield absent
    yield from workings(form, view, finding)


def _quiet(form: Form, case: Case) -> Text:
    """Why a rule that applies has nothing to say."""
    return _absent(_read_by(form), case) or QUIET.get(type(form), UNMET)


def kinds_read(form: Form) -> set[type[Row]]:
    """The sheets without which a rule lacks data, or cannot tell whom it applies to."""
    return _read_by(form) | _kinds_of(getattr(form, "who", None))


def reads_beyond(form: Form) -> bool:
    """Whether a rule needs records of others: of the whole register, or of units ranked beside."""
    anywhere = any(selection.anywhere for selection in _selections(form))
    return anywhere or isinstance(form, LastPlaced | LowestRanked | PayRatio)


def _read_by(form: Form) -> set[type[Row]]:
    selected = {selection.kind for selection in _selections(form)}
    return selected | set(READS.get(type(form), ()))


def _sorted_out(
    form: Form, view: View, finding: Finding | None
) -> tuple[tuple[Row, ...], tuple[LeftOut, ...]]:
    """The records that the rule read: those that counted, and the others with the reason."""
    facts = facts_of(form, view.case, finding)
    ways = thresholds(form, view, facts)
    sought = list(dict.fromkeys(_selections(ways[:1] or form)))
    look = Look(form, view, finding, sought, facts)
    evidence = set(finding.evidence) if finding else set()
    counted, left_out = [], []
    for row in _read(form, view, sought):
        if Evidence(row.sheet, row.row) in evidence or counts(form, row, look):
            counted.append(row)
        else:
            left_out.append(LeftOut(row, reason(row, look)))
    return tuple(counted), tuple(left_out)


@singledispatch
def counts(form: Form, row: Row, look: Look) -> bool:
    """Whether a record counts although no finding cites it, by default if it is sought."""
    del form
    if look.finding is not None or look.facts is None or unseen(row, look.view.case.on):
        return False
    return fits_any(row, look) and outside(row, look) is None


@counts.register
def _(form: PayRatio, row: Row, look: Look) -> bool:
    return look.finding is None and isinstance(row, Pay) and row.amount is not None


@counts.register
def _(form: GradeShare, row: Row, look: Look) -> bool:
    return isinstance(row, Appraisal) and row.grade == form.grade


@counts.register(PoolSize)
@counts.register(ProjectTarget)
def _(form: PoolSize | ProjectTarget, row: Row, look: Look) -> bool:
    on = look.view.case.on
    over = ended(row, on) if isinstance(form, PoolSize) else None
    return unseen(row, on) is None and over is None


@counts.register(AgeLadder)
@counts.register(WithinQuota)
@counts.register(YearsHeld)
def _(form: AgeLadder | WithinQuota | YearsHeld, row: Row, look: Look) -> bool:
    if look.finding is not None:
        return False
    if isinstance(form, YearsHeld):
        return row in look.view.holding(form.who.holding)
    return row in look.view.holding(TEAM) or row in look.view.holding(HEAD)


def _read(form: Form, view: View, sought: Iterable[Selection]) -> Iterator[Row]:
    """The records that the rule looks at, each once."""
    if isinstance(form, GradeShare | PayRatio):
        yield from _of_members(form, view)
        return
    anywhere = {selection.kind: selection.anywhere for selection in sought}
    for kind in dict.fromkeys([*anywhere, *READS.get(type(form), ())]):
        rows: Iterable[Row] = view.dossier.of(kind)
        yield from view.case.records.of(kind) if anywhere.get(kind) else rows


def _of_members(form: GradeShare | PayRatio, view: View) -> Iterator[Row]:
    """Of the unit's people: last year's annual appraisals, or the pay of the months compared."""
    for person in members(view):
        dossier = view.case.records.people[person]
        if isinstance(form, PayRatio):
            window = pay_window(form, view.case)
            yield from (row for row in dossier.of(Pay) if row.month in window)
        else:
            year = view.case.on.year - 1
            rows = dossier.of(Appraisal)
            yield from (row for row in rows if row.type == ANNUAL and row.year == year)


def _qualifying(who: object, view: View, since: date | None) -> Iterator[Row]:
    """The tenures or contact points by which the subject has qualified without a break."""
    if since is None:
        return
    case = view.case
    if isinstance(who, Responsible):
        rows: list[Tenure | Contact] = [r for r in view.dossier.of(Contact) if r.type == who.type]
    elif isinstance(who, People):
        held = view.dossier.of(Tenure)
        rows = [row for row in held if who.holding.fits(row, case.category(row.unit))]
    else:
        return
    yield from (row for row in rows if case.seen(row) and (row.end is None or row.end > since))


def _selections(value: object) -> Iterator[Selection]:
    if isinstance(value, Selection):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _selections(item)
    elif is_dataclass(value) and not isinstance(value, type | Parameter):
        for item in fields(value):
            yield from _selections(getattr(value, item.name))
