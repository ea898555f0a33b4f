"""What is installed and how a result came about, for the terminal and as JSON."""

import json
from collections.abc import Callable, Iterable
from datetime import date
from re import sub
from typing import Any

from rich.console import Console
from rich.table import Table

from quanheng.exchange.report.wording import printable
from quanheng.exchange.report.wording import rows as numbered
from quanheng.norms.finding import Evidence, Language, NationalStatus, Text
from quanheng.norms.kinds import Row
from quanheng.norms.pack import Pack
from quanheng.norms.plain.explain import Explanation, LeftOut
from quanheng.norms.plain.telling import called, told
from quanheng.norms.sentence import shown

PLACES = {
    "clause library": "条款库",
    "check": "核对",
    "planned": "规划中",
    "assessment": "考核",
    "ballots": "票决",
    "cultivation": "培养",
    "dashboards": "看板",
    "documents": "文书",
    "duties": "督办",
    "grassroots": "基层",
    "incentives": "激励",
    "procedures": "程序",
    "records": "档案",
    "selection": "选任",
    "supervision": "监督",
}
"""Where a clause works, as ``works_in`` names it, in Chinese."""
Say = Callable[[str, str], None]
LISTED = 30
"""Rows of one sheet that are shown one by one; of more only the numbers."""
ALIKE = 3
"""Rows left out for one reason that are shown one by one; of more only the numbers."""


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
            row[f"summary_{lang}"] + against_later_law(row, lang),
            str(len(row["rules"]) or ""),
            places(row["works_in"]).in_(lang),
        )
    console.print(table)
    rules = sum(len(row["rules"]) for row in rows)
    said = Text(f"共 {len(rows)} 条，规则 {rules} 条。", f"{len(rows)} clauses, {rules} rules.")
    console.print(said.in_(lang))


def against_later_law(row: dict[str, Any], lang: Language) -> str:
    """A clause's status against later national rules with its note, empty without one."""
    if row["status"] is None:
        return ""
    label = NationalStatus(row["status"]).label.in_(lang)
    note = row[f"note_{lang}"]
    return f" [{label}]" if note is None else f"\n[{label}] {note}"


def places(works_in: str) -> Text:
    """Where a clause works, in both languages; an unknown place keeps its name."""
    told = works_in
    for english, chinese in PLACES.items():
        told = sub(rf"\b{english}\b", chinese, told)
    for sign, full in ((": ", "："), ("; ", "；"), (", ", "、")):
        told = told.replace(sign, full)
    return Text(told, works_in)


def print_explanation(found: Explanation, console: Console, lang: Language) -> None:
    """How a result came about, in plain words."""

    def say(zh: str, en: str) -> None:
        said = printable(Text(zh, en).in_(lang))
        console.print(said, soft_wrap=True, highlight=False, markup=False)

    rule = found.rule
    say(f"{rule.id}  {rule.title.zh}", f"{rule.id}  {rule.title.en}")
    say(f"条款：{rule.clause.summary.zh}", f"Clause: {rule.clause.summary.en}")
    if rule.status:
        label, note = rule.status.label, rule.clause.note or Text("", "")
        say(
            f"与国家规定的关系：{label.zh}。{note.zh}",
            f"Against national rules: {label.en}. {note.en}",
        )
    who = called(found.name, found.subject)
    say(f"对象：{who.zh}，统计日 {found.on}", f"Subject: {who.en}, as of {found.on}")
    if found.pack.in_force(found.on):
        _print_result(found, say)
        _print_rows(found, say, lang)
        _print_parameters(found, say)
    else:
        silent = not_in_force(found.pack, found.on)
        say(f"结果：{silent.zh}", f"Result: {silent.en}")


def not_in_force(pack: Pack, on: date) -> Text:
    """That a pack says nothing on a day, with the days on which it does."""
    zh, en = f"自 {pack.since} 起施行", f"in force from {pack.since}"
    if pack.until is not None:
        zh, en = f"{zh}，{pack.until} 起停止执行", f"{en} until the day before {pack.until}"
    return Text(
        f"{pack.id} {zh}，在 {on} 没有结论。", f"{pack.id} is {en}; on {on} it says nothing."
    )


def _print_result(found: Explanation, say: Say) -> None:
    finding = found.finding
    if finding is None:
        why = found.silence or Text("", "")
        say(f"结果：没有结论。{why.zh}。", f"Result: none. {why.en}.")
    else:
        label = finding.status.label
        say(f"结果：{label.zh}。{finding.message.zh}", f"Result: {label.en}. {finding.message.en}")
    for line in found.workings:
        say(f"  {line.zh}", f"  {line.en}")
    if finding is not None and finding.next_change_on:
        day = finding.next_change_on
        say(
            f"无新记录时，最早 {day} 可能变化。",
            f"Without a new record it may change on {day} at the earliest.",
        )


def _print_rows(found: Explanation, say: Say, lang: Language) -> None:
    def line(row: Row) -> Text:
        return told(row, found.names or {}, found.subject)

    if found.applies:
        since = found.since
        say(
            f"适用依据（自 {since} 起连续适用）：",
            f"Why it applies (without a break since {since}):",
        )
        _print_each(((row, None) for row in found.applies), line, say)
    counted, left = found.counted, found.left_out
    if not counted and not left:
        say("没有可看的记录。", "There is no record to look at.")
        return
    say(f"计入的记录（{len(counted)}）：", f"Rows that counted ({len(counted)}):")
    for rows in _by_sheet(counted):
        if len(rows) > LISTED:
            _print_numbers(rows, None, say)
        else:
            _print_each(((row, None) for row in rows), line, say)
    say(f"未计入的记录（{len(left)}）：", f"Rows left out ({len(left)}):")
    for reason, rows in _by_reason(left):
        if len(rows) > ALIKE:
            _print_numbers(rows, reason, say)
        else:
            _print_each(((row, reason) for row in rows), line, say)


def _by_sheet(rows: Iterable[Row]) -> list[list[Row]]:
    sheets: dict[str, list[Row]] = {}
    for row in rows:
        sheets.setdefault(row.sheet, []).append(row)
    return list(sheets.values())


def _by_reason(left: Iterable[LeftOut]) -> list[tuple[Text, list[Row]]]:
    found: dict[tuple[str, Text], list[Row]] = {}
    for one in left:
        found.setdefault((one.row.sheet, one.reason), []).append(one.row)
    return [(reason, rows) for (_, reason), rows in found.items()]


def _print_each(
    rows: Iterable[tuple[Row, Text | None]], line: Callable[[Row], Text], say: Say
) -> None:
    for row, reason in rows:
        cells, why = line(row), reason or Text("", "")
        dash_zh, dash_en = (" —— ", " — ") if reason else ("", "")
        say(
            f"  {row.sheet} 第 {row.row} 行  {cells.zh}{dash_zh}{why.zh}",
            f"  {row.sheet} row {row.row}  {cells.en}{dash_en}{why.en}",
        )


def _print_numbers(rows: list[Row], reason: Text | None, say: Say) -> None:
    """Many rows alike: their numbers only."""
    evidence = [Evidence(row.sheet, row.row) for row in rows]
    why = reason or Text("", "")
    dash_zh, dash_en = (" —— ", " — ") if reason else ("", "")
    say(
        f"  {numbered(evidence, 'zh')} 行（共 {len(rows)} 行）{dash_zh}{why.zh}",
        f"  {numbered(evidence, 'en')} ({len(rows)} rows){dash_en}{why.en}",
    )


def _print_parameters(found: Explanation, say: Say) -> None:
    say("所用参数：", "Parameters in force:")
    for parameter, value in found.parameters:
        if isinstance(value.value, tuple):
            told_zh = told_en = "、".join(value.value)
        else:
            told_zh, told_en = shown(float(value.value), parameter.unit)
        say(
            f"  {parameter.id} = {told_zh}（自 {value.since} 起；依据：{value.source.zh}）",
            f"  {parameter.id} = {told_en} (since {value.since}; source: {value.source.en})",
        )
