"""What the pages of the findings app read."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from django.db.models import Count, QuerySet
from django.urls import reverse

from quanheng.norms.finding import Status
from quanheng.norms.pack import Pack
from quanheng.office.accounts.models import User
from quanheng.office.findings.models import Finding, Run
from quanheng.office.language import said
from quanheng.office.law.titles import clause_named, rule_named
from quanheng.office.records.models import RECORDS, Person
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


def last_run() -> Run | None:
    """The run that the pages show."""
    return Run.objects.latest_done()
