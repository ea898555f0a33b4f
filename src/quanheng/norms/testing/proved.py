"""What examples prove of a pack's rules, by evaluating them.

An example is evaluated for its rule alone, as it stands, again (the answer must be the same), and
without the records of later days (the answer must not know of them). Then every parameter of the
rule is moved by the smallest step, up and down, and a closed list loses one name at a time: if all
examples still hold, they do not show where the threshold lies.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from fractions import Fraction
from typing import Any

from quanheng.norms.finding import Finding, Status, Text
from quanheng.norms.kinds import Appraisal, Project, Row
from quanheng.norms.pack import Pack, Parameter, Rule, Value
from quanheng.norms.plain import evaluate
from quanheng.norms.records import DATED, Records
from quanheng.norms.sentence import SHARE
from quanheng.norms.testing.examples import Example, problem

WHOLE, PERCENT = Fraction(1), Fraction(1, 100)
"""The smallest steps: one, and for shares one per cent."""

REFUSED = (ValueError, TypeError, ArithmeticError, LookupError)


def check_rules(pack: Pack, examples: Sequence[Example]) -> list[str]:
    """Problems that evaluating the examples of each rule brings to light."""
    problems = []
    for rule in pack.rules.values():
        own = [example for example in examples if example.rule == rule.id]
        wrong = [told for example in own for told in check_example(pack, example)]
        problems += wrong or [*_both_sides(rule, own), *_pinned(pack, rule, own)]
    return problems


def check_example(pack: Pack, example: Example) -> list[str]:
    """Problems of one example: where its rule answers otherwise than it states."""
    alone = _alone(pack, pack.rules[example.rule])
    try:
        found = _answer(alone, example)
        again = _answer(alone, replace(example, records=_copy(example.records)))
        unaware = _answer(alone, replace(example, records=_until(example)))
    except REFUSED as error:
        told = f"{type(error).__name__}: {error}"
        return [
            problem(
                example.where,
                f"无法计算（{told}），请检查规则的形式和参数日期。",
                f"it cannot be evaluated ({told}); look at the form and at parameter dates.",
            )
        ]
    difference = _differs(example, found)
    problems = [] if difference is None else [difference]
    if again != found:
        problems.append(
            problem(
                example.where,
                "两次计算结果不同，规则须为纯声明。",
                "evaluating it twice gives two answers; a rule must be pure data.",
            )
        )
    if _timeless(unaware) != _timeless(found):
        problems.append(
            problem(
                example.where,
                "结果受截至日之后的记录影响，请改规则。",
                "the answer depends on records dated after the as-of date; correct the rule.",
            )
        )
    return problems


def _alone(pack: Pack, rule: Rule) -> Pack:
    """The pack with one rule only."""
    alone = Pack(pack.id, pack.title, pack.issuer, pack.since, (), pack.until, pack.reference)
    alone.rules[rule.id] = rule
    return alone


def _answer(alone: Pack, example: Example) -> Finding | None:
    found = evaluate(example.records, [alone], example.on, subject=example.subject)
    return found[0] if found else None


def _copy(records: Records) -> Records:
    return Records({kind: list(records.of(kind)) for kind in records})


def _until(example: Example) -> Records:
    """The example's records without those dated after its day."""
    on = example.on

    def seen(row: Row) -> bool:
        if isinstance(row, Appraisal):
            return row.year <= on.year
        if isinstance(row, Project):
            return row.start is None or row.start <= on
        dated = DATED.get(type(row))
        return dated is None or getattr(row, dated) <= on

    records = example.records
    return Records({kind: [row for row in records.of(kind) if seen(row)] for kind in records})


def _timeless(finding: Finding | None) -> Finding | None:
    """A finding apart from when it may change, which later records do tell."""
    return None if finding is None else replace(finding, next_change_on=None)


def _differs(example: Example, found: Finding | None) -> str | None:
    """How the answer differs from what the example states; None if it does not."""
    expect = example.expect
    if expect is None or found is None:
        if (expect is None) is (found is None):
            return None
        told = "none" if found is None else f"{found.status} ({found.message.zh})"
        differences = [f"{'none' if expect is None else expect['status']} → {told}"]
    else:
        differences = [
            f"{key} {stated} → {found.message.zh if key == 'says' else getattr(found, key)}"
            for key, stated in expect.items()
            if not _holds(key, stated, found)
        ]
    if not differences:
        return None
    listed = "; ".join(differences)
    return problem(
        example.where,
        f"示例与计算不符（{listed}），请改规则或示例。",
        f"the example states otherwise than the rule ({listed}); correct one of them.",
    )


def _holds(key: str, stated: Any, found: Finding) -> bool:
    """Whether a finding is as stated."""
    if key == "says":
        return any(stated in told for told in found.message)
    return bool(getattr(found, key) == stated)


def _both_sides(rule: Rule, examples: Sequence[Example]) -> Iterator[str]:
    """A rule has examples, and they show both a subject in order and one that is not."""
    if not examples:
        yield problem(rule.id, "没有示例，请写入 examples.toml。", "no example; add some.")
        return
    stated = {example.expect["status"] if example.expect else "none" for example in examples}
    if not stated & {Status.MISSED, Status.PENDING, Status.ATTENTION}:
        yield problem(
            rule.id,
            "没有未达标、进行中或待研判的示例，请补上。",
            "no example is missed, pending or attention; add one.",
        )
    good = "none" if Status.ATTENTION in stated else Status.MET
    if good not in stated:
        yield problem(
            rule.id,
            f"没有结果为 {good} 的示例，请补上。",
            f"no example ends in {good}; add one.",
        )


def _pinned(pack: Pack, rule: Rule, examples: Sequence[Example]) -> Iterator[str]:
    """Each value of each parameter, moved by the smallest step, makes some example fail."""
    for parameter in rule.parameters:
        for place, value in enumerate(parameter.values):
            for moved, was, now in _moves(parameter, value):
                values = list(parameter.values)
                values[place] = moved
                other = replace(parameter, values=tuple(values))
                form = _replaced(rule.form, parameter, other)
                if not _noticed(_alone(pack, replace(rule, form=form)), examples):
                    yield problem(
                        rule.id,
                        f"参数{parameter.id}由{was}变为{now}，所有示例仍成立；"
                        "请补一个结果会因此不同的示例。",
                        f"with {now} instead of {was} for {parameter.id} every example still "
                        "holds; add one whose answer would change.",
                    )


def _moves(parameter: Parameter, value: Value) -> Iterator[tuple[Value, str, str]]:
    """A value moved by its smallest step; what stood there, and what stands there now."""
    told = value.value
    if isinstance(told, tuple):
        for name in told:
            less = tuple(other for other in told if other != name)
            yield replace(value, value=less), "、".join(told), "、".join(less) or "—"
        return
    step = PERCENT if parameter.unit == SHARE or told.denominator != 1 else WHOLE
    for moved in (told + step, told - step):
        if moved >= 0:
            yield replace(value, value=moved), str(told), str(moved)


def _replaced(value: Any, old: Parameter, new: Parameter) -> Any:
    """A form with one parameter exchanged; what does not hold it stays the same object."""
    if isinstance(value, Parameter):
        return new if value == old else value
    if isinstance(value, tuple) and not isinstance(value, Text):
        items = tuple(_replaced(item, old, new) for item in value)
        same = all(item is was for item, was in zip(items, value, strict=True))
        return value if same else items
    if is_dataclass(value) and not isinstance(value, type):
        changed: Mapping[str, Any] = {
            item.name: part
            for item in fields(value)
            if (part := _replaced(getattr(value, item.name), old, new))
            is not getattr(value, item.name)
        }
        return replace(value, **changed) if changed else value
    return value


def _noticed(alone: Pack, examples: Sequence[Example]) -> bool:
    """Whether any example fails; what a finding requires is the parameter itself, so not that.

    A value that no rule can work with (a thirteenth month) needs no example.
    """
    try:
        return any(
            _differs(_without_required(example), _answer(alone, example)) is not None
            for example in examples
        )
    except REFUSED:
        return True


def _without_required(example: Example) -> Example:
    if example.expect is None:
        return example
    stated = {key: value for key, value in example.expect.items() if key != "required"}
    return replace(example, expect=stated)
