"""What is installed and how a result came about, for the terminal and as JSON."""

import json
from collections.abc import Iterable
from datetime import date
from typing import Any

from rich.console import Console
from rich.table import Table

from quanheng.norms.finding import Language, Text
from quanheng.norms.pack import Pack
from quanheng.norms.plain.explain import Explanation, told
from quanheng.norms.sentence import shown


def as_json(value: object) -> str:
    """A value as readable, stable JSON."""
    return json.dumps(value, ensure_ascii=False, indent=1)


def pack_rows(packs: Iterable[Pack], on: date) -> list[dict[str, Any]]:
    """One row a pack: what it is, since when, how much of it is computed."""
    return [
        {
            "pack": pack.id,
            "title_zh": pack.title.zh,
            "title_en": pack.title.en,
            "issuer_zh": pack.issuer.zh,
            "since": pack.since.isoformat(),
            "until": pack.until.isoformat() if pack.until else None,
            "in_force": pack.in_force(on),
            "clauses": len(pack.clauses),
            "rules": len(pack.rules),
            "parameters": len(pack.parameters),
            "fingerprint": pack.fingerprint,
        }
        for pack in packs
    ]


def clause_rows(packs: Iterable[Pack]) -> list[dict[str, Any]]:
    """One row a clause, in the order of the documents."""
    return [
        {
            "pack": pack.id,
            "clause": clause.id,
            "number": clause.number,
            "form": list(clause.form),
            "summary_zh": clause.summary.zh,
            "summary_en": clause.summary.en,
            "rules": [rule.id for rule in pack.rules.values() if rule.clause is clause],
            "works_in": clause.works_in,
            "status": clause.status.value if clause.status else None,
            "note_zh": clause.note.zh if clause.note else None,
            "note_en": clause.note.en if clause.note else None,
        }
        for pack in packs
        for clause in pack.clauses.values()
    ]


def print_packs(rows: list[dict[str, Any]], console: Console, lang: Language) -> None:
    """The packs as a table."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    heads = Text("政策包 文件 施行 条款 规则 参数", "Pack Document Since Clauses Rules Parameters")
    for place, head in enumerate(heads.in_(lang).split()):
        table.add_column(head, justify="right" if place > 2 else "left", overflow="fold")
    for row in rows:
        figures = (str(row[name]) for name in ("clauses", "rules", "parameters"))
        table.add_row(row["pack"], row[f"title_{lang}"], row["since"], *figures)
    console.print(table)


def print_clauses(rows: list[dict[str, Any]], console: Console, lang: Language) -> None:
    """The clauses as a table, with a line on how many there are."""
    table = Table(box=None, pad_edge=False, header_style="bold", show_lines=False)
    heads = Text("条款 形式 内容 规则 所在", "Clause Form Summary Rules Works_in")
    for head in heads.in_(lang).split():
        table.add_column(head.replace("_", " "), overflow="fold")
    for row in rows:
        table.add_row(
            row["clause"],
            " ".join(row["form"]),
            row[f"summary_{lang}"],
            str(len(row["rules"]) or ""),
            row["works_in"],
        )
    console.print(table)
    rules = sum(len(row["rules"]) for row in rows)
    said = Text(f"共 {len(rows)} 条，规则 {rules} 条。", f"{len(rows)} clauses, {rules} rules.")
    console.print(said.in_(lang))


def print_explanation(found: Explanation, console: Console, lang: Language) -> None:
    """How a result came about, in plain words."""

    def say(zh: str, en: str) -> None:
        console.print(Text(zh, en).in_(lang), soft_wrap=True, highlight=False, markup=False)

    rule, finding = found.rule, found.finding
    say(f"{rule.id}  {rule.title.zh}", f"{rule.id}  {rule.title.en}")
    say(f"条款：{rule.clause.summary.zh}", f"Clause: {rule.clause.summary.en}")
    if rule.clause.status:
        note = rule.clause.note or Text("", "")
        say(
            f"与后出规定的关系：{rule.clause.status.label.zh}。{note.zh}",
            f"Against later rules: {rule.clause.status.label.en}. {note.en}",
        )
    say(
        f"对象：{found.name}（{found.subject}），统计日 {found.on}",
        f"Subject: {found.name} ({found.subject}), as of {found.on}",
    )
    if not found.pack.in_force(found.on):
        since = found.pack.since
        say(f"该文件自 {since} 起施行，当日尚未施行。", f"The document is in force from {since}.")
    elif finding is None:
        say(
            "结果：本条对该对象当日没有结论（不适用，或未触发）。",
            "Result: the rule has nothing to say of this subject on that day "
            "(it does not apply, or its condition does not hold).",
        )
    else:
        status = finding.status.label
        say(
            f"结果：{status.zh}。{finding.message.zh}", f"Result: {status.en}. {finding.message.en}"
        )
        if found.since is not None:
            say(
                f"自 {found.since} 起连续适用。",
                f"It has applied without a break since {found.since}.",
            )
        if finding.next_change_on:
            day = finding.next_change_on
            say(
                f"无新记录时，最早 {day} 可能变化。", f"Without a new record it stands until {day}."
            )
    _print_rows(found, say)
    _print_parameters(found, say)


def _print_rows(found: Explanation, say: Any) -> None:
    say(f"计入的记录（{len(found.counted)}）：", f"Rows that counted ({len(found.counted)}):")
    for row in found.counted:
        say(
            f"  {row.sheet} 第{row.row}行  {told(row)}", f"  {row.sheet} row {row.row}  {told(row)}"
        )
    say(f"未计入的记录（{len(found.left_out)}）：", f"Rows left out ({len(found.left_out)}):")
    for row, reason in ((left.row, left.reason) for left in found.left_out):
        say(
            f"  {row.sheet} 第{row.row}行  {told(row)} —— {reason.zh}",
            f"  {row.sheet} row {row.row}  {told(row)} — {reason.en}",
        )


def _print_parameters(found: Explanation, say: Any) -> None:
    say("所用参数：", "Parameters in force:")
    for parameter, value in found.parameters:
        if isinstance(value.value, tuple):
            told_zh = told_en = "、".join(value.value)
        else:
            number = float(value.value)
            told_zh, told_en = shown(number, parameter.unit)
        say(
            f"  {parameter.id} = {told_zh}（自 {value.since}；依据：{value.source.zh}）",
            f"  {parameter.id} = {told_en} (since {value.since}; source: {value.source.en})",
        )
