"""What a pack declares: citations, wordings in two languages, dated parameters, no bare numbers."""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from fractions import Fraction
from numbers import Number

from quanheng.norms.finding import Text
from quanheng.norms.measure import Total
from quanheng.norms.pack import Clause, Pack, Parameter, Rule, parameters_in
from quanheng.norms.procedure import Procedure, problems
from quanheng.norms.testing.examples import problem

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
CHECKED = re.compile(r"check(;|$)")
EXEMPT = {(Total, "blank")}
"""Numbers that decide nothing: how a blank cell is read belongs to the sheet, not to a clause."""


def check_declarations(pack: Pack) -> list[str]:
    """Problems of a pack's clauses, parameters, rules and procedures as they are declared."""
    return [
        *_pack(pack),
        *(told for clause in pack.clauses.values() for told in _clause(pack, clause)),
        *(told for each in pack.parameters.values() for told in _parameter(pack, each)),
        *(told for rule in pack.rules.values() for told in _rule(pack, rule)),
        *(told for one in pack.procedures.values() for told in _procedure(pack, one)),
    ]


def _pack(pack: Pack) -> Iterator[str]:
    if not SLUG.fullmatch(pack.id):
        yield problem(
            pack.id,
            "包的标识只能用小写字母、数字和连字符，请改名。",
            "a pack's id is made of small letters, digits and hyphens; rename it.",
        )
    yield from _both(pack.id, "title", pack.title)
    yield from _both(pack.id, "issuer", pack.issuer)
    if pack.until is not None and pack.until <= pack.since:
        yield problem(
            pack.id,
            f"废止日{pack.until}不晚于施行日{pack.since}，请更正。",
            f"until {pack.until} is not after since {pack.since}; correct one of them.",
        )


def _clause(pack: Pack, clause: Clause) -> Iterator[str]:
    yield from _both(clause.id, "summary", clause.summary)
    if clause.note is not None or clause.status is not None:
        yield from _both(clause.id, "note", clause.note)
    if clause.pack != pack.id or not clause.form:
        yield problem(
            clause.id,
            "条款须属于本包并标明形式（form），请在 clauses.toml 中补全。",
            "a clause belongs to the pack and names its form; complete it in clauses.toml.",
        )
    if not clause.works_in.strip():
        yield problem(
            clause.id,
            "未写明在何处生效（works_in），请填写，如 check。",
            "works_in is not stated; say where the clause works, such as check.",
        )
        return
    computed = any(rule.clause.number == clause.number for rule in pack.rules.values())
    if computed and not CHECKED.match(clause.works_in):
        yield problem(
            clause.id,
            f"有规则，works_in 却是“{clause.works_in}”，请以 check 开头。",
            f"it has a rule, but works_in is {clause.works_in!r}; begin it with check.",
        )
    if not computed and CHECKED.match(clause.works_in):
        yield problem(
            clause.id,
            "works_in 写有 check，却没有规则，请补规则或改 works_in。",
            "works_in says check, but no rule cites it; add the rule or correct works_in.",
        )


def _parameter(pack: Pack, parameter: Parameter) -> Iterator[str]:
    where, numbers = parameter.id, False
    yield from _cited(pack, where, parameter.clause)
    if not SLUG.fullmatch(parameter.name):
        yield problem(
            where,
            "参数名只能用小写字母、数字和连字符，请改名。",
            "a parameter's name is made of small letters, digits and hyphens; rename it.",
        )
    for value in parameter.values:
        numbers = numbers or not isinstance(value.value, tuple)
        yield from _both(where, "source", value.source)
        if value.since < pack.since:
            yield problem(
                where,
                f"参数自{value.since}起，早于文件施行日{pack.since}，请更正。",
                f"it is dated {value.since}, before the document ({pack.since}); correct it.",
            )
    if numbers:
        yield from _both(where, "unit", parameter.unit)
    days = [value.since for value in parameter.values]
    if not days or days != sorted(set(days)):
        yield problem(
            where,
            "各次取值须按日期先后排列且不重复，请更正。",
            "its values must be dated, in the order of their dates, each once; correct them.",
        )


def _rule(pack: Pack, rule: Rule) -> Iterator[str]:
    yield from _both(rule.id, "title", rule.title)
    yield from _cited(pack, rule.id, rule.clause.id)
    prefix, _, name = rule.id.rpartition("/")
    if prefix != rule.clause.id or not SLUG.fullmatch(name):
        yield problem(
            rule.id,
            f"规则标识须为“{rule.clause.id}/名称”（小写字母、数字、连字符），请改名。",
            f"a rule's id is {rule.clause.id}/name (small letters, digits, hyphens); rename it.",
        )
    if rule.since < pack.since:
        yield problem(
            rule.id,
            f"规则自{rule.since}起，早于文件施行日{pack.since}，请更正。",
            f"it is dated {rule.since}, before the document ({pack.since}); correct it.",
        )
    yield from _declared(pack, rule.id, rule.form, "form")


def _procedure(pack: Pack, made: Procedure) -> Iterator[str]:
    yield from _both(made.id, "title", made.title)
    for step in made.steps:
        for clause in (step.clause, *(gate.clause for gate in step.gates)):
            if clause.startswith(f"{pack.id}:") or ":" not in clause:
                yield from _cited(pack, made.id, clause)
    for told in problems(made):
        yield problem(made.id, told.zh, f"{told.en}.")
    yield from _declared(pack, made.id, made.steps, "steps")


def _declared(pack: Pack, where: str, form: object, name: str) -> Iterator[str]:
    """What holds for all that is declared: numbers registered, wordings in both languages."""
    for parameter in dict.fromkeys(parameters_in(form)):
        if pack.parameters.get(parameter.id) != parameter:
            yield problem(
                where,
                f"参数{parameter.id}未在本包登记，请用 pack.parameter 声明。",
                f"{parameter.id} is not registered here; declare it with pack.parameter.",
            )
    for path, text in _texts(form, name):
        yield from _both(where, path, text)
    for path, number in _bare(form, name):
        yield problem(
            where,
            f"{path}直接写了{number}，请改用 pack.parameter 声明的参数。",
            f"{path} is the bare number {number}; declare it with pack.parameter.",
        )


def _cited(pack: Pack, where: str, clause: str) -> Iterator[str]:
    owner, _, number = clause.partition(":")
    if owner != pack.id or number not in pack.clauses or pack.clauses[number].id != clause:
        yield problem(
            where,
            f"所引条款{clause}未登记，请写入 clauses.toml。",
            f"it cites {clause}, which is not registered; add the clause to clauses.toml.",
        )


def _both(where: str, what: str, text: Text | None) -> Iterator[str]:
    for language, told in zip(("zh", "en"), text or ("", ""), strict=True):
        if not told.strip():
            yield problem(
                where,
                f"{what} 缺{'中' if language == 'zh' else '英'}文，请补上。",
                f"{what} is missing in {'Chinese' if language == 'zh' else 'English'}; add it.",
            )


def _texts(value: object, path: str) -> Iterator[tuple[str, Text]]:
    """Wordings in a form; a parameter's are its own affair."""
    if isinstance(value, Text):
        yield path, value
    elif not isinstance(value, Parameter):
        for name, part in _parts(value, path):
            yield from _texts(part, name)


def _bare(value: object, path: str) -> Iterator[tuple[str, object]]:
    """Numbers and days that decide, yet are written into the form itself."""
    if isinstance(value, Parameter | Enum | bool | Text):
        return
    if isinstance(value, Number | Fraction | date):
        yield path, value
        return
    for name, part in _parts(value, path):
        if not any(isinstance(value, kind) and name == f"{path}.{at}" for kind, at in EXEMPT):
            yield from _bare(part, name)


def _parts(value: object, path: str) -> Iterator[tuple[str, object]]:
    """What a value is made of: fields of a dataclass, items of a collection."""
    if is_dataclass(value) and not isinstance(value, type):
        for item in fields(value):
            yield f"{path}.{item.name}", getattr(value, item.name)
    elif isinstance(value, dict):
        for key, part in value.items():
            yield f"{path}[{key!r}]", part
    elif isinstance(value, tuple | list):
        for place, part in enumerate(value):
            yield f"{path}[{place}]", part
    elif isinstance(value, frozenset | set):
        for part in sorted(value, key=repr):
            yield path, part
