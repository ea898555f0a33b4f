"""What the pages of the clause library read."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from django.db.models import QuerySet
from django.db.models.fields.json import KeyTransform
from django.urls import reverse
from django.utils.translation import gettext as _

from quanheng.norms.finding import NationalStatus, Status
from quanheng.norms.pack import Clause, Pack, Rule
from quanheng.office.accounts.models import User
from quanheng.office.dashboards.clauses.concordance import (
    System,
    Theme,
    clauses_of,
    rules_of,
    themes,
)
from quanheng.office.dashboards.clauses.rules import Words, words
from quanheng.office.dashboards.counting import (
    Numbers,
    Reach,
    counts_in,
    leading_to,
    linked,
    numbers,
    standings_of,
    sums,
)
from quanheng.office.findings.models import Counts, Finding, Run
from quanheng.office.language import language
from quanheng.office.law.models import Adoption
from quanheng.office.records.models import Unit
from quanheng.packs import installed

PLANNED = "planned:"
TONES = {
    NationalStatus.SAME: "ok",
    NationalStatus.STRICTER_LOCAL: "info",
    NationalStatus.ABSORBED: "plain",
    NationalStatus.CONTRADICTED: "error",
    NationalStatus.SUPERSEDED: "warning",
}
"""The colours of the badges against national rules."""


class Works(NamedTuple):
    """Where a clause works: today, and in which parts of the system it is going to."""

    now: list[str]
    planned: list[str]


class Line(NamedTuple):
    """A clause in a list."""

    pack: Pack
    clause: Clause
    issued: str
    summary: str
    works: Works
    rules: int
    numbers: Numbers
    figures: list[str]
    href: str

    @property
    def document(self) -> str:
        """The title of the document."""
        return self.pack.title.in_(language())

    @property
    def national(self) -> str:
        """How the clause stands against later national rules."""
        return self.clause.status.label.in_(language()) if self.clause.status else ""

    @property
    def tone(self) -> str:
        """The colour of that."""
        return TONES.get(self.clause.status or "", "plain")

    @property
    def note(self) -> str:
        """The note on later national rules."""
        return self.clause.note.in_(language()) if self.clause.note else ""


class Card(NamedTuple):
    """A document among others."""

    pack: Pack
    title: str
    issuer: str
    clauses: int
    rules: int
    adopters: int
    numbers: Numbers


class Said(NamedTuple):
    """A rule in words, with its numbers."""

    rule: Rule
    title: str
    words: Words
    numbers: Numbers

    @property
    def national(self) -> str:
        """How the rule stands against later national rules, where not like its clause."""
        status = self.rule.status
        return (
            status.label.in_(language()) if status and status is not self.rule.clause.status else ""
        )

    @property
    def tone(self) -> str:
        """The colour of that."""
        return TONES.get(self.rule.status or "", "plain")


class Ranked(NamedTuple):
    """The key of a unit, and its numbers."""

    unit: int
    numbers: Numbers


class At(NamedTuple):
    """How a unit, with everything below it, stands with a clause."""

    unit: Unit
    numbers: Numbers


class Own(NamedTuple):
    """What a rule of the clause says of whoever reads the page."""

    title: str
    finding: Finding


class Shelf(NamedTuple):
    """The matters of a sub-system, each with its numbers and how many clauses speak of it."""

    system: System
    rows: list[tuple[Theme, str, int, int, Numbers]]


def works_in(clause: Clause) -> Works:
    """Where a clause works, in words."""
    names = {
        "check": _("核对"),
        "clause library": _("条款库"),
        "cultivation": _("培养"),
        "assessment": _("考核"),
        "selection": _("选任"),
        "supervision": _("监督"),
        "incentives": _("激励"),
        "grassroots": _("基层"),
        "procedures": _("办理流程"),
        "ballots": _("票决测评"),
        "duties": _("行动清单"),
        "records": _("档案记录"),
        "documents": _("文书"),
        "dashboards": _("分析页面"),
    }
    now: list[str] = []
    planned: list[str] = []
    for part in clause.works_in.split(";"):
        later = part.strip().startswith(PLANNED)
        for name in part.strip().removeprefix(PLANNED).split(","):
            (planned if later else now).append(names.get(name.strip(), name.strip()))
    return Works(now, planned)


def address(clause: Clause) -> str:
    """The page of a clause."""
    return reverse("dashboards:clause", args=[clause.pack, clause.number])


def lines(
    clauses: Iterable[tuple[Pack, Clause]], counts: Counts, reach: Reach, on: date | None = None
) -> list[Line]:
    """Clauses with their numbers; given a day, with what their rules ask on it."""
    return [
        Line(
            pack,
            clause,
            f"{pack.issuer.in_(language())} {pack.since.year}",
            clause.summary.in_(language()),
            works_in(clause),
            len(rules_of(clause)),
            numbers(counts, rules_of(clause), reach, clause=clause.id),
            figures_told(pack, clause, on) if on else [],
            address(clause),
        )
        for pack, clause in clauses
    ]


def figures_told(pack: Pack, clause: Clause, on: date) -> list[str]:
    """The rules of a clause with what they ask, for comparing clauses in few words."""
    return [
        f"{rule.title.in_(language())}{_('：')}{_worded(rule, on)}"
        for rule in pack.rules.values()
        if rule.clause.number == clause.number
    ]


def _worded(rule: Rule, on: date) -> str:
    said = words(rule.form, on)
    return _("，").join(part for part in (said.window, said.what) if part)


def cards(packs: Iterable[Pack], counts: Counts, reach: Reach, on: date) -> list[Card]:
    """Documents with their numbers; one query for who follows them."""
    followed: dict[str, int] = {}
    for pack in Adoption.objects.in_force(on).order_by().values_list("pack", flat=True):
        followed[pack] = followed.get(pack, 0) + 1
    return [
        Card(
            pack,
            pack.title.in_(language()),
            pack.issuer.in_(language()),
            len(pack.clauses),
            len(pack.rules),
            followed.get(pack.id, 0),
            numbers(counts, pack.rules, reach, pack=pack.id),
        )
        for pack in packs
    ]


def found(packs: Iterable[Pack], asked: str) -> list[tuple[Pack, Clause]]:
    """The clauses in whose number, summary or rules a text occurs."""
    sought = asked.casefold()
    return [
        (pack, clause)
        for pack in packs
        for clause in pack.clauses.values()
        if sought == clause.number.casefold()
        or sought in clause.summary.in_(language()).casefold()
        or any(
            sought in pack.rules[rule].title.in_(language()).casefold() for rule in rules_of(clause)
        )
    ]


def rules_said(pack: Pack, clause: Clause, counts: Counts, reach: Reach, on: date) -> list[Said]:
    """The rules of a clause in words."""
    return [
        Said(
            rule,
            rule.title.in_(language()),
            words(rule.form, on),
            numbers(counts, [rule.id], reach, rule=rule.id),
        )
        for rule in pack.rules.values()
        if rule.clause.number == clause.number
    ]


def by_unit(units: "QuerySet[Unit]", rules: Sequence[str]) -> list[Ranked]:
    """How units stand with some rules, each with everything below it; the worst first.

    Only the tallies of these rules are read. One query.
    """
    if not rules:
        return []
    wanted = {f"of{at}": KeyTransform(rule, "below") for at, rule in enumerate(rules)}
    kept = standings_of(units).annotate(**wanted).values_list("unit", *wanted)
    return ranked((unit, _summed(rules, told)) for unit, *told in kept)


def _summed(rules: Sequence[str], told: Iterable[list[int] | None]) -> Numbers:
    """The numbers of some rules as the tallies have them; None where a unit has none of a rule."""
    return sums({rule: one for rule, one in zip(rules, told, strict=True) if one}, rules)


def ranked(rows: Iterable[tuple[int, Numbers]]) -> list[Ranked]:
    """Units with anything to count, the worst first."""
    return sorted((Ranked(*row) for row in rows if row[1].total), key=worst_first)


def with_links(rows: Iterable[Ranked], **filters: object) -> list[At]:
    """The units of one page, with the board that lists what each number counts; one query."""
    shown = list(rows)
    units = Unit.objects.in_bulk([row.unit for row in shown])
    return [
        At(unit, linked(row.numbers, Reach(), unit=unit.code, **filters))
        for row in shown
        if (unit := units.get(row.unit))
    ]


def categories_among(units: "QuerySet[Unit]") -> list[tuple[str, str]]:
    """The categories of units, with the words for them; one query."""
    there = set(units.order_by().values_list("category", flat=True).distinct())
    choices = Unit._meta.get_field("category").flatchoices
    return [(value, str(said)) for value, said in choices if value in there]


def worst_first(row: Ranked) -> tuple[float, int, int, int]:
    """The least share met, then the most missed, the most in need of attention."""
    share = row.numbers.share
    return (
        1.0 if share is None else share,
        -row.numbers.of(Status.MISSED),
        -row.numbers.of(Status.ATTENTION),
        row.unit,
    )


def own_findings(user: User, clause: Clause) -> list[Own]:
    """What the newest evaluation says of the reader by a clause."""
    if not user.person_code:
        return []
    held = Finding.objects.current().filter(person__code=user.person_code, clause=clause.id)
    rules = installed()[clause.pack].rules
    return [
        Own(rules[one.rule].title.in_(language()), one)
        for one in held.select_related("person").order_by("severity", "rule")
        if one.rule in rules
    ]


def beside(theme: Theme, clause: Clause, reach: Reach, counts: Counts, on: date) -> list[Line]:
    """The other clauses that speak of a matter."""
    others = [one for one in theme.all if one != clause.id]
    return lines(clauses_of(others), counts, reach, on)


def shelves(counts: Counts, reach: Reach) -> list[Shelf]:
    """The matters by sub-system, with the numbers of the clauses mainly about each."""
    made = []
    for system in System:
        rows = []
        for theme in themes().values():
            known = clauses_of(theme.all)
            if theme.system is system and known:
                rules = [one for _pack, clause in known for one in rules_of(clause)]
                documents = len({pack.id for pack, _clause in known})
                page = reverse("dashboards:theme", args=[theme.id])
                told_of = leading_to(page, counts, rules)
                rows.append((theme, theme.title.in_(language()), len(known), documents, told_of))
        if rows:
            made.append(Shelf(system, rows))
    return made


def counts_for(reach: Reach) -> Counts:
    """The numbers in a reach; nothing before the first evaluation."""
    return counts_in(reach) if reach.units else {}


def latest_run() -> Run | None:
    """The evaluation from which the numbers are."""
    return Run.objects.latest_done()
