"""Findings in the language of the page, with the records and numbers on which they rest."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from django.urls import reverse

from quanheng.norms.finding import Finding, Language, Status, Text
from quanheng.norms.pack import Clause, Pack, Parameter, Rule, Value
from quanheng.norms.sentence import digits, shown
from quanheng.office.findings.models import Finding as Kept
from quanheng.office.records.models import RECORDS
from quanheng.packs import installed

MODEL_OF = {kind.sheet: model._meta.model_name or "" for kind, model in RECORDS.items()}
TITLE_OF = {kind.sheet: model._meta.verbose_name for kind, model in RECORDS.items()}
"""The record model of a sheet, and what its records are called."""


class Source(NamedTuple):
    """The records of one kind that a finding cites."""

    title: str
    hrefs: list[str]


class Number(NamedTuple):
    """A number of the law in force: what it is, its value, since when, and where it stands.

    ``name`` is blank where the finding itself says it.
    """

    name: str
    value: str
    since: date
    source: str


class Said(NamedTuple):
    """A finding as a page shows it."""

    rule: str
    title: str
    clause: Clause
    status: Status
    message: str
    measured: str
    required: str
    first: date | None
    last: date | None
    due: date | None
    changes: date | None
    sources: list[Source]
    numbers: list[Number]
    national: str
    note: str

    @property
    def rest(self) -> str:
        """The sentence without the title with which it begins."""
        return self.message.removeprefix(self.title).strip()


class Document(NamedTuple):
    """A document and what its clauses say of a subject."""

    pack: Pack
    title: str
    findings: list[Said]


class Brief(NamedTuple):
    """A stored finding in a list, with the title of its rule and its document."""

    finding: Kept
    rule: Rule | None
    title: str
    document: str
    number: str


def rule_of(rule: str) -> Rule | None:
    """An installed rule by its id."""
    pack = installed().get(rule.partition(":")[0])
    return pack.rules.get(rule) if pack else None


def brief(finding: Kept, language: Language) -> Brief:
    """A stored finding with its titles; a rule that is installed no longer goes by its id."""
    rule, pack = rule_of(finding.rule), installed().get(finding.pack)
    return Brief(
        finding,
        rule,
        rule.title.in_(language) if rule else finding.rule,
        pack.title.in_(language) if pack else finding.pack,
        finding.clause.partition(":")[2] or finding.clause,
    )


def documents(
    findings: Iterable[Finding], packs: Sequence[Pack], on: date, language: Language
) -> list[Document]:
    """Findings by document, in the order of its clauses."""
    by_pack: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        by_pack[finding.rule.partition(":")[0]].append(finding)
    made = []
    for pack in packs:
        place = {number: at for at, number in enumerate(pack.clauses)}
        found = [
            said(one, pack.rules[one.rule], on, language)
            for one in by_pack[pack.id]
            if one.rule in pack.rules
        ]
        found.sort(key=lambda one: (place[one.clause.number], one.rule))
        if found:
            made.append(Document(pack, pack.title.in_(language), found))
    return made


def said(finding: Finding, rule: Rule, on: date, language: Language) -> Said:
    """A finding of a rule in words."""
    unit = finding.measure_unit
    status = rule.status
    return Said(
        rule.id,
        rule.title.in_(language),
        rule.clause,
        finding.status,
        finding.message.in_(language),
        shown(finding.measured, unit, finding.required).in_(language),
        shown(finding.required, unit, finding.measured).in_(language),
        finding.window_start,
        finding.window_end,
        finding.due,
        finding.next_change_on,
        sources(finding),
        numbers(((one, one.in_force(on)) for one in rule.parameters), language),
        status.label.in_(language) if status else "",
        in_language(rule.clause.note, language),
    )


def sources(finding: Finding) -> list[Source]:
    """The records that a finding cites, by kind."""
    found: dict[str, list[str]] = defaultdict(list)
    for sheet, row in finding.evidence:
        found[sheet].append(record_at(sheet, row))
    return [Source(str(TITLE_OF.get(sheet, sheet)), hrefs) for sheet, hrefs in found.items()]


def record_at(sheet: str, row: int) -> str:
    """The page of a record, by its sheet and key."""
    return reverse("records:record", args=[MODEL_OF[sheet], row]) if sheet in MODEL_OF else ""


def numbers(found: Iterable[tuple[Parameter, Value]], language: Language) -> list[Number]:
    """Numbers of the law in words."""
    return [
        Number(
            in_language(parameter.label, language),
            _value(value, parameter.unit, language),
            value.since,
            value.source.in_(language),
        )
        for parameter, value in found
    ]


def _value(value: Value, unit: Text, language: Language) -> str:
    if isinstance(value.value, tuple):
        return ("、" if language == "zh" else ", ").join(value.value)
    return shown(value.value, unit).in_(language) if unit.zh else digits(value.value, 2)


def in_language(text: Text | None, language: Language) -> str:
    """A wording in a language; empty without one."""
    return text.in_(language) if text else ""


def tally(statuses: Iterable[Status]) -> dict[str, int]:
    """How many there are of each status, from the worst to the best."""
    counted = dict.fromkeys((status.value for status in Status), 0)
    for status in statuses:
        counted[status.value] += 1
    return counted
