"""What the pages of the findings app read."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction
from typing import NamedTuple

from django.db.models import Count, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from quanheng.norms.adaptation import settable
from quanheng.norms.finding import Status
from quanheng.norms.pack import Pack, Parameter, Value
from quanheng.norms.sentence import shown
from quanheng.office.accounts.models import User
from quanheng.office.findings.models import Adoption, Choice, Finding, Run
from quanheng.office.findings.titles import clause_named, rule_named, said
from quanheng.office.records.models import RECORDS, Person, Unit
from quanheng.packs import installed

SHEETS = {kind.sheet: model for kind, model in RECORDS.items()}


class Row(NamedTuple):
    """A finding on the board: its subject's address, its clause and rule in words."""

    finding: Finding
    url: str
    clause: str
    document: str
    title: str

    @property
    def number(self) -> str:
        """The clause's number in its document."""
        return self.finding.clause.partition(":")[2]


class Option(NamedTuple):
    """Something to choose in a filter."""

    value: str
    label: str


class Evidence(NamedTuple):
    """A record that a finding rests on: its sheet, and where to see it."""

    sheet: str
    url: str


def rows(found: Iterable[Finding], user: User) -> list[Row]:
    """Findings as the board shows them; one query, for the people whom the account may see now."""
    found = list(found)
    people = {one.person_id for one in found if one.person_id}
    seen = set(Person.objects.visible_to(user).filter(pk__in=people).values_list("pk", flat=True))
    return [
        Row(one, address_of(one), *worded(one.clause), title(one.rule))
        for one in found
        if one.person_id is None or one.person_id in seen
    ]


def address_of(one: Finding) -> str:
    """Where to see the person or unit of a finding; other subjects have the finding's own page."""
    if one.person_id:
        return reverse("dashboards:person-findings", args=[one.person_id])
    if one.unit_id:
        return reverse("dashboards:unit-findings", args=[one.unit_id])
    return reverse("findings:finding", args=[one.pk])


def worded(clause: str) -> tuple[str, str]:
    """A clause's summary, and the name of its document with the clause's number."""
    found = clause_named(clause)
    if found is None:
        return clause, clause
    document = short(installed()[found.pack])
    numbered = found.number[:1].isdigit()
    return said(found.summary), f"{document} §{found.number}" if numbered else document


def short(pack: Pack) -> str:
    """A document's short name."""
    return said(pack.called)


def title(rule: str) -> str:
    """A rule's title in the language of the page."""
    found = rule_named(rule)
    return said(found.title) if found else rule


def packs() -> list[Option]:
    """The installed documents."""
    return [Option(pack.id, short(pack)) for pack in installed().values()]


def clauses(pack: str) -> list[tuple[str, list[Option]]]:
    """The clauses that have rules, by document; of one document when it is named."""
    found = []
    for one in installed().values():
        if not pack or one.id == pack:
            ruled = {rule.clause.number for rule in one.rules.values()}
            listed = [clause for clause in one.clauses.values() if clause.number in ruled]
            options = [Option(c.id, f"{c.number} {said(c.summary)}"[:60]) for c in listed]
            found.append((short(one), options))
    return found


def evidence_of(one: Finding) -> list[Evidence]:
    """The records a finding rests on."""
    return [
        Evidence(
            str(SHEETS[sheet]._meta.verbose_name),
            reverse("records:record", args=[SHEETS[sheet]._meta.model_name, row]),
        )
        for sheet, row in one.evidence
        if sheet in SHEETS
    ]


def why(one: Finding) -> str:
    """Where the reasons for a finding of today are laid open; blank for other subjects."""
    if one.until_run_id or one.horizon or not (one.person_id or one.unit_id):
        return ""
    name = "dashboards:person-why" if one.person_id else "dashboards:unit-why"
    return reverse(name, args=[one.person_id or one.unit_id, one.rule])


def history_of(one: Finding) -> "QuerySet[Finding]":
    """What was said of the same rule and subject before and after, newest first."""
    same = Finding.objects.filter(rule=one.rule, subject_type=one.subject_type, code=one.code)
    return same.filter(horizon=one.horizon).select_related("since_run", "until_run").order_by("-pk")


# Runs


def changes(run: Run, user: User) -> "QuerySet[Finding]":
    """The findings whose status a run saw change, or that it made, worst first."""
    found = Finding.objects.filter(since_run=run, horizon=Finding.Horizon.TODAY).visible_to(user)
    return found.exclude(was="").select_related("person", "unit", "place")


def recent_changes(user: User, on: date, days: int = 7) -> "QuerySet[Finding]":
    """The current findings whose status has moved within some days."""
    runs = Run.objects.done().filter(on__gt=on - timedelta(days=days), on__lte=on)
    found = Finding.objects.current().visible_to(user, on=on).filter(since_run__in=runs)
    return found.exclude(was="").select_related("person", "unit", "place")


def moves_of(run: Run) -> list[tuple[Status, Status, int]]:
    """From which status to which, and how many, as a run saw it."""
    found = Finding.objects.filter(since_run=run, horizon=Finding.Horizon.TODAY).exclude(was="")
    counted = found.order_by().values_list("was", "status").annotate(number=Count("pk"))
    moved = [(Status(was), Status(now), number) for was, now, number in counted if was != now]
    return sorted(moved, key=lambda move: (move[1].severity, move[0].severity))


# Documents and their numbers


class Held(NamedTuple):
    """A document: who has adopted it, now and in all."""

    pack: Pack
    adoptions: list[Adoption]
    in_force: int
    open_numbers: int

    @property
    def title(self) -> str:
        """The document's title."""
        return said(self.pack.title)

    @property
    def issuer(self) -> str:
        """Who issued it."""
        return said(self.pack.issuer)


def held(user: User, on: date) -> list[Held]:
    """Every installed document with its adoptions that the account may see."""
    seen = Unit.objects.visible_to(user).order_by().values("pk")
    found: dict[str, list[Adoption]] = defaultdict(list)
    rows = Adoption.objects.select_related("unit", "adopted_by")
    for one in rows.filter(unit__in=seen) | rows.filter(unit__parent=None):
        found[one.pack].append(one)
    return [
        Held(
            pack,
            found[pack.id],
            sum(
                one.since <= on and (one.until is None or one.until > on) for one in found[pack.id]
            ),
            sum(map(settable, pack.parameters.values())),
        )
        for pack in installed().values()
    ]


class Number(NamedTuple):
    """A parameter: its values by date, what units have set, and whether they may."""

    parameter: Parameter
    label: str
    used: list[str]
    values: list[tuple[str, Value]]
    chosen: list[tuple[str, Choice]]
    open: bool

    @property
    def slug(self) -> str:
        """Its id without the document."""
        return self.parameter.id.partition(":")[2]

    @property
    def number(self) -> str:
        """The clause's number."""
        return self.parameter.clause.partition(":")[2]

    @property
    def sources(self) -> list[str]:
        """Where the values come from; the clause itself where nothing else is named."""
        return list(dict.fromkeys(source(value) for _told, value in self.values))


def numbers(pack: Pack, user: User) -> list[Number]:
    """The parameters of a document; those that units may set come first."""
    seen = Unit.objects.visible_to(user).order_by().values("pk")
    chosen: Mapping[str, list[Choice]] = defaultdict(list)
    for choice in Choice.objects.filter(unit__in=seen).select_related("unit", "chosen_by"):
        chosen[choice.parameter].append(choice)
    found = [
        _number(pack, parameter, chosen[parameter.id]) for parameter in pack.parameters.values()
    ]
    return sorted(found, key=lambda number: not number.open)


def _number(pack: Pack, parameter: Parameter, chosen: Sequence[Choice]) -> Number:
    used = [said(rule.title) for rule in pack.rules.values() if parameter in rule.parameters]
    return Number(
        parameter,
        said(parameter.label) if parameter.label else "",
        list(dict.fromkeys(used)),
        [(figure(value.value, parameter), value) for value in parameter.values],
        [(figure(Fraction(choice.value), parameter), choice) for choice in chosen],
        settable(parameter),
    )


def source(value: Value) -> str:
    """Where a value comes from."""
    told = said(value.source)
    document, _colon, number = told.partition(":")
    return f"{_('条款')} {number}" if document in installed() else told


def figure(value: Fraction | tuple[str, ...], parameter: Parameter) -> str:
    """A parameter's value with its unit."""
    if isinstance(value, tuple):
        return "、".join(value)
    return said(shown(value, parameter.unit))


def last_run() -> Run | None:
    """The run that the pages show."""
    return Run.objects.latest_done()
