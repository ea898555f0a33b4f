"""The report on a terminal: a summary, the clauses, the worst subjects, or one subject in full."""

from collections import Counter
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from rich import box
from rich.console import Console, Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text as Line

from quanheng.exchange.report.counts import Counts, count_by, pack_of, rule_of
from quanheng.exchange.report.model import Report
from quanheng.exchange.report.subjects import Subject, subjects_of
from quanheng.exchange.report.wording import BLANK, against, printable, rows, window
from quanheng.exchange.report.words import SUBJECT_TYPES, words_in
from quanheng.norms.finding import Finding, Language, Status

SUBJECTS_SHOWN = 20
EXAMPLES = 3

STYLES: Mapping[Status, str] = MappingProxyType(
    {
        Status.MISSED: "bold red",
        Status.ATTENTION: "yellow",
        Status.PENDING: "blue",
        Status.NO_DATA: "dim",
        Status.MET: "green",
    }
)


def print_table(
    report: Report, console: Console, *, lang: Language, subject: str | None = None
) -> None:
    """Print the report; with ``subject``, a code, everything about that subject instead.

    Colours follow the console: none where the output is no terminal.
    """
    words = words_in(lang)
    console.print(Line(f"{words['brand']} · {words['title']}", style="bold"))
    console.print(Line(f"{words['as_of']} {report.as_of}"))
    subjects = subjects_of(report)
    if subject is not None:
        _one(report, subjects, console, subject, lang)
        return
    _notes(report, console, words)
    if not report.findings:
        console.print(words["no_findings"])
        return
    console.print(_summary(report, lang))
    _clauses(report, console, lang)
    _worst(subjects, report, console, lang)


def _notes(report: Report, console: Console, words: Mapping[str, str]) -> None:
    for heading, notes in (("warnings", report.warnings), ("skipped", report.skipped)):
        if notes:
            console.print(Line(f"{words[heading]} ({len(notes)})", style="bold"))
            for note in notes:
                console.print(Line(f"  {printable(note)}"))


def _table(lang: Language, *names: str) -> Table:
    """A table whose first columns are ``names`` and whose last are the statuses."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1), expand=True)
    for name in names:
        table.add_column(name, ratio=1, overflow="fold")
    for status in Status:
        table.add_column(status.label.in_(lang), justify="right", no_wrap=True)
    return table


def _figures(counts: Counts) -> list[Line]:
    return [
        Line(f"{counts[status]:,}", style=STYLES[status]) if counts[status] else Line(BLANK, "dim")
        for status in Status
    ]


def _summary(report: Report, lang: Language) -> Table:
    words = words_in(lang)
    table = _table(lang, words["pack"])
    counted = count_by(report.findings, pack_of)
    for pack in report.packs:
        name = Line.assemble(printable(pack.title.in_(lang)), "\n", (pack.id, "dim"))
        if not pack.in_force:
            name.append(f" {words['not_in_force']}", style="yellow")
        table.add_row(name, *_figures(counted.get(pack.id, Counter())))
    table.add_section()
    overall = Counter(finding.status for finding in report.findings)
    table.add_row(Line(words["total"], style="bold"), *_figures(overall))
    return table


def _clauses(report: Report, console: Console, lang: Language) -> None:
    counted = count_by(report.findings, rule_of)
    examples = _examples(report.findings)
    rules: dict[str, list[str]] = {}
    for rule in counted:
        rules.setdefault(report.rule(rule).clause, []).append(rule)
    for pack in report.packs:
        for clause in pack.clauses:
            if clause.id in rules:
                head = Line.assemble(
                    (clause.id, "bold"), f"  {printable(clause.summary.in_(lang))}"
                )
                if clause.status:
                    head.append(f" [{clause.status.label.in_(lang)}]", style="italic")
                console.print(head)
            for rule in rules.get(clause.id, ()):
                title = report.rule(rule).title.in_(lang)
                console.print(_rule(rule, title, counted[rule], examples.get(rule, ()), lang))
    console.print()


def _rule(
    rule: str, title: str, counts: Counts, worst: Sequence[Finding], lang: Language
) -> Padding:
    """The rule's title and counts on a line, its id and worst examples below."""
    grid = Table.grid(padding=(0, 2, 0, 0), expand=True)
    grid.add_column(ratio=1)
    grid.add_column(justify="right")
    grid.add_row(Line(printable(title)), _tally(counts, lang))
    below = Line(rule, style="dim")
    if worst:
        between = "、" if lang == "zh" else ", "
        names = between.join(f"{_named(finding)} {against(finding, lang)}" for finding in worst)
        below.append(printable(f"  {words_in(lang)['worst']} {names}"))
    return Padding(Group(grid, below), (0, 0, 0, 2))


def _named(finding: Finding) -> str:
    same = finding.name == finding.subject
    return finding.name if same else f"{finding.name} ({finding.subject})"


def _examples(findings: Sequence[Finding]) -> dict[str, list[Finding]]:
    """For each rule, up to three subjects that stand worst."""
    found: dict[str, dict[Status, list[Finding]]] = {}
    for finding in findings:
        if finding.status in (Status.MISSED, Status.ATTENTION):
            same = found.setdefault(finding.rule, {}).setdefault(finding.status, [])
            same.append(finding)
    return {
        rule: [
            finding
            for status in Status
            for finding in sorted(by_status.get(status, ()), key=_shortfall)
        ][:EXAMPLES]
        for rule, by_status in found.items()
    }


def _shortfall(finding: Finding) -> tuple[float, str]:
    """Furthest from what is required first; what has no measure comes before."""
    if finding.measured is None or finding.required is None:
        return (float("-inf"), finding.subject)
    return (-abs(finding.required - finding.measured), finding.subject)


def _worst(subjects: Sequence[Subject], report: Report, console: Console, lang: Language) -> None:
    words = words_in(lang)
    table = _table(lang, words["subject"], words["unit"])
    units = report.records.units
    for subject in subjects[:SUBJECTS_SHOWN]:
        name = Line(printable(subject.name))
        name.append(f" {printable(subject.code)}", style="dim")
        unit = units.get(subject.unit or "")
        place = unit.name if unit and unit.name != subject.name else ""
        table.add_row(name, Line(printable(place)), *_figures(subject.counts))
    console.print(table)
    if len(subjects) > SUBJECTS_SHOWN:
        note = words["more_subjects"].format(total=f"{len(subjects):,}", shown=SUBJECTS_SHOWN)
        console.print(Line(note))


def _one(
    report: Report, subjects: Sequence[Subject], console: Console, code: str, lang: Language
) -> None:
    found = [subject for subject in subjects if subject.code == code]
    if not found:
        console.print(Line(words_in(lang)["no_subject"].format(code=printable(code))))
    for subject in found:
        kind = SUBJECT_TYPES[subject.type].in_(lang)
        head = Line(f"\n{printable(subject.name)} ({printable(subject.code)}) {kind}", style="bold")
        console.print(head)
        for tenure in subject.posts:
            unit = report.records.units.get(tenure.unit)
            place = unit.name if unit else tenure.unit
            console.print(
                Line(printable(f"{place} {tenure.title} {window(tenure.start, tenure.end)}"))
            )
        console.print(_tally(subject.counts, lang))
        for finding in subject.worst:
            _finding(report, finding, console, lang)


def _tally(counts: Counts, lang: Language) -> Line:
    """The statuses that occur, with their counts."""
    parts = [
        Line(f"{status.label.in_(lang)} {counts[status]:,}", style=STYLES[status])
        for status in Status
        if counts[status]
    ]
    return Line("  ").join(parts)


def _finding(report: Report, finding: Finding, console: Console, lang: Language) -> None:
    words = words_in(lang)
    title = report.rule(finding.rule).title.in_(lang)
    head = Line("\n")
    head.append(f"[{finding.status.label.in_(lang)}] ", style=STYLES[finding.status])
    head.append(printable(title), style="bold")
    head.append(f"  {finding.rule}", style="dim")
    console.print(head)
    console.print(Line(f"  {printable(finding.message.in_(lang))}"))
    national = finding.national_status
    facts = (
        (words["against"], against(finding, lang)),
        (words["window"], window(finding.window_start, finding.window_end)),
        (words["due"], str(finding.due or "")),
        (words["next_change"], str(finding.next_change_on or "")),
        (words["evidence"], printable(rows(finding.evidence, lang))),
        (words["national_status"], national.label.in_(lang) if national else ""),
    )
    for name, value in facts:
        if value:
            console.print(Line(f"  {name}: {value}", style="dim"))
