"""Marks and notes, as pages and searches read them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from quanheng.office.accounts.models import User
from quanheng.office.duties.showing import Cited, cited
from quanheng.office.procedures.models import Case, Nominee
from quanheng.office.records.models import MODELS, Evaluation, Person, Record, Tenure, Unit
from quanheng.office.records.models.visible import under
from quanheng.office.records.queries.choosing import Choice, choosing
from quanheng.office.records.showing import said_by
from quanheng.office.selection.marks.types import MarkType, listing, types
from quanheng.office.selection.models import (
    LeavingCheck,
    Mark,
    MarkEvidence,
    OrganisationNote,
    Reply,
    WordList,
)

__all__ = ["marks_in_force", "notes_beside", "types"]

SIZE = 20
LATEST = 6
"""So many records of each kind are offered as evidence."""
SAID = 4
"""So many things that a record says stand in its line."""
RECORDS = (
    "appraisal", "evaluation", "activity", "supervision", "award", "duty", "secondment",
    "training", "tenure", "observation",
)  # fmt: skip
"""The kinds of record that a mark may rest on; none of them tells of private life."""
TONES = {
    Mark.State.PROPOSED: "attention",
    Mark.State.SHOWN: "pending",
    Mark.State.CONFIRMED: "met",
    Mark.State.CLOSED: "plain",
}


def marks_in_force(people: Iterable[int], on: date) -> dict[int, list[Mark]]:
    """The marks that hold on a day, by the key of the person; one query.

    For whoever has already asked who may see these people; pages of an account's own lists use
    ``Mark.objects.visible_to``.
    """
    found: dict[int, list[Mark]] = {}
    for mark in Mark.objects.in_force(on).filter(person__in=list(people)).order_by("clause", "pk"):
        found.setdefault(mark.person_id, []).append(mark)
    return found


def notes_beside(people: Iterable[int]) -> dict[int, list[OrganisationNote]]:
    """The confirmed notes that stand beside votes, by the key of the person; one query."""
    confirmed = OrganisationNote.objects.filter(state=OrganisationNote.State.CONFIRMED)
    found: dict[int, list[OrganisationNote]] = {}
    for note in confirmed.filter(person__in=list(people)).select_related("evaluation"):
        found.setdefault(note.person_id, []).append(note)
    return found


@dataclass(frozen=True)
class Filter:
    """What the list of marks is asked for; blank means everything."""

    choice: Choice
    type: str = ""
    side: str = ""
    state: str = ""
    q: str = ""

    @property
    def any(self) -> bool:
        """Whether anything is narrowed."""
        return bool(self.type or self.side or self.state or self.q or self.choice.told)


class Row(NamedTuple):
    """A mark in a list: the post of the person, and the colour of its state."""

    mark: Mark
    post: Tenure | None
    tone: str


def asked(query: Mapping[str, str], user: User, on: date) -> Filter:
    """The filters of an address; what cannot be read is left out."""
    state = query.get("state", "")
    return Filter(
        choosing(user, on, query.get("unit", "")),
        query.get("type", "").strip()[:60],
        query.get("side", "") if query.get("side") in ("for", "against") else "",
        state if state in ("proposed", "shown", "confirmed") else "",
        query.get("q", "").strip()[:60],
    )


def narrowed(filter: Filter, user: User, on: date) -> QuerySet[Mark]:
    """The live marks that an account may see and the filters keep, the newest first."""
    found = Mark.objects.visible_to(user, on).live(on)
    if filter.type:
        found = found.filter(type=filter.type)
    if filter.side:
        found = found.filter(favourable=filter.side == "for")
    if filter.state:
        found = found.filter(state=filter.state)
    if filter.q:
        found = found.filter(Q(person__name=filter.q) | Q(person__code=filter.q))
    if filter.choice.told:
        unit = filter.choice.unit
        below = Unit.objects.filter(under(unit.path)) if unit else Unit.objects.none()
        serving = _serving(on).filter(unit__in=below.order_by().values("pk"))
        found = found.filter(person__in=serving.values("person"))
    return found.select_related("person", "proposed_by").order_by("-proposed_on", "-pk")


def page_of(filter: Filter, user: User, on: date, number: str | None) -> tuple[Page[Mark], list]:
    """A page of the list and its rows; three queries."""
    page = Paginator(narrowed(filter, user, on), SIZE).get_page(number)
    return page, rows(page.object_list, on)


def rows(marks: Iterable[Mark], on: date) -> list[Row]:
    """Marks with the present post of each person; one query more."""
    listed = list(marks)
    posts = posts_of([mark.person_id for mark in listed], on)
    return [Row(one, posts.get(one.person_id), TONES[Mark.State(one.state)]) for one in listed]


def posts_of(people: Iterable[int], on: date) -> dict[int, Tenure]:
    """The highest post that each of some people holds on a day; one query."""
    found: dict[int, Tenure] = {}
    held = _serving(on).filter(person__in=list(people)).select_related("unit")
    for tenure in held.order_by("level", "start", "pk"):
        found.setdefault(tenure.person_id, tenure)
    return found


def _serving(on: date) -> QuerySet[Tenure]:
    held = Tenure.objects.current().filter(start__lte=on)
    return held.filter(Q(end=None) | Q(end__gt=on))


class Proof(NamedTuple):
    """A piece of evidence: what it is, what it says, and where it is."""

    kind: str
    text: str
    url: str
    evidence: MarkEvidence


class Folder(NamedTuple):
    """All that the page of a mark shows."""

    mark: Mark
    row: Row
    clause: Cited | None
    proofs: list[Proof]
    replies: Sequence[Reply]
    proposal: tuple[str, Cited | None]
    line: list[tuple[str, date | None, str, bool]]


def folder(mark: Mark, on: date) -> Folder:
    """A mark with everything about it; the number of queries follows the kinds of evidence."""
    return Folder(
        mark,
        rows([mark], on)[0],
        cited(mark.clause),
        proofs(mark.evidence.order_by("pk"), "selection:mark-paper", mark.pk),
        list(mark.replies.select_related("by", "answered_by")),
        proposal(mark),
        line(mark, on),
    )


def proofs(evidence: Iterable[MarkEvidence], view: str, pk: int) -> list[Proof]:
    """Evidence in words; one query for each kind of record."""
    listed = list(evidence)
    found: dict[tuple[str, int], Record] = {}
    for kind in {one.record_kind for one in listed if one.record_kind in MODELS}:
        keys = [one.record_key for one in listed if one.record_kind == kind]
        for record in MODELS[kind].objects.filter(pk__in=keys):
            found[kind, record.pk] = record
    return [_proof(one, found, view, pk) for one in listed]


def _proof(one: MarkEvidence, found: Mapping[tuple[str, int], Record], view: str, pk: int) -> Proof:
    if one.title:
        url = reverse(view, args=[pk, one.pk])
        return Proof(str(_("文件")), one.title, url, one)
    record = found.get((one.record_kind, one.record_key or 0))
    if record is None:
        return Proof(str(_("记录")), str(_("未入档")), "", one)
    url = reverse("records:record", args=[one.record_kind, record.pk])
    return Proof(str(record._meta.verbose_name), summary(record), url, one)


def summary(record: Record) -> str:
    """What a record says, in a line."""
    said = said_by(record, without=("person", "owner"))
    told = [_("：").join((one.label, one.text)) for one in said if one.text != "—"]
    return _("；").join(told[:SAID])[:160]


def proposal(mark: Mark) -> tuple[str, Cited | None]:
    """What a confirmed mark proposes to people; nothing follows by itself."""
    said = _("建议研究表彰褒奖") if mark.favourable else _("建议研究提醒警示")
    return said, cited("kunming-2019:19")


def line(mark: Mark, on: date) -> list[tuple[str, date | None, str, bool]]:
    """The steps of a mark: name, day, by whom, whether it is the next one."""
    state, kinds = mark.state, Mark.State
    heard = mark.heard_on if not mark.lapsed else None
    named = _("逾期未说明") if mark.lapsed else _("本人说明")
    waits = state == kinds.SHOWN and not mark.may_be_decided(on)
    found = [
        (_("提出"), mark.proposed_on, str(mark.proposed_by), False),
        (_("告知本人"), mark.shown_on, str(mark.shown_by or ""), state == kinds.PROPOSED),
        (named, mark.heard_on if mark.lapsed else heard, "", waits),
        (
            _("确认"),
            mark.decided_on,
            str(mark.decided_by or ""),
            state == kinds.SHOWN and not waits,
        ),
    ]
    if state == kinds.CLOSED:
        found.append((_("终止"), mark.closed_on, str(mark.closed_by or ""), False))
    else:
        found.append((_("失效"), mark.expires_on, "", False))
    return found


def records_for(person: Person, user: User, on: date) -> list[tuple[str, list[tuple[str, str]]]]:
    """The records of a person that a mark may rest on, by kind, the latest of each first."""
    found = []
    for kind in RECORDS:
        model = MODELS[kind]
        column = "owner" if kind == "duty" else "person"
        mine = model.objects.current().visible_to(user, on=on).filter(**{column: person})
        chosen = [(f"{kind}-{one.pk}", summary(one)) for one in mine.order_by("-pk")[:LATEST]]
        if chosen:
            found.append((str(model._meta.verbose_name), chosen))
    return found


class Mine(NamedTuple):
    """What the person concerned sees: what waits, what is in force, what has ended; notes, checks.

    ``checks`` are those of selection work whose findings were shown.
    """

    waiting: list[Mark]
    in_force: list[Mark]
    ended: list[Mark]
    notes: list[OrganisationNote]
    checks: list[LeavingCheck]


def mine(user: User, on: date) -> Mine:
    """The marks and notes about an account's own person."""
    if not user.person_code:
        return Mine([], [], [], [], [])
    own = Mark.objects.visible_to(user, on).filter(person__code=user.person_code)
    marks = list(own.order_by("-proposed_on", "-pk"))
    notes = OrganisationNote.objects.visible_to(user, on).filter(person__code=user.person_code)
    checks = LeavingCheck.objects.filter(person__code=user.person_code, shown_on__isnull=False)
    return Mine(
        [mark for mark in marks if mark.state == Mark.State.SHOWN],
        [mark for mark in marks if mark.holds(on)],
        [mark for mark in marks if mark.state != Mark.State.SHOWN and not mark.holds(on)],
        list(notes.select_related("evaluation", "case")),
        list(checks.select_related("unit")),
    )


def entered_lists(user: User, on: date) -> list[WordList]:
    """The lists of the units that an account sees and of those above them, the newest first."""
    seen = Unit.objects.visible_to(user, on=on).order_by()
    found = WordList.objects.filter(Q(unit__in=seen.values("pk")) | Q(unit__parent=None))
    return list(found.select_related("unit", "entered_by").order_by("unit__path", "-since")[:60])


def places(on: date) -> list[tuple[Cited | None, int]]:
    """The clauses for which units enter lists, with the places of each list."""
    return [(cited(clause), number) for clause, number in listing(on).items()]


def votes_of(person: Person, user: User, on: date) -> list[Evaluation]:
    """The votes on file about a person, the latest first."""
    held = Evaluation.objects.current().visible_to(user, on=on).filter(person=person)
    return list(held.order_by("-day", "-pk")[:20])


def cases_of(person: Person, user: User, on: date) -> list[Case]:
    """The cases about a person that an account may see."""
    about = Q(person=person) | Q(pk__in=Nominee.objects.filter(person=person).values("case"))
    return list(Case.objects.visible_to(user, on).filter(about).order_by("-pk")[:20])


def types_offered(found: Iterable[MarkType]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Types as a form offers them: by whether they speak for or against, with the document."""
    sides: dict[bool, list[tuple[str, str]]] = {True: [], False: []}
    for one in found:
        clause = cited(one.clause)
        where = f"{clause.document} §{clause.number}" if clause else one.clause
        sides[one.favourable].append((one.key, f"{one.label}（{where}）"))
    named = {True: _("重用类型"), False: _("不用类型")}
    return [(str(named[side]), listed) for side, listed in sides.items() if listed]
